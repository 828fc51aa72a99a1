"""Reasons stay with the cells that they explain."""

from __future__ import annotations

from reportgen.core.text import Text
from reportgen.engine.localising.reasons import Reason, Weighed, split, total


def reason(*cells: int) -> Reason:
    return Reason(frozenset(cells), float(len(cells)), Text("甲", "a"))


def test_a_reason_that_explains_other_cells_too_is_left_out() -> None:
    alone, shared = reason(1), reason(2, 3)
    kept, rest = split([alone, shared], {1: 5, 2: -1})
    assert kept == [alone]
    assert rest == {2: -1}
    assert split([alone, shared], {2: -1, 3: 1}) == ([shared], {})


def test_the_cost_of_reasons_is_their_sum() -> None:
    assert total([]) == 0
    assert total([reason(1), reason(2, 3)]) == 3.0


def test_weighed_changes_are_known_again_in_any_order() -> None:
    one, other = ({2: 1, 1: -1}, {1: -1, 2: 1})
    assert Weighed(one, (), (), 0.0).key == Weighed(other, (), (), 1.0).key == ((1, -1), (2, 1))
