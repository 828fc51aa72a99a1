"""A set of rules checks itself: contradictions, repetitions, cells that no rule guards, errors that can be located."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from reportgen.model.addresses import LAST_YEAR
from reportgen.model.linear import Expression
from reportgen.report.coverage import Coverage
from reportgen.report.report_type import ReportType
from reportgen.report.rules import Rule


@attrs.frozen
class Elimination:
    """What exact elimination says of equations: how many are independent, and which repeat or contradict others."""

    rank: int
    implied: tuple[int, ...]
    contradicting: tuple[int, ...]


def coverage(report_type: ReportType) -> Coverage:
    """Return what the equations of a report type guard, detect and locate, worked out exactly."""
    book = report_type.addresses
    cells = tuple(name for table in report_type.tables for row in table.rows for name in row.addresses)
    ordered = (*cells, *(name for name in book if book[name].printed and name not in set(cells)))
    named = [
        (f"{rule.id} {form.address}", comparison.difference)
        for rule in report_type.rules
        for form in rule.forms
        for comparison in form.linear
        if comparison.relation == "="
    ]
    names, equations = [name for name, _ in named], [difference for _, difference in named]
    solved = eliminate(equations)
    columns = _columns(equations)
    groups = _parallel(columns)
    across = [rule for rule in report_type.across_years if rule.forms]
    across += [report_type.across_units] if report_type.across_units else []
    return Coverage(
        cells=ordered,
        equations=len(equations),
        independent=solved.rank,
        implied=tuple(names[position] for position in solved.implied),
        contradicting=tuple(names[position] for position in solved.contradicting),
        guards=_guards(report_type.rules),
        equated=frozenset(columns),
        located=frozenset(group[0] for group in groups if len(group) == 1),
        alike=tuple(group for group in groups if len(group) > 1),
        soft=_soft(across, ordered),
    )


def eliminate(equations: Sequence[Expression]) -> Elimination:
    """Solve ``expression = 0`` for all of ``equations`` over the rationals, one after the other.

    Each equation is reduced by those before it: one that reduces to 0 = 0 is implied by them, one that reduces to a
    constant = 0 contradicts them.
    """
    pivots: dict[str, dict[str, Fraction]] = {}
    implied: list[int] = []
    contradicting: list[int] = []
    for position, equation in enumerate(equations):
        row = {address: Fraction(number) for address, number in equation}
        if equation.constant:
            row[""] = Fraction(equation.constant)  # the constant, under a name that no figure has
        for pivot, other in pivots.items():
            if pivot in row:
                _subtract(row, other, row[pivot])
        figures = [address for address in row if address]
        if figures:
            lead = row[figures[0]]
            pivots[figures[0]] = {address: number / lead for address, number in row.items()}
        else:
            (contradicting if row else implied).append(position)
    return Elimination(len(pivots), tuple(implied), tuple(contradicting))


def _subtract(row: dict[str, Fraction], other: Mapping[str, Fraction], times: Fraction) -> None:
    for address, number in other.items():
        left = row.get(address, Fraction(0)) - times * number
        if left:
            row[address] = left
        else:
            row.pop(address, None)


def _columns(equations: Sequence[Expression]) -> dict[str, dict[int, int]]:
    """Return the system by cell: which equations hold it, with which coefficient."""
    columns: dict[str, dict[int, int]] = {}
    for position, equation in enumerate(equations):
        for address, number in equation:
            columns.setdefault(address, {})[position] = number
    return columns


def _parallel(columns: Mapping[str, Mapping[int, int]]) -> list[tuple[str, ...]]:
    """Group cells whose errors leave the same marks: their columns are multiples of each other."""
    groups: dict[tuple[tuple[int, Fraction], ...], list[str]] = {}
    for address, column in columns.items():
        lead = next(iter(column.values()))
        groups.setdefault(tuple((row, Fraction(number, lead)) for row, number in column.items()), []).append(address)
    return [tuple(group) for group in groups.values()]


def _guards(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for rule in rules:
        for address in rule.addresses:
            found.setdefault(address, {})[rule.id] = None
    return {address: tuple(names) for address, names in found.items()}


def _soft(rules: Iterable[Rule], cells: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the rules across years and units by cell of this year's report; one without forms holds every cell."""
    found: dict[str, list[str]] = {cell: [] for cell in cells}
    for rule in rules:
        held = {address for address in rule.addresses if not address.startswith(LAST_YEAR)} if rule.forms else cells
        for cell in cells:
            if cell in held:
                found[cell].append(rule.id)
    return {cell: tuple(names) for cell, names in found.items()}
