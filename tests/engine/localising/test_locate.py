"""Which cell is wrong, on the official form."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.engine.localising.locate import _cheapest, locate
from reportgen.engine.localising.results import Evidence, Location
from reportgen.model.linear import Expression
from reportgen.report.findings import Repair
from reportgen.reports.disclosure.form_2021.form import TABLES

GRANTED = "applications.outcomes.granted"
NEW = "applications.new"
ADDRESSES = [address for table in TABLES[1:] for row in table.rows for address in row.addresses]


def made(repair: Repair) -> dict[str, Any]:
    return {change.address: change.after for change in repair.changes}


def located(form: Any, values: dict[str, Any], **more: Any) -> Location:
    return locate(form.equations, values, grid=form.grid, **more)


def truth(honest: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in honest.items() if values[name] != value}


def test_honest_figures_leave_nothing_to_repair(form: Any, honest: dict[str, Any]) -> None:
    assert form.holds(honest)
    assert located(form, honest) == Location(repairs=(), minimum=0, complete=True, groups=(), found=0)


@pytest.mark.parametrize(
    ("address", "typed", "words"),
    [
        (f"{GRANTED}.natural_persons", 441, "数字颠倒"),
        (f"{GRANTED}.natural_persons", 41, "漏打一位"),
        (f"{GRANTED}.natural_persons", 4414, "一位打了两次"),
        (f"{GRANTED}.natural_persons", 514, "一位数字打错"),
        (f"{GRANTED}.natural_persons", 0, "漏填成 0"),
        (f"{GRANTED}.total", 416, "漏加 20"),
        (f"{GRANTED}.research_institutions", 20, "照抄了相邻格"),
        ("reviews.litigation.direct.total", 0, "漏填成 0"),
    ],
)
def test_one_slip_is_undone_first_and_named(
    form: Any, honest: dict[str, Any], address: str, typed: int, words: str
) -> None:
    location = located(form, honest | {address: typed})
    assert made(location.repairs[0]) == {address: honest[address]}
    assert words in location.repairs[0].because.zh
    assert location.minimum == 1
    assert location.complete
    assert location.reason is None


def test_the_only_repair_is_counted_once(form: Any, honest: dict[str, Any]) -> None:
    """A cell that a row and a column hold is the only one that mends both."""
    location = located(form, honest | {f"{GRANTED}.natural_persons": 7})
    assert (location.found, len(location.repairs)) == (1, 1)


def test_a_change_says_what_is_printed_and_what_it_would_have_to_be(form: Any, honest: dict[str, Any]) -> None:
    address = f"{NEW}.natural_persons"
    location = located(form, honest | {address: 1}, labels=lambda name: Text("新收", name))
    (change,) = location.repairs[0].changes
    assert (change.address, change.before, change.after) == (address, 1, honest[address])
    assert change.label == Text("新收", address)


def test_neighbours_swapped_are_one_act(form: Any, honest: dict[str, Any]) -> None:
    one, other = f"{GRANTED}.natural_persons", f"{GRANTED}.enterprises"
    values = honest | {one: honest[other], other: honest[one]}
    best = located(form, values).repairs[0]
    assert made(best) == truth(honest, values)
    assert best.because == Text("相邻两格 20 与 414 对调", "neighbours 20 and 414 swapped")


@pytest.mark.parametrize(("shift", "words"), [(1, "向右错开"), (-1, "向左错开")])
def test_a_slid_row_is_one_act(form: Any, honest: dict[str, Any], shift: int, words: str) -> None:
    row = form.grid[2]
    figures = [honest[name] for name in row]
    slid = [0, *figures[:-1]] if shift > 0 else [*figures[1:], 0]
    values = honest | dict(zip(row, slid, strict=True))
    best = located(form, values).repairs[0]
    assert made(best) == truth(honest, values)
    assert words in best.because.zh


def test_swapped_rows_are_one_act(form: Any, honest: dict[str, Any]) -> None:
    upper, lower = form.grid[23], form.grid[24]
    values = dict(honest)
    for one, other in zip(upper, lower, strict=True):
        values[one], values[other] = honest[other], honest[one]
    best = located(form, values).repairs[0]
    assert made(best) == truth(honest, values)
    assert best.because.en == "two rows swapped"


def test_a_column_of_totals_left_at_zero_is_one_act(form: Any, honest: dict[str, Any]) -> None:
    values = honest | {row[-1]: 0 for row in form.grid[:25]}
    best = located(form, values).repairs[0]
    assert made(best) == truth(honest, values)
    assert best.because.zh == "整列合计漏填"


def test_a_row_swapped_and_another_slip_are_found_together(form: Any, honest: dict[str, Any]) -> None:
    values = honest | {"reviews.reconsideration.total": 52}
    for one, other in zip(form.grid[23], form.grid[24], strict=True):
        values[one], values[other] = honest[other], honest[one]
    assert truth(honest, values) in [made(repair) for repair in located(form, values).repairs[:3]]


def test_errors_that_cancel_in_the_total_are_found(form: Any, honest: dict[str, Any]) -> None:
    """Yanghe 2025: natural persons one short and others one over, while the total balances."""
    values = dict(honest)
    row = form.grid[0]
    values[row[0]] = honest[row[0]] - 1
    values[row[5]] = 1
    location = located(form, values)
    assert location.minimum == 2
    assert truth(honest, values) in [made(repair) for repair in location.repairs]


def test_two_independent_errors_are_two_groups(form: Any, honest: dict[str, Any]) -> None:
    one, other = f"{GRANTED}.natural_persons", "reviews.reconsideration.total"
    location = located(form, honest | {one: 441, other: 52})
    assert [made(group.repairs[0]) for group in location.groups] == [{one: 414}, {other: 25}]
    assert all(group.equations for group in location.groups)
    broken = {number for group in location.groups for number in group.equations}
    values = honest | {one: 441, other: 52}
    assert broken == {number for number, each in enumerate(form.equations) if each.evaluate(values)}


def test_a_determined_blank_is_offered_and_costs_no_change(form: Any, honest: dict[str, Any]) -> None:
    names = [form.grid[row][row % 7] for row in range(0, 20, 2)]
    location = located(form, honest | dict.fromkeys(names))
    assert len(location.repairs) == 1
    assert made(location.repairs[0]) == {name: honest[name] for name in names}
    assert {change.before for change in location.repairs[0].changes} == {None}
    assert location.minimum == 0


def test_blanks_that_only_their_sum_determines_are_not_offered(form: Any, honest: dict[str, Any]) -> None:
    blanks = ("reviews.reconsideration.upheld", "reviews.reconsideration.corrected")
    location = located(form, honest | dict.fromkeys(blanks))
    assert [made(repair) for repair in location.repairs] in ([], [{}])


def test_blanks_whose_sum_is_zero_are_zero(form: Any, honest: dict[str, Any]) -> None:
    values = honest | dict.fromkeys(["reviews.reconsideration.upheld", "reviews.reconsideration.corrected"])
    values["reviews.reconsideration.total"] = 8
    assert made(located(form, values).repairs[0]) == {
        "reviews.reconsideration.upheld": 0,
        "reviews.reconsideration.corrected": 0,
    }


def test_a_blank_that_could_only_be_negative_makes_another_figure_wrong(form: Any, honest: dict[str, Any]) -> None:
    values = honest | {"reviews.reconsideration.upheld": None, "reviews.reconsideration.total": 2}
    location = located(form, values)
    assert location.minimum == 1
    assert {"reviews.reconsideration.total"} in [
        set(made(repair)) - {"reviews.reconsideration.upheld"} for repair in location.repairs
    ]


def test_a_blank_may_be_as_large_as_all_figures_and_constants_together() -> None:
    """e is t + u + 30, found beside a and b of which only the sum is known."""
    a, b, e, t, u = (Expression.variable(name) for name in "abetu")
    location = locate([a + b - t, e - t - u - 30], {"a": None, "b": None, "e": None, "t": 5, "u": 7})
    assert [made(repair) for repair in location.repairs] == [{"e": 42}]
    assert location.minimum == 0


def test_choices_of_one_from_each_list_come_cheapest_first_up_to_a_limit() -> None:
    lists = [[0.0, 1.0, 5.0], [0.0, 2.0], [0.0, 0.5, 0.6]]
    every = list(_cheapest(lists, 100))
    assert sorted(every) == list(itertools.product(range(3), range(2), range(3)))
    costs = [sum(each[number] for each, number in zip(lists, choice, strict=True)) for choice in every]
    assert costs == sorted(costs)
    assert list(_cheapest(lists, 4)) == every[:4]
    assert list(_cheapest([], 4)) == [()]


def test_figures_that_merely_follow_are_neither_needed_nor_changed(form: Any, honest: dict[str, Any]) -> None:
    derived = [name for name in honest if name.endswith(".total") or ".outcomes.total." in name]
    values = {name: value for name, value in honest.items() if name not in derived}
    assert located(form, values, derived=derived).repairs == ()
    values[f"{NEW}.natural_persons"] += 900
    location = located(form, values, derived=derived, most=5)
    assert location.minimum == 1
    assert len(location.repairs) == 5
    assert location.found == 23  # 24 cells, of which 上年结转 would be below zero
    assert all(not set(made(repair)) & set(derived) for repair in location.repairs)


def test_evidence_decides_between_equal_repairs(form: Any, honest: dict[str, Any]) -> None:
    address = "reviews.litigation.direct.corrected"
    values = honest | {"reviews.litigation.direct.upheld": 0}
    others = {name: value for name, value in values.items() if value == 0 and ".direct." in name}
    assert len(others) == 2
    told = Evidence(Expression.variable(address), 7, Text("正文", "the prose"))
    best = located(form, values, evidence=[told]).repairs[0]
    assert made(best) == {address: 7}
    assert "与正文一致" in best.because.zh
    told = Evidence(Expression.variable("reviews.litigation.direct.upheld"), 7, Text("正文", "the prose"))
    assert made(located(form, values, evidence=[told]).repairs[0]) == {"reviews.litigation.direct.upheld": 7}


def test_a_search_that_is_cut_short_says_so(form: Any, honest: dict[str, Any]) -> None:
    values = honest | {row[0]: 7 for row in form.grid[3:12]}
    location = located(form, values, node_limit=3)
    assert not location.complete
    assert location.reason is not None
    assert "3" in location.reason.zh


def test_equations_that_no_figures_meet_are_told() -> None:
    location = locate([Expression.variable("a") + 3], {"a": 4})
    assert (location.repairs, location.found) == ((), 0)
    assert location.minimum is None
    assert location.reason is not None


def test_the_list_is_cut_but_the_number_found_is_told(form: Any, honest: dict[str, Any]) -> None:
    location = located(form, honest | {"reviews.reconsideration.total": 27}, most=2)
    assert len(location.repairs) == 2
    assert location.found >= 5


@pytest.mark.parametrize(("sums", "addends"), [("ab", 15), ("abc", 6)])
def test_each_cause_has_all_its_repairs_though_there_are_too_many_together(sums: str, addends: int) -> None:
    """Each of the sums can be mended by any of its cells; together they have more repairs than are weighed."""
    names = [[f"{name}{number}" for number in range(addends + 1)] for name in sums]
    values = {name: 5 if name[1:] != "0" else 5 * addends + 3 for each in names for name in each}
    equations = [
        sum(map(Expression.variable, addends), Expression()) - Expression.variable(total) for total, *addends in names
    ]
    location = locate(equations, values)
    assert (location.minimum, location.complete) == (len(sums), True)
    assert location.found == (addends + 1) ** len(sums)
    assert [group.equations for group in location.groups] == [(number,) for number in range(len(sums))]
    for each, group in zip(names, location.groups, strict=True):
        assert sorted(change.address for repair in group.repairs for change in repair.changes) == sorted(each)


@pytest.mark.parametrize("most", [2, 5, 20])
def test_a_short_list_has_a_smallest_repair_and_the_likeliest_first(
    form: Any, honest: dict[str, Any], most: int
) -> None:
    """A slid row of results is one error and fifteen cells; three unrelated wrong figures would explain it too."""
    row = form.grid[25]
    values = honest | dict(zip(row, [0, *(honest[name] for name in row[:-1])], strict=True))
    known = located(form, values, most=1000)
    sizes = [len(repair.changes) for repair in known.repairs]
    assert sizes.index(3) > 20
    shown = located(form, values, most=most)
    assert made(shown.repairs[0]) == truth(honest, values)
    assert len(shown.repairs) == most
    assert shown.repairs[:-1] == known.repairs[: most - 1]
    assert shown.repairs[-1] == known.repairs[sizes.index(3)]
    assert (shown.minimum, shown.found) == (3, known.found)


@example(typed={"reviews.reconsideration.corrected": 10, "reviews.litigation.direct.upheld": 0})
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.dictionaries(st.sampled_from(ADDRESSES), st.none() | st.integers(0, 500), min_size=1, max_size=3))
def test_every_repair_makes_every_equation_hold(
    form: Any, honest: dict[str, Any], typed: dict[str, int | None]
) -> None:
    values = honest | typed
    location = located(form, values)
    wrong = [name for name in typed if values[name] is not None and values[name] != honest[name]]
    assert location.minimum is not None
    assert location.minimum <= len(wrong)
    assert location.repairs or form.holds(values)
    sizes = [len([change for change in each.changes if change.before is not None]) for each in location.repairs]
    assert not sizes or min(sizes) == location.minimum
    for repair in location.repairs:
        after = values | made(repair)
        assert form.holds(after)
        assert all(value is None or value >= 0 for value in after.values())
        assert all(change.before != change.after for change in repair.changes)
    assert [repair.cost for repair in location.repairs] == sorted(repair.cost for repair in location.repairs)
