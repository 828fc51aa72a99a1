"""The outline of a report is that of the official Word template: the same titles, prose, tables and closing words."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.report.outline import ATTACHMENTS, COMPARISON, closing_lines, remark_name, sections_of, signature, title
from reportgen.report.particulars import Particulars
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, zero
from tests.toy_report.report_type import REPORT as TOY

TITLE = re.compile(r"\[heading 1\](?:（另起页）)? (.*)")
PROSE = re.compile(r"\{%p for paragraph in narrative\.(\w+) %\}")


def test_titles_prose_and_tables_stand_as_in_the_word_template(root: Path) -> None:
    outline = (root / "tests/templates/report-outline.txt").read_text("utf-8")
    body = outline[: outline.index("{%p if comparison %}")]
    told = []
    for line in body.splitlines():
        if found := TITLE.match(line):
            told.append(found[1])
        elif found := PROSE.search(line):
            told.append(f"prose {found[1]}")
        elif line.startswith("TABLE"):
            told.append("table")
        elif found := re.search(r"\{\{ remarks\.(\w+) \}\}", line):
            told.append(f"remark {found[1]}")
    known = []
    for section in sections_of(REPORT):
        known += [section.title] if section.title else []
        known += [f"prose {name}" for name in section.prose]
        for number in section.tables:
            known += ["table", f"remark {remark_name(REPORT, number)}"]
    assert told == known


def test_the_words_below_are_those_of_the_word_template(root: Path) -> None:
    outline = (root / "tests/templates/report-outline.txt").read_text("utf-8")
    below = outline[outline.index("{%p if comparison %}") :]
    heads = re.findall(r"\[表格文字\] ([^{\n]+)", below)
    assert tuple(heads) == COMPARISON
    assert f"{ATTACHMENTS}{{{{ item }}}}" in below


def test_prose_of_no_section_stands_before_the_first() -> None:
    first, *others = sections_of(REPORT)
    assert first.title == ""
    assert first.prose == ("preamble",)
    assert [section.title for section in others] == list(REPORT.sections)


def test_a_type_without_other_prose_has_nothing_before_its_sections() -> None:
    first, *others = sections_of(TOY)
    assert (first.prose, first.tables) == ((), ())
    assert [len(section.tables) for section in others].count(1) == len(TOY.tables)


def test_what_is_not_given_is_not_printed() -> None:
    report = report_of(zero())
    assert [*closing_lines(report)] == []
    assert signature(report) == ()
    assert title(report) == "某市人民政府2021年政府信息公开工作年度报告"


def test_attachments_come_before_the_contact() -> None:
    report = report_of(zero(), particulars=Particulars(attachments=("甲", "乙"), contact={"phone": "1"}))
    assert [*closing_lines(report)] == ["附件：1.甲", "2.乙", "电话：1"]
