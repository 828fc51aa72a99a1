"""An expression is what a sum does to numbers, written down."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.linear import Expression, add
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.strategies import any_statistics

NAMES = st.sampled_from("abc")
EXPRESSIONS = st.recursive(
    NAMES.map(Expression.variable) | st.integers(-5, 5).map(lambda number: Expression((), number)),
    lambda inner: (
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1])
        | st.tuples(inner, inner).map(lambda pair: pair[0] - pair[1])
        | st.tuples(inner, st.integers(-3, 3)).map(lambda pair: pair[0] * pair[1])
    ),
)
VALUES = st.fixed_dictionaries({name: st.integers(-(10**20), 10**20) for name in "abc"})


@given(EXPRESSIONS, EXPRESSIONS, VALUES, st.integers(-9, 9))
def test_expressions_calculate_as_their_values_do(
    left: Expression, right: Expression, values: dict[str, int], factor: int
) -> None:
    a, b = left.evaluate(values), right.evaluate(values)
    assert (left + right).evaluate(values) == a + b
    assert (left - right).evaluate(values) == a - b
    assert (factor * left + 1).evaluate(values) == factor * a + 1
    assert (1 - left).evaluate(values) == 1 - a
    assert all(number for _, number in left)


@given(EXPRESSIONS, VALUES)
def test_a_blank_figure_leaves_a_sum_undecided(expression: Expression, values: dict[str, int]) -> None:
    blank: dict[str, int | None] = {**values, "a": None}
    expected = None if "a" in expression.addresses else expression.evaluate(values)
    assert expression.evaluate(blank) == expected
    assert add(1, None) is None


@given(any_statistics())
def test_every_total_s_expression_gives_what_the_property_gives(figures: Statistics) -> None:
    entered = REPORT.addresses.values(figures)
    for address, entry in REPORT.addresses.derived.items():
        value = figures
        for name in address.split("."):
            value = getattr(value, name)
        assert entry.definition is not None
        assert entry.definition.evaluate(entered) == value


def test_an_expression_reads_as_a_sum() -> None:
    a, b = Expression.variable("a"), Expression.variable("b")
    assert str(a - 2 * b + 3) == "a - 2*b + 3"
    assert str(-a) == "- a"
    assert str(a - a) == "0"
