"""What is wrong with a report, and whether it may be published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.checking.equations import check_rules
from reportgen.engine.checking.rules_of_every_report import TEMPLATE, YEAR, rules_in_force
from reportgen.engine.localising.repairs import last_year_s_evidence, with_repairs
from reportgen.engine.prose_check.findings import check_prose_across, examiners
from reportgen.report.findings import Finding, ReconciliationError
from reportgen.report.report import Report
from reportgen.report.rules import JUMP_FACTOR, Rule

if TYPE_CHECKING:
    from datetime import date

    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.evidence import QuotedFigure


def check(
    report: Report,
    *,
    previous: Sequence[Report] = (),
    units: Sequence[Report] = (),
    missing: Sequence[str] = (),
    jump: int | Decimal = JUMP_FACTOR,
    today: date | None = None,
) -> list[Finding]:
    """Return every finding of one report, held against earlier years and its units where those are given.

    With ``today`` the year is held against the calendar and the file's name, too.
    """
    across_years, last = _across_years(report, previous, jump) if previous else ([], None)
    evidence = [] if last is None else last_year_s_evidence(report, [last])
    found = check_rules(report, examiners(report.type))
    findings = with_repairs(report, found, evidence, _quoted_figures) + across_years
    if last is not None:
        from reportgen.engine.comparing.copied_reports import repeated_tables

        findings += [*check_prose_across(report, last), *repeated_tables([last, report])]
    findings += _across_units(report, units, missing) if units or missing else []
    if today is not None:
        from reportgen.engine.checking.desk import at_the_desk

        findings += at_the_desk(report, today)
    if not report.accepted:
        return findings
    from reportgen.engine.checking.accepting import with_acceptances

    applied = {rule.id for rule in rules_applied(report, years=bool(previous), units=bool(units))}
    applied |= {YEAR.id} if today is not None else set()
    return with_acceptances(report, findings, applied)


def _quoted_figures(report: Report) -> Iterator[QuotedFigure]:
    from reportgen.engine.prose_check.prose_evidence import quoted_figures

    return quoted_figures(report)


def _across_years(
    report: Report, previous: Sequence[Report], jump: int | Decimal
) -> tuple[list[Finding], Report | None]:
    """Return what earlier years contradict, and last year's report if it is among them."""
    from reportgen.engine.checking.years import check_years, last_year_of

    return check_years(report, previous, jump), last_year_of(report, previous)


def _across_units(report: Report, units: Sequence[Report], missing: Sequence[str]) -> list[Finding]:
    from reportgen.engine.checking.units import Missing, check_units

    unread = [Missing(name, Text("文件无法读取", "the file cannot be read")) for name in missing]
    return check_units(report, units, unread)


def rules_applied(report: Report, *, years: bool = False, units: bool = False) -> list[Rule]:
    """Return every rule that :func:`check` holds a report to, given earlier ``years`` or ``units`` or not."""
    return list(rules_in_force(report, years=years, units=units))


def remarks_on(template: Template) -> list[Finding]:
    """Return what a reader of the document should know of its template: what of it is left out."""
    return [Finding(TEMPLATE.id, "broken", TEMPLATE.severity, fault.says, "") for fault in template.left_out]


def refuse(findings: list[Finding], *, strict: bool = False) -> None:
    """Raise ReconciliationError if one of the findings forbids publishing; with ``strict`` an open warning does."""
    stops = [finding for finding in findings if finding.fails(strict=strict)]
    if stops:
        raise ReconciliationError([as_fault(finding) for finding in stops], tuple(findings))


def as_fault(finding: Finding) -> Fault:
    """Return a finding as the reason of a refusal."""
    says = Text(f"{finding.rule} {finding.says.zh}", f"{finding.rule} {finding.says.en}")
    return Fault(finding.rule, says, finding.place)
