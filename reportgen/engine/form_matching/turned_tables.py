"""A table whose rows stand as columns, turned so that it has the form's rows and columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line, Sheet, sheet_of

_FEWEST: Final = 3
"""So many labels must show that a table is turned."""


def upright(sheet: Sheet, form: FormIndex) -> Sheet:
    """Return a sheet as the form has it: turned where labels of columns begin its rows, and few rows have one."""
    if not sheet.grid or len(sheet.lines) < 2:
        return sheet
    if _rows_with_figures(sheet.lines, form.header_words - frozenset(form.rows)) < _FEWEST - 1:
        return sheet
    turned = _turned(sheet)
    before, behind = (_rows_with_figures(one.lines, frozenset(form.rows)) for one in (sheet, turned))
    if behind >= _FEWEST and behind > 2 * before:
        return turned
    columns = _rows_with_figures(sheet.lines, form.header_words)
    return turned if 3 * before < columns and columns >= 2 * _FEWEST and columns * 2 > len(sheet.lines) else sheet


def _rows_with_figures(lines: Iterable[Line], words: frozenset[str]) -> int:
    """Return how many rows have one of these labels directly before their first figure."""
    count = 0
    for line in lines:
        label = ""
        for text in line.texts:
            if text and is_value(text):
                count += words_of(label) in words if label else 0
                break
            label = text or label
    return count


def _turned(sheet: Sheet) -> Sheet:
    cells = sorted(
        (
            ShownCell(cell.column, cell.row, cell.text, cell.origin, cell.columns, cell.rows)
            for line in sheet.lines
            for cell in line.cells
        ),
        key=lambda cell: (cell.row, cell.column),
    )
    return attrs.evolve(sheet_of(ShownTable(tuple(cells), sheet.origin)), origin=sheet.origin)
