"""Rows of a page: plain and other cells side by side, texts between cells, and the limit of elements."""

from __future__ import annotations

import attrs
import pytest

from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT
from reportgen.core.shown_document import ShownTable
from reportgen.engine.reading.published.web_page import read


def cells(rows: str) -> list[tuple[int, int, str]]:
    shown = read(f"<table>{rows}</table>".encode(), "a.html")
    return [
        (cell.row, cell.column, cell.text)
        for block in shown.blocks
        if isinstance(block, ShownTable)
        for cell in block.cells
    ]


def test_plain_cells_and_others_keep_their_order_and_place() -> None:
    rows = "<tr><td rowspan=2>a<td>1<td><b>2</b> x<td colspan=2>3<td>4"
    rows += "<tr height=9><td>5<td style='color:red'><p>6</p><td hidden>7<td>8"
    assert cells(rows) == [
        (0, 0, "a"), (0, 1, "1"), (0, 2, "2 x"), (0, 3, "3"), (0, 5, "4"), (1, 1, "5"), (1, 2, "6"), (1, 3, "8"),
    ]  # fmt: skip


def test_places_are_counted_as_the_file_has_them() -> None:
    shown = read(b"<table><tr><td>1<td>2<tr><td>3<td><i>4</i></table>", "a.html")
    table = next(block for block in shown.blocks if isinstance(block, ShownTable))
    assert [cell.origin.place for cell in table.cells] == [
        f"表格 1 第 {row} 行第 {at} 格" for row in (1, 2) for at in (1, 2)
    ]


def test_a_page_of_too_many_cells_is_refused() -> None:
    limits = attrs.evolve(DEFAULT, page_elements=50)
    assert read(b"<table>" + b"<tr><td>1<td>2" * 10, "a.html", limits).blocks
    with pytest.raises(DataError):
        read(b"<table>" + b"<tr><td>1<td>2" * 40, "a.html", limits)
