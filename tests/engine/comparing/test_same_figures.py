"""Which figures stand side by side: the same address, or the same words in another form; each with its share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given

from reportgen.engine.comparing.same_figures import compared_figures, value_of
from reportgen.model.symbolic import steps
from reportgen.report.comparison import ComparedFigure
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.figures_of_2019 import loaded, zeros
from tests.strategies import report_of, statistics, with_values, zero


def of(address: str, figures: tuple[ComparedFigure, ...]) -> ComparedFigure:
    (found,) = [one for one in figures if address in one.addresses]
    return found


@given(statistics(), statistics())
def test_every_cell_stands_side_by_side_once_and_in_the_form_s_order(first: Statistics, second: Statistics) -> None:
    reports = [report_of(first), report_of(second)]
    figures = compared_figures(reports, every=True)
    printed = [name for table in REPORT.tables for row in table.rows for name in row.addresses]
    assert [one.addresses for one in figures] == [(name, name) for name in printed]
    for one in figures:
        assert one.values == tuple(report.values[one.addresses[0] or ""] for report in reports)


@given(statistics())
def test_shares_of_the_outcomes_add_up_to_all(figures: Statistics) -> None:
    report = report_of(figures)
    found = [one for one in compared_figures([report, report], every=False) if one.whole is not None]
    outcomes = [one for one in found if one.whole is not None and one.whole.zh == "表三“（七）总计”总计"]
    total = report.values["applications.outcomes.total.total"]
    assert sum(Decimal(one.numbers[0] or 0) for one in outcomes) == total
    assert not total or abs(sum((one.shares[0] or Decimal(0) for one in outcomes), Decimal(0)) - 1) < Decimal("1e-20")


def test_only_totals_of_rows_and_groups_are_compared_unless_every_cell_is() -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 1)
    report = report_of(with_values({**values, "proactive.fees": Decimal("1.5")}))
    figures = compared_figures([report, report], every=False)
    of_table_3 = [one.addresses[0] or "" for one in figures if one.table.zh == "表三"]
    assert len(of_table_3) == 25 + 4
    assert all(steps(address)[-1] == "total" for address in of_table_3)
    group = of_table_3.index("applications.outcomes.withheld.total.total")
    assert of_table_3[group + 1] == "applications.outcomes.withheld.state_secrets.total"
    assert len([one for one in figures if one.table.zh == "表四"]) == 15 + 1


def test_a_figure_that_is_zero_everywhere_is_left_out() -> None:
    assert compared_figures([report_of(zero()), report_of(zero())], every=False) == ()


def test_two_forms_meet_in_the_words_of_their_rows() -> None:
    old = loaded(
        zeros() | {"applications.new.enterprises": 9, "applications.outcomes.otherwise_handled.enterprises": 9}
    )
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    values |= {"proactive.permits": 7, "applications.outcomes.otherwise_handled.other.enterprises": 4}
    new = report_of(with_values(values))
    figures = compared_figures([old, new], every=False)
    row = of("applications.outcomes.otherwise_handled.total", figures)
    assert row.addresses[1] == "applications.outcomes.otherwise_handled.total.total"
    assert (row.values, row.changes, row.growths[1]) == ((9, 4), (None, -5), Decimal(-5) / 9)
    permits = of("proactive.permits", figures)
    assert (permits.addresses, permits.values, permits.changes) == (
        (None, "proactive.permits"),
        (None, 7),
        (None, None),
    )


def test_money_is_compared_in_one_unit_and_printed_as_it_was() -> None:
    old = [loaded(zeros() | {"proactive.procurement.amount": amount}) for amount in ("251000元", "30万元", "5")]
    figure = of("proactive.procurement.amount", compared_figures(old, every=False))
    assert figure.values == ("251000元", "30万元", "5")
    assert figure.numbers == (251_000, 300_000, None)
    assert figure.changes == (None, 49_000, None)


def test_a_total_that_a_blank_leaves_open_is_the_published_one() -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    report: Report = report_of(
        with_values({**values, "applications.new.enterprises": None}), stated={"applications.new.total": 12}
    )
    assert value_of(report, "applications.new.total") == 12
    assert value_of(report, "applications.new.enterprises") is None
