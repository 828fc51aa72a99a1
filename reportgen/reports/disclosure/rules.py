"""The rules of tables 3 and 4, each written once: sentence, severity, source, equations over the printed cells."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from reportgen.core.text import Text
from reportgen.model.addresses import AddressBook, address_book, label_of
from reportgen.model.linear import Expression
from reportgen.report.blank_cells import blank_cells
from reportgen.report.rules import Equation, Rule
from reportgen.reports.disclosure.model import Applicants, Applications

FORM = "国办公开办函〔2021〕30号"

_SIDES = {
    "T3-ROW": (Text("总计", "the total"), Text("六类申请人之和", "the sum of the six kinds of applicant")),
    "T3-SUM": (Text("（七）总计", "(7) total"), Text("（一）至（六）各项之和", "the sum of (1) to (6)")),
    "T4-SUM": (Text("总计", "the total"), Text("四种结果之和", "the sum of the four results")),
}


BLANK_RULES: tuple[Rule, ...] = (
    blank_cells("T3-BLANK", "applications.", Text("表三没有空白格", "no cell of table 3 is blank")),
    blank_cells("T4-BLANK", "reviews.", Text("表四没有空白格", "no cell of table 4 is blank")),
)


def balance(applications: Applications) -> tuple[Applicants, Applicants]:
    """Return the two rows that must be equal in every column: 一 + 二, and 三（七） + 四."""
    received = applications.new + applications.carried_in
    handled = applications.outcomes.total + applications.carried_out
    return received, handled


def _definitions(rule: str, book: AddressBook) -> Iterator[Equation]:
    """The equations that the model's own totals state about their printed cells."""
    for definition in book.definitions:
        if definition.rule != rule:
            continue
        address = definition.address
        cell = Expression.variable(address)
        by_row = rule != "T3-SUM"
        labels = book[address].labels
        where = label_of(labels[:-1]) if by_row else column_label(labels)
        yield Equation(rule, address, where, cell, definition.expression, _SIDES[rule])


def column_label(labels: tuple[Text, ...]) -> Text:
    """Return the name of a figure's column: 表三自然人列."""
    return Text(f"{labels[0].zh}“{labels[-1].zh}”列", f"{labels[0].en}, column “{labels[-1].en}”")


def _balances(book: AddressBook) -> Iterator[Equation]:
    received, handled = balance(book.cells.applications)
    names = (
        Text("第三项加第四项之和", "the third and fourth items together"),
        Text("第一项加第二项之和", "the first and second items together"),
    )
    for column in attrs.fields(type(received)):
        address = f"applications.outcomes.total.{column.name}"
        where = column_label(book[address].labels)
        sides = getattr(handled, column.name), getattr(received, column.name)
        yield Equation("T3-BAL", address, where, *sides, names, implied=column.name == "total")


def table_rules(statistics: type, form: str = FORM) -> tuple[Rule, ...]:
    """Return the 勾稽关系 of tables 3 and 4 in a form whose figures are ``statistics``; ``form`` is its document."""
    book = address_book(statistics)
    article_50 = f"《中华人民共和国政府信息公开条例》第五十条；{form}"
    return (
        Rule(
            "T3-INT",
            Text("表三的每一格都是不小于零的整数", "every cell of table 3 is a whole number of at least zero"),
            law=form,
            enforced=True,
        ),
        Rule(
            "T3-ROW",
            Text(
                "每一行的总计等于自然人与五类法人或其他组织之和",
                "in every row the total equals natural persons plus the five kinds of organization",
            ),
            law=article_50,
            forms=tuple(_definitions("T3-ROW", book)),
        ),
        Rule(
            "T3-SUM",
            Text(
                "每一列的（七）总计等于（一）至（六）各项之和",
                "in every column (7) equals the sum of all of (1) to (6)",
            ),
            law=article_50,
            forms=tuple(_definitions("T3-SUM", book)),
        ),
        Rule(
            "T3-BAL",
            Text(
                "每一列第一项加第二项之和，等于第三项加第四项之和",
                "in every column the first and second items together equal the third and fourth together",
            ),
            law=f"{form}（表三勾稽关系）",
            forms=tuple(_balances(book)),
        ),
        Rule(
            "T4-INT",
            Text("表四的每一格都是不小于零的整数", "every cell of table 4 is a whole number of at least zero"),
            law=form,
            enforced=True,
        ),
        Rule(
            "T4-SUM",
            Text(
                "每一组的总计等于维持、纠正、其他、尚未审结之和",
                "in every block the total equals the sum of its four results",
            ),
            law=article_50,
            forms=tuple(_definitions("T4-SUM", book)),
        ),
    )
