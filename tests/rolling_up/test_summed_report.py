"""What does not add up is left for the clerk, whatever the type; rows are those of all units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest
import yaml

from reportgen import pipeline
from reportgen.core.errors import UsageError
from reportgen.engine.reading import read_mapping
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.unit_sum import sum_of
from reportgen.rolling_up.summed_report import has_no_figures, summed_report
from reportgen.rolling_up.units import unit_of
from tests.toy_report.fixture import SAMPLE
from tests.toy_report.report_type import REPORT as TOY


def _type(name: str) -> ReportType:
    if name != TOY.name:
        raise UsageError(())
    return TOY


def toy(organ: str, **rows: dict[str, Any]) -> Report:
    data = yaml.safe_load(SAMPLE.read_text("utf-8"))
    data |= {"organ": organ, "narrative": {"overview": "略。"}, "checks": [], "stated": {}}
    if rows:
        data["accounts"] = rows
    return pipeline.build(read_mapping(data), _type)


def rolled_up(*units: Report) -> Any:
    total = sum_of((unit.organ, unit_of(unit, "").figures) for unit in units)
    return summed_report(units[0], total, source="city.yaml")


def test_counts_and_amounts_add_up_and_medians_are_left_for_the_clerk() -> None:
    city = rolled_up(toy("市"), toy("甲县"), toy("乙县"))
    values = city.report.values
    assert (values["hotline.accepted"], values["hotline.change"]) == (360, -24)
    assert values["hotline.spending"] == Decimal("370370.34")
    assert {"hotline.average_days", "hotline.surveyed", "hotline.desk", "hotline.opened_on"} <= {*city.not_added}
    assert [values[name] for name in city.not_added] == [None] * len(city.not_added)
    assert city.undecided == ()


def test_rows_are_those_of_all_units_and_an_absent_one_counts_nothing() -> None:
    one = toy("市", 网站={"posts": 3, "followers": -1, "editor": "张三"})
    other = toy(
        "甲县", 微博={"posts": 5, "followers": 2, "editor": "李四"}, 网站={"posts": 4, "followers": 0, "editor": "王"}
    )
    report = rolled_up(one, other).report
    assert list(report.statistics.accounts) == ["网站", "微博"]
    assert report.values["accounts[网站].posts"] == 7
    assert (report.values["posts"], report.values["followers"]) == (12, 1)
    assert report.values["accounts[网站].editor"] is None


def test_a_blank_leaves_its_own_sum_open_and_no_other() -> None:
    blank = toy("甲县", 网站={"posts": None, "followers": 1, "editor": "李四"})
    city = rolled_up(toy("市", 网站={"posts": 3, "followers": -1, "editor": "张三"}), blank)
    assert city.undecided == ("accounts[网站].posts",)
    assert city.report.values["accounts[网站].followers"] == 0


@pytest.mark.parametrize("value", [None, 0])
def test_a_report_has_no_figures_only_where_every_one_is_blank(value: int | None) -> None:
    report = toy("市", 网站={"posts": None, "followers": None, "editor": "张三"})
    entered = {
        name: None if report.addresses[name].figure.rolls_up else old for name, old in report.entered.items()
    } | {"hotline.accepted": value}
    blank = attrs.evolve(report, statistics=list(entered.values()), rows=report.addresses.rows or {})
    assert has_no_figures(blank) is (value is None)
