"""The rules that the engine itself holds every report to, whatever its type."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.rules import Rule

BIDI = Rule(
    "V-BIDI",
    Text("文字里没有改变书写方向的不可见字符", "no text holds invisible signs that turn the direction of writing"),
    severity="warning",
    stage="reading",
)

UNSEEN = Rule(
    "V-HIDDEN",
    Text("文字里没有看不见的字符", "no text holds signs that cannot be seen"),
    severity="note",
    stage="reading",
)
"""Signs that come along from web pages and word processors; those that turn the direction of writing are V-BIDI."""

UNREAD = Rule(
    "V-UNREAD",
    Text("数据文件里的数字都读入了报告", "every number of the data file is read into the report"),
    severity="warning",
    stage="reading",
)
"""Numbers beside a table of a workbook."""

LOOSE = Rule(
    "V-LOOSE",
    Text(
        "工作簿和 Word 表里的数字只有数字，名称与表格一致",
        "the numbers of a workbook or Word form are digits and nothing else, its labels are those of the form",
    ),
    severity="note",
    stage="reading",
)
"""Says how １２, 12 件 and 1,234, or a label with a slip, were read, where only one thing can be meant."""

STATED = Rule(
    "STATED",
    Text("已公布的合计等于各项之和", "every total that was published is the sum of its parts"),
)
"""For totals that the form does not print; printed ones have rules of the form."""

OWN_BLANK = Rule(
    "OWN-BLANK",
    Text("本机关自己的数字没有空白", "no figure of the office's own is blank"),
)
"""A blank is not a zero, in the office's own figures as in the form's cells."""

OWN = Rule(
    "CHECK",
    Text("本机关自己写的等式成立", "the equations that the office wrote itself hold"),
)
"""The office's own ``checks:`` are hard: whoever writes one wants to be stopped by it."""

CHAIN = Rule(
    "XY-YEARS",
    Text("各年的报告属于同一机关、同一格式，逐年相连", "the reports are one organ's, of one form, year after year"),
    severity="warning",
)

COMPARED = Rule(
    "XY-LASTYEAR",
    Text(
        "last_year 里上年的数字与上一年的报告一致",
        "the figures below last_year: are those of last year's report",
    ),
    severity="warning",
)
"""They are printed in the table that compares two years, and drawn."""

FORMS = Rule(
    "XY-FORM",
    Text("各年的报告用同一版格式", "the reports of all years have one edition of the form"),
    severity="note",
)
"""Says what was not held against an earlier year, whose form has no such figures."""

COPIED_PROSE = Rule(
    "D-TEXT",
    Text("各机关的文字是各自写的", "every office wrote its own prose"),
    severity="warning",
    stage="comparing",
)

COPIED_FIGURES = Rule(
    "D-FIGURES",
    Text("各机关的数字是各自的", "every office has its own figures"),
    severity="warning",
    stage="comparing",
)

REPEATED_FIGURES = Rule(
    "D-LASTYEAR",
    Text("本年的数字不是照抄上一年的", "this year's figures are not those of last year"),
    severity="warning",
    stage="comparing",
)

TWICE = Rule(
    "D-TWICE",
    Text("每个机关每年只有一份报告", "an office has one report a year"),
    severity="warning",
    stage="comparing",
)

SECTIONS = Rule(
    "F-SECT",
    Text(
        "成品文档里有格式规定的各个一级标题，次序正确", "the document has every section title of the form, in its order"
    ),
    stage="proving",
)

LABELS = Rule(
    "F-LABEL",
    Text("成品文档里有格式规定的各张表和各行的名称", "the document has every table and row label of the form"),
    stage="proving",
)

PROOF = Rule(
    "PROOF",
    Text(
        "成品文档里的数字和文字与数据一致",
        "the document can be read back, and its figures and prose are those of the data",
    ),
    stage="proving",
)

TEMPLATE = Rule(
    "TEMPLATE",
    Text("模板里的内容全部进入成品文档", "the document has everything that its template holds"),
    severity="note",
    stage="printing",
)

ACCEPTED = Rule(
    "V-ACCEPT",
    Text("accepted 里的每一条都对应一处提醒", "every entry below accepted: is about a warning of this report"),
    severity="warning",
)
"""An acceptance whose figures changed would hide nothing, and must not be taken for one that still does."""

YEAR = Rule(
    "V-YEAR",
    Text(
        "报告的年份与文件名一致，是现在应当编制的一年",
        "the year is that of the file's name, and the one that reports are made of now",
    ),
    severity="note",
    stage="reading",
)
"""Looked at where somebody makes a report at a desk: a program may check the reports of any year."""

MERGED = Rule(
    "MERGE",
    Text(
        "改过的报告里，文字中的数字与表格一致，合计等于各项之和",
        "in an edited report the numbers of the prose are those of the tables, and totals are sums",
    ),
    severity="warning",
    stage="merging",
)
"""Looked at where a document that somebody edited is taken back into its data."""

READ = Rule(
    "V-READ",
    Text(
        "已公布的报告里，格式规定的数字和文字都读到了，没有读的都有说明",
        "of a published report every figure and text of the form was read, and what was not is told",
    ),
    severity="warning",
    stage="reading",
)
"""What is only left out, such as a page's navigation, is told as a note."""

ENGINE_RULES = (
    BIDI, UNSEEN, UNREAD, LOOSE, YEAR, READ, ACCEPTED, STATED, OWN_BLANK, OWN, CHAIN, COMPARED, FORMS,
    COPIED_PROSE, COPIED_FIGURES, REPEATED_FIGURES, TWICE, SECTIONS, LABELS, PROOF, TEMPLATE, MERGED,
)  # fmt: skip
"""All of them, in the order in which they are looked at."""


def rules_of(report_type: ReportType) -> tuple[Rule, ...]:
    """Return every rule that a report is held to: those of its type and those of the engine."""
    return (*report_type.rules, *_across(report_type, years=True, units=True), *ENGINE_RULES)


def rules_in_force(report: Report, *, years: bool, units: bool) -> Iterator[Rule]:
    """Yield the rules that a check holds ``report`` to, given earlier ``years`` or ``units`` or not."""
    yield from report.type.rules
    yield BIDI
    yield UNSEEN
    yield UNREAD
    yield ACCEPTED
    for rule in (READ, LOOSE):
        if any(finding.rule == rule.id for finding in report.findings):
            yield rule
    if report.stated:
        yield STATED
    if report.own or report.particulars.contact:
        yield OWN_BLANK
    if report.checks:
        yield OWN
    if years:
        yield CHAIN
        yield COMPARED
        yield FORMS
        yield REPEATED_FIGURES
    yield from _across(report.type, years=years, units=units)


def _across(report_type: ReportType, *, years: bool, units: bool) -> Iterator[Rule]:
    if years:
        yield from report_type.across_years
        if report_type.jump is not None:
            yield report_type.jump
    if units and report_type.across_units is not None:
        yield report_type.across_units
