"""Exact Gaussian elimination over the integers: the equations without a cell that is free to change."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

from reportgen.engine.localising.solve.system import Line, bits


class Pivot(NamedTuple):
    """A freed cell and the line that gives its change once the changes of the line's other cells are known."""

    cell: int
    line: Line


def eliminate(lines: Sequence[Line], pivot: Line, cell: int) -> list[Line]:
    """Return the lines without ``cell``: ``pivot`` is used up to express it, multiples of it clear the others."""
    bit, factor = 1 << cell, pivot.coefficients[cell]
    result = []
    for line in lines:
        if line is pivot:
            continue
        if line.mask & bit:
            line = _combine(line, pivot, line.coefficients[cell], factor)  # noqa: PLW2901  the line without the cell
            if not line.mask and not line.residual:
                continue
        result.append(line)
    return result


def _combine(line: Line, pivot: Line, line_factor: int, pivot_factor: int) -> Line:
    divisor = gcd(line_factor, pivot_factor)
    keep, take = pivot_factor // divisor, line_factor // divisor
    if keep < 0:
        keep, take = -keep, -take
    merged = dict(line.coefficients) if keep == 1 else {cell: keep * a for cell, a in line.coefficients.items()}
    mask = line.mask | pivot.mask
    for cell, a in pivot.coefficients.items():
        value = merged.get(cell, 0) - take * a
        if value:
            merged[cell] = value
        else:
            merged.pop(cell, None)
            mask &= ~(1 << cell)
    return Line(merged, mask, keep * line.residual - take * pivot.residual)


def free(lines: list[Line], cell: int) -> tuple[list[Line], Pivot | None]:
    """Free ``cell`` by the shortest line that holds it; no pivot where no line does (nothing determines it)."""
    bit = 1 << cell
    holding = [line for line in lines if line.mask & bit]
    if not holding:
        return lines, None
    pivot = min(holding, key=lambda line: line.mask.bit_count())
    return eliminate(lines, pivot, cell), Pivot(cell, pivot)


def independent(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that shorter ones do not imply; an implied line reduces to 0 = 0, a contradiction is kept."""
    kept: list[Line] = []
    reduced: list[Pivot] = []
    for original in sorted(lines, key=lambda line: line.mask.bit_count()):
        line = original
        for cell, pivot in reduced:
            if line.mask >> cell & 1:
                line = _combine(line, pivot, line.coefficients[cell], pivot.coefficients[cell])
        if line.mask:
            reduced.append(Pivot(next(bits(line.mask)), line))
        if line.mask or line.residual:
            kept.append(original)
    return kept


def resolve(pivots: Sequence[Pivot], changes: dict[int, int]) -> bool:
    """Complete ``changes`` by the freed cells' own, last freed first; ``False`` where one is no integer."""
    for cell, line in reversed(pivots):
        rest = line.residual
        factor = 0
        for other, a in line.coefficients.items():
            if other == cell:
                factor = a
            elif other in changes:
                rest += a * changes[other]
        change, remainder = divmod(-rest, factor)
        if remainder:
            return False
        changes[cell] = change
    return True
