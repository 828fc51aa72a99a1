"""A blank cell is not a zero: each one is named, and no report is published with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.core.text import Text
from reportgen.report.findings import Cell, Finding
from reportgen.report.rules import Rule
from reportgen.report.view import ReportView


def blank_cells(id: str, prefix: str, sentence: Text) -> Rule:
    """Return the rule that no figure whose address begins with ``prefix`` is blank, entered or stated."""
    return Rule(id, sentence, severity="error", examine=_examine(id, prefix))


def _examine(rule: str, prefix: str) -> Callable[[ReportView], Iterator[Finding]]:
    def examine(report: ReportView) -> Iterator[Finding]:
        for address, stated in report.blanks:
            if address.startswith(prefix):
                yield _finding(rule, address, report, stated=stated)

    return examine


def _finding(rule: str, address: str, report: ReportView, *, stated: bool) -> Finding:
    label = report.addresses[address].label
    origin = report.origin(address, stated=stated)
    says = Text(
        f"{label.zh} 是空白。没有发生的填 0，不清楚的先查明；空白不等于零",
        f"{label.en} is blank; write 0 if nothing happened, find out if it is not known: blank is not zero",
    )
    if stated:
        says = Text(
            f"{label.zh} 是空白。总计由程序计算，这里只用来核对：填写已公布的数，没有的把这一行删去",
            f"{label.en} is blank; totals are computed, and stated only to be compared: write what was published, "
            "or remove this line",
        )
    cell = Cell(address, None, label, origin)
    return Finding(rule, "undecided", "error", says, address, (cell,), origin=origin)
