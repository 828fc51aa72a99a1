"""The rule set checks itself, exactly; what it says of itself is seen to be true of real errors."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.checking.coverage import coverage, eliminate
from reportgen.engine.checking.equations import check_rules
from reportgen.model.linear import Expression
from reportgen.report.report import Report
from reportgen.report.rule_forms import Bounds
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.small_report import ACCEPTED, RECEIVED, TOTAL, equation, figure, small_type
from tests.strategies import evolve_at, report_of, statistics

COVERAGE = coverage(REPORT)
TOTALS = [name for name, entry in REPORT.addresses.derived.items() if entry.printed]
TABLE_TWO = [name for name in REPORT.addresses.entered if name.startswith("proactive.")]


def of_table(prefix: str) -> list[Expression]:
    rules = [rule for rule in REPORT.rules if rule.id.startswith(prefix)]
    return [equation.difference for rule in rules for equation in rule.equations]


def test_the_ranks_are_those_that_are_known() -> None:
    assert (len(of_table("T3")), eliminate(of_table("T3")).rank) == (39, 37)
    assert (len(of_table("T4")), eliminate(of_table("T4")).rank) == (3, 3)
    assert (COVERAGE.equations, COVERAGE.independent) == (42, 40)


def test_two_equations_follow_from_the_others_and_none_contradicts() -> None:
    assert COVERAGE.implied == (
        "T3-SUM applications.outcomes.total.total",
        "T3-BAL applications.outcomes.total.total",
    )
    assert COVERAGE.contradicting == ()


def test_a_contradiction_is_seen() -> None:
    a, b = Expression.variable("a"), Expression.variable("b")
    found = eliminate([a - b, b * 2 - 4, a - 2, a + b - 5])
    assert (found.rank, found.implied, found.contradicting) == (2, (2,), (3,))


@given(st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), max_size=6))
def test_the_rank_is_that_of_plain_gaussian_elimination(rows: list[list[int]]) -> None:
    expressions = [Expression(tuple((name, n) for name, n in zip("abcd", row, strict=True) if n)) for row in rows]
    matrix = [[Fraction(number) for number in row] for row in rows]
    rank = 0
    for column in range(4):
        pivot = next((row for row in matrix[rank:] if row[column]), None)
        if pivot is None:
            continue
        matrix.remove(pivot)
        matrix.insert(rank, pivot)
        for position, row in enumerate(matrix):
            if position != rank and row[column]:
                times = row[column] / pivot[column]
                matrix[position] = [one - times * other for one, other in zip(row, pivot, strict=True)]
        rank += 1
    found = eliminate(expressions)
    assert found.rank == rank
    assert len(found.implied) == len(rows) - rank


def test_only_table_two_stands_in_no_equation() -> None:
    assert list(COVERAGE.unguarded) == TABLE_TWO
    assert len(COVERAGE.cells) == 10 + 175 + 15
    assert all(COVERAGE.soft[cell] for cell in TABLE_TWO)
    assert "XY-VALID" in COVERAGE.soft["proactive.regulations.in_force"]


def test_every_cell_of_table_three_can_be_located_and_none_of_table_four() -> None:
    assert {cell for cell in COVERAGE.cells if cell.startswith("applications.")} == COVERAGE.located
    assert [len(group) for group in COVERAGE.alike] == [5, 5, 5]
    assert all(cell.startswith("reviews.") for group in COVERAGE.alike for cell in group)


def marks(report: Report) -> frozenset[tuple[str, str]]:
    return frozenset((finding.rule, finding.address) for finding in check_rules(report))


@given(statistics(), st.sampled_from(COVERAGE.detected), st.sampled_from(COVERAGE.detected), st.integers(1, 999))
def test_a_single_error_is_detected_and_located_exactly_where_the_map_says(
    figures: Statistics, one: str, other: str, change: int
) -> None:
    honest = report_of(figures)
    honest = attrs.evolve(honest, stated={name: honest.values[name] for name in TOTALS})

    def damaged(address: str) -> Report:
        value = honest.cells[address] + change
        if address in TOTALS:
            return attrs.evolve(honest, stated={**honest.stated, address: value})
        return attrs.evolve(honest, statistics=evolve_at(honest.statistics, address, value))

    assert marks(damaged(one))
    alike = one == other or any(one in group and other in group for group in COVERAGE.alike)
    assert (marks(damaged(one)) == marks(damaged(other))) is alike


def test_an_inequality_is_no_equation_of_the_system() -> None:
    kind = small_type(equation(ACCEPTED, "≤", RECEIVED), equation(ACCEPTED, "=", TOTAL), Bounds(RECEIVED, 0, 9))
    found = coverage(kind)
    assert (found.equations, found.independent, found.contradicting) == (1, 1, ())
    assert found.guards[RECEIVED] == ("A-RULE",)
    assert RECEIVED in found.unguarded
    assert set(found.detected) == {ACCEPTED, TOTAL}


def test_inequalities_that_would_contradict_as_equations_do_not() -> None:
    kind = small_type(equation(ACCEPTED, "≤", RECEIVED), equation(ACCEPTED, "<", figure(RECEIVED) + 1))
    assert coverage(kind).contradicting == ()
