"""Tables as dense grids: every place holds a cell, and a cell over several places is the same object in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import attrs

from reportgen.model.form_grid import FormTable


@attrs.define(eq=False)
class Cell:
    """A printed cell: its text, the address of its figure, and its HTML where that is more than the text."""

    text: str
    address: str = ""
    html: str | None = None

    def as_html(self) -> str:
        """Return what stands in the cell of a page."""
        return escape(self.text) if self.html is None else self.html


Grid = list[list[Cell]]
Rectangle = tuple[Cell, int, int]
"""A cell, how many rows and how many columns it spans."""


def grid_of(table: FormTable, text_of: Callable[[str], str]) -> Grid:
    """Return a table of a form, its figures as ``text_of`` their addresses gives them."""
    height = max(cell.row + cell.rows for cell in table.cells) - 1
    grid = [[Cell("") for _ in range(table.columns)] for _ in range(height)]
    for one in table.cells:
        cell = Cell(text_of(one.address) if one.address else one.text, one.address)
        for row in range(one.row - 1, one.row - 1 + one.rows):
            for column in range(one.column - 1, one.column - 1 + one.columns):
                grid[row][column] = cell
    return grid


def rectangles(grid: Grid) -> list[list[Rectangle]]:
    """Return the cells that begin in each row."""
    seen: set[tuple[int, int]] = set()
    found: list[list[Rectangle]] = []
    for row, cells in enumerate(grid):
        line: list[Rectangle] = []
        for column, cell in enumerate(cells):
            if (row, column) in seen:
                continue
            wide, high = _extent(grid, row, column, seen)
            seen |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            line.append((cell, high, wide))
        found.append(line)
    return found


def _extent(grid: Grid, row: int, column: int, seen: set[tuple[int, int]]) -> tuple[int, int]:
    cell, cells = grid[row][column], grid[row]
    wide = high = 1
    while column + wide < len(cells) and cells[column + wide] is cell and (row, column + wide) not in seen:
        wide += 1
    while row + high < len(grid) and _covers(grid[row + high], cell, column, wide):
        high += 1
    return wide, high


def _covers(cells: list[Cell], cell: Cell, column: int, wide: int) -> bool:
    return len(cells) >= column + wide and all(cells[column + right] is cell for right in range(wide))


def without_merges(grid: Grid, way: str) -> list[list[Cell]]:
    """Return the rows of a grid whose merged cells were lost: ``repeated``, ``blank`` or ``dropped``."""
    if way == "dropped":
        return [[cell for cell, _, _ in line] for line in rectangles(grid)]
    if way == "repeated":
        return [list(row) for row in grid]
    places: dict[int, tuple[int, int]] = {}
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            places.setdefault(id(cell), (row, column))
    return [
        [cell if places[id(cell)] == (row, column) else Cell("") for column, cell in enumerate(cells)]
        for row, cells in enumerate(grid)
    ]


def row_of(grid: Grid, address: str) -> int:
    """Return the number of the first row with a figure of the group ``address``; -1 where there is none."""
    return next(iter(rows_of(grid, address)), -1)


def rows_of(grid: Grid, address: str) -> list[int]:
    """Return the numbers of the rows with figures of the group ``address``."""
    return [row for row, cells in enumerate(grid) if any(one.address.startswith(f"{address}.") for one in cells)]


def labels(grid: Grid) -> Iterator[Cell]:
    """Yield every label once."""
    seen: set[int] = set()
    for row in grid:
        for cell in row:
            if not cell.address and cell.text and id(cell) not in seen:
                seen.add(id(cell))
                yield cell


def relabel(grid: Grid, old: str, new: str) -> None:
    """Write ``new`` for ``old`` in every label."""
    for cell in labels(grid):
        cell.text = cell.text.replace(old, new)
