"""Cells that were merged away are found, whichever is larger: the area or the table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.reading.workbook.beside import covered

PLACES = st.tuples(st.integers(1, 6), st.integers(1, 6))


@given(PLACES, PLACES, st.sets(PLACES))
def test_a_covered_cell_lies_behind_the_first_of_its_area(
    one: tuple[int, int], other: tuple[int, int], cells: set[tuple[int, int]]
) -> None:
    first, last = (min(one[0], other[0]), min(one[1], other[1])), (max(one[0], other[0]), max(one[1], other[1]))
    inside = {(row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1)}
    assert covered({first: last}, cells) == dict.fromkeys((cells & inside) - {first}, first)


def test_a_whole_sheet_that_was_merged_takes_no_time() -> None:
    assert covered({(1, 1): (1048576, 16384)}, {(4, 4)}) == {(4, 4): (1, 1)}
