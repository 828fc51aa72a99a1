"""Rules across years: each fires on what it should see, and last year's honest successor leaves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import UsageError
from reportgen.core.origin import Origin
from reportgen.engine.checking.years import check_years, last_year_of, no_earlier_report
from reportgen.model.addresses import LAST_YEAR
from reportgen.report.findings import Finding
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from reportgen.reports.disclosure.model import Applicants
from tests.published import published
from tests.strategies import evolve_at, report_of, statistics, zero

COLUMNS = [field.name for field in attrs.fields(Applicants)]
SMALL = st.integers(0, 9)
NEVER = 10**30
"""A factor that no figure jumps by."""


def changed(figures: Statistics, changes: dict[str, Any]) -> Statistics:
    for address, value in changes.items():
        figures = evolve_at(figures, address, value)
    return figures


def successor(last: Report, year: int | None = None) -> Report:
    """Return next year's report of the same figures, with what last year's says it must hold."""
    values = last.values
    figures = changed(
        last.statistics,
        {f"applications.carried_in.{column}": values[f"applications.carried_out.{column}"] for column in COLUMNS}
        | {
            f"proactive.{row}.repealed": values[f"proactive.{row}.made"]
            for row in ("regulations", "normative_documents")
        },
    )
    return attrs.evolve(last, statistics=figures, year=last.year + 1 if year is None else year, stated={})


def named(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(finding.rule, finding.address) for finding in findings}


def with_change(report: Report, address: str, value: Any) -> Report:
    return attrs.evolve(report, statistics=evolve_at(report.statistics, address, value))


@given(statistics())
def test_an_honest_successor_leaves_no_findings(figures: Statistics) -> None:
    last = report_of(figures)
    assert check_years(successor(last), [last], NEVER) == []


@given(statistics(SMALL), st.sampled_from(COLUMNS), st.integers(1, 50))
def test_a_column_carried_in_otherwise_than_carried_out_is_named(figures: Statistics, column: str, change: int) -> None:
    last = report_of(figures)
    address = f"applications.carried_in.{column}"
    now = successor(last)
    now = with_change(now, address, now.values[address] + change)
    (finding,) = check_years(now, [last], NEVER)
    assert (finding.rule, finding.address, finding.severity) == ("XY-CARRY", address, "warning")
    assert finding.difference == change
    assert [cell.address for cell in finding.cells] == [address, f"{LAST_YEAR}applications.carried_out.{column}"]
    assert str(last.year) in finding.cells[1].label.zh


@pytest.mark.parametrize("row", ["regulations", "normative_documents"])
def test_a_stock_that_does_not_follow_from_last_years_is_named(row: str) -> None:
    last = report_of(zero())
    now = with_change(successor(last), f"proactive.{row}.in_force", 1)
    (finding,) = check_years(now, [last])
    assert (finding.rule, finding.address, finding.expected, finding.actual) == (
        "XY-VALID",
        f"proactive.{row}.in_force",
        0,
        1,
    )


@pytest.mark.parametrize(
    ("pending", "address"),
    [
        ("reviews.reconsideration.pending", "reviews.reconsideration.total"),
        ("reviews.litigation.direct.pending", "reviews.litigation.total"),
        ("reviews.litigation.after_reconsideration.pending", "reviews.litigation.total"),
    ],
)
def test_fewer_cases_than_last_year_left_pending_are_named(pending: str, address: str) -> None:
    last = report_of(evolve_at(zero(), pending, 5))
    now = attrs.evolve(last, year=last.year + 1, statistics=evolve_at(zero(), pending, 4))
    (finding,) = check_years(now, [last])
    assert (finding.rule, finding.address, finding.severity) == ("XY-PEND", address, "warning")
    assert "少于上一年报告的尚未审结 5" in finding.says.zh
    enough = attrs.evolve(now, statistics=evolve_at(zero(), pending, 6))
    assert check_years(enough, [last]) == []


def test_a_scope_declared_unchanged_makes_carrying_over_and_stock_hard() -> None:
    """The data file says ``scope: unchanged``."""
    last = report_of(evolve_at(zero(), "reviews.reconsideration.pending", 5))
    figures = changed(zero(), {"applications.carried_in.enterprises": 1, "proactive.regulations.in_force": 1})
    now = report_of(figures, year=last.year + 1, scope="unchanged")
    assert {finding.rule: finding.severity for finding in check_years(now, [last])} == {
        "XY-CARRY": "error",
        "XY-VALID": "error",
        "XY-PEND": "warning",
    }


def test_a_wrong_stated_total_is_named_when_all_columns_carry_over() -> None:
    last = report_of(zero(), stated={"applications.carried_out.total": 1})
    (finding,) = check_years(attrs.evolve(last, year=last.year + 1, stated={}), [last])
    assert (finding.rule, finding.address) == ("XY-CARRY", "applications.carried_in.total")


@pytest.mark.parametrize("blank", ["this", "last"])
@pytest.mark.parametrize(("scope", "severity", "forbids"), [(None, "note", False), ("unchanged", "error", True)])
def test_a_rule_that_meets_a_blank_is_undecided(blank: str, scope: str | None, severity: str, forbids: bool) -> None:
    last, now = report_of(zero()), report_of(zero(), year=2022, scope=scope)
    if blank == "this":
        now = with_change(now, "applications.carried_in.enterprises", None)
    else:
        last = with_change(last, "applications.carried_out.enterprises", None)
    (finding,) = check_years(now, [last])
    assert (finding.rule, finding.address) == ("XY-CARRY", "applications.carried_in.enterprises")
    assert (finding.verdict, finding.severity, finding.forbids) == ("undecided", severity, forbids)


def test_a_stated_total_is_shown_where_it_was_stated() -> None:
    def locate(path: Iterable[str | int]) -> Origin:
        return Origin("/".join(map(str, path)))

    carried = {"applications.carried_in.total": 3}
    last = attrs.evolve(report_of(zero(), stated={"applications.carried_out.total": 1}), locate=locate)
    now = attrs.evolve(report_of(zero(), year=last.year + 1, stated=carried), locate=locate)
    (finding,) = check_years(now, [last])
    assert finding.origin == Origin("stated/applications.carried_in.total")
    assert [cell.origin for cell in finding.cells] == [
        Origin("stated/applications.carried_in.total"),
        Origin("stated/applications.carried_out.total"),
    ]


def test_the_order_of_a_rules_equations_decides_nothing() -> None:
    backwards = tuple(attrs.evolve(rule, forms=rule.equations[::-1]) for rule in REPORT.across_years)
    other = attrs.evolve(REPORT, across_years=backwards)
    last = with_change(report_of(zero()), "applications.carried_out.natural_persons", 1)
    now = report_of(zero(), year=last.year + 1)
    found = check_years(attrs.evolve(now, type=other), [attrs.evolve(last, type=other)])
    assert named(found) == named(check_years(now, [last])) != set()


@pytest.mark.parametrize(("figure", "jumps"), [(100, False), (101, True), (199, True)])
def test_nothing_counts_as_one_where_a_figure_jumps(figure: int, jumps: bool) -> None:
    last = report_of(zero())
    now = report_of(evolve_at(zero(), "reviews.reconsideration.upheld", figure), year=last.year + 1)
    found = [one for one in check_years(now, [last], 100) if one.rule == "XY-JUMP"]
    assert bool(found) is jumps


def test_every_year_is_held_against_the_one_before_it() -> None:
    years = [report_of(zero(), year=year) for year in (2024, 2023, 2022)]
    years[1] = with_change(years[1], "proactive.regulations.in_force", 2)
    found = check_years(years[0], [years[2], years[1]])
    assert named(found) == {
        ("XY-VALID", "proactive.regulations.in_force"),
        ("XY-VALID", "last_year.proactive.regulations.in_force"),
    }
    (older,) = (finding for finding in found if finding.address.startswith(LAST_YEAR))
    assert "2023 年的报告中" in older.says.zh
    assert "last_year.last_year.proactive.regulations.in_force" in {cell.address for cell in older.cells}


@pytest.mark.parametrize(
    ("other", "words"),
    [({"year": 2019}, "2020"), ({"year": 2020, "organ": "某县人民政府"}, "某县人民政府")],
    ids=["a year is missing", "another organ"],
)
def test_a_gap_between_years_applies_no_rule_and_is_a_finding(other: dict[str, Any], words: str) -> None:
    now = report_of(evolve_at(zero(), "applications.carried_in.enterprises", 900), year=2021)
    (finding,) = check_years(now, [report_of(zero(), **other)])
    assert (finding.rule, finding.severity, finding.forbids) == ("XY-YEARS", "warning", False)
    assert words in finding.says.zh


def test_a_report_of_another_form_is_not_compared() -> None:
    last = attrs.evolve(report_of(zero(), year=2023), type=attrs.evolve(REPORT, name="disclosure_1999"))
    (finding,) = check_years(report_of(evolve_at(zero(), "proactive.regulations.in_force", 1), year=2024), [last])
    assert finding.rule == "XY-YEARS"
    assert "disclosure_1999" in finding.says.zh
    assert "disclosure_1999" in finding.says.en


@pytest.mark.parametrize("blank", ["now", "last"])
def test_a_blank_leaves_the_comparison_with_pending_cases_undecided(blank: str) -> None:
    pending = "reviews.reconsideration.pending"
    last = report_of(evolve_at(zero(), pending, None if blank == "last" else 5))
    now = report_of(evolve_at(zero(), pending, None if blank == "now" else 5), year=last.year + 1)
    (finding,) = [one for one in check_years(now, [last]) if one.rule == "XY-PEND"]
    assert (finding.verdict, finding.severity) == ("undecided", "note")


def test_the_year_that_is_missing_is_named() -> None:
    (finding,) = check_years(report_of(zero(), year=2024), [report_of(zero(), year=2021)])
    assert "2024 年之前应是 2023 年的报告，给出的是 2021 年的" in finding.says.zh
    assert "before 2024 comes 2023, but the report given is of 2021" in finding.says.en


def test_years_before_a_gap_are_not_compared_and_the_gap_is_named() -> None:
    years = [report_of(zero(), year=year) for year in (2024, 2023, 2020, 2019)]
    years[3] = with_change(years[3], "applications.carried_out.enterprises", 900)
    (finding,) = check_years(years[0], years[1:])
    assert (finding.rule, finding.address) == ("XY-YEARS", "last_year.last_year.year")
    assert "2022" in finding.says.zh
    assert finding.origin is not None
    assert finding.origin.file == years[2].source
    (finding,) = check_years(years[0], [years[2]])
    assert finding.address == "last_year.year"


def test_a_jump_shows_every_year_that_is_known() -> None:
    address = "applications.outcomes.granted.natural_persons"
    years = [
        report_of(evolve_at(zero(), address, value), year=year)
        for year, value in ((2024, 5000), (2023, 50), (2022, 40))
    ]
    (finding,) = [one for one in check_years(years[0], years[1:]) if one.rule == "XY-JUMP"]
    assert [(cell.address, cell.value) for cell in finding.cells] == [
        (address, 5000), (f"{LAST_YEAR}{address}", 50), (f"{LAST_YEAR * 2}{address}", 40)
    ]  # fmt: skip
    assert "相差 100.0 倍" in finding.says.zh
    assert "100.0 times as much" in finding.says.en
    (finding,) = [one for one in check_years(attrs.evolve(years[1], year=2025), [years[0]]) if one.rule == "XY-JUMP"]
    assert "1/100.0 of it" in finding.says.en
    blank = with_change(years[1], address, None)
    jumps = [one for one in check_years(years[0], [blank, years[2]]) if one.rule == "XY-JUMP"]
    assert [one.address for one in jumps] == [address]
    assert not [one for one in check_years(years[0], [blank]) if one.rule == "XY-JUMP"]


def test_a_report_that_is_not_earlier_is_refused() -> None:
    now = report_of(zero(), year=2021)
    for years in ([2021], [2022], [2020, 2020]):
        with pytest.raises(UsageError, match="not before"):
            check_years(now, [report_of(zero(), year=year) for year in years])


class TestJumps:
    """A figure that changed by a large factor is a note; small figures and steady ones never are."""

    address = "applications.outcomes.granted.natural_persons"

    def pair(self, now: int, *earlier: int) -> list[Finding]:
        this, *others = (
            report_of(evolve_at(zero(), self.address, value), year=2024 - ago)
            for ago, value in enumerate((now, *earlier))
        )
        return check_years(this, others)

    def test_the_cell_is_named_and_its_totals_are_not(self) -> None:
        assert self.pair(4140, 414) == [], "exactly ten times is within the factor"
        (finding,) = self.pair(4141, 414)
        assert (finding.rule, finding.address, finding.severity) == ("XY-JUMP", self.address, "note")
        assert not finding.forbids

    def test_the_size_itself_counts(self) -> None:
        assert self.pair(100, 9)
        assert self.pair(9, 100)

    @given(st.integers(0, 99), st.integers(0, 99))
    def test_figures_below_the_size_never_jump(self, now: int, then: int) -> None:
        assert self.pair(now, then) == []

    @given(st.integers(0, 10**6), st.integers(0, 10**6))
    def test_a_jump_is_the_same_in_both_directions(self, one: int, other: int) -> None:
        assert bool(self.pair(one, other)) is bool(self.pair(other, one))
        assert bool(self.pair(one, other)) is (
            max(one, other) >= 100 and max(one, other) > 10 * max(1, min(one, other))
        )

    def test_a_figure_that_an_earlier_year_knows_is_no_jump(self) -> None:
        assert self.pair(5000, 100, 4000) == []
        assert self.pair(5000, 100, 90)

    def test_the_factor_is_a_setting(self) -> None:
        this, last = (
            report_of(evolve_at(zero(), self.address, value), year=year) for value, year in ((400, 2), (100, 1))
        )
        assert check_years(this, [last]) == []
        assert [finding.rule for finding in check_years(this, [last], 3)] == ["XY-JUMP"]

    def test_a_total_that_jumped_without_its_cells_is_named_itself(self) -> None:
        rows = [name for name in REPORT.addresses.entered if name.endswith(".enterprises") and ".outcomes." in name]
        this = report_of(changed(zero(), dict.fromkeys(rows, 90)), year=2)
        found = check_years(this, [report_of(zero(), year=1)])
        assert named(found) == {("XY-JUMP", "applications.outcomes.total.enterprises")}


def test_last_year_s_figures_of_the_file_are_those_of_last_year_s_report() -> None:
    last = report_of(changed(zero(), {"proactive.permits": 30}), year=2020)
    given = {"proactive.permits": 25, "proactive.penalties": 0, "applications.new.total": None}
    now = attrs.evolve(successor(last), particulars=Particulars(last_year=given))
    (finding,) = [one for one in check_years(now, [last], NEVER) if one.rule == "XY-LASTYEAR"]
    assert (finding.address, finding.expected, finding.actual) == ("last_year.proactive.permits", 30, 25)
    older = attrs.evolve(last, year=2019)
    assert not [one for one in check_years(now, [older], NEVER) if one.rule == "XY-LASTYEAR"]


@pytest.mark.shared
class TestSuqian:
    """Suqian 2024 with 2023 as the year before: both rules hold in the real reports, and one more or less is named."""

    def test_the_real_reports_hold(self, shared: Path) -> None:
        now, last = published(shared, "suqian_gov_2024"), published(shared, "suqian_gov_2023")
        assert check_years(now, [last]) == []
        documents = now.statistics.proactive
        assert last.statistics.proactive.normative_documents.in_force + 50 - 227 == 597 + 50 - 227 == 420
        assert documents.normative_documents.in_force == 420
        assert (
            last.statistics.proactive.regulations.in_force + 2 - 1 == 11 + 2 - 1 == documents.regulations.in_force == 12
        )

    @pytest.mark.parametrize("change", [1, -1])
    @pytest.mark.parametrize(
        ("address", "rule", "shown"),
        [(f"applications.carried_in.{column}", "XY-CARRY", None) for column in ("natural_persons", "enterprises")]
        + [
            (f"proactive.{row}.{column}", "XY-VALID", f"proactive.{row}.in_force")
            for row in ("regulations", "normative_documents")
            for column in ("made", "repealed", "in_force")
        ],
    )
    def test_one_more_or_less_is_named(
        self, shared: Path, address: str, rule: str, shown: str | None, change: int
    ) -> None:
        now, last = published(shared, "suqian_gov_2024"), published(shared, "suqian_gov_2023")
        damaged = with_change(now, address, now.values[address] + change)
        (finding,) = [finding for finding in check_years(damaged, [last]) if not finding.address.endswith(".total")]
        assert (finding.rule, finding.address) == (rule, shown or address)
        assert abs(finding.difference) == 1

    def test_a_wrong_published_total_is_named(self, shared: Path) -> None:
        now, last = published(shared, "suqian_gov_2024"), published(shared, "suqian_gov_2023")
        now = attrs.evolve(now, stated={**now.stated, "applications.carried_in.total": 122})
        (finding,) = check_years(now, [last])
        assert (finding.rule, finding.address, finding.expected, finding.actual) == (
            "XY-CARRY",
            "applications.carried_in.total",
            121,
            122,
        )


def test_the_year_before_is_found_in_any_order() -> None:
    now, last, older, stranger = (
        report_of(zero(), year=year, organ=organ)
        for year, organ in ((2024, "甲"), (2023, "甲"), (2022, "甲"), (2023, "乙"))
    )
    assert last_year_of(now, [older, stranger, last]) is last
    assert last_year_of(now, [older, stranger]) is None


def test_the_words_name_the_row_or_block_of_the_form() -> None:
    last = report_of(changed(zero(), {"reviews.reconsideration.pending": 2, "proactive.regulations.in_force": 1}))
    says = [finding.says.zh for finding in check_years(report_of(zero(), year=2022), [last])]
    assert [words.split("：")[0] for words in says] == ["表二“规章”", "表四“行政复议”"]


@pytest.mark.parametrize(
    ("now", "last", "meant"),
    [
        ("12350000", "123.5", "1235"),
        ("123500", "123.5", "12.35"),
        ("123400", "123.5", None),
        ("12350100", "123.5", None),
        ("123500", "0", None),
        ("0", "123500", None),
    ],
)
def test_a_fee_a_thousand_times_last_year_s_may_be_in_yuan(now: str, last: str, meant: str | None) -> None:
    this, before = (evolve_at(zero(), "proactive.fees", Decimal(fee)) for fee in (now, last))
    found = check_years(report_of(this, year=2024), [report_of(before, year=2023)])
    (finding,) = [one for one in found if one.rule == "XY-JUMP"]
    assert ("若原数是元" in finding.says.zh) is (meant is not None)
    assert meant is None or finding.says.zh.endswith(f"；若原数是元，应写 {meant}")
    assert ("倍" in finding.says.zh) is ("0" not in (now, last))


@pytest.mark.parametrize(("unread", "words"), [(0, "没有核对"), (2, "另有 2 个上年的文件读不出来")])
def test_where_no_earlier_report_is_found_unread_files_are_counted(unread: int, words: str) -> None:
    finding = no_earlier_report(report_of(zero()), unread)
    assert finding.says.zh.endswith(words)
    assert (finding.rule, finding.address, finding.forbids) == ("XY-YEARS", "year", False)
    assert finding.origin is not None
