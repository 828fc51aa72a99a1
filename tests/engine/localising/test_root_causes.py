"""Root causes: what of the best repair hangs together, and which equations it mends."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.localising.locate import locate
from reportgen.engine.localising.results import Group
from reportgen.model.linear import Expression
from reportgen.report.findings import HIGHEST, Repair

SUMS = [
    Expression.variable(f"{row}a") + Expression.variable(f"{row}b") - Expression.variable(f"{row}t") for row in "xyz"
]
LINKED = [*SUMS, Expression.variable("xt") + Expression.variable("yt") - Expression.variable("all")]
HONEST = {"xa": 11, "xb": 5, "xt": 16, "ya": 21, "yb": 7, "yt": 28, "za": 3, "zb": 4, "zt": 7, "all": 44}


def made(repair: Repair) -> dict[str, Any]:
    return {change.address: change.after for change in repair.changes}


def groups(equations: list[Expression], **wrong: int | None) -> tuple[Group, ...]:
    return locate(equations, HONEST | wrong, most=50).groups


def test_no_repair_is_no_group() -> None:
    assert groups(LINKED) == ()


def test_separate_errors_are_groups_in_form_order_with_own_repairs() -> None:
    found = groups(SUMS, zt=70, xt=61)
    assert [group.equations for group in found] == [(0,), (2,)]
    assert made(found[0].repairs[0]) == {"xt": 16}
    assert made(found[1].repairs[0]) == {"zt": 7}
    assert {frozenset(made(repair)) for repair in found[0].repairs} == {
        frozenset({"xt"}), frozenset({"xa"}), frozenset({"xb"})
    }  # fmt: skip
    costs = [repair.cost for repair in found[0].repairs]
    assert costs == sorted(costs)


def test_errors_that_share_an_equation_are_one_group() -> None:
    (group,) = groups(LINKED, xt=160, yt=82)
    assert made(group.repairs[0]) == {"xt": 16, "yt": 28}
    assert group.equations == (0, 1, 3)


def test_an_equation_that_holds_belongs_to_no_group() -> None:
    (group,) = groups(LINKED, za=5)
    assert group.equations == (2,)
    (group,) = groups(LINKED, xa=12)
    assert group.equations == (0,)


def test_a_blank_cells_equations_belong_to_its_group() -> None:
    (group,) = groups(LINKED, yt=None)
    assert made(group.repairs[0]) == {"yt": 28}
    assert group.equations == (1, 3)
    (group,) = groups(LINKED, yb=None, zt=7)
    assert group.equations == (1,)


def test_a_repair_is_the_most_likely_where_all_else_is_far_less_so() -> None:
    (open_,) = groups(LINKED, ya=22)
    assert not open_.repairs[0].most_likely
    (clear,) = groups([*LINKED, Expression.variable("ya") - Expression.variable("again")], ya=22, again=21)
    assert clear.repairs[0].most_likely
    assert made(clear.repairs[0]) == {"ya": 21}


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_probabilities_of_a_cause_come_to_one(ya: int, za: int) -> None:
    for group in groups([*LINKED, *SUMS], ya=ya, za=za):
        odds = [repair.probability or 0.0 for repair in group.repairs]
        assert sum(odds) == pytest.approx(1, abs=0.001 * (len(odds) + 1))
        assert odds == sorted(odds, reverse=True)
        assert odds[0] <= HIGHEST


def test_equals_hold_every_change_by_one_that_would_do() -> None:
    (group,) = groups(SUMS, za=4)
    assert not group.repairs[0].most_likely
    assert {frozenset(made(repair).items()) for repair in group.repairs[: group.equals]} == {
        frozenset({("za", 3)}), frozenset({("zb", 3)}), frozenset({("zt", 8)})
    }  # fmt: skip
