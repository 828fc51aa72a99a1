"""Figures out of plain data: the same report whichever way a row is taken, and every fault with its place."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.core.errors import DataError
from reportgen.engine import building, reading
from reportgen.engine.building import own_figures, structuring
from reportgen.engine.building.fault_list import Faults
from reportgen.model.kinds.counts import Count
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import any_statistics, document_of

PARTS = ("organ", "year", "statistics", "narrative", "stated", "notes", "figures", "checks", "scope", "findings")
# Each is drawn as a copy: a tree that is changed again must not change what the next one draws.
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 0, 3, 10**30, 2.5, Decimal("3.00"), Decimal(-1), "", "3", "8937.0276", "甲", [], [0] * 6, [1] * 5,
     [0, None, 2, None, 4, 5], [0, True, 0, 0, 0, 0], [0, -1, 0, 0, 0, 0], {}, {"a": 1}, {"made": 1}]
).map(copy.deepcopy)  # fmt: skip
NAMES = st.sampled_from(
    ["a", "no", "total", "made", "year", "loop", "ａ", "1a", "a.b", "", "hotline", "applications.new.total",
     "applications.outcomes.total.total", "reviews.litigation.total", "applications.new.natural_persons"]
)  # fmt: skip


def spots(tree: Any) -> list[tuple[Any, Any]]:
    """Return every place of a tree: the collection and the key or position."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [spot for key, value in items for spot in ((tree, key), *spots(value))]


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a data file with up to three things changed, left out or added."""
    own = {"calls": 3, "hotline": {"accepted": 5, "name": "甲"}}
    stated = {"applications.new.total": draw(st.integers(0, 9) | st.none())}
    tree = copy.deepcopy(document_of(draw(any_statistics())) | {"figures": own, "stated": stated, "notes": {}})
    for _ in range(draw(st.integers(0, 3))):
        place, key = draw(st.sampled_from(spots(tree)))
        act = draw(st.sampled_from(["change", "remove", "add"]))
        if act == "change":
            place[key] = draw(ODD)
        elif act == "add" and isinstance(place, dict):
            place[draw(NAMES)] = draw(ODD)
        else:
            place.pop(key)
    return tree


def outcome(tree: Any) -> Any:
    """Return the parts of the report that is built, exactly as they are, or every fault."""
    try:
        report = building.build(reading.read_mapping(tree), REPORT)
    except DataError as problem:
        return [(fault.id, fault.in_("zh"), fault.in_("en")) for fault in problem.faults]
    return repr([getattr(report, part) for part in PARTS])


@settings(max_examples=300)
@given(trees())
def test_rows_taken_at_once_give_what_single_figures_give(tree: dict[str, Any]) -> None:
    at_once = outcome(tree)
    with pytest.MonkeyPatch.context() as without:
        without.setattr(Count, "takes_all", lambda *_: False)
        without.setattr(own_figures, "_sound", lambda *_: None)
        one_by_one = outcome(tree)
    assert at_once == one_by_one


@given(any_statistics())
def test_figures_are_read_in_the_order_of_the_form(figures: Any) -> None:
    data = document_of(figures)
    written = {name: data[name] for name in ("proactive", "applications", "reviews")}
    cells = structuring.statistics(written, REPORT.addresses, Faults(reading.read_mapping(data)))
    assert cells is not None
    assert REPORT.addresses.filled(dict(zip(REPORT.addresses.entered, cells, strict=True))) == figures


@pytest.mark.parametrize(
    ("values", "are"),
    [([], True), ([0, 1], True), ([0, None], True), ([None], True), ([0, -1], False), ([None, -1], False),
     ([0, True], False), ([0, "1"], False), ([1, 2.0], False)],
)  # fmt: skip
def test_counts_are_exact_whole_numbers_or_blanks(values: list[Any], are: bool) -> None:
    assert Count().takes_all(values) is are
