"""A declared chart either has columns, or sets each figure beside last year's."""

from __future__ import annotations

from reportgen.core.text import Text
from reportgen.report.illustrations import Chart, Illustrations

NONE = Text("均为 0", "all are 0")
PARTS = Chart("parts", Text("部分", "parts"), ("a", "b"), NONE, ("c",))
YEARS = Chart("years", Text("两年", "years"), ("a.c",), NONE)


def test_a_chart_without_columns_compares_years() -> None:
    assert YEARS.compares_years
    assert not PARTS.compares_years


def test_a_chart_is_found_by_its_name() -> None:
    pictures = Illustrations((PARTS, YEARS))
    assert pictures.chart("years") is YEARS
    assert pictures.chart("year") is None
