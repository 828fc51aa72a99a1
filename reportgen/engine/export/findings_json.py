"""Findings as plain data, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reportgen.core.errors import Fault, ReportgenError
from reportgen.core.origin import Origin
from reportgen.core.text import Language
from reportgen.report.findings import Cell, Finding, Repair
from reportgen.report.report import Report
from reportgen.report.suggestions import CHECK


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
        "faults": [_fault(fault, language) for fault in unread],
    }


def faults_plain(error: ReportgenError, language: Language) -> dict[str, Any]:
    """Return ``{"error", "faults"}``: the error's name, and of each fault id, sentence, place and remedy."""
    return {"error": type(error).__name__, "faults": [_fault(fault, language) for fault in error.faults]}


def _fault(fault: Fault, language: Language) -> dict[str, Any]:
    return {
        "id": fault.id,
        "says": fault.says.in_(language),
        "origin": _origin(fault.origin),
        "remedy": None if fault.remedy is None else fault.remedy.in_(language),
    }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "says": finding.says.in_(language),
        "address": finding.address,
        "cells": [_cell(cell, language) for cell in finding.cells],
        "expected": _value(finding.expected),
        "actual": _value(finding.actual),
        "difference": _value(finding.difference),
        "law": finding.law,
        "origin": _origin(finding.origin),
        "cause": finding.cause,
        "repairs": [_repair(repair, language) for repair in finding.repairs],
    }


def _cell(cell: Cell, language: Language) -> dict[str, Any]:
    return {
        "address": cell.address,
        "label": cell.label.in_(language),
        "value": _value(cell.value),
        "origin": _origin(cell.origin),
    }


def _repair(repair: Repair, language: Language) -> dict[str, Any]:
    changes = [
        {"address": change.address, "from": _value(change.before), "to": _value(change.after)}
        for change in repair.changes
    ]
    return {
        "changes": changes,
        "because": repair.because.in_(language),
        "most_likely": repair.most_likely,
        "advice": CHECK.in_(language),
    }


def _origin(origin: Origin | None) -> str | None:
    return None if origin is None else str(origin)


def _value(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value
