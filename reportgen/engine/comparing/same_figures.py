"""Which figure of one report is which of another: the same address, or the same official words in another form."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.model.addresses import AddressBook
from reportgen.model.form_grid import FormRow
from reportgen.model.linear import Expression
from reportgen.model.symbolic import steps
from reportgen.report.comparison import ComparedFigure
from reportgen.report.report import Report

Key = tuple[str, ...]
"""The official words of a figure, from its table inwards."""


@attrs.frozen
class _Chosen:
    """A figure that is compared: its words as they are matched, and as they are shown."""

    address: str
    labels: tuple[Text, ...]
    path: tuple[Text, ...]

    @property
    def key(self) -> Key:
        return tuple(label.zh for label in self.labels)


def compared_figures(reports: Sequence[Report], *, every: bool) -> tuple[ComparedFigure, ...]:
    """Return the figures of all ``reports``, in the order of the last one's form.

    Of a table with a total in each row only the totals are compared, unless ``every`` cell is asked for; of a group
    that the form prints no total of, its total too. A figure that is zero or blank everywhere is left out then.
    """
    chosen = [{one.key: one for one in _chosen(report, every=every)} for report in reports]
    wholes = [_wholes(report.addresses) for report in reports]
    found = []
    for key in _together([list(one) for one in chosen]):
        of_each = [one.get(key) for one in chosen]
        shown = next(one for one in reversed(of_each) if one is not None)
        figure = _compared(reports, of_each, shown, wholes)
        if every or any(figure.numbers) or any(value for value in figure.values if isinstance(value, str)):
            found.append(figure)
    return tuple(found)


def _compared(
    reports: Sequence[Report],
    of_each: Sequence[_Chosen | None],
    shown: _Chosen,
    wholes: Sequence[Mapping[str, str]],
) -> ComparedFigure:
    values, numbers, shares = [], [], []
    whole: Text | None = None
    for report, one, whole_of in zip(reports, of_each, wholes, strict=True):
        value = None if one is None else value_of(report, one.address)
        number = None if one is None else report.addresses[one.address].figure.kind.measure(value)
        share = None
        address = None if one is None else whole_of.get(one.address)
        if address is not None:
            whole = report.addresses[address].label
            total = report.addresses[address].figure.kind.measure(value_of(report, address))
            share = Decimal(number) / Decimal(total) if number is not None and total else None
        values.append(value)
        numbers.append(number)
        shares.append(share)
    addresses = tuple(None if one is None else one.address for one in of_each)
    table, path = shown.labels[0], shown.path
    adds_up = all(
        one is None or report.addresses[one.address].figure.rolls_up
        for report, one in zip(reports, of_each, strict=True)
    )
    return ComparedFigure(table, path, addresses, tuple(values), tuple(numbers), tuple(shares), whole, adds_up)


def value_of(report: Report, address: str) -> Any:
    """Return a figure; a total that cannot be computed because of a blank is the one that somebody stated."""
    value = report.values[address]
    return report.stated.get(address) if value is None else value


def _together(orders: Sequence[Sequence[Key]]) -> list[Key]:
    """Return every key once, in the order of the last; others stand behind the one that they follow in their own."""
    merged = list(orders[-1])
    known = set(merged)
    for order in reversed(orders[:-1]):
        before: Key | None = None
        for key in order:
            if key not in known:
                merged.insert(0 if before is None else merged.index(before) + 1, key)
                known.add(key)
            before = key
    return merged


def _chosen(report: Report, *, every: bool) -> Iterator[_Chosen]:
    book, nearest = report.addresses, report.addresses.nearest
    unprinted = [] if every else [*_unprinted_totals(book)]
    for table in report.tables:
        column = None if every or len(table.rows) == 1 else _total_column(table.rows, nearest)
        for row in table.rows:
            total = None if column is None else row.addresses[column]
            for address in row.addresses if total is None else (total,):
                while unprinted and address.startswith(_group(unprinted[0])):
                    labels = _row_labels(book, unprinted[0])
                    yield _Chosen(unprinted.pop(0), labels, labels[1:-1])
                labels = book[address].labels
                yield _Chosen(address, labels, labels[1:] if total is None else labels[1:-1])


def _total_column(rows: Sequence[FormRow], nearest: Mapping[str, Expression]) -> int | None:
    """Return the place of the cell that adds up the others of its row, ``None`` where rows are not all alike."""
    places = {
        place
        for row in rows
        for place, name in enumerate(row.addresses)
        if name in nearest and set(row.addresses).issuperset(nearest[name].addresses)
    }
    return places.pop() if len(places) == 1 and len({len(row.addresses) for row in rows}) == 1 else None


def _unprinted_totals(book: AddressBook) -> Iterator[str]:
    """Yield the totals of groups that the form does not print, without their columns, in the order of the form."""
    columns = {steps(address)[-1] for address in book.entered}
    for address in book.derived:
        if not book[address].printed and steps(address)[-1] not in columns:
            yield address


def _group(address: str) -> str:
    """Return the beginning of the addresses that a group's total adds up: ``withheld.total.total`` → ``withheld.``."""
    own = address.rpartition(".")[2]
    while address.endswith(f".{own}"):
        address = address.removesuffix(f".{own}")
    return f"{address}."


def _row_labels(book: AddressBook, address: str) -> tuple[Text, ...]:
    """Return the words of a group's total as if the group were a row: without the words of the sum itself."""
    labels, row = book[address].labels, address.rpartition(".")[0]
    parent = row.rpartition(".")[0]
    if f"{parent}." != _group(address) or row not in book.groups or parent not in book.groups:
        return labels
    return (*book.groups[parent], *labels[len(book.groups[row]) :])


@functools.lru_cache(maxsize=64)
def _wholes(book: AddressBook) -> Mapping[str, str]:
    """Return of every figure the total that it is a part of: of rows that are added, that of their totals too."""
    found: dict[str, str] = {}
    for total, expression in book.nearest.items():
        row, _, column = total.rpartition(".")
        parts = expression.addresses
        for part in parts:
            found.setdefault(part, total)
        if row and all(part.rpartition(".")[2] == column for part in parts):
            whole = f"{row}.total"
            rows = (f"{part.rpartition('.')[0]}.total" for part in parts)
            found.update((name, whole) for name in rows if name in book and whole in book)
    return found
