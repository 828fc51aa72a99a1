"""Which of the known repairs are shown, and what forbids publishing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.report.findings import Change, Finding, Repair, leading

SAID = Text("理由", "reason")


def repair(number: int, changed: int, filled: int = 0) -> Repair:
    """Return a repair of so many printed figures and so many blanks; its cost tells it apart."""
    changes = [Change(f"figure {each}", 1, 2, SAID) for each in range(changed)]
    changes += [Change(f"blank {each}", None, 2, SAID) for each in range(filled)]
    return Repair(tuple(changes), SAID, float(number))


def costs(sizes: list[int], most: int) -> list[float]:
    return [one.cost for one in leading([repair(*each) for each in enumerate(sizes)], most)]


def test_the_likeliest_with_fewest_changes_takes_the_last_place() -> None:
    assert costs([5, 4, 3, 2, 2], 3) == [0, 1, 3]
    assert costs([5, 4, 3, 2, 2], 2) == [0, 3]


def test_the_likeliest_are_shown_if_one_with_fewest_changes_is_among_them() -> None:
    """The likeliest are shown where one with fewest changes is among them."""
    assert costs([5, 2, 3, 2, 2], 3) == [0, 1, 2]
    assert costs([2, 5, 5], 2) == [0, 1]
    assert costs([5, 4, 2], 3) == [0, 1, 2]
    assert costs([], 3) == []


def test_the_likeliest_of_all_never_gives_way() -> None:
    assert costs([5, 1], 1) == [0]


def test_what_fills_a_blank_changes_no_figure() -> None:
    few, many = repair(2, 1, filled=4), repair(1, 2)
    assert leading([repair(0, 3), many, few], 2)[-1] is few


@given(st.lists(st.integers(0, 6)), st.integers(0, 8))
def test_as_many_as_asked_for_are_shown_in_their_order(sizes: list[int], most: int) -> None:
    shown = costs(sizes, most)
    assert len(shown) == min(len(sizes), most)
    assert shown == sorted(set(shown))
    assert shown[:-1] == list(range(len(shown) - 1))
    if len(shown) > 1:
        assert min(sizes[int(cost)] for cost in shown) == min(sizes)


@pytest.mark.parametrize(
    ("verdict", "severity", "forbids"),
    [
        ("broken", "error", True),
        ("broken", "warning", False),
        ("broken", "note", False),
        ("undecided", "error", True),
        ("undecided", "warning", True),
        ("undecided", "note", False),
    ],
)
def test_a_broken_hard_rule_and_a_blank_forbid_publishing(verdict: Any, severity: Any, forbids: bool) -> None:
    assert Finding("T3-BAL", verdict, severity, SAID, "a").forbids is forbids
