"""One mistake of a whole table is one root cause with one repair, not a storm of findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, given

import reportgen
from reportgen.pipeline import check
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
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


def test_where_columns_can_have_slid_to_either_side_none_is_named(kaifeng: Report) -> None:
    """Natural persons only, slid to the left out of the table: the totals fit the last column as well as the first."""
    only = {
        address: 0 if address.split(".")[-1] != "natural_persons" else value
        for address, value in kaifeng.entered.items()
    }
    honest = attrs.evolve(
        kaifeng,
        statistics=with_values(
            {
                **kaifeng.entered,
                **{address: value for address, value in only.items() if address.startswith("applications.")},
            }
        ),
        stated={},
    )
    stated = {address: honest.values[address] for address in TOTALS}
    slid = moved(attrs.evolve(honest, stated=stated), to_the_left)
    findings = check(slid)
    assert len([finding for finding in findings if finding.rule == "T3-ROW"]) > 5
    assert not [repair for finding in findings for repair in finding.repairs if repair.because.zh in {RIGHT, LEFT}]


def test_totals_left_at_0_and_totals_that_are_all_wrong_are_distinguished(kaifeng: Report) -> None:
    for wrong, because in ((dict.fromkeys(TOTALS, 0), ZEROS), (dict.fromkeys(TOTALS, 77), ONLY_TOTALS)):
        report = attrs.evolve(kaifeng, stated={**kaifeng.stated, **wrong})
        findings = check(report)
        assert causes(findings) == {because}
        assert mended(report, findings).stated == kaifeng.stated


def test_all_totals_of_table_4_left_at_0_are_one_cause_two_are_not(kaifeng: Report) -> None:
    blocks = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
    wrong = {f"reviews.{block}.total": 0 for block in blocks}
    assert causes(check(attrs.evolve(kaifeng, stated={**kaifeng.stated, **wrong}))) == {"表四的总计没有填，留成了 0"}
    del wrong["reviews.litigation.direct.total"]
    for finding in check(attrs.evolve(kaifeng, stated={**kaifeng.stated, **wrong})):
        assert all("没有填" not in repair.because.zh for repair in finding.repairs)


def test_each_table_has_its_own_cause_and_a_wrong_cell_is_still_located(kaifeng: Report) -> None:
    slid = moved(kaifeng, to_the_right)
    both = attrs.evolve(slid, stated={**slid.stated, "reviews.reconsideration.total": 52})
    findings = check(both)
    reviews = [finding for finding in findings if finding.rule == "T4-SUM"]
    assert [finding.cause for finding in reviews] == [2]
    offered = [change.after for repair in reviews[0].repairs for change in repair.changes]
    assert 25 in offered
    assert {finding.cause for finding in findings if finding.rule != "T4-SUM"} == {1}


def test_one_wrong_total_or_cell_is_no_mistake_of_the_whole_table(kaifeng: Report) -> None:
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


def stated_instead(report: Report, totals: dict[str, int], *, only: list[str] | None = None) -> Report:
    """Return the report with other ``totals``, of table 3's stating ``only`` some where they are given."""
    kept = report.stated if only is None else {address: report.stated[address] for address in only}
    return attrs.evolve(report, stated={**kept, **totals})


def said(report: Report) -> set[str]:
    return {repair.because.zh for finding in check(report) for repair in finding.repairs}


def small(rows: dict[str, list[int]]) -> Report:
    """Return a sound report with all totals stated whose table 3 has these rows and no other figure."""
    values = dict.fromkeys(REPORT.addresses.entered, 0)
    for row in ROWS:
        values.update(zip(row[:-1], rows.get(row[0].removesuffix(".natural_persons"), ()), strict=False))
    report = report_of(with_values(values))
    return attrs.evolve(report, stated={address: report.values[address] for address in REPORT.addresses.derived})


NEW, CARRIED_IN, GRANTED = "applications.new", "applications.carried_in", "applications.outcomes.granted"


def test_a_slide_of_a_whole_table_breaks_at_least_five_equations() -> None:
    """One that breaks four is left to the search of single cells."""
    four = moved(small({NEW: [3, 3], GRANTED: [3, 3]}), to_the_left)
    five = moved(small({NEW: [1, 1], CARRIED_IN: [2, 2], GRANTED: [3, 3]}), to_the_left)
    assert [len([finding for finding in check(report) if finding.forbids]) for report in (four, five)] == [4, 5]
    assert LEFT not in said(four)
    assert causes(check(five)) == {LEFT}


def test_two_totals_left_at_0_are_one_cause_if_there_are_no_others(kaifeng: Report) -> None:
    nothing = dict.fromkeys(
        [f"reviews.litigation.after_reconsideration.{kind}" for kind in ("upheld", "corrected", "other", "pending")], 0
    )
    two = attrs.evolve(kaifeng, statistics=with_values({**kaifeng.entered, **nothing}))
    totals = [f"reviews.{block}.total" for block in ("reconsideration", "litigation.direct")]
    last = {"reviews.litigation.after_reconsideration.total": 0}
    assert causes(check(stated_instead(two, dict.fromkeys(totals, 0) | last))) == {"表四的总计没有填，留成了 0"}
    nothing |= {address: 0 for address in kaifeng.entered if address.startswith("reviews.litigation.direct.")}
    one = attrs.evolve(kaifeng, statistics=with_values({**kaifeng.entered, **nothing}))
    assert "表四的总计没有填，留成了 0" not in said(stated_instead(one, dict.fromkeys(totals, 0) | last))


@pytest.mark.parametrize(("many", "of_the_table"), [(4, False), (5, True)])
def test_five_totals_left_at_0_among_right_ones_are_of_the_whole_table(
    kaifeng: Report, many: int, *, of_the_table: bool
) -> None:
    left = [address for address in TOTALS[2:23] if kaifeng.stated[address]][:many]
    found = said(stated_instead(kaifeng, dict.fromkeys(left, 0)))
    assert (found == {ZEROS}) is of_the_table
    assert (ZEROS in found) is of_the_table


@pytest.mark.parametrize(
    ("wrong", "stated", "of_the_table"),
    [(5, 9, True), (5, 10, False), (5, 11, False), (4, 7, False), (4, 4, False), (5, 31, False)],
)
def test_totals_alone_are_wrong_if_five_and_over_half_of_those_stated(
    kaifeng: Report, wrong: int, stated: int, *, of_the_table: bool
) -> None:
    told = list(dict.fromkeys([*TOTALS[2:23], *(address for row in ROWS for address in row)]))
    told = [address for address in told if address in REPORT.addresses.derived][:stated]
    assert len(told) == stated
    found = said(stated_instead(kaifeng, dict.fromkeys(told[:wrong], 77), only=told))
    assert (found == {ONLY_TOTALS}) is of_the_table
    assert (ONLY_TOTALS in found) is of_the_table


PARTLY, CARRIED_OUT = "applications.outcomes.partially_granted", "applications.carried_out"


def test_full_columns_that_slid_with_their_totals_come_back_whole() -> None:
    """Every kind but one has applied, so that the slide leaves the last column empty and no other."""
    rows = {NEW: [5, 6, 7, 8, 9, 4], CARRIED_IN: [2, 1, 1, 3, 6, 2]}
    sound = small(rows | {GRANTED: [4, 3, 3, 4, 5, 2], PARTLY: [2, 3, 2, 3, 4, 1], CARRIED_OUT: [1, 1, 3, 4, 6, 3]})
    slid = moved(sound, to_the_left, totals=True)
    assert causes(check(slid)) == {LEFT}
    repaired = mended(slid, check(slid))
    assert [finding for finding in check(repaired) if finding.forbids] == []


def test_totals_left_at_0_beside_an_empty_first_column_are_no_slide() -> None:
    """Its first column is empty by right."""
    rows = {NEW: [0, 6, 7, 8, 9, 4], CARRIED_IN: [0, 1, 1, 3, 6, 2]}
    sound = small(rows | {GRANTED: [0, 3, 3, 4, 5, 2], PARTLY: [0, 3, 2, 3, 4, 1], CARRIED_OUT: [0, 1, 3, 4, 6, 3]})
    report = stated_instead(sound, dict.fromkeys(TOTALS, 0))
    assert causes(check(report)) == {ZEROS}
    assert mended(report, check(report)).cells == sound.cells
