"""The shape of what a template sees is that of every report's context."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from reportgen.report.context_shape import (
    ANYTHING,
    FLAG,
    NUMBER,
    TEXT,
    Anything,
    Group,
    Leaf,
    Listing,
    Shape,
    addresses,
    context_shape,
    shape_of,
)  # fmt: skip
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import any_statistics, report_of

OWN = {"hotline": {"calls": 119093, "rate": None}, "years": [2020, 2021], "mixed": [1, "一"], "flag": True}


def fits(value: Any, shape: Shape) -> bool:
    if isinstance(shape, Group):
        return value.keys() == shape.members.keys() and all(fits(value[name], shape.members[name]) for name in value)
    if isinstance(shape, Listing):
        return isinstance(value, list) and all(fits(item, shape.of) for item in value)
    return isinstance(shape, Anything) or shape_of(value) == shape


@settings(max_examples=10)
@given(any_statistics())
def test_the_shape_fits_the_context_of_any_report(statistics: Any) -> None:
    report = report_of(statistics, narrative={"overview": "## 一\n\n**新收**{{ year }}", "problems": "无"})
    assert fits(report.context(), context_shape(REPORT))


def test_every_official_figure_is_a_number_and_its_note_a_text() -> None:
    shapes = dict(addresses(context_shape(REPORT)))
    for address in REPORT.addresses:
        assert shapes[address] == NUMBER
        if REPORT.addresses[address].printed:
            assert shapes[f"notes.{address}"] == TEXT
    assert shapes["narrative.overview[].runs[].strong"] == FLAG


def test_own_figures_have_the_shape_that_the_data_gives_them() -> None:
    shapes = dict(addresses(shape_of(OWN)))
    assert shapes["hotline.calls"] == shapes["hotline.rate"] == NUMBER
    assert shapes["years"] == Listing(NUMBER)
    assert shapes["mixed"] == Listing(ANYTHING)
    assert shapes["flag"] == Leaf("flag")
