"""The rules of the form of 2021: its table 2's beside those of tables 3 and 4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.core.text import Text
from reportgen.report.blank_cells import blank_cells
from reportgen.report.findings import Cell, Finding
from reportgen.report.rules import Rule
from reportgen.report.view import ReportView
from reportgen.reports.disclosure.form_2021.model import Statistics
from reportgen.reports.disclosure.rules import BLANK_RULES, FORM, table_rules

_MUCH = 10_000
"""From this fee on, 100 million yuan, a number without decimals is likelier to be of yuan."""
_MUCH_OF_A_TOWN = 1_000
"""The same of a town or a street, which takes hardly any fees: 3500 is 3,500 yuan rather than 35 million."""
_TOWN = re.compile(r"(?:[镇乡]人民政府|街道办事处)$")
_FEN = 2
"""Decimals of an amount in yuan; one in units of 10,000 yuan has four."""
_NO_POWER = re.compile(r"(?:(?:县|旗|(?<!自治)区)人民政府(?:办公室)?|[镇乡]人民政府|街道办事处|(?<!总)局)$")

HARD_RULES: tuple[Rule, ...] = (
    Rule(
        "T2-INT",
        Text("表二的件数都是不小于零的整数", "every count of table 2 is a whole number of at least zero"),
        law=FORM,
        enforced=True,
    ),
    Rule(
        "T2-FEE",
        Text("收费金额是不小于零的小数，最多四位", "the fee is a decimal of at least zero with at most four places"),
        law=FORM,
        enforced=True,
    ),
    *table_rules(Statistics),
    blank_cells("T2-BLANK", "proactive.", Text("表二没有空白格", "no cell of table 2 is blank")),
    *BLANK_RULES,
)


def _power(report: ReportView) -> Iterator[Finding]:
    address = "proactive.regulations"
    figures = {name: report.values[f"{address}.{name}"] for name in ("made", "repealed", "in_force")}
    if report.organ.startswith("国家") or not _NO_POWER.search(report.organ) or not any(figures.values()):
        return
    name, value = next((name, value) for name, value in figures.items() if value)
    says = Text(
        f"表二规章填了 {value} 件，而{report.organ}一般没有规章制定权；只有部委、省级和设区的市级政府可以制定规章，"
        "请核实是否把规范性文件填成了规章",
        f"table 2 counts {value} regulations, but {report.organ} has as a rule no power to make any; only ministries, "
        "provinces and cities with districts have: check whether normative documents were meant",
    )
    full = f"{address}.{name}"
    cell = Cell(full, value, report.addresses[full].label, report.origin(full))
    yield Finding("T2-POWER", "broken", "note", says, full, (cell,), actual=value, expected=0, origin=cell.origin)


POWER = Rule(
    "T2-POWER",
    Text("没有规章制定权的机关，规章为 0", "a body without the power has made no regulations"),
    severity="note",
    examine=_power,
)


def _yuan(report: ReportView) -> Iterator[Finding]:
    """Find a fee that was meant in yuan: a whole number so large that no office of the kind takes so much."""
    address = "proactive.fees"
    value = report.values.get(address)
    least = _MUCH_OF_A_TOWN if _TOWN.search(report.organ) else _MUCH
    if type(value) is not Decimal or value < least:
        return
    places = max(0, -int(value.as_tuple().exponent))
    local = bool(_NO_POWER.search(report.organ)) and not report.organ.startswith("国家")
    if places and not (local and places <= _FEN):
        return
    shown, meant = f"{value:f}", _short(value / 10_000)  # which is the number in units of 100 million, too
    cell = Cell(address, value, report.addresses[address].label, report.origin(address))
    says = Text(
        f"表二收费金额填了 {shown} 万元，即 {meant} 亿元；若原数是元，应写 {meant}",
        f"table 2 has fees of {shown} (10,000 yuan), or {meant} hundred million; if yuan were meant, write {meant}",
    )
    yield Finding("T2-YUAN", "broken", "warning", says, address, (cell,), actual=value, origin=cell.origin)


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


YUAN = Rule(
    "T2-YUAN",
    Text("收费金额以万元为单位", "the fee is in units of 10,000 yuan"),
    severity="warning",
    examine=_yuan,
)
