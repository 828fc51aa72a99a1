"""Findings as plain data, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportgen.core.errors import Fault, ReportgenError
from reportgen.core.plain import Fields, plain
from reportgen.core.text import Language
from reportgen.report.acceptances import Acceptance
from reportgen.report.findings import Cell, Change, Finding, Repair
from reportgen.report.repair_wording import CHECK
from reportgen.report.report import Report

_FIELDS: Final[Fields] = {
    Fault: "id says origin remedy",
    Finding: (
        "fingerprint accepted rule verdict severity says address cells expected actual difference law origin cause "
        "repairs"
    ),
    Acceptance: "reason who",
    Cell: "address label value origin",
    Repair: "changes because probability most_likely",
    Change: "address from:before to:after",
}


def as_plain(
    report: Report, findings: list[Finding], language: Language, unread: Sequence[Fault] = (), *, strict: bool = False
) -> dict[str, Any]:
    """Return ``{"report", "findings", "faults"}``; counts are JSON numbers, decimals exact text, a blank cell is null.

    ``faults`` says why units could not be read (``unread``); ``passes`` whether ``check`` ends with 0, which a warning
    prevents with ``strict``.
    """
    return {
        "report": {
            "type": report.type.name,
            "organ": report.organ,
            "year": report.year,
            "source": report.source,
            "reconciles": not any(finding.forbids for finding in findings),
            "passes": not any(finding.fails(strict=strict) for finding in findings),
        },
        "findings": [_finding(finding, language) for finding in findings],
        "faults": plain(unread, language, _FIELDS),
    }


def faults_plain(error: ReportgenError, language: Language) -> dict[str, Any]:
    """Return ``{"error", "faults"}``: the error's name, and of each fault id, sentence, place and remedy."""
    return {"error": type(error).__name__, "faults": plain(error.faults, language, _FIELDS)}


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    shown: dict[str, Any] = plain(finding, language, _FIELDS)
    for repair in shown["repairs"]:
        repair["advice"] = CHECK.in_(language)
    return shown
