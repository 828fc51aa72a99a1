"""A table of a web page by its grid, as browsers lay it out: spans in bounds, cells placed beside those from above."""

from __future__ import annotations

import re
from typing import Final

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.reading.published.nested_tables import MOST_COLUMNS, FoundCell, FoundTable
from reportgen.engine.reading.published.unread import Unread

_LEADING: Final = re.compile(r"\s*\+?([0-9]{1,12})")


def _span(written: str | None) -> int:
    """Return how many rows or columns a cell spans; what is no number spans one, as in browsers."""
    found = None if written is None else _LEADING.match(written)
    return max(int(found[1]), 1) if found else 1


@attrs.define(eq=False)
class OpenTable:
    """A table while its cells are read."""

    name: str
    number: int
    cells: list[FoundCell] = attrs.field(factory=list)
    blocks: list[ShownText | FoundTable] = attrs.field(factory=list)
    """What the open cell holds so far."""
    is_open: bool = False
    row: int = -1
    column: int = 0
    """Where the next cell may begin."""
    origin: Origin = attrs.field(init=False)
    """The place of the open cell, else of the table."""
    _shape: tuple[int, int] = (1, 1)
    _order: int = 0
    _taken: dict[int, int] = attrs.field(factory=dict)
    """The row behind the last one that a cell from above takes, by column."""
    _huge: bool = False

    def __attrs_post_init__(self) -> None:
        self.origin = Origin(self.name, place=f"表格 {self.number}")

    def open_row(self) -> None:
        """Begin a row."""
        if self.is_open:
            self.close_cell()
        self.row += 1
        self.column = self._order = 0

    def open_cell(self, columns: str | None, rows: str | None) -> None:
        """Begin a cell that spans what its attributes say."""
        if self.is_open:
            self.close_cell()
        if self.row < 0:
            self.open_row()
        wide, high = _span(columns), _span(rows)
        if wide > MOST_COLUMNS or high > MOST_COLUMNS:
            self._huge = True
        self._shape = (min(high, MOST_COLUMNS), min(wide, MOST_COLUMNS))
        while self._taken.get(self.column, 0) > self.row:
            self.column += 1
        self._order += 1
        self.origin = Origin(self.name, place=f"表格 {self.number} 第 {self.row + 1} 行第 {self._order} 格")
        self.blocks, self.is_open = [], True

    def close_cell(self) -> None:
        """End the open cell."""
        if not self.is_open:
            return
        high, wide = self._shape
        self.cells.append(FoundCell(self.row, self.column, high, wide, self.blocks, self.origin))
        if high > 1:
            for column in range(self.column, self.column + wide):
                self._taken[column] = self.row + high
        self.column += wide
        self.blocks, self.is_open = [], False

    def closed(self, unread: Unread) -> FoundTable:
        """Return the finished table, in which no cell reaches past the others."""
        if self.is_open:
            self.close_cell()
        if self._huge:
            unread.add("published-wide-cell", f"表格 {self.number}")
        last = max((cell.row for cell in self.cells), default=0) + 1
        edge = max((cell.column + 1 for cell in self.cells), default=0)
        edge = max([edge, *(cell.column + cell.columns for cell in self.cells if cell.columns < _WIDE)])
        cells = [_clipped(cell, last, edge) for cell in self.cells]
        return FoundTable(cells, Origin(self.name, place=f"表格 {self.number}"))


_WIDE: Final = 60
"""No cell of a form spans so many columns; one that does is as wide as the table."""


def _clipped(cell: FoundCell, rows: int, columns: int) -> FoundCell:
    if cell.row + cell.rows <= rows and cell.column + cell.columns <= columns:
        return cell
    return attrs.evolve(
        cell, rows=max(min(cell.rows, rows - cell.row), 1), columns=max(min(cell.columns, columns - cell.column), 1)
    )
