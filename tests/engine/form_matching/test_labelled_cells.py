"""A figure is found by all of its labels, wherever its row and column stand, or not at all."""

from __future__ import annotations

import attrs
import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.labelled_cells import found_in
from reportgen.model.form_grid import FormTable
from reportgen.reports.disclosure.form_2021 import REPORT

HERE = Origin("a.docx")


def shown(form: FormTable) -> ShownTable:
    """Return a form's table as a document shows it, each figure with its address in it."""
    cells = [
        ShownCell(one.row - 1, one.column - 1, one.address or one.text, HERE, one.rows, one.columns)
        for one in form.cells
    ]
    return ShownTable(tuple(cells), HERE)


@pytest.mark.parametrize("form", REPORT.tables, ids=lambda form: form.name.en)
def test_every_figure_of_the_form_is_found_in_its_own_table(form: FormTable) -> None:
    found = found_in(shown(form), form)
    assert found.whole
    assert {address: cell.text for address, cell in found.cells.items()} == {
        one.address: one.address for one in form.cells if one.address
    }


@pytest.mark.parametrize("form", REPORT.tables, ids=lambda form: form.name.en)
def test_no_other_form_s_table_has_a_figure_of_the_form(form: FormTable) -> None:
    for other in REPORT.tables:
        if other is not form:
            assert not found_in(shown(other), form).cells


def test_a_row_that_was_moved_below_another_is_found_there() -> None:
    form = REPORT.tables[1]
    table = shown(form)
    swap = {3: 4, 4: 3}
    moved = ShownTable(tuple(attrs.evolve(one, row=swap.get(one.row, one.row)) for one in table.cells), HERE)
    found = found_in(moved, form)
    assert found.whole
    assert all(cell.text == address for address, cell in found.cells.items())


def test_a_row_without_its_label_or_twice_there_is_told() -> None:
    form = REPORT.tables[1]
    table = shown(form)
    bare = ShownTable(tuple(one for one in table.cells if one.text != "一、本年新收政府信息公开申请数量"), HERE)
    found = found_in(bare, form)
    assert len(found.missing) == len(found.strange) == 7
    copied = [attrs.evolve(one, row=99) for one in table.cells if one.row == 3]
    assert found_in(ShownTable((*table.cells, *copied), HERE), form).whole
    other = [attrs.evolve(one, text=one.text if "、" in one.text else "7") for one in copied]
    assert {cell.row for cell in found_in(ShownTable((*table.cells, *other), HERE), form).doubled} == {99}


def test_an_empty_row_beside_the_only_one_is_none() -> None:
    form = REPORT.tables[2]
    table = shown(form)
    last = max(one.row for one in table.cells)
    empty = [attrs.evolve(one, text="") for one in table.cells if one.row == last]
    below = [attrs.evolve(one, row=last + 1) if one.row == last else one for one in table.cells]
    after = [attrs.evolve(one, row=last + 1) for one in empty]
    for cells in ([*below, *empty], [*table.cells, *after]):
        found = found_in(ShownTable(tuple(cells), HERE), form)
        assert found.whole
        assert all(cell.text == address for address, cell in found.cells.items())


def test_a_group_s_label_does_not_count_where_every_row_has_its_own() -> None:
    form = REPORT.tables[1]
    table = shown(form)
    bare = ShownTable(tuple(one for one in table.cells if one.text != "（三）不予公开"), HERE)
    assert found_in(bare, form).whole
    slip = [attrs.evolve(one, text="1.属于国家机密") if one.text == "1.属于国家秘密" else one for one in table.cells]
    found = found_in(ShownTable(tuple(slip), HERE), form)
    assert found.whole
    assert [(cell.text, label) for cell, label in found.slips] == [("1.属于国家机密", "1.属于国家秘密")]


def test_a_cell_that_takes_the_room_of_two_figures_is_not_taken_for_both() -> None:
    form = REPORT.tables[1]
    table = shown(form)
    first = next(one for one in table.cells if one.text == "applications.new.natural_persons")
    second = next(one for one in table.cells if one.text == "applications.new.enterprises")
    cells = [attrs.evolve(one, columns=2) if one is first else one for one in table.cells if one is not second]
    found = found_in(ShownTable(tuple(cells), HERE), form)
    assert found.missing == ("applications.new.enterprises",)
    assert not found.whole
