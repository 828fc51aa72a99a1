"""Sample reports of a type, in which every figure is another one: what a template is tried with before any data."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.model.addresses import AddressBook, address_book
from reportgen.model.figures import Figure, declared
from reportgen.model.kinds.kind import Kind
from reportgen.model.symbolic import hints, join, row_of
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

_ROWS: Final = ("样例甲", "样例乙", "样例丙")
_FOUR_DIGITS: Final = (1_000, 9_999)
_SEVEN_DIGITS: Final = (1_000_000, 9_999_999)
_TRIES: Final = 20
_YEAR: Final = 2025
_FEW: Final = 6
"""So many more reports tell figures apart that have few values: of 2 to the power of 6, no two figures are alike."""


def sample_reports(report_type: ReportType) -> tuple[Report, ...]:
    """Return sample reports of a type; none where one of its kinds of figures has no examples.

    In the first ones every figure that is a number is another one, so that a figure in another's cell shows; one has
    notes, one only the prose that is required. In the last one every figure is the plainest of its kind: 0.
    """
    rows = dict(sample_rows(report_type.statistics))
    book = address_book(report_type.statistics, rows) if rows else report_type.addresses
    try:
        few = any(_has_few_values(book[name].figure.kind) for name in book.entered)
        full = [_distinct(report_type, book, rows, seed, _FOUR_DIGITS) for seed in range(1 + few * _FEW)]
        noted = _distinct(report_type, book, rows, 1, _SEVEN_DIGITS)
        zero = [book[name].figure.kind.sample(0) for name in book.entered]
    except NotImplementedError:
        return ()
    notes = {name: "（附注）" for name in book if book[name].printed}
    required = {field.name: f"样例{field.label.zh}" for field in report_type.narrative if field.required}
    prose = {field.name: _prose(field.label.zh) for field in report_type.narrative}
    plain = attrs.evolve(full[0], statistics=zero, narrative=prose)
    return (
        *(attrs.evolve(one, narrative=prose) for one in full),
        attrs.evolve(noted, narrative=required, notes=notes, year=_YEAR + 1),
        plain,
    )


def _prose(label: str) -> str:
    """Return prose with a paragraph of every level, and strong words."""
    return "\n\n".join(
        (f"样例{label}正文", f"## 样例{label}二级标题", f"### 样例{label}三级标题", f"样例{label}**加粗文字**末段")
    )


def _distinct(
    report_type: ReportType, book: AddressBook, rows: dict[str, tuple[str, ...]], seed: int, span: tuple[int, int]
) -> Report:
    """Return a report in which as many numbers differ as can be, totals included."""
    made = Report(report_type, "样例机关", _YEAR, [], rows=rows)
    for attempt in range(_TRIES):
        source = random.Random(seed * _TRIES + attempt)  # noqa: S311 — not for secrets; the same figures in every run
        figures = [book[name].figure.kind.sample(source.randint(*span)) for name in book.entered]
        made = attrs.evolve(made, statistics=figures)
        numbers = [value for name, value in made.values.items() if book[name].figure.kind.numeric]
        if len(set(numbers)) == len(numbers):
            break
    return made


def _has_few_values(kind: Kind) -> bool:
    return len({kind.printed(kind.sample(number)) for number in range(_FEW)}) < _FEW


def sample_rows(cls: type, prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the address of every group that repeats with names for its rows."""
    for field in attrs.fields(cls):
        entry, name = declared(field), join(prefix, field.name)
        if isinstance(entry, Figure):
            continue
        if entry.rows is None:
            yield from sample_rows(hints(cls)[field.name], name)
            continue
        yield name, _ROWS
        for row in _ROWS:
            yield from sample_rows(entry.rows, row_of(name, row))
