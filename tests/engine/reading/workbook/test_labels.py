"""Rows and columns found each by its labels, wherever they were moved; what is not certain has its cell."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.engine.reading.workbook.labels import LostError, Texts, UnlabelledError, bare_row, by_labels
from reportgen.engine.reading.workbook.tables import texts_of
from reportgen.model.form_grid import Block, FormTable, Heading
from reportgen.reports.disclosure.form_2021 import REPORT

TABLES = {table.name.zh: table for table in REPORT.tables}
ORDERS = st.randoms(use_true_random=False)


def sheet(table: FormTable, rows: dict[int, int], columns: dict[int, int]) -> Texts:
    """Return a sheet on which a table's rows and columns went elsewhere, each as a whole."""
    cells = {(rows[cell.row], columns[cell.column]): cell.text or 100 * cell.row + cell.column for cell in table.cells}
    last = max(rows.values()), max(columns.values())
    grid = [[cells.get((row, column)) for column in range(1, last[1] + 1)] for row in range(1, last[0] + 1)]
    merged = [
        (
            (rows[cell.row] - 1, columns[cell.column] - 1),
            (rows[cell.row + cell.rows - 1] - 1, columns[cell.column + cell.columns - 1] - 1),
        )
        for cell in table.cells
        if cell.rows > 1 or cell.columns > 1
    ]
    return texts_of(grid, merged)


def spread(count: int, rng: random.Random) -> dict[int, int]:
    """Return where each of ``count`` rows or columns goes when others are inserted between them."""
    place, found = 0, {}
    for number in range(1, count + 1):
        place += 1 + (rng.random() < 0.3)
        found[number] = place
    return found


@pytest.mark.parametrize("name", TABLES)
@given(ORDERS)
def test_inserted_rows_and_columns_change_nothing(name: str, rng: random.Random) -> None:
    table = TABLES[name]
    rows = spread(max(cell.row + cell.rows for cell in table.cells) - 1, rng)
    columns = spread(table.columns, rng)
    expected = {cell.address: (rows[cell.row], columns[cell.column]) for cell in table.cells if cell.address}
    assert by_labels(table, sheet(table, rows, columns)) == expected


@given(ORDERS)
def test_rows_of_one_group_may_stand_in_any_order(rng: random.Random) -> None:
    table = TABLES["表三"]
    rows = {row: row for row in range(1, 29)}
    for first, last in ((8, 15), (16, 18), (19, 23), (24, 26)):
        others = list(range(first + 1, last + 1))  # the first row holds the group's own label, too
        rng.shuffle(others)
        rows |= dict(zip(range(first + 1, last + 1), others, strict=True))
    columns = {column: column for column in range(1, 11)}
    inner = list(range(6, 10))
    rng.shuffle(inner)
    columns |= dict(zip(range(6, 10), inner, strict=True))
    shown = sheet(table, rows, columns)
    plain = {number: number for number in range(1, 29)}
    spans = sheet(table, plain, plain).merged
    found = by_labels(table, Texts(shown.at, shown.places, spans, shown.numbers))
    assert found == {cell.address: (rows[cell.row], columns[cell.column]) for cell in table.cells if cell.address}


def test_a_row_in_another_group_is_known_by_its_own_label() -> None:
    table = TABLES["表三"]
    rows = {row: row for row in range(1, 29)} | {20: 25, 25: 20}
    plain = {number: number for number in range(1, 29)}
    shown, spans = sheet(table, rows, plain), sheet(table, plain, plain).merged
    found = by_labels(table, Texts(shown.at, shown.places, spans, shown.numbers))
    assert found == {cell.address: (rows[cell.row], cell.column) for cell in table.cells if cell.address}


def test_a_column_that_others_are_called_like_must_stay_in_its_group() -> None:
    table = TABLES["表四"]
    columns = {column: column for column in range(1, 16)} | {6: 11, 11: 6}
    plain = {number: number for number in range(1, 16)}
    shown, spans = sheet(table, plain, columns), sheet(table, plain, plain).merged
    texts = Texts(shown.at, shown.places, spans, shown.numbers)
    with pytest.raises(LostError) as lost:
        by_labels(table, texts)
    assert "不在它原来的栏目" in lost.value.says.zh


@pytest.mark.parametrize(("more", "says"), [(["2.重复申请"], "出现了 2 次"), (["总计"], "出现了 2 次")])
def test_a_label_that_stands_there_once_too_often_is_not_guessed(more: list[str], says: str) -> None:
    table = TABLES["表三"]
    plain = {number: number for number in range(1, 29)}
    shown = sheet(table, plain, plain)
    places = {text: [*places, *([(40, 3)] if text in more else [])] for text, places in shown.places.items()}
    with pytest.raises(LostError) as lost:
        by_labels(table, Texts(shown.at, places, shown.merged, shown.numbers))
    assert says in lost.value.says.zh
    assert lost.value.place == (40, 3)


def test_the_only_row_above_its_heads_is_not_taken_for_a_blank_one() -> None:
    texts = Texts({}, {}, {}, {(1, 4): 7})
    with pytest.raises(LostError) as lost:
        bare_row(texts, 4, 99, frozenset((4, 5)), frozenset())
    assert lost.value.place == (1, 4)
    assert bare_row(texts, 4, 99, frozenset((5, 6)), frozenset()) == 4


def test_columns_without_labels_are_never_looked_for() -> None:
    table = FormTable(Text("表", "table"), "一、", (Block((Heading("甲", "a"),), (Heading(""),)),))
    with pytest.raises(UnlabelledError):
        by_labels(table, texts_of([["甲", 1]]))


def test_a_row_without_a_label_is_the_only_one_with_numbers() -> None:
    table = TABLES["表四"]
    plain = {number: number for number in range(1, 16)}
    shown = sheet(table, plain | {4: 7}, plain)
    assert {row for row, _ in by_labels(table, shown).values()} == {7}
    with pytest.raises(LostError):
        by_labels(table, Texts(shown.at, shown.places, shown.merged, {**shown.numbers, (9, 2): 1}))
