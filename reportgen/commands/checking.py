"""What ``reportgen check`` does, however its arguments were read."""

from __future__ import annotations

from decimal import Decimal

from reportgen import api
from reportgen.commands.console import language, say_error, say_json, say_lines
from reportgen.commands.findings_text import report_lines
from reportgen.commands.sources import load_argument
from reportgen.errors import DataError, ReportgenError
from reportgen.vocabulary.findings import Finding
from reportgen.vocabulary.reports import Report

DOES_NOT_RECONCILE = 1


def check(
    data: str,
    previous: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    jump: float = 10,
    *,
    strict: bool = False,
    style: str = "text",
) -> None:
    """Say in ``style`` (text, json, sarif, junit) what of ``data`` does not hold; SystemExit(1) where it fails."""
    try:
        report = load_argument(data)
        earlier = [load_argument(name) for name in previous]
    except ReportgenError as error:
        if style == "json":  # a program that asked for JSON must not find nothing where the commonest failure is told
            say_json(api.faults_json(error, language()))
        raise
    known, missing = _load_units(units)
    findings = api.check(report, previous=earlier, units=known, missing_units=missing, jump=Decimal(str(jump)))
    if style == "json":
        say_json(api.findings_json(report, findings, language()))
    elif style == "text":
        say_lines(report_lines(report, findings, language(), [*earlier, *known]))
    else:
        applied = api.rules_applied(report, years=bool(previous), units=bool(units))
        if style == "sarif":
            say_json(api.findings_sarif(report, findings, language(), rules=applied))
        else:
            document = api.findings_junit(report, findings, language(), rules=applied, strict=strict)
            say_lines([document.rstrip("\n")])
    if any(_fails(finding, strict) for finding in findings):
        raise SystemExit(DOES_NOT_RECONCILE)


def _fails(finding: Finding, strict: bool) -> bool:
    return finding.forbids or (strict and finding.severity == "warning")


def _load_units(names: tuple[str, ...]) -> tuple[list[Report], list[str]]:
    """Load every unit that can be loaded; the others are told, and missing."""
    known, missing = [], []
    for name in names:
        try:
            known.append(load_argument(name))
        except DataError as error:
            say_error(error, written=True)
            missing.append(name)
    return known, missing
