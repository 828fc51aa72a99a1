"""Which of the known repairs are shown, and what forbids publishing."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.acceptances import Acceptance
from reportgen.report.findings import Cell, Change, Finding, ReconciliationError, Repair, leading

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


@pytest.mark.parametrize(
    ("probability", "alike", "most_likely", "likelier"),
    [
        (0.9, False, True, False),
        (0.899, False, False, True),
        (0.5, False, False, True),
        (0.499, False, False, False),
        (None, False, False, False),
        (0.95, True, False, False),
        (0.6, True, False, False),
    ],
)
def test_a_repair_is_most_likely_from_nine_tenths_likelier_from_half(
    probability: float | None, alike: bool, most_likely: bool, likelier: bool
) -> None:
    found = Repair((), SAID, probability=probability, alike=alike)
    assert (found.most_likely, found.likelier) == (most_likely, likelier)
    assert Repair((), SAID, probability=0.9).most_likely, "repairs are told apart by more than their row, unless said"


@pytest.mark.parametrize(
    ("severity", "accepted", "plainly", "strictly"),
    [
        ("error", None, True, True),
        ("warning", None, False, True),
        ("warning", Acceptance("f", "查过", "张"), False, False),
        ("note", None, False, False),
    ],
)
def test_a_strict_check_fails_on_warnings_that_nobody_accepted(
    severity: Any, accepted: Acceptance | None, plainly: bool, strictly: bool
) -> None:
    found = Finding("A", "broken", severity, SAID, "a", accepted=accepted)
    assert (found.fails(strict=False), found.fails(strict=True)) == (plainly, strictly)


def test_a_finding_stands_where_it_points_or_at_its_first_figure() -> None:
    nowhere, line = Cell("a", 1, SAID), Cell("b", 2, SAID, Origin("data.yaml", line=7))
    assert Finding("A", "broken", "error", SAID, "a", (nowhere, line)).place == line.origin
    own = Origin("data.yaml", line=3)
    assert Finding("A", "broken", "error", SAID, "a", (nowhere, line), origin=own).place == own
    assert Finding("A", "broken", "error", SAID, "a", (nowhere,)).place is None


def test_a_fingerprint_changes_with_the_figures_and_not_with_their_names() -> None:
    def of(value: int, label: str, **more: Any) -> str:
        cell = Cell("a", value, Text(label, label))
        return Finding("A", "broken", "warning", SAID, "a", (cell,), expected=3, actual=value, **more).fingerprint

    assert of(2, "甲") == of(2, "乙", law="第五十条")
    assert len({of(2, "甲"), of(4, "甲"), of(2, "甲", difference=1)}) == 2


def test_a_report_that_is_refused_in_another_process_keeps_its_findings() -> None:
    finding = Finding("A", "broken", "error", SAID, "a")
    error = ReconciliationError(Fault("A", SAID), (finding,))
    there = copy.copy(error)  # as pickle does
    assert (type(there), there.findings, there.faults) == (ReconciliationError, (finding,), error.faults)
