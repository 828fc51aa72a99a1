"""Figures of a new year that last year's report decides: what the rules across years say before anything is entered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.model.addresses import LAST_YEAR
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.rules import Equation


def opening_figures(report_type: ReportType, last: Report) -> dict[str, Any]:
    """Return the entered figures that equal a sum of last year's alone, by address: 上年结转 is last year's 结转下年度.

    A figure that last year's form lacks, or left blank, decides nothing.
    """
    found = {}
    for equation in _equations(report_type):
        address = _entered(equation, report_type)
        names = equation.expected.addresses
        if address is None or not all(name.startswith(LAST_YEAR) for name in names):
            continue
        value = equation.expected.evaluate({name: last.cells.get(name.removeprefix(LAST_YEAR)) for name in names})
        kind = report_type.addresses[address].figure.kind
        if value is not None and (kind.least is None or value >= kind.least):
            found[address] = value
    return found


def opening_stocks(report_type: ReportType, last: Report) -> dict[str, Any]:
    """Return last year's values of figures that go on from them: 现行有效 is last year's, plus made, less repealed."""
    found = {}
    for equation in _equations(report_type):
        address = _entered(equation, report_type)
        names = equation.expected.addresses
        if address is None or f"{LAST_YEAR}{address}" not in names or all(name.startswith(LAST_YEAR) for name in names):
            continue
        value = last.cells.get(address)
        if value is not None:
            found[address] = value
    return found


def _equations(report_type: ReportType) -> Iterator[Equation]:
    for rule in report_type.across_years:
        yield from (equation for equation in rule.equations if equation.relation == "=")


def _entered(equation: Equation, report_type: ReportType) -> str | None:
    """Return the entered figure that an equation alone defines."""
    terms = equation.actual.terms
    if len(terms) != 1 or terms[0][1] != 1 or equation.actual.constant:
        return None
    return terms[0][0] if terms[0][0] in report_type.addresses.entered else None
