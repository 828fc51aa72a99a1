"""Slips in labels: one label can only be meant, or the table is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.reading.workbook.label_slips import gap, mended
from reportgen.engine.reading.workbook.tables import Found, texts_of
from tests.engine.reading.workbook.test_tables import GRID, THREE, located

LABELS = [cell for cell in THREE.cells if cell.label]


def changed(*changes: tuple[int, int, Any], before: int = 0) -> list[list[Any]]:
    rows = [list(one) for one in GRID]
    for row, column, text in changes:
        rows[row - 1][column - 1] = text
    rows[10:10] = [[None] * 10 for _ in range(before)]
    return rows


@pytest.mark.parametrize(
    "text", ["1.属于国家秘密：", "1. 属 于 国家秘密", "1.属于国家机密", "1属于国家秘密", "（1）属于国家秘密"]
)
def test_a_label_with_a_slip_is_taken_for_what_it_was_and_told(text: str) -> None:
    found = located({"表三": changed((8, 3, text))})
    assert isinstance(found, Found)
    assert {slip.label for slip in found.slips} <= {"1.属于国家秘密"}
    assert found.at["applications.outcomes.withheld.state_secrets.natural_persons"] == (8, 4)


@pytest.mark.parametrize("text", ["2.属于国家秘密", "属于国家秘密", "1.国家", "1.法律行政法规禁止公开", 5])
def test_a_label_that_may_mean_another_row_is_refused(text: Any) -> None:
    assert not isinstance(located({"表三": changed((8, 3, text))}), Found)


@given(st.sampled_from(LABELS[1:]))
def test_one_label_may_be_gone_where_all_others_stand_in_their_places(cell: Any) -> None:
    found = located({"表三": changed((cell.row, cell.column, None))})
    assert isinstance(found, Found)
    assert [(slip.place, slip.now) for slip in found.slips] == [((cell.row, cell.column), "")]
    assert "不见了" in found.slips[0].says.zh
    moved = located({"表三": changed((cell.row, cell.column, None), before=1)})
    assert not isinstance(moved, Found)


def test_two_labels_that_are_gone_are_too_many() -> None:
    assert gap(THREE, texts_of(changed((8, 3, None), (9, 3, None)))) is None


def test_nothing_is_mended_where_nothing_is_wrong() -> None:
    texts = texts_of(GRID)
    assert mended(THREE, texts) == (texts, [])


def test_two_texts_that_are_like_one_label_are_not_mended() -> None:
    rows = [*changed((8, 3, "1.属于国家秘密：")), [None, None, "1.属于国家秘密。"]]
    assert mended(THREE, texts_of(rows))[1] == []
