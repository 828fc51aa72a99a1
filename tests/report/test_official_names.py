"""A figure is found by the official words of the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import api
from reportgen.report.official_names import addresses_called
from reportgen.report.report import Report


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
