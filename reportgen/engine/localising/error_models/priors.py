"""The priors of error kinds: in how many places of a report each kind can have happened.

Two digits can be exchanged only in a figure of two digits, a figure can be left out only where there is one, and a row
can slide only if it has figures. The fewer places a kind has in the report, the likelier is each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from math import log

import attrs

from reportgen.engine.localising.error_models.table_rows import Grid


@attrs.frozen
class Priors:
    """ln of the number of places, by kind of error; 0 for a single place."""

    cells: float = 0.0
    """Printed figures: any of them can be mistyped."""
    figures: float = 0.0
    """Figures other than 0: they can be left out, or a digit of them doubled."""
    long_figures: float = 0.0
    """Figures of two digits and more: digits can be exchanged or dropped."""
    copies: float = 0.0
    """Cells beside one that holds another figure."""
    totals: float = 0.0
    """Cells that state a sum."""
    swaps: float = 0.0
    """Pairs of neighbours that differ."""
    moves: float = 0.0
    """Pairs of neighbours of which one is 0 and the other is not."""
    rows: float = 0.0
    """Rows with a figure other than 0."""
    row_pairs: float = 0.0
    """Neighbouring rows of one length that differ."""


def priors(values: Sequence[int], fixed: Collection[int], totals: Collection[int], grid: Grid) -> Priors:
    """Return the priors of the report whose printed figures are the ``fixed`` cells of ``values``."""
    pairs = [(values[one], values[other]) for one, other in grid.pairs if one in fixed and other in fixed]
    rows = [[values[cell] for cell in row] for row in grid.rows if all(cell in fixed for cell in row)]
    figures = [values[cell] for cell in fixed]
    differing = sum(
        any(values[near] != values[cell] for near in around if near in fixed)
        for cell, around in grid.neighbours.items()
        if cell in fixed
    )
    return Priors(
        cells=_ln(len(figures)),
        figures=_ln(sum(figure != 0 for figure in figures)),
        long_figures=_ln(sum(abs(figure) > 9 for figure in figures)),
        copies=_ln(differing),
        totals=_ln(sum(cell in fixed for cell in totals)),
        swaps=_ln(sum(one != other for one, other in pairs)),
        moves=_ln(sum((one == 0) != (other == 0) for one, other in pairs)),
        rows=_ln(sum(any(row) for row in rows)),
        row_pairs=_ln(sum(len(upper) == len(lower) and upper != lower for upper, lower in pairwise(rows))),
    )


def _ln(places: int) -> float:
    return log(max(places, 1))
