"""One mistake of a whole table is one root cause with one repair, not a storm of findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, given

import reportgen
from reportgen.engine.pipeline import check
from reportgen.reports.disclosure_2021 import REPORT
from reportgen.reports.disclosure_2021.model import Statistics
from reportgen.vocabulary.findings import Finding
from reportgen.vocabulary.reports import Report
from tests.strategies import report_of, statistics, with_values

ROWS = [row.addresses for row in REPORT.tables[1].rows]
TOTALS = [row[-1] for row in ROWS]
RIGHT, LEFT = "表三整体向右错开了一列", "表三整体向左错开了一列"
ZEROS, ONLY_TOTALS = "表三的总计没有填，留成了 0", "表三各格之间没有矛盾，只有总计不对"


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml")


def moved(report: Report, move: Callable[[list[Any]], list[Any]], *, totals: bool = False) -> Report:
    """Return the report with the six figures of every row of table 3 moved, or all seven."""
    cells = dict(report.cells)
    for row in ROWS:
        told = row if totals else row[:-1]
        cells.update(zip(told, move([report.cells[address] for address in told]), strict=True))
    if not totals:  # the row of totals stays where it was
        cells.update({address: report.cells[address] for row in ROWS for address in row if address in report.stated})
    entered = with_values({address: cells[address] for address in report.entered})
    return attrs.evolve(report, statistics=entered, stated={address: cells[address] for address in report.stated})


def to_the_right(cells: list[Any]) -> list[Any]:
    return [0, *cells[:-1]]


def to_the_left(cells: list[Any]) -> list[Any]:
    return [*cells[1:], 0]


def causes(findings: list[Finding]) -> set[str]:
    broken = [finding for finding in findings if finding.forbids]
    assert broken
    assert {finding.cause for finding in broken} == {1}
    return {finding.repairs[0].because.zh for finding in broken}


def mended(report: Report, findings: list[Finding]) -> Report:
    changes = {change.address: change.after for change in findings[0].repairs[0].changes}
    entered = with_values({address: changes.get(address, value) for address, value in report.entered.items()})
    totals = {address: changes.get(address, value) for address, value in report.stated.items()}
    return attrs.evolve(report, statistics=entered, stated=totals)


@pytest.mark.parametrize("totals", [False, True])
@pytest.mark.parametrize(("move", "because"), [(to_the_right, RIGHT), (to_the_left, LEFT)])
def test_columns_that_slid_are_one_cause_and_come_back_whole(
    kaifeng: Report, move: Callable[[list[Any]], list[Any]], because: str, *, totals: bool
) -> None:
    report = moved(kaifeng, move, totals=totals)
    findings = check(report)
    assert causes(findings) == {because}
    assert mended(report, findings).cells == kaifeng.cells


def test_totals_left_at_nothing_and_totals_that_are_all_wrong_are_told_apart(kaifeng: Report) -> None:
    for wrong, because in ((dict.fromkeys(TOTALS, 0), ZEROS), (dict.fromkeys(TOTALS, 77), ONLY_TOTALS)):
        report = attrs.evolve(kaifeng, stated={**kaifeng.stated, **wrong})
        findings = check(report)
        assert causes(findings) == {because}
        assert mended(report, findings).stated == kaifeng.stated


def test_all_totals_of_table_4_left_at_nothing_are_one_cause_but_not_two_of_them(kaifeng: Report) -> None:
    blocks = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
    wrong = {f"reviews.{block}.total": 0 for block in blocks}
    assert causes(check(attrs.evolve(kaifeng, stated={**kaifeng.stated, **wrong}))) == {"表四的总计没有填，留成了 0"}
    del wrong["reviews.litigation.direct.total"]
    for finding in check(attrs.evolve(kaifeng, stated={**kaifeng.stated, **wrong})):
        assert all("没有填" not in repair.because.zh for repair in finding.repairs)


def test_each_table_has_its_own_cause_and_a_single_wrong_cell_beside_is_still_located(kaifeng: Report) -> None:
    slid = moved(kaifeng, to_the_right)
    both = attrs.evolve(slid, stated={**slid.stated, "reviews.reconsideration.total": 52})
    findings = check(both)
    reviews = [finding for finding in findings if finding.rule == "T4-SUM"]
    assert [finding.cause for finding in reviews] == [2]
    offered = [change.after for repair in reviews[0].repairs for change in repair.changes]
    assert 25 in offered
    assert {finding.cause for finding in findings if finding.rule != "T4-SUM"} == {1}


def test_one_wrong_total_or_a_wrong_cell_among_them_is_no_mistake_of_the_whole_table(kaifeng: Report) -> None:
    one = check(attrs.evolve(kaifeng, stated={**kaifeng.stated, TOTALS[0]: 0}))
    assert "没有填" not in one[0].repairs[0].because.zh
    wrong = attrs.evolve(kaifeng, stated={**kaifeng.stated, **dict.fromkeys(TOTALS, 0)})
    more = with_values({**wrong.entered, "applications.new.natural_persons": 999})
    for finding in check(attrs.evolve(wrong, statistics=more)):
        assert all(repair.because.zh not in {ZEROS, ONLY_TOTALS} for repair in finding.repairs)


def test_a_blank_table_is_left_alone(kaifeng: Report) -> None:
    slid = moved(kaifeng, to_the_right)
    blank = with_values({**slid.entered, "applications.new.natural_persons": None})
    for finding in check(attrs.evolve(slid, statistics=blank)):
        assert all(repair.because.zh != RIGHT for repair in finding.repairs)


@given(statistics())
def test_whatever_the_figures_a_cause_of_the_whole_table_mends_it(figures: Statistics) -> None:
    report = report_of(figures)
    totals = {address: report.values[address] for row in ROWS for address in row if address in REPORT.addresses.derived}
    sound = attrs.evolve(report, stated=totals)
    slid = moved(sound, to_the_left)
    findings = [finding for finding in check(slid) if finding.forbids]
    assume(len(findings) >= 5)
    assert causes(findings) == {LEFT}
    assert mended(slid, findings).cells == sound.cells
