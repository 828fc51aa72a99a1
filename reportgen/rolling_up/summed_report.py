"""The report of the office above its units: their sums, and the words of its own."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from reportgen.core.value import Value
from reportgen.model.addresses import address_book
from reportgen.report.report import Report
from reportgen.report.unit_sum import UnitSum


@attrs.frozen(eq=False, repr=False)
class SummedReport(Value):
    """The report, and the figures that somebody has to fill in: that do not add up, and that are blank in a unit."""

    report: Report
    not_added: tuple[str, ...]
    undecided: tuple[str, ...]


def summed_report(base: Report, total: UnitSum, *, source: str) -> SummedReport:
    """Return the report with the figures of ``total`` and everything else from ``base``, the office's own data.

    What does not add up (a median, a rank, a text) is left blank, for ``base`` has that of its own part at most. Totals
    that ``base`` states and doubts that it accepts are about its own part and are left out.
    """
    rows = dict(_rows(total)) if base.type.addresses.repeats else {}
    book = address_book(base.type.statistics, rows) if base.type.addresses.repeats else base.type.addresses
    figures = [total.total(name) if book[name].figure.rolls_up else None for name in book.entered]
    report = attrs.evolve(
        base,
        statistics=figures,
        rows=rows,
        stated={},
        accepted=(),
        findings=(),
        source=source,
        locate=None,
        locate_line=None,
    )
    blank = [name for name, value in zip(book.entered, figures, strict=True) if value is None]
    return SummedReport(
        report,
        tuple(name for name in blank if not book[name].figure.rolls_up),
        tuple(name for name in blank if book[name].figure.rolls_up),
    )


def has_no_figures(report: Report) -> bool:
    """Whether every figure that adds up is blank: such a report only gives the words."""
    book = report.addresses
    return all(value is None for name, value in report.entered.items() if book[name].figure.rolls_up)


def _rows(total: UnitSum) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of every group that repeats, which are those of all units together."""
    found: dict[str, dict[str, None]] = {}
    for address in total.totals:
        start = address.find("[")
        while start >= 0:
            end = address.index("]", start)
            found.setdefault(address[:start], {})[address[start + 1 : end]] = None
            start = address.find("[", end)
    for group, names in found.items():
        yield group, tuple(names)
