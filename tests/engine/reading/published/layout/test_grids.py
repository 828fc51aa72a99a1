"""Cells from ruling lines: drawn tables with any spans come back cell by cell."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.reading.published.layout.grids import grid
from reportgen.engine.reading.published.layout.painted import Box
from reportgen.engine.reading.published.layout.rulings import frames
from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Cell, Page, pdf, tables


def drawn(seed: int, rows: int, columns: int) -> list[Cell]:
    """Return a table with some cells that span others; each cell has a text of its own."""
    chance = random.Random(seed)
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            high, wide = chance.choice([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2)])
            covered = {(row + down, column + right) for down in range(high) for right in range(wide)}
            if not covered <= free:
                high, wide, covered = 1, 1, {(row, column)}
            free -= covered
            text = chance.choice(["规章", "12", "", "0", "（一）予以公开", "3985758"]) if wide * high > 0 else ""
            cells.append(Cell(row, column, text, high, wide))
    return cells


def visible_grid(cells: list[Cell]) -> bool:
    """Whether every row and column has a border of its own, without which nobody could tell it."""
    rows = {cell.row for cell in cells} | {cell.row + cell.rows for cell in cells}
    columns = {cell.column for cell in cells} | {cell.column + cell.columns for cell in cells}
    return len(rows) == max(rows) + 1 and len(columns) == max(columns) + 1


@settings(max_examples=25)
@given(seed=st.integers(0, 10**9), rows=st.integers(1, 5), columns=st.integers(2, 5))
def test_a_drawn_table_comes_back_cell_by_cell(seed: int, rows: int, columns: int) -> None:
    cells = drawn(seed, rows, columns)
    if len(cells) < 2 or not visible_grid(cells) or not any(cell.text for cell in cells):
        return
    page = Page().table(40, 60, [90.0] * columns, [24.0] * rows, cells)
    assert tables(read(pdf(page), "年报.pdf")) == [cells]


def test_a_table_whose_outline_is_not_drawn_has_it_all_the_same() -> None:
    strokes = [Box(0, 20, 100, 20), Box(0, 40, 100, 40), Box(50, 0, 50, 60)]
    (frame,) = frames(strokes)
    found = grid(frame)
    assert found is not None
    assert [(cell.row, cell.column) for cell in found.cells] == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]


def test_lines_that_close_no_rectangle_leave_a_doubt() -> None:
    strokes = [Box(0, 0, 100, 0), Box(0, 40, 100, 40), Box(0, 0, 0, 40), Box(100, 0, 100, 40)]
    strokes += [Box(0, 20, 100, 20), Box(50, 0, 50, 20), Box(30, 0, 30, 10)]
    (frame,) = frames(strokes)
    found = grid(frame)
    assert found is not None
    assert all(cell.whole for cell in found.cells if cell.row > 0)


def test_a_box_around_text_is_no_table() -> None:
    page = Page().text(80, 100, "一、总体情况", 16)
    page.line(60, 60, 500, 60).line(60, 60, 60, 700).line(500, 60, 500, 700).line(60, 700, 500, 700)
    assert tables(read(pdf(page), "年报.pdf")) == []
