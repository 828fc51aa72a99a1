"""The mistakes of a template, told to programs: what each format requires, and an honest end."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from reportgen import formats
from reportgen.core.text import Text
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.markup.location import Place
from tests.engine.export.findings.test_junit import accepted_by_jenkins
from tests.engine.export.findings.test_sarif import required_by_sarif

PLACE = Place("word/document.xml", 7, 2, 4, 3, words="{{ a }}")
ERROR = Mistake(PLACE.fault("a,b: 模板.docx", "PROOF", Text("印的是 100% |", "it prints 100% |"), Text("改", "mend")))
WARNING = Mistake(Place("word/document.xml").fault("m.docx", "template-typed-number", Text("手写", "typed")), "warning")
FILE = "a,b: 模板.docx"


def test_sarif_has_a_result_for_each_and_explains_their_ids() -> None:
    log = formats.template_sarif([ERROR, WARNING, ERROR], FILE, "en")
    required_by_sarif(log)
    (run,) = log["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error"]
    assert all(rule["fullDescription"]["text"] and rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    location = run["results"][0]["locations"][0]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "body, table 2, row 4, column 3", "kind": "element"}]
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 2}]
    assert formats.template_sarif([WARNING], FILE)["runs"][0]["invocations"][0]["exitCode"] == 0


def suite(mistakes: list[Mistake]) -> Element:
    root = fromstring(formats.template_junit(mistakes, FILE))  # noqa: S314 — written by us
    accepted_by_jenkins(root)
    (found,) = root
    return found


def test_junit_fails_exactly_where_the_template_cannot_be_used() -> None:
    assert [case[0].tag for case in suite([ERROR, WARNING])] == ["failure", "system-out"]
    assert [len(case) for case in suite([WARNING])] == [0, 1]
    assert suite([]).attrib["failures"] == "0"
    assert suite([ERROR, ERROR]).attrib["failures"] == "2"


def test_github_annotates_the_file_and_escapes_what_would_end_a_command() -> None:
    first, second = formats.template_github([ERROR, WARNING], FILE).splitlines()
    assert first.startswith("::error file=a%2Cb%3A 模板.docx,title=PROOF::")
    assert "100%25 |" in first
    assert second.startswith("::warning ")
    assert formats.template_github([], FILE) == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markdown_is_a_table_in_which_no_sign_means_anything(language: str) -> None:
    text = formats.template_markdown([ERROR, WARNING], FILE, language)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}
    assert len(rows) == 4
    assert formats.template_markdown([], FILE, language).count("|") == 0
