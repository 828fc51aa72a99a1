"""Reports side by side as text: columns stand under each other, numbers are exact, blanks and gaps are told apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.comparing.compare import compare
from reportgen.engine.export.comparisons.terminal_text import comparison_lines, pad, width
from reportgen.engine.export.comparisons.words import percent, signed
from reportgen.report.comparison import Comparison
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.figures_of_2019 import loaded, zeros
from tests.strategies import report_of, statistics, with_values


def of_2021(organ: str = "某市人民政府", **figures: Any) -> Any:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    values |= {name.replace("__", "."): value for name, value in figures.items()}
    return report_of(with_values(values), organ=organ)


def lines(comparison: Comparison) -> list[str]:
    return [*comparison_lines(comparison, "zh")]


@given(statistics(), statistics())
def test_the_cells_of_a_table_end_under_its_heads(first: Statistics, second: Statistics) -> None:
    reports = [report_of(first, year=2021), report_of(second, year=2022)]
    shown = lines(compare(reports))
    ends = None
    for line in shown[: shown.index("变化最大的") if "变化最大的" in shown else len(shown)]:
        if "  2021  " in f"{line}  " or " 2021 " in line:
            ends = width(line[: line.index("2021") + 4])
        elif ends is not None and line.strip():
            cut = next((at for at in range(len(line) + 1) if width(line[:at]) >= ends), len(line))
            assert len(line) <= cut or line[cut] == " ", line


def test_figures_changes_growth_and_share_stand_in_a_line() -> None:
    then = loaded(
        zeros() | {"applications.new.enterprises": 40, "applications.outcomes.granted.enterprises": 40}, year=2020
    )
    figures: dict[str, Any] = {"applications__new__enterprises": 50, "applications__outcomes__granted__enterprises": 20}
    now = of_2021(**figures, applications__outcomes__partially_granted__enterprises=30)
    shown = lines(compare([then, now]))
    (granted,) = [line.split() for line in shown if line.startswith("（一）予以公开")]
    assert granted == ["（一）予以公开", "40", "20", "-20", "-50.0%", "40.0%"]
    assert any(line.endswith("2020 40 → 2021 20，-20（-50.0%）") for line in shown)


def test_a_blank_is_named_and_a_figure_that_a_form_lacks_is_a_dot() -> None:
    then = loaded(zeros() | {"proactive.permits.decisions": None, "proactive.permits.prev_items": 3}, year=2020)
    shown = [line.split() for line in lines(compare([then, of_2021(proactive__permits=5)]))]
    assert ["上一年项目数量", "3", "·"] in shown
    assert ["本年处理决定数量", "·", "5"] in shown


def test_offices_are_added_up_and_have_no_changes() -> None:
    shown = lines(compare([of_2021("甲县", proactive__permits=5), of_2021("乙县", proactive__permits=2)]))
    assert ["本年处理决定数量", "5", "2", "7"] in [line.split() for line in shown]
    assert not any("变化" in line for line in shown)


def test_colours_change_no_sign_of_the_text() -> None:
    comparison = compare([of_2021(proactive__permits=500), of_2021(proactive__permits=900)])
    painted: list[str] = []

    def paint(text: str, style: str) -> str:
        painted.append(style)
        return text

    assert [*comparison_lines(comparison, "zh", paint)] == lines(comparison)
    assert {"head", "up"} <= set(painted)


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [("0.12345", "12.3%"), ("0.1235", "12.4%"), ("0", "0.0%"), ("-0.5", "-50.0%"), ("4.3333", "433.3%")],
)
def test_a_percentage_has_one_place_rounded_half_up(fraction: str, shown: str) -> None:
    assert percent(Decimal(fraction)) == shown


def test_a_sign_stands_before_what_is_more() -> None:
    assert [signed(3), signed(0), signed(-3), signed(None), signed(Decimal("0.5"))] == ["+3", "0", "-3", "", "+0.5"]
    assert percent(Decimal("0.5"), signed=True) == "+50.0%"


@given(st.text(max_size=20), st.integers(0, 60))
def test_padding_fills_up_to_the_columns(text: str, columns: int) -> None:
    assert width(pad(text, columns)) == max(width(text), columns)
    assert pad(text, columns, right=True).endswith(text)
