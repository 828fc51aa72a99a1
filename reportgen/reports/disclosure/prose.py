"""PT-*: the literal numbers of the narrative held against the tables."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from reportgen.core.text import Text
from reportgen.prose.quantities import has_numbers
from reportgen.report.findings import Cell, Finding
from reportgen.report.rules import Rule
from reportgen.report.view import ReportView
from reportgen.reports.disclosure.soft_rules import check_copied

if TYPE_CHECKING:
    from reportgen.reports.disclosure.judgements import Judgement


_MAY_DENY = re.compile("[未没无](?=[曾有收接受发产引出政信申依公因行复诉新])[^，。；\n]{0,24}(?:申请|复议|诉讼)")
"""A text without this says of no application or case that there was none."""


def check_prose(report: ReportView, previous: ReportView | None = None) -> list[Finding]:
    """Return a finding for every number of the prose that has no legitimate reading; see ``judging``."""
    return [_finding(judgement, report) for judgement in _judged(report, previous) if judgement.verdict == "broken"]


def check_prose_across(report: ReportView, previous: ReportView) -> list[Finding]:
    """Return only what last year's report brings to light: growth, numbers of last year, text copied from it."""
    known = {(one.field, one.position, one.rule) for one in _judged(report) if one.verdict == "broken"}
    new = [
        _finding(one, report)
        for one in _judged(report, previous)
        if one.verdict == "broken" and (one.field, one.position, one.rule) not in known
    ]
    return [*new, *check_copied(report, previous)]


def _judged(report: ReportView, previous: ReportView | None = None) -> tuple[Judgement, ...]:
    if not any(has_numbers(text) or _MAY_DENY.search(text) for text in report.typed.values()):
        return ()
    from reportgen.reports.disclosure.judging import read_prose  # noqa: PLC0415 — placeholders need no judge

    return read_prose(report, previous)


def _finding(judgement: Judgement, report: ReportView) -> Finding:
    addresses = list(dict.fromkeys(name for one in judgement.readings for name in one.expression.addresses))
    cells = tuple(
        Cell(address, report.values[address], report.addresses[address].label, report.origin(address))
        for address in addresses
    )
    expected, actual = judgement.expected, judgement.actual
    return Finding(
        rule=judgement.rule,
        verdict="broken",
        severity=judgement.severity,
        says=Text(f"“{judgement.quote}”：{judgement.says.zh}", f"“{judgement.quote}”: {judgement.says.en}"),
        address=addresses[0] if addresses else f"narrative.{judgement.field}",
        cells=cells,
        expected=expected,
        actual=actual,
        difference=None if expected is None or actual is None else actual - expected,
        origin=report.prose_origin(judgement.field, judgement.position),
    )


_FOUND: WeakKeyDictionary[ReportView, list[Finding]] = WeakKeyDictionary()
"""The findings of a report's prose while the report lives: each of the rules below takes its own of one reading."""


def _examine(rule: str) -> Callable[[ReportView], Iterable[Finding]]:
    def examine(report: ReportView) -> Iterator[Finding]:
        found = _FOUND.get(report)
        if found is None:
            found = _FOUND[report] = check_prose(report)
        return (finding for finding in found if finding.rule == rule)

    return examine


_rule = functools.partial(Rule, severity="warning", holds_prose=True)

PROSE_RULES: tuple[Rule, ...] = tuple(
    _rule(rule, Text(zh, en), examine=_examine(rule))
    for rule, zh, en in (
        (
            "PT-NEW",
            "文字中受理（收到）的件数等于表三第一项，或第一项加第二项；新收、上年结转的件数等于第一项、第二项",
            "applications received, in the prose, are item 1 of table 3, or items 1 and 2 together",
        ),
        (
            "PT-RES",
            "文字中各种办理结果的件数等于表三该项之和",
            "each outcome's count, in the prose, is its sum in table 3",
        ),
        (
            "PT-OUT",
            "文字中答复（办结）的件数等于表三（七）总计，或再加第四项；结转下年度的件数等于第四项",
            "applications answered, in the prose, are (7) of table 3, or that and item 4; carried out is item 4",
        ),
        (
            "PT-REV",
            "文字中行政复议的件数等于表四总计，或总计减尚未审结",
            "reconsideration cases, in the prose, are the total of table 4, or the total less what is pending",
        ),
        (
            "PT-LIT",
            "文字中行政诉讼的件数等于表四两组总计之和，或再减尚未审结",
            "litigation cases, in the prose, are both totals of table 4, or these less what is pending",
        ),
        (
            "PT-PCT",
            "文字中的百分比按所写的位数四舍五入，与数字算出的相同",
            "every percentage in the prose is what its figures give, rounded to its printed places",
        ),
        (
            "PT-PARTS",
            "文字中逐项列出的数字加起来等于总数",
            "parts that the prose lists in full add to their whole",
        ),
        (
            "PT-T2",
            "文字中规章、规范性文件、处理决定的件数和收费金额等于表二",
            "documents, decisions and fees, in the prose, are those of table 2",
        ),
    )
)
