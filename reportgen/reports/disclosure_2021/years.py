"""Rules across years and units: what last year's report and the units' reports say about this one's figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.model.addresses import address_book, label_of
from reportgen.model.linear import Expression
from reportgen.model.symbolic import published_symbols
from reportgen.report.rules import LAST_YEAR, Equation, Rule
from reportgen.reports.disclosure_2021.model import Applicants, Documents, Reviews, Statistics
from reportgen.reports.disclosure_2021.rules import column_label

_BOOK = address_book(Statistics)
_NOW: Any = _BOOK.cells


def _then(cls: type, address: str) -> Any:
    """Return last year's part at ``address``, which is a ``cls``, on the symbols of its printed cells."""
    return published_symbols(cls, LAST_YEAR + address)


def in_force(now: Documents, then: Documents) -> Any:
    """Return what must be in force at the end of the year: last year's stock, plus made, less repealed."""
    return then.in_force + now.made - now.repealed  # type: ignore[operator]  # run on symbols only


def pending(reviews: Reviews) -> tuple[Any, Any]:
    """Return the cases not yet decided at the end of a year: of reconsideration, of litigation."""
    litigation = reviews.litigation
    after = litigation.after_reconsideration.pending
    return reviews.reconsideration.pending, litigation.direct.pending + after  # type: ignore[operator]  # symbols only


def _carried() -> Iterator[Equation]:
    names = (
        Text("本年“二、上年结转”", "this year's “carried in”"),
        Text("上一年报告的“四、结转下年度继续办理”", "last year's “carried out”"),
    )
    columns = [*(field.name for field in attrs.fields(Applicants)), "total"]
    carried_out = _then(Applicants, "applications.carried_out")
    for column in columns:
        address = f"applications.carried_in.{column}"
        where = column_label(_BOOK[address].labels)
        now = getattr(_NOW.applications.carried_in, column)
        yield Equation("XY-CARRY", address, where, now, getattr(carried_out, column), names, implied=column == "total")


def _in_force() -> Iterator[Equation]:
    names = (
        Text("现行有效件数", "those in force"),
        Text("上年现行有效件数加本年制发、减本年废止", "last year's in force plus made less repealed"),
    )
    for row in ("regulations", "normative_documents"):
        address = f"proactive.{row}.in_force"
        now, then = getattr(_NOW.proactive, row), _then(Documents, f"proactive.{row}")
        where = label_of(_BOOK[address].labels[:-1])
        yield Equation("XY-VALID", address, where, now.in_force, in_force(now, then), names)


def _pending() -> Iterator[Equation]:
    names = (Text("本年总计", "this year's total"), Text("上一年报告的尚未审结", "last year's pending"))
    reviews = _NOW.reviews
    litigation = reviews.litigation.direct.total + reviews.litigation.after_reconsideration.total
    blocks = {"reviews.reconsideration.total": reviews.reconsideration.total, "reviews.litigation.total": litigation}
    for (address, total), carried in zip(blocks.items(), pending(_then(Reviews, "reviews")), strict=True):
        where = label_of(_BOOK[address].labels[:-1])
        expected: Expression = carried
        yield Equation("XY-PEND", address, where, total, expected, names, relation="≥")


ACROSS_YEARS: tuple[Rule, ...] = (
    Rule(
        "XY-CARRY",
        Text(
            "每一列的“二、上年结转”等于上一年报告的“四、结转下年度继续办理”",
            "in every column what was carried in equals what last year's report carried out",
        ),
        severity="warning",
        forms=tuple(_carried()),
        unchanged="error",
    ),
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
    # A warning even where the scope did not change: some offices count only the cases that began in the year.
    Rule(
        "XY-PEND",
        Text(
            "复议、诉讼的总计不小于上一年报告的尚未审结",
            "reconsideration and litigation are at least as many as last year left pending",
        ),
        severity="warning",
        forms=tuple(_pending()),
    ),
    # Judged with the prose (soft_rules.check_copied), which is handed last year's report there.
    Rule(
        "F-COPIED",
        Text("文字部分不是照抄上一年的报告", "the prose is not copied from last year's report"),
        severity="warning",
    ),
)

JUMP = Rule(
    "XY-JUMP",
    Text("没有一个数字与往年相差很多倍", "no figure differs from earlier years by a large factor"),
    severity="note",
)

ACROSS_UNITS = Rule(
    "S-HIER",
    Text("每一格等于各单位同一格之和", "every figure is the sum of the same figure of the units"),
    severity="warning",
)
