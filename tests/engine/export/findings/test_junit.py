"""The JUnit document is well-formed, counts itself rightly and is green exactly when the check passes."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, fromstring

import attrs
import pytest

from reportgen import api, formats
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from tests.strategies import evolve_at, report_of, zero


def suite_of(report: Report, findings: list[Finding], **more: Any) -> Element:
    return counted(formats.findings_junit(report, findings, **more))


ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {
        *("name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package"),
        *("file", "log", "url"),
    },
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
}
"""The elements and attributes of Jenkins' own schema (xunit plugin, junit-10.xsd) that a document of ours may have."""


def accepted_by_jenkins(root: Element) -> None:
    """Hold a document to the strict schema that Jenkins validates with."""
    for element in root.iter():
        assert element.attrib.keys() <= ALLOWED[element.tag], element.tag
        assert element.tag in ("testsuites", "failure", "error", "skipped", "system-out") or element.attrib["name"]
    for suite in root:
        assert suite.attrib.keys() >= {"name", "tests", "failures", "errors"}
        assert {case.tag for case in suite} <= {"testcase"}


def counted(document: str) -> Element:
    """Return the only suite of a document whose counts are those of its cases."""
    root = fromstring(document.encode("utf-8"))  # noqa: S314 — written by us
    accepted_by_jenkins(root)
    (suite,) = root
    assert root.tag == "testsuites"
    assert suite.tag == "testsuite"
    cases = list(suite)
    assert {case.tag for case in cases} == {"testcase"}
    for level in (root, suite):
        assert int(level.attrib["tests"]) == len(cases)
        for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            if level is root and tag == "skipped":
                continue  # Jenkins' schema does not have it there
            assert int(level.attrib[count]) == sum(case.find(tag) is not None for case in cases)
    names = [case.attrib["name"] for case in cases]
    assert len(names) == len(set(names))
    assert all(case.attrib["classname"] and len(case) <= 1 for case in cases)
    return suite


def outcomes(suite: Element) -> dict[str, str]:
    return {case.attrib["name"].split(" ")[0]: case[0].tag for case in suite if len(case)}


def broken(rule: str, severity: Any, verdict: Any = "broken") -> Finding:
    return Finding(rule, verdict, severity, Text("不对", "wrong"), "proactive.permits")


def test_an_honest_report_is_a_suite_of_passing_rules() -> None:
    report = report_of(zero())
    suite = suite_of(report, [])
    assert outcomes(suite) == {}
    assert len(suite) == len(report.type.rules) + 4  # V-BIDI, V-HIDDEN, V-UNREAD and V-ACCEPT, the engine's
    assert suite.attrib["name"] == "某市人民政府 2021"
    assert "每一行的总计" in suite[3].attrib["name"]


def test_a_broken_rule_is_one_failure_with_all_its_findings() -> None:
    figures = evolve_at(evolve_at(zero(), "applications.new.enterprises", 1), "applications.new.natural_persons", 2)
    report = report_of(figures)
    suite = suite_of(report, api.check(report))
    assert outcomes(suite) == {"T3-BAL": "failure"}
    (failure,) = suite.iter("failure")
    assert failure.attrib["message"] in (failure.text or "")
    assert len((failure.text or "").splitlines()) == 2


def test_a_blank_is_an_error() -> None:
    report = report_of(evolve_at(zero(), "applications.new.enterprises", None))
    assert outcomes(suite_of(report, api.check(report))) == {"T3-BAL": "error", "T3-BLANK": "error"}


def test_a_warning_passes_and_fails_where_it_is_strict() -> None:
    report = report_of(zero())
    findings = [broken("XY-CARRY", "warning"), broken("XY-JUMP", "note"), broken("S-HIER", "note", "undecided")]
    assert outcomes(suite_of(report, findings)) == {
        "XY-CARRY": "system-out",
        "XY-JUMP": "system-out",
        "S-HIER": "skipped",
    }
    assert outcomes(suite_of(report, findings, strict=True))["XY-CARRY"] == "failure"
    assert outcomes(suite_of(report, findings, strict=True))["XY-JUMP"] == "system-out"


def test_rules_across_years_and_units_are_cases_where_they_were_applied() -> None:
    report = report_of(zero())
    few = suite_of(report, [])
    more = suite_of(report, [], rules=api.rules_applied(report, years=True, units=True))
    known = {case.attrib["name"].split(" ")[0] for case in more} - {case.attrib["name"].split(" ")[0] for case in few}
    across_years = {
        "XY-YEARS",
        "XY-LASTYEAR",
        "XY-FORM",
        "XY-CARRY",
        "XY-VALID",
        "XY-PEND",
        "XY-JUMP",
        "F-COPIED",
        "D-LASTYEAR",
    }
    assert known == across_years | {"S-HIER"}


def test_faults_are_a_suite_with_an_error_for_every_file() -> None:
    faults = [
        Fault("unknown-key", Text("不认识", "unknown"), Origin("a.yaml", 3, 5), Text("应为甲", "It is a")),
        Fault("shape", Text("形状不对", "misshapen"), Origin("a.yaml", 7)),
        Fault("no-such-file", Text("没有", "none"), Origin("last.yaml")),
        Fault("units", Text("不能\x00相加", "cannot be added")),
    ]
    suite = counted(formats.faults_junit(DataError(faults), "data.yaml"))
    assert suite.attrib["name"] == "data.yaml"
    assert [case.attrib["name"].split()[-1] for case in suite] == ["a.yaml", "last.yaml", "data.yaml"]
    errors = [case[0] for case in suite]
    assert {error.tag for error in errors} == {"error"}
    assert errors[0].attrib == {"message": "不认识", "type": "unknown-key"}
    assert errors[0].text == "a.yaml:3:5: 不认识。应为甲。\na.yaml:7: 形状不对。"


def test_a_unit_that_cannot_be_read_is_skipped() -> None:
    fault = Fault("no-such-file", Text("没有", "none"), Origin("a.yaml"))
    suite = suite_of(report_of(zero()), [], unread=[fault])
    assert outcomes(suite) == {"数据可以读取": "skipped"}


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ufffe", "\ud800", "<&>\"'", "]]>"])
def test_no_text_can_break_the_document(character: str) -> None:
    finding = attrs.evolve(broken("T3-ROW", "error"), says=Text(f"甲{character}乙", "x"))
    report = report_of(zero(), organ=f"甲{character}乙")
    suite = suite_of(report, [finding])
    shown = character if character.isprintable() and character.isascii() else "\ufffd"
    assert suite.attrib["name"] == f"甲{shown}乙 2021"
