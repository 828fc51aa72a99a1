"""Equations as sparse integer rows, with the residual of each."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from reportgen.model.linear import Expression


class Line(NamedTuple):
    """One equation ``Σ coefficient · change + residual = 0`` over changes; ``mask`` has a bit for each of its cells."""

    coefficients: dict[int, int]
    mask: int
    residual: int


@attrs.frozen(eq=False)
class System:
    """The cells of all equations, numbered; each equation's coefficients and constant; each total's addends."""

    cells: tuple[str, ...]
    index: dict[str, int]
    rows: tuple[dict[int, int], ...]
    masks: tuple[int, ...]
    constants: tuple[int, ...]
    touching: tuple[tuple[int, ...], ...]
    """The equations that each cell stands in."""
    addends: dict[int, tuple[tuple[int, ...], ...]]
    """For a cell that one equation says is the sum of others: those others, for every such equation."""

    def lines(self, values: Sequence[int]) -> list[Line]:
        """Return every equation with the residual that ``values`` leave in it."""
        return [
            Line(row, mask, constant + sum(factor * values[cell] for cell, factor in row.items()))
            for row, mask, constant in zip(self.rows, self.masks, self.constants, strict=True)
        ]


@functools.lru_cache(maxsize=16)
def compile_system(equations: tuple[Expression, ...]) -> System:
    """Return the system of ``equations``, worked out once for a form."""
    index: dict[str, int] = {}
    rows = [{index.setdefault(address, len(index)): factor for address, factor in each} for each in equations]
    touching: list[list[int]] = [[] for _ in index]
    addends: dict[int, tuple[tuple[int, ...], ...]] = {}
    for number, row in enumerate(rows):
        for cell in row:
            touching[cell].append(number)
        total = _total(row)
        if total is not None:
            addends[total] = (*addends.get(total, ()), tuple(cell for cell in row if cell != total))
    return System(
        cells=tuple(index),
        index=index,
        rows=tuple(rows),
        masks=tuple(sum(1 << cell for cell in row) for row in rows),
        constants=tuple(equation.constant for equation in equations),
        touching=tuple(map(tuple, touching)),
        addends=addends,
    )


def _total(row: Mapping[int, int]) -> int | None:
    """Return the cell whose sign is opposite to that of all others: the total of a sum."""
    for negative in (False, True):
        alone = [cell for cell, factor in row.items() if (factor < 0) is negative]
        if len(alone) == 1 and len(row) > 2:
            return alone[0]
    return None


def bits(mask: int) -> Iterator[int]:
    """Yield the cells of ``mask``, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def cell_of(system: System, values: Mapping[str, int | None], free: frozenset[str]) -> list[int]:
    """Return every cell's value by number, 0 where it is free: blank, or merely derived."""
    return [0 if name in free else values[name] or 0 for name in system.cells]
