"""A table of a web page by its grid, as browsers lay it out: spans in bounds, cells placed beside those from above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownText
from reportgen.engine.reading.published.nested_tables import MOST_COLUMNS, FoundCell, FoundTable
from reportgen.engine.reading.published.unread import Unread

_LEADING: Final = re.compile(r"\s*\+?([0-9]{1,12})")


def _span(written: str | None) -> int:
    """Return how many rows or columns a cell spans; what is no number spans one, as in browsers."""
    found = None if written is None else _LEADING.match(written)
    return int(found[1]) if found else 1


_WIDE: Final = 60
"""No cell of a form spans so many columns; one that does is as wide as the table."""


@attrs.define(eq=False)
class OpenTable:
    """A table while its cells are read."""

    name: str
    number: int
    is_element: bool = True
    """Whether it is a ``table`` element, and not only styled to look like one."""
    cells: list[FoundCell | ShownCell] = attrs.field(factory=list)
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
    _before: str = ""
    """How the places of the row's cells begin."""
    _spans: bool = False
    """Whether a cell spans several rows or columns."""
    _taken: dict[int, int] = attrs.field(factory=dict)
    """The row behind the last one that a cell from above takes, by column."""
    _long: list[FoundCell] = attrs.field(factory=list)
    """The cells of the open group of rows that span several."""
    _huge: bool = False

    def __attrs_post_init__(self) -> None:
        self.origin = Origin(self.name, place=f"表格 {self.number}")

    def open_row(self) -> None:
        """Begin a row."""
        if self.is_open:
            self.close_cell()
        self.row += 1
        self.column = self._order = 0
        self._before = f"表格 {self.number} 第 {self.row + 1} 行第 "

    def open_cell(self, columns: str | None, rows: str | None) -> None:
        """Begin a cell that spans what its attributes say."""
        self._place(columns, rows)
        self.blocks, self.is_open = [], True

    def plain_cell(self, text: str, columns: str | None = None, rows: str | None = None) -> None:
        """Put down a cell that has only ``text``, without marks or white space around it."""
        self._place(columns, rows)
        self._put(text)

    def plain_cells(self, texts: Iterable[str]) -> None:
        """Put down cells side by side in a row, each with only its text, that span nothing."""
        name, row, before, taken, put = self.name, self.row, self._before, self._taken, self.cells.append
        column, order = self.column, self._order
        for text in texts:
            while taken and taken.get(column, 0) > row:
                column += 1
            order += 1
            put(ShownCell(row, column, text, Origin(name, None, None, f"{before}{order} 格")))
            column += 1
        self.column, self._order = column, order

    def close_cell(self) -> None:
        """End the open cell."""
        if self.is_open:
            self._put(None)

    def end_group(self) -> None:
        """End a group of rows, out of which no cell reaches."""
        if self.is_open:
            self.close_cell()
        for cell in self._long:
            cell.rows = max(min(cell.rows, self.row + 1 - cell.row), 1)
        self._long.clear()
        self._taken.clear()

    def _place(self, columns: str | None, rows: str | None) -> None:
        """Find the place of a new cell."""
        if self.is_open:
            self.close_cell()
        if self.row < 0:
            self.open_row()
        if columns is None and rows is None:
            self._shape = (1, 1)
        else:
            self._spans = True
            wide, high = max(_span(columns), 1), _span(rows)
            self._huge = self._huge or wide > MOST_COLUMNS or high > MOST_COLUMNS
            self._shape = (min(high or MOST_COLUMNS, MOST_COLUMNS), min(wide, MOST_COLUMNS))  # 0: to the group's end
        if self._taken:
            while self._taken.get(self.column, 0) > self.row:
                self.column += 1
        self._order += 1
        self.origin = Origin(self.name, None, None, f"{self._before}{self._order} 格")

    def _put(self, text: str | None) -> None:
        high, wide = self._shape
        cell = FoundCell(self.row, self.column, high, wide, self.blocks if text is None else (), self.origin, text)
        self.cells.append(cell)
        if high > 1:
            self._long.append(cell)
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
        if self._spans:
            self._clip()
        lays_out = not self.is_element and (self.row < 1 or len(self.cells) < 2 * (self.row + 1))
        return FoundTable(self.cells, Origin(self.name, place=f"表格 {self.number}"), lays_out)

    def _clip(self) -> None:
        """Cut off what reaches past the last row, or past the columns of the others."""
        last = max((cell.row for cell in self.cells), default=0) + 1
        edge = max((cell.column + (cell.columns if cell.columns < _WIDE else 1) for cell in self.cells), default=0)
        for cell in self.cells:
            if isinstance(cell, ShownCell):
                continue
            if cell.row + cell.rows > last:
                cell.rows = last - cell.row
            if cell.column + cell.columns > edge:
                cell.columns = max(edge - cell.column, 1)
