"""Figures that may be below zero: the search lets them be, and no other figure falls below zero for their sake."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.localising.error_models.typing_errors import likeliest, typing_errors
from reportgen.engine.localising.locate import locate
from reportgen.model.linear import Expression

CHANGE, NOW, BEFORE = (Expression.variable(name) for name in ("change", "now", "before"))
EQUATION = BEFORE + CHANGE - NOW
GRID = [("before", "change", "now")]


def test_a_figure_below_zero_is_found_where_it_may_be() -> None:
    values = {"change": 8, "now": 120, "before": 128}
    location = locate([EQUATION], values, signed=["change"], grid=GRID)
    first = location.repairs[0]
    assert [(change.address, change.after) for change in first.changes] == [("change", -8)]
    assert "正负号写错" in first.because.zh


def test_no_figure_is_put_below_zero_that_cannot_be() -> None:
    location = locate([EQUATION], {"change": 8, "now": 120, "before": 128}, grid=GRID)
    assert location.repairs
    assert all(change.after >= 0 for repair in location.repairs for change in repair.changes)


def test_a_blank_that_may_be_below_zero_is_filled_below_zero() -> None:
    location = locate([EQUATION], {"change": None, "now": 120, "before": 128}, signed=["change"], grid=GRID)
    assert [[(change.address, change.after) for change in repair.changes] for repair in location.repairs] == [
        [("change", -8)]
    ]


@given(st.integers(-50, 50), st.integers(0, 50), st.integers(0, 50))
def test_every_repair_makes_the_equation_hold_within_its_bounds(change: int, now: int, before: int) -> None:
    values: dict[str, int | None] = {"change": change, "now": now, "before": before}
    for repair in locate([EQUATION], values, signed=["change"], grid=GRID).repairs:
        after = values | {one.address: one.after for one in repair.changes}
        assert EQUATION.evaluate(after) == 0
        assert all(after[name] >= 0 for name in ("now", "before"))


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_every_change_of_a_signed_figure_has_a_reason(shown: int, meant: int) -> None:
    cost, words = likeliest(typing_errors(shown, meant))
    assert cost > 0
    assert words.zh


def test_a_digit_mistyped_is_the_same_slip_below_zero() -> None:
    below, above = likeliest(typing_errors(-125, -126)), likeliest(typing_errors(125, 126))
    assert below[0] == above[0]
    assert "一位数字打错" in below[1].zh
