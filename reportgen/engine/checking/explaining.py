"""How a figure came to be: the figures that it adds, theirs in turn, down to the lines of the data file."""

from __future__ import annotations

from reportgen.core.errors import Fault, UsageError
from reportgen.core.spelling import alike
from reportgen.core.text import Text
from reportgen.model.linear import Expression
from reportgen.report.explanation import Explanation
from reportgen.report.report import Report

_ALIKE = 0.6


def explain(report: Report, address: str) -> Explanation:
    """Return how the figure at ``address`` came to be: a tree of addends with values and places.

    The office's own figures under ``figures:`` can be asked for too.

    Raises:
        UsageError: no figure is called so; the message names the nearest.
    """
    if address not in report.values:
        raise UsageError(_unknown(report, address))
    return _explanation(report, address)


def explain_all(report: Report) -> list[Explanation]:
    """Return the explanation of every derived figure, in the order of the form."""
    return [_explanation(report, address) for address in report.addresses.derived]


def _explanation(report: Report, address: str) -> Explanation:
    book = report.addresses
    formula = book.nearest[address] if address in book.derived else Expression()
    is_stated = address in report.stated
    return Explanation(
        address=address,
        label=book[address].label if address in book else Text(address, address),
        value=report.values[address],
        origin=report.origin(address),
        addends=tuple((times, _explanation(report, name)) for name, times in formula),
        is_stated=is_stated,
        stated=report.stated.get(address),
        stated_origin=report.origin(address, stated=True) if is_stated else None,
    )


def _unknown(report: Report, address: str) -> Fault:
    says = Text(f"没有名为 {address} 的数字", f"no figure is called {address}")
    total = f"{address}.total"
    inner = [name for name in report.values if name.startswith(f"{address}.")]
    if total in report.values:
        nearest = total
    elif inner:
        nearest = inner[0]
    else:
        close = alike(address, report.values, cutoff=_ALIKE)
        nearest = close[0] if close else _labelled(report, address)
    if not nearest:
        remedy = Text("全部合计的名称用 --all 列出", "--all lists the names of all totals")
        return Fault("unknown-address", says, remedy=remedy)
    official = f"（{report.addresses[nearest].label.zh}）" if nearest in report.addresses else ""
    return Fault("unknown-address", says, remedy=Text(f"最接近的是 {nearest}{official}", f"the nearest is {nearest}"))


def _labelled(report: Report, words: str) -> str:
    """Return the figure whose official name holds ``words``, a total before its addends; empty where none does."""
    found = [name for name in report.addresses if words in report.addresses[name].label.zh]
    return next((name for name in found if name.endswith(".total")), found[0] if found else "")
