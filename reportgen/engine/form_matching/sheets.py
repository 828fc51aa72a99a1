"""A shown table as rows of cells, with what its grid is good for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.core.value import Value
from reportgen.engine.form_matching.labels import UNSEEN


@attrs.frozen(eq=False, repr=False, slots=False)
class Line(Value):
    """One row of a sheet: the cells that begin in it, left to right; ``width`` is 0 where they leave gaps."""

    cells: tuple[ShownCell, ...]
    width: int = 0

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of its cells."""
        return tuple(cell.text.strip() if cell.text.isascii() else _seen(cell.text) for cell in self.cells)

    @property
    def origin(self) -> Origin:
        """The place of its first cell."""
        return self.cells[0].origin


@attrs.frozen(eq=False, repr=False, slots=False)
class Sheet(Value):
    """A table by its rows; ``grid`` says whether a cell's column means anything: in plain text it does not."""

    lines: tuple[Line, ...]
    origin: Origin
    grid: bool = True
    caption: str = ""
    """The text right before it, where that may name a unit."""


def sheet_of(table: ShownTable, *, grid: bool = True) -> Sheet:
    """Return a table as a sheet; rows without cells of their own are none."""
    rows: dict[int, list[ShownCell]] = {}
    covered: dict[int, list[tuple[int, int]]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
        if grid:
            for row in range(cell.row, cell.row + cell.rows):
                covered.setdefault(row, []).append((cell.column, cell.columns))
    lines = (
        Line(tuple(sorted(cells, key=lambda cell: cell.column)), _width(covered.get(row, ())))
        for row, cells in sorted(rows.items())
    )
    return Sheet(tuple(lines), table.origin, grid)


def _seen(text: str) -> str:
    return text.translate(UNSEEN).strip()


def _width(spans: Sequence[tuple[int, int]]) -> int:
    """Return how many columns the cells cover, 0 where they leave a gap or overlap."""
    edge = 0
    for column, columns in sorted(spans):
        if column != edge:
            return 0
        edge += columns
    return edge
