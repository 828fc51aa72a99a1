"""The bridge between two years of the sibling: what table 2 of last year's report says about this one's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.core.text import Text
from reportgen.model.addresses import address_book, label_of
from reportgen.report.prose_rules import COPIED_TEXT
from reportgen.report.rules import Equation, Rule
from reportgen.reports.disclosure.rules_across_years import carried_rule, last_year, pending_rule

from .model import Documents, Statistics

_BOOK = address_book(Statistics)
_NOW: Any = _BOOK.cells


def in_force(now: Documents, then: Documents) -> Any:
    """Return what must be in force at the end of the year: last year's stock, plus made, less repealed."""
    return then.in_force + now.made - now.repealed  # type: ignore[operator]  # run on symbols only


def _in_force() -> Iterator[Equation]:
    names = (
        Text("现行有效件数", "those in force"),
        Text("上年现行有效件数加本年制发、减本年废止", "last year's in force plus made less repealed"),
    )
    for row in ("regulations", "normative_documents"):
        address = f"proactive.{row}.in_force"
        now, then = getattr(_NOW.proactive, row), last_year(Documents, f"proactive.{row}")
        where = label_of(_BOOK[address].labels[:-1])
        yield Equation("XY-VALID", address, where, now.in_force, in_force(now, then), names)


ACROSS_YEARS: tuple[Rule, ...] = (
    carried_rule(Statistics),
    Rule(
        "XY-VALID",
        Text(
            "现行有效件数等于上一年的现行有效件数加本年制发件数、减本年废止件数",
            "documents in force equal last year's in force plus those made less those repealed",
        ),
        severity="warning",
        forms=tuple(_in_force()),
        unchanged="error",
    ),
    pending_rule(Statistics),
    COPIED_TEXT,
)
