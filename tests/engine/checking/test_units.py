"""A parent is the sum of its units, cell by cell; while a unit is missing nothing is said to be wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.units import Missing, check_units
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.strategies import evolve_at, report_of, statistics, with_values, zero

BOOK = REPORT.addresses
CITY = "某市人民政府"


def district(position: int, figures: Statistics) -> Report:
    return report_of(figures, organ=f"第{position}区人民政府", source=f"district-{position}.yaml")


def city_of(*units: Report, **more: Any) -> Report:
    """Return the report whose every figure is the sum of its units'."""
    sums = {address: sum(unit.values[address] for unit in units) for address in BOOK.entered}
    return report_of(with_values(sums), organ=CITY, source="city.yaml", **more)


@given(statistics(), statistics())
def test_the_sum_of_its_units_leaves_no_findings(one: Statistics, other: Statistics) -> None:
    units = [district(1, one), district(2, other)]
    assert check_units(city_of(*units), units) == []


@given(statistics(), statistics(), st.sampled_from(list(BOOK.entered)), st.integers(1, 10**6))
def test_a_figure_that_is_not_the_sum_shows_every_units_contribution(
    one: Statistics, other: Statistics, address: str, change: int
) -> None:
    units = [district(1, one), district(2, other)]
    city = city_of(*units)
    damaged = attrs.evolve(city, statistics=evolve_at(city.statistics, address, city.values[address] + change))
    (finding,) = check_units(damaged, units)
    assert (finding.rule, finding.address, finding.severity) == ("S-HIER", address, "warning")
    assert not finding.forbids
    assert finding.difference == change
    assert finding.expected == sum(cell.value for cell in finding.cells[1:])
    assert [cell.address for cell in finding.cells[1:]] == [f"units.{position}.{address}" for position in range(2)]
    assert "第1区人民政府" in finding.cells[1].label.zh


def test_fees_are_added_exactly() -> None:
    units = [district(number, evolve_at(zero(), "proactive.fees", Decimal("0.1"))) for number in range(3)]
    city = report_of(evolve_at(zero(), "proactive.fees", Decimal("0.3")), organ=CITY)
    assert check_units(city, units) == []
    city = report_of(evolve_at(zero(), "proactive.fees", Decimal("0.3001")), organ=CITY)
    assert [finding.difference for finding in check_units(city, units)] == [Decimal("0.0001")]


def test_a_wrong_stated_total_of_a_unit_is_named_by_itself() -> None:
    unit = report_of(zero(), organ="某区", stated={"applications.new.total": 1})
    (finding,) = check_units(report_of(zero(), organ=CITY), [unit])
    assert (finding.address, finding.difference) == ("applications.new.total", -1)


def test_a_finding_leads_to_where_each_figure_was_stated() -> None:
    address = "applications.new.total"
    files = [
        report_of(
            zero(), organ=organ, stated={address: total}, locate=lambda path, file=organ: Origin(f"{file}:{path}")
        )
        for organ, total in (("市", 0), ("区", 1))
    ]
    (finding,) = check_units(files[0], files[1:])
    places = [Origin(f"{organ}:{('stated', address)}") for organ in ("市", "区")]
    assert finding.origin == places[0]
    assert [cell.origin for cell in finding.cells] == places


@pytest.mark.parametrize("blank", ["city", "district"])
def test_a_blank_figure_leaves_its_sum_undecided_and_no_other(blank: str) -> None:
    address = "reviews.reconsideration.upheld"
    figures = {"city": zero(), "district": zero()}
    figures[blank] = evolve_at(figures[blank], address, None)
    found = check_units(report_of(figures["city"], organ=CITY), [district(1, figures["district"])])
    assert [(finding.address, finding.verdict, finding.forbids) for finding in found] == [(address, "undecided", False)]


def test_while_a_unit_is_missing_nothing_is_decided() -> None:
    wrong = report_of(evolve_at(zero(), "proactive.permits", 7), organ=CITY, year=2021)
    because = Text("读不出来", "it cannot be read")
    for units, missing in (
        ([district(1, zero())], [Missing("district-2.yaml", because)]),
        ([], [Missing("district-2.yaml", because)]),
        ([district(1, zero()), attrs.evolve(district(2, zero()), year=2020)], []),
    ):
        (finding,) = check_units(wrong, units, missing)
        assert (finding.rule, finding.verdict, finding.forbids) == ("S-HIER", "undecided", False)
        assert "district-2" in finding.says.zh or "第2区" in finding.says.zh


def test_a_unit_in_another_form_decides_nothing_and_is_named_with_its_form() -> None:
    city = report_of(evolve_at(zero(), "proactive.permits", 7), organ=CITY)
    other = attrs.evolve(district(2, zero()), type=attrs.evolve(REPORT, name="disclosure_2019"))
    (finding,) = check_units(city, [district(1, zero()), other])
    assert (finding.verdict, finding.forbids) == ("undecided", False)
    assert "第2区人民政府" in finding.says.zh
    assert "格式不同（disclosure_2019）" in finding.says.zh


def test_without_units_there_is_nothing_to_compare() -> None:
    assert check_units(report_of(evolve_at(zero(), "proactive.permits", 7)), []) == []


def test_a_unit_given_twice_or_the_parent_itself_is_refused() -> None:
    city, unit = report_of(zero(), organ=CITY), district(1, zero())
    for units in ([unit, district(1, zero())], [unit, unit], [city], [unit, attrs.evolve(city, source="copy.yaml")]):
        with pytest.raises(UsageError, match="are both the report of"):
            check_units(city, units)


def test_the_message_names_the_unit_with_the_blank_and_the_gap() -> None:
    blank = district(1, evolve_at(zero(), "proactive.permits", None))
    (finding,) = check_units(report_of(zero(), organ=CITY), [blank, district(2, zero())])
    assert finding.says.zh.endswith("因为这一格空白：第1区人民政府")
    units = [district(1, evolve_at(zero(), "proactive.permits", 5))]
    (finding,) = check_units(report_of(evolve_at(zero(), "proactive.permits", 3), organ=CITY), units)
    assert finding.says.zh.endswith("合计为 5，本级报告为 3，相差 2")
    assert finding.says.en.endswith("differ by 2")


def test_of_many_missing_units_five_are_named() -> None:
    missing = [Missing(f"u{number}", Text("缺", "absent")) for number in range(7)]
    (finding,) = check_units(report_of(zero(), organ=CITY), [], missing)
    assert "u4（缺）等 7 个单位" in finding.says.zh
    assert finding.says.en.endswith("u4 (absent); and 2 more")


def test_of_many_units_a_finding_shows_the_blank_and_the_largest() -> None:
    address = "proactive.permits"
    figures = [None, 1, *range(3, 22)]
    units = [district(number, evolve_at(zero(), address, figure)) for number, figure in enumerate(figures)]
    (finding,) = check_units(report_of(zero(), organ=CITY), units)
    assert [cell.value for cell in finding.cells] == [0, None, *range(3, 22)]
    assert [cell.address for cell in finding.cells[1:3]] == [f"units.0.{address}", f"units.2.{address}"]
    (finding,) = check_units(report_of(zero(), organ=CITY), units[1:])
    assert [cell.value for cell in finding.cells] == [0, 1, *range(3, 22)], "twenty are shown"


@pytest.mark.parametrize(("blanks", "end"), [(5, "第4区人民政府"), (7, "第4区人民政府等 7 个")])
def test_of_many_units_with_a_blank_five_are_named(blanks: int, end: str) -> None:
    units = [district(number, evolve_at(zero(), "proactive.permits", None)) for number in range(blanks)]
    (finding,) = check_units(report_of(zero(), organ=CITY), units)
    assert finding.says.zh.endswith(end)
    assert finding.says.en.endswith(" and 2 more") is (blanks == 7)
    assert (finding.severity, finding.difference, finding.expected) == ("note", None, None)
