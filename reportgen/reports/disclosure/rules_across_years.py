"""Rules across years: what last year's report says about this one's figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.model.addresses import LAST_YEAR, AddressBook, address_book, label_of
from reportgen.model.linear import Expression
from reportgen.model.symbolic import published_symbols
from reportgen.report.rules import Equation, Rule
from reportgen.reports.disclosure.model import Applicants, Reviews
from reportgen.reports.disclosure.rules import column_label


def last_year(cls: type, address: str) -> Any:
    """Return last year's part at ``address``, which is a ``cls``, on the symbols of its printed cells."""
    return published_symbols(cls, LAST_YEAR + address)


def pending(reviews: Reviews) -> tuple[Any, Any]:
    """Return the cases not yet decided at the end of a year: of reconsideration, of litigation."""
    litigation = reviews.litigation
    after = litigation.after_reconsideration.pending
    return reviews.reconsideration.pending, litigation.direct.pending + after  # type: ignore[operator]  # symbols only


def _carried(book: AddressBook) -> Iterator[Equation]:
    names = (
        Text("本年“二、上年结转”", "this year's “carried in”"),
        Text("上一年报告的“四、结转下年度继续办理”", "last year's “carried out”"),
    )
    columns = [*(field.name for field in attrs.fields(Applicants)), "total"]
    carried_out = last_year(Applicants, "applications.carried_out")
    for column in columns:
        address = f"applications.carried_in.{column}"
        where = column_label(book[address].labels)
        now = getattr(book.cells.applications.carried_in, column)
        yield Equation("XY-CARRY", address, where, now, getattr(carried_out, column), names, implied=column == "total")


def _pending(book: AddressBook) -> Iterator[Equation]:
    names = (Text("本年总计", "this year's total"), Text("上一年报告的尚未审结", "last year's pending"))
    reviews = book.cells.reviews
    litigation = reviews.litigation.direct.total + reviews.litigation.after_reconsideration.total
    blocks = {"reviews.reconsideration.total": reviews.reconsideration.total, "reviews.litigation.total": litigation}
    for (address, total), carried in zip(blocks.items(), pending(last_year(Reviews, "reviews")), strict=True):
        where = label_of(book[address].labels[:-1])
        expected: Expression = carried
        yield Equation("XY-PEND", address, where, total, expected, names, relation="≥")


def carried_rule(statistics: type) -> Rule:
    """Return the rule that table 3 carries in what last year's report carried out."""
    book = address_book(statistics)
    return Rule(
        "XY-CARRY",
        Text(
            "每一列的“二、上年结转”等于上一年报告的“四、结转下年度继续办理”",
            "in every column what was carried in equals what last year's report carried out",
        ),
        severity="warning",
        forms=tuple(_carried(book)),
        unchanged="error",
    )


def pending_rule(statistics: type) -> Rule:
    """Return the rule that table 4 counts at least the cases that last year's report left pending.

    A warning even where the scope did not change: some offices count only the cases that began in the year.
    """
    book = address_book(statistics)
    return Rule(
        "XY-PEND",
        Text(
            "复议、诉讼的总计不小于上一年报告的尚未审结",
            "reconsideration and litigation are at least as many as last year left pending",
        ),
        severity="warning",
        forms=tuple(_pending(book)),
    )


JUMP = Rule(
    "XY-JUMP",
    Text("没有一个数字与往年相差很多倍", "no figure differs from earlier years by a large factor"),
    severity="note",
)
