"""Areas of cells: they cover what they are given, once, and few of them do."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.cell import range_boundaries

from reportgen.engine.export.workbook.areas import areas_of, named

PLACES = st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9)))


@given(PLACES)
def test_areas_cover_every_place_once_and_nothing_else(places: AbstractSet[tuple[int, int]]) -> None:
    covered = [
        (row, column)
        for top, left, bottom, right in areas_of(places)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    assert sorted(covered) == sorted(places)


@given(PLACES)
def test_a_spreadsheet_reads_the_names_of_areas_as_they_are_meant(places: AbstractSet[tuple[int, int]]) -> None:
    areas = areas_of(places)
    read = [range_boundaries(name) for name in named(areas).split()]
    assert [(top, left, bottom, right) for left, top, right, bottom in read] == areas


def test_a_block_is_one_area() -> None:
    assert areas_of([(row, column) for row in range(4, 27) for column in range(4, 10)]) == [(4, 4, 26, 9)]
