"""Which reports may stand side by side, and in which order."""

from __future__ import annotations

import attrs
import pytest

from reportgen.core.errors import UsageError
from reportgen.engine.comparing.compare import compare
from reportgen.report.report import Report
from tests.figures_of_2019 import loaded, zeros
from tests.small_report import small_report, small_type
from tests.strategies import report_of, zero


def of(organ: str, year: int, source: str = "data") -> Report:
    return report_of(zero(), organ=organ, year=year, source=source)


def refused(*reports: Report) -> list[str]:
    with pytest.raises(UsageError) as error:
        compare(reports)
    return [fault.id for fault in error.value.faults]


def test_the_years_of_an_office_stand_in_order_whatever_was_given() -> None:
    found = compare([of("甲县", 2022), of("甲县 ", 2021), loaded(zeros(), organ="甲县", year=2020)])
    assert found.kind == "years"
    assert [report.label for report in found.reports] == ["2020", "2021", "2022"]
    assert {change.column for change in found.prose} == {1, 2}


def test_the_offices_of_a_year_stand_as_they_were_given() -> None:
    found = compare([of("乙县", 2021), of("甲县", 2021)])
    assert (found.kind, [report.label for report in found.reports]) == ("offices", ["乙县", "甲县"])
    assert (found.moves, found.prose, found.copied) == ((), (), ())


def test_two_files_of_one_report_are_told_apart_by_their_names() -> None:
    found = compare([of("甲县", 2021, "a/初稿.yaml"), of("甲县", 2021, "定稿.yaml")])
    assert [report.label for report in found.reports] == ["2021 初稿.yaml", "2021 定稿.yaml"]


def test_what_cannot_stand_side_by_side_is_refused_with_the_reason() -> None:
    assert refused() == refused(of("甲县", 2021)) == ["compare-number"]
    assert refused(of("甲县", 2021), of("乙县", 2020)) == ["compare-mixed"]
    other = attrs.evolve(small_report(small_type(), {}), organ="甲县", year=2020)
    assert refused(of("甲县", 2021), other) == ["compare-types"]
