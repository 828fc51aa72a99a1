"""The findings of the prose, rule by rule; what last year's report adds to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from reportgen.core.text import Text
from reportgen.engine.prose_check.draft_notes import draft_notes
from reportgen.engine.prose_check.layout import layout
from reportgen.engine.prose_check.repeated_text import repeated_text
from reportgen.engine.prose_check.stale_years import years_of_others
from reportgen.prose.quantities import has_numbers
from reportgen.report.findings import Cell, Finding
from reportgen.report.prose_rules import DRAFT_NOTES, LAYOUT, REPEATED_TEXT, STALE_YEARS
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

if TYPE_CHECKING:
    from reportgen.engine.prose_check.judgement import Judgement

Examine = Callable[[Report], Iterable[Finding]]


def examiners(report_type: ReportType) -> Mapping[str, Examine]:
    """Return what examines a report by the rules that this room knows, by their ids.

    The numbers of the prose are judged once for all the rules that hold them.
    """
    judged: dict[Report, list[Finding]] = {}

    def of_rule(rule: str) -> Examine:
        def examine(report: Report) -> list[Finding]:
            if report not in judged:
                judged[report] = check_prose(report)
            return [finding for finding in judged[report] if finding.rule == rule]

        return examine

    numbers = {rule.id: of_rule(rule.id) for rule in report_type.rules if rule.holds_prose}
    words = {
        DRAFT_NOTES.id: draft_notes,
        LAYOUT.id: layout,
        REPEATED_TEXT.id: repeated_text,
        STALE_YEARS.id: years_of_others,
    }
    return {**words, **numbers}


def check_prose(report: Report, previous: Report | None = None) -> list[Finding]:
    """Return a finding for every number of the prose that has no legitimate meaning; see ``matching``."""
    return [_finding(judgement, report) for judgement in judgements(report, previous) if judgement.verdict == "broken"]


def check_prose_across(report: Report, previous: Report) -> list[Finding]:
    """Return only what last year's report brings to light: growth, numbers of last year, text copied from it."""
    from reportgen.engine.prose_check.copied_text import copied_text  # noqa: PLC0415 — most reports are checked alone

    known = {(one.field, one.position, one.rule) for one in judgements(report) if one.verdict == "broken"}
    new = [
        _finding(one, report)
        for one in judgements(report, previous)
        if one.verdict == "broken" and (one.field, one.position, one.rule) not in known
    ]
    return [*new, *copied_text(report, previous)]


def judgements(report: Report, previous: Report | None = None) -> tuple[Judgement, ...]:
    """Return what was found of every number of the prose, and of what it says did not happen."""
    checks = report.type.prose
    if checks is None or not any(has_numbers(text) or checks.denial.search(text) for text in report.typed.values()):
        return ()
    from reportgen.engine.prose_check.matching import read_prose  # noqa: PLC0415 — placeholders need no judge

    return read_prose(report, checks.model(), previous)


def _finding(judgement: Judgement, report: Report) -> Finding:
    addresses = list(dict.fromkeys(name for one in judgement.meanings for name in one.expression.addresses))
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
