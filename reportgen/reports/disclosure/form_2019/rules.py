"""The rules of the form of 2019: its table 2's beside those of tables 3 and 4."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.core.text import Text
from reportgen.model.addresses import address_book, label_of
from reportgen.model.kinds.written_amounts import WrittenAmount
from reportgen.report.blank_cells import blank_cells
from reportgen.report.findings import Cell, Finding
from reportgen.report.rule_forms import Ordered
from reportgen.report.rules import Equation, Rule
from reportgen.report.view import ReportView
from reportgen.reports.disclosure.form_2019.law import FORM
from reportgen.reports.disclosure.form_2019.model import Statistics
from reportgen.reports.disclosure.rules import BLANK_RULES, table_rules

DOCUMENTS = ("regulations", "normative_documents")
MATTERS = ("permits", "other_services", "penalties", "coercive_measures")
LISTED = (*MATTERS, "fees")
"""The rows that say how many there were last year, and how many more or fewer there are."""
FIRST_YEAR, LAST_YEAR = 2019, 2020
"""The years whose reports have this form."""

_BOOK = address_book(Statistics)
_CELLS: Any = _BOOK.cells
_AMOUNT = "proactive.procurement.amount"


def _items() -> Iterator[Equation]:
    names = (Text("上一年项目数量加本年增/减", "last year's number plus the change"), Text("零", "zero"))
    for row in LISTED:
        cells, address = getattr(_CELLS.proactive, row), f"proactive.{row}.delta"
        where = label_of(_BOOK[address].labels[:-1])
        now = cells.prev_items + cells.delta
        yield Equation("T2-ITEMS", address, where, now, now - now, names, relation="≥")


def _decisions(report: ReportView) -> Iterator[Finding]:
    """Find decisions of a kind of which there was nothing to decide, neither last year nor since."""
    for row in MATTERS:
        names = [f"proactive.{row}.{name}" for name in ("decisions", "prev_items", "delta")]
        decisions, before, change = (report.values[name] for name in names)
        if not decisions or before is None or change is None or before > 0 or before + change > 0:
            continue
        where = label_of(report.addresses[names[0]].labels[:-1])
        says = Text(
            f"{where.zh}有处理决定 {decisions} 件，而上一年项目数量为 {before}、本年增/减为 {change}，请核实项目数量",
            f"{where.en}: {decisions} decisions, but {before} matters last year and a change of {change}; check them",
        )
        cells = tuple(
            Cell(name, report.values[name], report.addresses[name].label, report.origin(name)) for name in names
        )
        yield Finding("T2-DECIDE", "broken", "warning", says, names[0], cells, actual=decisions, origin=cells[0].origin)


def _unit(report: ReportView) -> Iterator[Finding]:
    value = report.values.get(_AMOUNT)
    if value is None or WrittenAmount().measure(value) is not None:
        return
    says = Text(
        f"表二采购总金额填了 {value}，没有写单位；请写成 {value}元 或 {value}万元",
        f"table 2 has an amount of {value} without a unit; write {value}元 or {value}万元",
    )
    cell = Cell(_AMOUNT, value, report.addresses[_AMOUNT].label, report.origin(_AMOUNT))
    yield Finding("T2-UNIT", "broken", "warning", says, _AMOUNT, (cell,), actual=value, origin=cell.origin)


def _year(report: ReportView) -> Iterator[Finding]:
    if FIRST_YEAR <= report.year <= LAST_YEAR:
        return
    says = Text(
        f"2019 年版格式只用于 2019 年、2020 年的报告，这是 {report.year} 年的报告；2021 年起用 disclosure_2021",
        f"the form of 2019 is for the reports of 2019 and 2020, and this is one of {report.year}; "
        "from 2021 on the form is disclosure_2021",
    )
    yield Finding("F-FORMYEAR", "broken", "warning", says, "year", law=FORM)


HARD_RULES: tuple[Rule, ...] = (
    Rule(
        "T2-INT",
        Text("表二的数量都是不小于零的整数", "every number of table 2 is a whole number of at least zero"),
        law=FORM,
        enforced=True,
    ),
    Rule(
        "T2-SIGN",
        Text("“本年增/减”是整数，减少的为负数", "a change is a whole number, below zero for a decrease"),
        law=FORM,
        enforced=True,
    ),
    *table_rules(Statistics, FORM),
    blank_cells("T2-BLANK", "proactive.", Text("表二没有空白格", "no cell of table 2 is blank")),
    *BLANK_RULES,
)

TABLE_2_RULES: tuple[Rule, ...] = (
    Rule(
        "T2-OPEN",
        Text("本年新公开数量不大于对外公开总数量", "no more was published in the year than is public in all"),
        forms=tuple(Ordered((f"proactive.{row}.published_new", f"proactive.{row}.public_total")) for row in DOCUMENTS),
    ),
    Rule(
        "T2-MADE",
        Text("本年新公开数量不大于本年新制作数量", "no more was published in the year than was made in it"),
        severity="warning",  # documents of earlier years may be published later
        forms=tuple(Ordered((f"proactive.{row}.published_new", f"proactive.{row}.made_new")) for row in DOCUMENTS),
    ),
    Rule(
        "T2-ITEMS",
        Text("上一年项目数量加本年增/减不小于零", "last year's number plus the change is at least zero"),
        forms=tuple(_items()),
    ),
    Rule(
        "T2-DECIDE",
        Text("有处理决定的，也有项目", "where decisions were made, there are matters to decide"),
        severity="warning",
        examine=_decisions,
    ),
    Rule(
        "T2-UNIT",
        Text("采购总金额写明单位（元或万元）", "the amount of procurement names its unit"),
        severity="warning",
        examine=_unit,
    ),
    Rule(
        "F-FORMYEAR",
        Text("2019 年版格式用于 2019 年、2020 年的报告", "the form of 2019 is for the reports of 2019 and 2020"),
        severity="warning",
        law=FORM,
        examine=_year,
    ),
)
