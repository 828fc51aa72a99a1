"""Traced values are the values themselves, and know where they come from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
from hypothesis import given, settings

from reportgen.engine.word.proof.provenance import Span, spans_of, traced_context, untraced
from tests.strategies import any_statistics, report_of

PROSE = {"overview": "收**{{ year }}、{{ a.b | share(a.c) }}**件", "problems": "无"}


@settings(max_examples=10)
@given(any_statistics())
def test_a_traced_context_equals_the_ordinary_one(statistics: Any) -> None:
    own = {"a": {"b": 1, "c": Decimal("3.0")}, "done": True}
    report = attrs.evolve(report_of(statistics, narrative=PROSE), figures=own)
    traced = traced_context(report)
    assert traced == report.context()
    assert untraced(traced) == report.context()
    assert not spans_of(untraced(traced["proactive"]["permits"]))


@settings(max_examples=5)
@given(any_statistics())
def test_a_traced_leaf_knows_its_address(statistics: Any) -> None:
    traced = traced_context(report_of(statistics))
    assert spans_of(traced["applications"]["new"]["total"])[0].addresses == ("applications.new.total",)
    assert spans_of(traced["proactive"]["fees"])[0].addresses == ("proactive.fees",)


@settings(max_examples=1)
@given(any_statistics())
def test_prose_knows_which_of_its_characters_are_figures(statistics: Any) -> None:
    report = attrs.evolve(report_of(statistics, narrative=PROSE), figures={"a": {"b": 1, "c": 4}})
    (paragraph,) = traced_context(report)["narrative"]["overview"]
    year, share = (Span(1, 5, ("year",), "year"), Span(6, 11, ("a.b", "a.c"), "a.b | share(a.c)"))
    assert paragraph["text"] == "收2021、25.00件"
    assert spans_of(paragraph["text"]) == (year, share)
    assert [spans_of(run["text"]) for run in paragraph["runs"]] == [(), (year.moved(-1), share.moved(-1)), ()]
