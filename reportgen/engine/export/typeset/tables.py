"""A table of the form as typst sets it: the widths of its columns, and its cells with places and spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from reportgen.model.form_grid import FormTable, GridCell
from reportgen.model.kinds.kind import Kind
from reportgen.report.outline import COMPARISON

WIDTH: Final = 442.2
"""Points between the margins: 156 mm."""
_SIZE: Final = 9.0
_PADDING: Final = 4.0
_LEAST_SIDE: Final = 90.0
_MOST_SIDE: Final = 0.45 * WIDTH
_SHORT: Final = 8
"""Labels that stand alone at the side and are shorter than this many signs stand in the middle of their cells."""
_Cell = dict[str, Any]


def form_table(
    table: FormTable, kinds: Mapping[str, Kind], values: Mapping[str, Any], notes: Mapping[str, str], remark: str
) -> dict[str, Any]:
    """Return a table with its figures and the ``remark`` below it, as the typst source reads it."""
    side = max(block.side_columns for block in table.blocks)
    widths = _widths(table.columns, side, [cell for cell in table.cells if cell.column <= side])
    heads: list[list[_Cell]] = []
    cells: list[_Cell] = []
    start = 1
    for block in table.blocks:
        found = list(block.cells(start, table.columns))
        first = start + bool(block.title) + block.header_rows
        heads.append([])
        for cell in found:
            above = heads[-1] if cell.row < first else cells
            if cell.address:
                value = values[cell.address]
                figure = "" if value is None else kinds[cell.address].printed(value)
                above.append(_cell(cell, "figure", figure, notes.get(cell.address, ""), widths))
            elif cell.row < first:
                kind = "title" if block.title and cell.row == start else "head"
                above.append(_cell(cell, kind, cell.label, cell.remark, widths))
            else:
                above.append(_cell(cell, "side", cell.label, cell.remark, widths))
        start = max(cell.row + cell.rows for cell in found)
    return {"is": "table", "widths": widths, "heads": heads, "cells": cells, "note": remark}


def comparison_table(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return the table that compares this year's figures with last year's."""
    labels = [GridCell(number, 1, label=row["label"]) for number, row in enumerate(rows, start=2)]
    widths = _widths(len(COMPARISON), 1, labels)
    head = [_cell(GridCell(1, column), "head", text, "", widths) for column, text in enumerate(COMPARISON, start=1)]
    cells = [_cell(label, "side", label.label, "", widths) for label in labels]
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(("last", "this", "change"), start=2):
            cells.append(_cell(GridCell(number, column), "figure", row[name], "", widths))
    return {"is": "table", "widths": widths, "heads": [head], "cells": cells, "note": ""}


def _widths(columns: int, side: int, labels: Iterable[GridCell]) -> list[float]:
    """Return the widths of the columns: those of figures are equal, those of labels as wide as these need."""
    if not side:
        return [WIDTH / columns] * columns
    groups = [22 + _SIZE * depth for depth in range(1, side)]  # three or four signs: a group's label goes down
    longest = max((_long(one.text) for one in labels if one.column == side), default=0)
    whole = min(max(_LEAST_SIDE, sum(groups) + longest * _SIZE + _PADDING), _MOST_SIDE)
    figures = columns - side
    return [*groups, whole - sum(groups), *[(WIDTH - whole) / figures] * figures]


def _cell(cell: GridCell, kind: str, text: str, note: str, widths: Sequence[float]) -> _Cell:
    """Return a cell as the typst source reads it; a figure that is too wide for its column is set smaller."""
    column = cell.column - 1
    room = sum(widths[column : column + cell.columns]) - _PADDING
    if kind == "head" and text.startswith("（"):
        kind, text, note = "remark", "", text + note
    made = {
        "x": column,
        "y": cell.row - 1,
        "columns": cell.columns,
        "rows": cell.rows,
        "kind": kind,
        "middle": kind in ("head", "figure") or (kind == "side" and column == 0 and _long(text) < _SHORT),
        "lines": [*_lines(text, room)] if kind == "head" else [text],
        "note": note,
    }
    if kind == "figure" and (wide := _long(text) * _SIZE) > room:
        made["narrow"] = room / wide
    return made


def _lines(label: str, room: float) -> Iterator[str]:
    """Yield a short label in lines of whole words, which have two signs; any other goes on where its line ends."""
    if label.isascii() or not room < _long(label) * _SIZE or len(label) > _SHORT:
        yield label
        return
    signs = max(int(room / _SIZE) // 2 * 2, 2)
    yield from (label[start : start + signs] for start in range(0, len(label), signs))


def _long(text: str) -> float:
    """Return how many ems a text is long: a digit is half of one."""
    return sum(0.51 if sign.isascii() else 1 for sign in text)
