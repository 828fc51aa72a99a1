"""A figure is found by the official words of the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import api
from reportgen.api import explaining
from reportgen.core.errors import UsageError
from reportgen.report.official_names import addresses_called, cell_named
from reportgen.report.report import Report
from tests.strategies import report_of, zero


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return api.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


def test_a_figure_is_among_those_called_by_its_whole_name(report: Report) -> None:
    for address in report.addresses:
        assert address in addresses_called(report, [report.addresses[address].label.zh])


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("表三 新收 自然人", "applications.new.natural_persons"),
        ("予以公开", "applications.outcomes.granted.total"),
        ("行政复议", "reviews.reconsideration.total"),
        ("行政许可", "proactive.permits"),
        ("结转下年度 商业企业", "applications.carried_out.enterprises"),
    ],
)
def test_a_few_words_are_enough(report: Report, words: str, address: str) -> None:
    assert addresses_called(report, words.split()) == [address]


@pytest.mark.parametrize("words", [["天气"], ["（）"], []])
def test_words_of_no_figure_find_none(report: Report, words: list[str]) -> None:
    assert addresses_called(report, words) == []


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("表三!D4", "表三!D4"),
        ("表三！d4", "表三!D4"),
        ("表三 d4", "表三!D4"),
        ("'表三'!$D$4", "表三!D4"),
        ("表三 新收", None),
        ("D4", None),
        ("applications.new.total", None),
    ],
)
def test_a_cell_is_named_as_a_spreadsheet_does(words: str, cell: str | None) -> None:
    assert cell_named(words) == cell


def test_a_cell_of_the_form_names_its_figure_in_any_kind_of_file() -> None:
    report = report_of(zero())
    assert explaining.find_address(report, "表三!D4") == "applications.new.natural_persons"
    assert explaining.find_address(report, "表三", "J4") == "applications.new.total"
    with pytest.raises(UsageError) as refused:
        explaining.find_address(report, "表三!A4")
    assert refused.value.faults[0].says.zh == "表三!A4 不是填数字的格子"
    assert explaining.find_address(report, "表九!D4") == "表九!D4"
