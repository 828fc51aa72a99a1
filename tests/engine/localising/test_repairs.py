"""Findings with their repairs: one root cause, one set of repairs, ranked with the prose and last year as evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.core.text import Text
from reportgen.engine.checking.equations import check_rules
from reportgen.engine.localising import locate as locating
from reportgen.engine.localising.repairs import (
    MOST_EQUALS,
    _filling,
    _shown_repairs,
    last_year_s_evidence,
    with_repairs,
    written,
)
from reportgen.engine.localising.results import Group, Location
from reportgen.engine.prose_check.prose_evidence import quoted_figures
from reportgen.model.linear import Expression
from reportgen.pipeline import check
from reportgen.report.findings import Change, Finding, Repair
from reportgen.report.report import Report
from tests.small_report import ACCEPTED, SHARE, equation, small_report, small_type
from tests.strategies import evolve_at

NEW = "applications.new.natural_persons"
BALANCE = "applications.outcomes.total.natural_persons"
REVIEWS = "reviews.reconsideration"
SAYS = "\n2021年，全市新收政府信息公开申请{}件。\n"


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    """Kaifeng's report without a narrative."""
    report = reportgen.load(root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml")
    return attrs.evolve(report, narrative={})


def with_figures(report: Report, changes: dict[str, Any], **more: Any) -> Report:
    figures = report.statistics
    for address, value in changes.items():
        figures = evolve_at(figures, address, value)
    return attrs.evolve(report, statistics=figures, **more)


def located(report: Report, **more: Any) -> list[Finding]:
    return with_repairs(report, check_rules(report), quoted=quoted_figures, **more)


def made(repair: Repair) -> dict[str, tuple[Any, Any]]:
    return {change.address: (change.before, change.after) for change in repair.changes}


def test_findings_of_an_honest_report_stay_as_they_are(kaifeng: Report) -> None:
    findings = located(kaifeng)
    assert not [finding for finding in findings if finding.repairs or finding.cause]
    assert with_repairs(kaifeng, findings) == findings


def test_the_broken_rules_of_one_wrong_cell_share_one_cause_and_its_repair(kaifeng: Report) -> None:
    broken = [one for one in located(with_figures(kaifeng, {NEW: 509})) if one.verdict == "broken" and one.cause]
    assert {(one.rule, one.cause) for one in broken} == {("T3-ROW", 1), ("T3-BAL", 1)}
    assert {made(one.repairs[0])[NEW] for one in broken} == {(509, 508)}
    assert {change.label.zh for change in broken[0].repairs[0].changes} == {kaifeng.addresses[NEW].label.zh}


def test_two_wrong_cells_apart_are_two_causes(kaifeng: Report) -> None:
    broken = located(with_figures(kaifeng, {NEW: 509, f"{REVIEWS}.upheld": 999}))
    causes = {one.rule: one.cause for one in broken if one.cause}
    assert causes == {"T3-ROW": 1, "T3-BAL": 1, "T4-SUM": 2}


def test_the_prose_decides_where_nothing_else_does(kaifeng: Report) -> None:
    report = with_figures(kaifeng, {NEW: 509}, stated={})
    (alone,) = [one for one in located(report) if one.rule == "T3-BAL"]
    assert all(made(repair) != {NEW: (509, 508)} for repair in alone.repairs[:1])
    (heard,) = [one for one in located(attrs.evolve(report, narrative={"overview": SAYS.format(545)})) if one.cause]
    assert made(heard.repairs[0]) == {NEW: (509, 508)}
    assert "与正文一致" in heard.repairs[0].because.zh
    assert "agrees with the prose" in heard.repairs[0].because.en
    assert all("正文" not in repair.because.zh for repair in heard.repairs[1:])


def test_prose_that_any_of_its_readings_bears_out_is_no_contradiction(kaifeng: Report) -> None:
    """收到 548 件 is 新收 545 + 结转 3: the repair to 508 agrees, though 545 is not said."""
    text = SAYS.format(548).replace("新收", "收到")
    report = with_figures(kaifeng, {NEW: 509}, stated={}, narrative={"overview": text})
    (finding,) = [one for one in located(report) if one.cause]
    assert made(finding.repairs[0]) in ({NEW: (509, 508)}, {"applications.carried_in.natural_persons": (3, 2)})
    assert "与正文一致" in finding.repairs[0].because.zh


def test_prose_that_speaks_of_figures_no_broken_rule_holds_is_not_heard(kaifeng: Report) -> None:
    report = with_figures(kaifeng, {NEW: 509}, stated={})
    told = attrs.evolve(report, narrative={"overview": "\n2021年，新收行政复议案件7件。制发规章9件。\n"})
    costs = [[repair.cost for one in located(each) for repair in one.repairs] for each in (report, told)]
    assert costs[0] == costs[1]


def test_last_year_says_what_was_carried_in(kaifeng: Report) -> None:
    carried = "applications.carried_in.natural_persons"
    last = with_figures(kaifeng, {"applications.carried_out.natural_persons": 3}, year=2020, stated={})
    now = with_figures(kaifeng, {carried: 4}, stated={})
    evidence = last_year_s_evidence(now, [last])
    assert {one.source.en for one in evidence} == {"the report of 2020"}
    assert all(
        "carried_in" in one.expression.addresses[0] or "in_force" in one.expression.addresses[0] for one in evidence
    )
    (finding,) = [one for one in located(now, evidence=evidence) if one.cause]
    assert made(finding.repairs[0]) == {carried: (4, 3)}
    assert "与2020 年报告一致" in finding.repairs[0].because.zh.replace("与 ", "与")
    through_the_pipeline = [one for one in check(now, previous=[last]) if one.cause]
    assert made(through_the_pipeline[0].repairs[0]) == {carried: (4, 3)}


@given(figures=st.lists(st.none() | st.integers(0, 9_999), min_size=6, max_size=6))
def test_what_was_carried_in_is_what_last_year_carried_out(kaifeng: Report, figures: list[int | None]) -> None:
    """Column by column, and in all where no column is blank; what last year's report does not say is no evidence."""
    columns = [name.rpartition(".")[2] for name in kaifeng.entered if name.startswith("applications.carried_out.")]
    carried = dict(zip(columns, figures, strict=True))
    shown = {f"applications.carried_out.{column}": figure for column, figure in carried.items()}
    last = with_figures(kaifeng, shown, year=2020, stated={})
    known = {column: figure for column, figure in carried.items() if figure is not None}
    if len(known) == len(columns):
        known["total"] = sum(known.values())
    found = last_year_s_evidence(kaifeng, [last])
    assert {one.expression: one.value for one in found} == {
        Expression.variable(f"applications.carried_in.{column}"): figure for column, figure in known.items()
    }
    assert len(found) == len(known)


def test_only_the_year_before_is_evidence(kaifeng: Report) -> None:
    assert last_year_s_evidence(kaifeng, []) == []
    assert last_year_s_evidence(kaifeng, [attrs.evolve(kaifeng, year=2019)]) == []
    assert last_year_s_evidence(kaifeng, [attrs.evolve(kaifeng, year=2022)]) == []


def test_a_blank_figure_of_last_year_is_no_evidence(kaifeng: Report) -> None:
    last = with_figures(kaifeng, {"applications.carried_out.natural_persons": None}, year=2020, stated={})
    evidence = last_year_s_evidence(kaifeng, [last])
    named = {one.expression.addresses for one in evidence}
    assert ("applications.carried_in.natural_persons",) not in named
    assert ("applications.carried_in.enterprises",) in named


def test_a_blank_that_the_equations_determine_is_offered_where_it_is_named(kaifeng: Report) -> None:
    findings = located(with_figures(kaifeng, {NEW: None}))
    (blank,) = [one for one in findings if one.rule == "T3-BLANK"]
    assert [made(repair) for repair in blank.repairs] == [{NEW: (None, 508)}]
    assert blank.repairs[0].because.en == "the equations determine it"
    others = [one for one in findings if one.verdict == "undecided" and one is not blank]
    assert others
    assert not any(one.repairs for one in others)


def test_blanks_that_only_their_sum_determines_are_not_offered(kaifeng: Report) -> None:
    report = with_figures(kaifeng, {f"{REVIEWS}.upheld": None, f"{REVIEWS}.corrected": None})
    report = attrs.evolve(report, stated={**report.stated, f"{REVIEWS}.total": 9_999})
    blanks = [one for one in located(report) if one.rule == "T4-BLANK"]
    assert len(blanks) == 2
    assert not any(one.repairs for one in blanks)


@pytest.mark.parametrize(("repairs", "offered"), [([0, 0], 0), ([0, 1], None), ([0, None], None), ([], None)])
def test_a_blank_is_filled_only_where_every_repair_gives_the_same(repairs: list[int | None], offered: Any) -> None:
    def change(address: str, after: int) -> Change:
        return Change(address, None, after, Text(address, address))

    filling = [() if after is None else (change("blank", after),) for after in repairs]
    location = Location(tuple(Repair((change("other", 7), *more), Text("", "")) for more in filling))
    found = _filling("blank", location)
    assert (None if found is None else found.changes) == (None if offered is None else (change("blank", offered),))


def test_repairs_that_are_equally_possible_are_all_given_best_first(kaifeng: Report) -> None:
    report = with_figures(kaifeng, {NEW: 509}, stated={}, narrative={"overview": SAYS.format(545)})
    (finding,) = [one for one in located(report) if one.cause]
    odds = [repair.probability or 0.0 for repair in finding.repairs]
    assert 5 < len(odds) <= MOST_EQUALS
    assert odds == sorted(odds, reverse=True)
    assert sum(odds) == pytest.approx(1, abs=0.0005 * len(odds))  # each is rounded
    assert not any(repair.most_likely for repair in finding.repairs)


def test_a_smallest_repair_is_shown_beside_a_likelier_compound_error(kaifeng: Report) -> None:
    """The reviews' results stand a column too far right: one error, and in each block one or two figures would do."""
    row = kaifeng.type.tables[-1].rows[-1].addresses
    shown = dict(zip(row, [0, *(kaifeng.cells[name] for name in row[:-1])], strict=True))
    stated = {name: value for name, value in shown.items() if name not in kaifeng.entered}
    entered = {name: value for name, value in shown.items() if name in kaifeng.entered}
    report = with_figures(kaifeng, entered, stated={**kaifeng.stated, **stated})
    ((cause, repairs),) = {(one.cause, one.repairs) for one in located(report) if one.cause}
    assert cause == 1
    assert repairs[0].because.zh == "整行向右错开一列"
    assert min(len(repair.changes) for repair in repairs) == 3


def test_beside_a_most_likely_repair_few_are_shown_else_all_equals() -> None:
    repairs = tuple(Repair((), Text("", ""), float(cost), 0.89) for cost in range(7))
    assert _shown_repairs(Group((), repairs, equals=6)) == repairs[:6]
    likely = (attrs.evolve(repairs[0], probability=0.9), *repairs[1:])
    assert [repair.cost for repair in _shown_repairs(Group((), likely, equals=6))] == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_a_smallest_repair_stands_beside_those_that_are_equally_possible() -> None:
    change = Change("x", 1, 2, Text("", ""))
    two = tuple(Repair((change, change), Text("", ""), cost) for cost in (0.0, 0.1, 3.0))
    one = Repair((change,), Text("", ""), 5.0)
    assert _shown_repairs(Group((), (*two, one), equals=2)) == (*two[:2], one)


COUNTY = {
    "new": (14, 3), "carried_in": (1, 0), "carried_out": (1, 0),
    "outcomes.granted": (7, 2), "outcomes.partially_granted": (2, 0), "outcomes.withheld.internal_affairs": (1, 0),
    "outcomes.withheld.process_information": (1, 0), "outcomes.unavailable.not_held": (1, 1),
    "outcomes.unavailable.needs_creation": (1, 0), "outcomes.not_processed.petitions": (1, 0),
}  # fmt: skip
"""The rows of a county office's table 3 in which anything stands: natural persons and enterprises."""


def county(kaifeng: Report, **rows: tuple[int, int]) -> Report:
    """Return the report of a county office with some ``rows`` of its table 3 changed; its totals follow."""
    figures = {name: 0 for name in kaifeng.entered if name.startswith("applications.")}
    for row, (persons, enterprises) in {**COUNTY, **rows}.items():
        figures |= {f"applications.{row}.natural_persons": persons, f"applications.{row}.enterprises": enterprises}
    return with_figures(kaifeng, figures, stated={}, narrative={})


def test_one_case_too_many_in_small_figures_leaves_all_candidates_equal(kaifeng: Report) -> None:
    (finding,) = [one for one in located(county(kaifeng, **{"outcomes.granted": (7, 3)})) if one.cause]
    assert {address for repair in finding.repairs for address in made(repair)} == {
        f"applications.{row}.enterprises"
        for row in ("new", "carried_in", "outcomes.granted", "outcomes.unavailable.not_held")
    }
    assert not any(repair.most_likely for repair in finding.repairs)


def test_errors_that_cancel_are_told_by_column_in_words_of_that_column(kaifeng: Report) -> None:
    """One case of 14 and 3 in the wrong column: 13 and 4. No reason of a column may name the other one's figures."""
    report = county(kaifeng, new=(13, 4))
    persons, enterprises = [one for one in located(report) if one.cause]
    assert persons.cause != enterprises.cause
    for finding, column, truth in (
        (persons, "natural_persons", (13, 14)),
        (enterprises, "enterprises", (4, 3)),
    ):
        assert {f"applications.new.{column}": truth} in [made(repair) for repair in finding.repairs]
        for repair in finding.repairs:
            ((address, (before, after)),) = made(repair).items()
            assert address.endswith(f".{column}")
            assert set(re.findall(r"[0-9]+", repair.because.zh)) <= {str(before), str(after)}
            assert not repair.most_likely


def test_one_act_that_is_clear_is_one_cause_of_both_columns(kaifeng: Report) -> None:
    """414 stands in the next column: no other change explains why both columns are off by as much."""
    granted = "applications.outcomes.granted"
    moved = {f"{granted}.natural_persons": 0, f"{granted}.enterprises": 414}
    one, other = [one for one in located(with_figures(kaifeng, moved, stated={})) if one.cause]
    assert one.cause == other.cause
    assert one.repairs[0].most_likely
    assert made(one.repairs[0]) == {f"{granted}.natural_persons": (0, 414), f"{granted}.enterprises": (414, 0)}


@pytest.mark.parametrize("cases", [1, 2])
def test_a_case_or_two_in_the_next_column_may_be_of_any_row(kaifeng: Report, cases: int) -> None:
    one, other = "applications.new.legal_service_institutions", "applications.new.natural_persons"
    changed = {one: kaifeng.entered[one] + cases, other: kaifeng.entered[other] - cases}
    found = [one for one in located(with_figures(kaifeng, changed, stated={})) if one.cause]
    assert len(found) == 2
    assert not any(repair.most_likely for one in found for repair in one.repairs)


def test_a_row_that_was_pasted_twice_is_told_by_both_rows(kaifeng: Report) -> None:
    pasted = "applications.outcomes.granted"
    over = next(name for name in kaifeng.entered if name.startswith("applications.outcomes.withheld")).rpartition(".")[
        0
    ]
    columns = [name.rpartition(".")[2] for name in kaifeng.entered if name.startswith(f"{pasted}.")]
    report = with_figures(kaifeng, {f"{over}.{one}": kaifeng.entered[f"{pasted}.{one}"] for one in columns}, stated={})
    causes = {one.cause: one.repairs for one in located(report) if one.cause}
    [repairs] = [found for found in causes.values() if "另一行完全相同" in found[0].because.zh]
    rows = {change.address.rpartition(".")[0] for change in repairs[0].changes}
    assert rows <= {pasted, over}
    truth = {f"{over}.{one}": kaifeng.entered[f"{over}.{one}"] for one in columns}
    restored = [{change.address: change.after for change in one.changes} for one in repairs]
    assert any(one.items() <= truth.items() for one in restored)


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what sets the number of nodes that a search may look at."""
    search = locating.locate

    def limit(nodes: int) -> None:
        monkeypatch.setattr(locating, "locate", lambda *given, **more: search(*given, **more, node_limit=nodes))

    return limit


def test_a_search_that_met_its_limit_is_told_in_the_reason(kaifeng: Report, limited: Callable[[int], None]) -> None:
    limited(1)
    granted = "applications.outcomes.granted"
    swapped = {f"{granted}.natural_persons": 0, f"{granted}.enterprises": 414}
    repairs = [repair for one in located(with_figures(kaifeng, swapped)) for repair in one.repairs]
    reasons = [repair.because for repair in repairs]
    assert reasons
    assert not any(repair.most_likely for repair in repairs)
    assert all(reason.zh.endswith("（搜索达到上限（1 步），可能还有其他改法）") for reason in reasons)
    assert all("limit of 1 steps" in reason.en for reason in reasons)


def test_a_search_that_found_nothing_before_its_limit_is_told_too(
    kaifeng: Report, limited: Callable[[int], None]
) -> None:
    limited(3)
    rows = [name for name in kaifeng.stated if name.startswith("applications.") and name.endswith(".total")]
    report = attrs.evolve(
        kaifeng,
        statistics=evolve_at(kaifeng.statistics, NEW, 999),  # so that more than the totals is wrong
        stated={**kaifeng.stated, **dict.fromkeys(rows[2:9], 77)},
        narrative={"overview": ""},
    )
    findings = located(report)
    broken = [one for one in findings if one.rule == "T3-ROW"]
    assert broken
    assert all("搜索达到上限（3 步）" in one.says.zh and "limit of 3 steps" in one.says.en for one in broken)
    assert not any("上限" in one.says.zh for one in findings if one.severity != "error")


def test_a_total_that_nobody_stated_is_written_as_its_addends(kaifeng: Report) -> None:
    total = Expression.variable("applications.new.total")
    assert written(total, kaifeng) == total
    bare = attrs.evolve(kaifeng, stated={})
    assert set(written(total, bare).addresses) == {
        name for name in kaifeng.entered if name.startswith("applications.new.")
    }


def test_an_equation_over_decimals_is_told_without_a_repair() -> None:
    kind = small_type(equation(SHARE, "=", ACCEPTED))
    (finding,) = check(small_report(kind, {SHARE: "0.5", ACCEPTED: 3}))
    assert (finding.actual, finding.expected, finding.repairs) == (Decimal("0.5"), 3, ())
