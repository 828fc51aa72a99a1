"""A column of figures that number the rows: nothing of its table is certain."""

from __future__ import annotations

from tests.engine.form_matching.test_published_tables import COLUMNS, FORM, found, table

LABELS = [leaf.label for leaf in FORM.blocks[-2].rows[4:10]]


def values(*first: int) -> set[object]:
    rows = [[label, str(number), *"234567"] for label, number in zip(LABELS, first, strict=False)]
    return {one.printed.value for one in found(table(["", *COLUMNS], *rows)).figures.values()}


def test_figures_beside_a_column_of_numbers_are_doubtful() -> None:
    assert values(3, 4, 5, 6, 7, 8) == {None}


def test_figures_that_go_up_otherwise_are_figures() -> None:
    assert None not in values(3, 4, 5, 6, 7, 9)
    assert None not in values(3, 4, 5, 6)
