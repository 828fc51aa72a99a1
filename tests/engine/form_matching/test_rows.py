"""A form's rows are found in any table of texts, in the order of the form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.model.form_grid import FormRow


def row(label: str, figures: int = 2) -> FormRow:
    return FormRow(label, tuple(f"{label}.{number}" for number in range(figures)))


@pytest.mark.parametrize("label", ["（一）予以公开", " （一）予以\n公开　", "（一）予以公开（含部分公开）"])
def test_a_label_may_be_spaced_broken_and_explained(label: str) -> None:
    assert find_rows([["三、办理结果", label, "1", "2"]], [row("（一）予以公开")]) == [0]


def test_what_stands_before_the_figures_is_the_label() -> None:
    rows = [["甲", "1", "2"], ["三、办理结果", "甲", "1", "2"], ["甲", "乙", "1", "2"]]
    assert find_rows(rows, [row("甲"), row("甲"), row("乙")]) == [0, 1, 2]


def test_a_row_needs_a_cell_for_its_label_and_each_figure() -> None:
    assert find_rows([["甲"], ["甲", "1"], [], ["1", "2"]], [row("甲")]) == [None]


def test_rows_stand_in_the_order_of_the_form() -> None:
    rows = [["乙", "1", "2"], ["甲", "1", "2"]]
    assert find_rows(rows, [row("甲"), row("乙")]) == [1, None]


def test_a_missing_row_does_not_hide_those_below_it() -> None:
    rows = [["其他", "1"], ["甲", "1", "2"], ["其他", "1", "2"], ["丙", "1", "2"]]
    assert find_rows(rows, [row("甲"), row("乙"), row("其他"), row("丙")]) == [1, None, 2, 3]


def test_rows_of_several_widths_may_stand_in_one_table() -> None:
    rows = [["规章", "1", "2", "3"], ["行政许可", "9"], ["行政处罚", "8"]]
    assert find_rows(rows, [row("规章", 3), row("行政许可", 1), row("行政处罚", 1)]) == [0, 1, 2]


def test_a_row_without_a_label_is_the_last_that_has_as_many_cells() -> None:
    rows = [["维持", "纠正"], ["1", "2"], ["合计", "1", "2"]]
    assert find_rows(rows, [row("")]) == [1]
    assert find_rows(rows, [row("合计"), row("")]) == [2, None]


LABELS = st.lists(st.text("甲乙丙丁一二三（）、", min_size=1, max_size=6), min_size=1, max_size=8)


@given(LABELS, st.data())
def test_every_row_of_a_whole_form_is_found_among_others(labels: list[str], data: st.DataObject) -> None:
    rows: list[list[str]] = []
    places = []
    for label in labels:
        rows += [["表头", "#", "#"]] * data.draw(st.integers(0, 2))
        places.append(len(rows))
        rows.append(["#", *([label] if data.draw(st.booleans()) else [f" {label}\n"]), "1", "2"])
    assert find_rows(rows, [row(label) for label in labels]) == places


@given(st.text())
def test_squeezing_takes_white_space_and_nothing_else(text: str) -> None:
    assert squeezed(text) == "".join(character for character in text if not character.isspace())
