"""Tables whose rows stand as columns are turned; the form's own are not."""

from __future__ import annotations

import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.sheets import Sheet, sheet_of
from reportgen.engine.form_matching.turned_tables import upright
from reportgen.reports.disclosure.form_2021 import REPORT
from tests import published_looks as looks

FORM = FormIndex(REPORT.tables)


def sheet(number: int, *, turned: bool) -> Sheet:
    values = {address: at for at, address in enumerate(looks.figures(REPORT, 1))}
    grid = looks.grid_of(REPORT.tables[number], values, looks.Look(1), {})
    cells = []
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            if cell is not None:
                place = (column, row) if turned else (row, column)
                spans = (cell.columns, cell.rows) if turned else (cell.rows, cell.columns)
                cells.append(ShownCell(*place, cell.text, Origin("a"), *spans))
    return sheet_of(ShownTable(tuple(cells), Origin("a")))


def test_a_turned_table_is_turned_back() -> None:
    found, whole = upright(sheet(1, turned=True), FORM), sheet(1, turned=False)
    assert [line.texts for line in found.lines] == [line.texts for line in whole.lines]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_forms_own_tables_stay(number: int) -> None:
    whole = sheet(number, turned=False)
    assert upright(whole, FORM) is whole


def test_lines_of_text_are_never_turned() -> None:
    cells = (ShownCell(0, 0, "自然人", Origin("a")), ShownCell(0, 1, "1", Origin("a")))
    lines = sheet_of(ShownTable(cells, Origin("a")), grid=False)
    assert upright(lines, FORM) is lines
