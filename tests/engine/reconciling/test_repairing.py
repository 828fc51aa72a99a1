"""Findings with their repairs: one root cause, one set of repairs, ranked with the prose and last year as evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import reportgen
from reportgen.engine.pipeline import check
from reportgen.engine.reconciling import locating, repairing
from reportgen.engine.reconciling.confronting import confront
from reportgen.engine.reconciling.repairing import last_year_s_evidence, with_repairs, written
from reportgen.vocabulary.findings import Finding, Repair
from reportgen.vocabulary.linear import Expression
from reportgen.vocabulary.reports import Report
from reportgen.vocabulary.texts import Text
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
    return with_repairs(report, confront(report), **more)


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
    assert evidence is not None
    assert {witness.source.en for witness in evidence.witnesses} == {"the report of 2020"}
    assert all(
        "carried_in" in witness.expression.addresses[0] or "in_force" in witness.expression.addresses[0]
        for witness in evidence.witnesses
    )
    (finding,) = [one for one in located(now, evidence=evidence) if one.cause]
    assert made(finding.repairs[0]) == {carried: (4, 3)}
    assert "与2020 年报告一致" in finding.repairs[0].because.zh.replace("与 ", "与")
    through_the_pipeline = [one for one in check(now, previous=[last]) if one.cause]
    assert made(through_the_pipeline[0].repairs[0]) == {carried: (4, 3)}


def test_only_the_year_before_is_evidence(kaifeng: Report) -> None:
    assert last_year_s_evidence(kaifeng, []) is None
    assert last_year_s_evidence(kaifeng, [attrs.evolve(kaifeng, year=2019)]) is None
    assert last_year_s_evidence(kaifeng, [attrs.evolve(kaifeng, year=2022)]) is None


def test_a_blank_figure_of_last_year_is_no_evidence(kaifeng: Report) -> None:
    last = with_figures(kaifeng, {"applications.carried_out.natural_persons": None}, year=2020, stated={})
    evidence = last_year_s_evidence(kaifeng, [last])
    assert evidence is not None
    named = {witness.expression.addresses for witness in evidence.witnesses}
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


def test_at_most_five_repairs_are_shown_best_first(kaifeng: Report) -> None:
    report = with_figures(kaifeng, {NEW: 509}, stated={}, narrative={"overview": SAYS.format(545)})
    (finding,) = [one for one in located(report) if one.cause]
    costs = [repair.cost for repair in finding.repairs]
    assert len(costs) == repairing.MOST_REPAIRS == 5
    assert costs == sorted(costs)


def test_a_repair_with_fewest_changes_is_shown_though_one_act_explains_more(kaifeng: Report) -> None:
    """The reviews' results stand a column too far right: one act, and in each block one or two figures would do."""
    row = kaifeng.type.tables[-1].rows[-1].addresses
    shown = dict(zip(row, [0, *(kaifeng.cells[name] for name in row[:-1])], strict=True))
    stated = {name: value for name, value in shown.items() if name not in kaifeng.entered}
    entered = {name: value for name, value in shown.items() if name in kaifeng.entered}
    report = with_figures(kaifeng, entered, stated={**kaifeng.stated, **stated})
    causes = {one.cause: one.repairs for one in located(report) if one.cause}
    assert all("整行向右错开一列" in repairs[0].because.zh for repairs in causes.values())
    assert [min(len(repair.changes) for repair in repairs) for repairs in causes.values()] == [1, 2, 1]


def test_where_many_repairs_are_equally_likely_none_is_named(kaifeng: Report) -> None:
    """One more in two of many alike rows: to name some of the cells would be a guess."""
    zeros = {name: 0 for name in kaifeng.entered if name.startswith("applications.")}
    report = with_figures(kaifeng, zeros | {"applications.new.enterprises": 1}, stated={})
    telling = [Repair((), Text("", ""), cost) for cost in (1.0, 1.0, 1.01, 1.02, 1.03, 1.04)]
    assert repairing._telling(telling) == ()
    apart = [*telling[:-1], attrs.evolve(telling[-1], cost=1.05)]
    assert repairing._telling(apart) == tuple(apart[:5])
    assert repairing._telling(telling[:5]) == tuple(telling[:5])
    (finding,) = [one for one in located(report) if one.cause]
    assert len(finding.repairs) in range(6)


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
    reasons = [repair.because for one in located(with_figures(kaifeng, swapped)) for repair in one.repairs]
    assert reasons
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
