"""The bridge between the two years of the form of 2019: what last year's table 2 says about this one's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.core.text import Text
from reportgen.model.addresses import address_book, label_of
from reportgen.report.prose_rules import COPIED_TEXT
from reportgen.report.rules import Equation, Rule
from reportgen.reports.disclosure.form_2019.model import ProactiveDisclosure, Statistics
from reportgen.reports.disclosure.form_2019.rules import LISTED
from reportgen.reports.disclosure.rules_across_years import carried_rule, last_year, pending_rule

_BOOK = address_book(Statistics)
_NOW: Any = _BOOK.cells


def _items() -> Iterator[Equation]:
    names = (
        Text("上一年项目数量", "last year's number"),
        Text("上一年报告的上一年项目数量加增/减", "that of last year's report plus its change"),
    )
    then = last_year(ProactiveDisclosure, "proactive")
    for row in LISTED:
        address = f"proactive.{row}.prev_items"
        now, before = getattr(_NOW.proactive, row), getattr(then, row)
        where = label_of(_BOOK[address].labels[:-1])
        yield Equation("XY-ITEMS", address, where, now.prev_items, before.prev_items + before.delta, names)


ACROSS_YEARS: tuple[Rule, ...] = (
    carried_rule(Statistics),
    Rule(
        "XY-ITEMS",
        Text(
            "上一年项目数量等于上一年报告的上一年项目数量加增/减",
            "last year's number of matters is that of last year's report plus its change",
        ),
        severity="warning",
        forms=tuple(_items()),
        unchanged="error",
    ),
    pending_rule(Statistics),
    COPIED_TEXT,
)
