"""Labels printed over others: in doubt only where a strange one stands in their own place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.form_matching.labels_in_wrong_places import in_wrong_places

FORM = ["一", "二", "三", "四", "五"]


def test_a_label_over_another_is_in_doubt() -> None:
    assert in_wrong_places(["", "一", "三", "四", "五"], [FORM]) == {1}
    assert in_wrong_places(["一", "二", "四", "", "五"], [FORM]) == {2}


def test_a_strange_label_alone_makes_no_doubt() -> None:
    assert not in_wrong_places(["一", "", "三", "四", "五"], [FORM])
    assert not in_wrong_places(["一", "二", "三", "四", "五", ""], [FORM])


def test_labels_that_were_moved_make_no_doubt() -> None:
    assert not in_wrong_places(["五", "一", "二", "", "四"], [FORM])
    assert not in_wrong_places(["", "一", "三", "四", "五"], [FORM], elsewhere=["二"])


@given(st.permutations(FORM))
def test_without_a_strange_label_there_is_no_doubt(labels: list[str]) -> None:
    assert not in_wrong_places(labels, [FORM])
    assert not in_wrong_places(labels[1:], [FORM])
