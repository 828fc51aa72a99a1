"""An equation of a rule knows its figures, its relation and how it is written."""

from __future__ import annotations

import pytest

from reportgen.core.text import Text
from reportgen.model.addresses import LAST_YEAR
from reportgen.report.rules import Comparison, Mismatch, Rule
from reportgen.report.wording import Relation
from tests.small_report import ACCEPTED, GRANTED, RECEIVED, REFUSED, TOTAL, equation, figure

SUM = equation(TOTAL, "=", figure(GRANTED) + figure(REFUSED))


@pytest.mark.parametrize(
    ("relation", "less", "same", "more"),
    [
        ("=", False, True, False),
        ("≥", False, True, True),
        ("≤", True, True, False),
        (">", False, False, True),
        ("<", True, False, False),
    ],
)
def test_a_comparison_holds_as_its_sign_says(relation: Relation, less: bool, same: bool, more: bool) -> None:
    comparison = Comparison(figure("a"), figure("b"), relation)
    assert [comparison.holds(actual, 2) for actual in (1, 2, 3)] == [less, same, more]
    assert str(comparison.difference) == "a - b"


def test_an_equation_lists_addends_before_their_total_and_each_figure_once() -> None:
    assert SUM.addresses == (GRANTED, REFUSED, TOTAL)
    assert equation(figure(TOTAL) + figure(GRANTED), "=", GRANTED).addresses == (GRANTED, TOTAL)


def test_across_years_this_year_s_figure_stands_first() -> None:
    assert equation(ACCEPTED, "=", LAST_YEAR + RECEIVED).addresses == (ACCEPTED, LAST_YEAR + RECEIVED)


def test_an_equation_that_does_not_hold_gives_the_values_of_its_sides() -> None:
    assert SUM.judge({GRANTED: 1, REFUSED: 2, TOTAL: 3}) is None
    assert SUM.judge({GRANTED: 1, REFUSED: 2, TOTAL: 5}) == Mismatch("broken", 5, 3)
    assert SUM.judge({GRANTED: None, REFUSED: 2, TOTAL: 5}) == Mismatch("undecided", 5, None)
    assert SUM.judge({GRANTED: 1, REFUSED: 2, TOTAL: None}) == Mismatch("undecided", None, 3)


def test_an_equation_is_linear_and_written_with_its_addresses() -> None:
    assert SUM.linear == (Comparison(SUM.actual, SUM.expected, "="),)
    assert SUM.written == "table.answers.total = table.answers.granted + table.answers.refused"
    assert str(SUM.difference) == "table.answers.total - table.answers.granted - table.answers.refused"


def test_a_rule_names_each_figure_of_its_forms_once() -> None:
    rule = Rule("A-RULE", Text("好", "good"), forms=(SUM, equation(ACCEPTED, "≤", TOTAL)))
    assert rule.addresses == (GRANTED, REFUSED, TOTAL, ACCEPTED)
    assert rule.equations == rule.forms
