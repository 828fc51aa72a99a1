"""Statistics of which nothing is to be refused, taken without a path or a message for any of their cells.

It names no fault: what is not exactly as it should be is left to :mod:`structuring`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import itemgetter
from typing import Any

import attrs

from reportgen.engine.building import numbers
from reportgen.engine.building.numbers import RefusedError, UnfitError, all_counts
from reportgen.model.figures import FIGURE
from reportgen.model.symbolic import hints


def read(data: Any, cls: Any) -> list[Any] | None:
    """Return the entered figures of ``cls`` in the order of the form, or ``None`` where one is not as it should be.

    A class is made of them only when somebody asks the report for it: rules and templates work on addresses.
    """
    cells: list[Any] = []
    try:
        _reader(cls)(data, cells)
    except (_UnsureError, UnfitError, RefusedError, KeyError):
        return None
    return cells


class _UnsureError(Exception):
    """Something is not as it should be, or not in the usual shape."""


_Reader = Callable[[Any, list[Any]], None]
"""Takes what is written for a class and adds its figures to a list."""


@functools.cache
def _reader(cls: Any) -> _Reader:
    fields = [(field.name, field.metadata[FIGURE].kind) for field in attrs.fields(cls)]
    if len(fields) > 1 and all(kind == "count" for _, kind in fields):
        return _row_reader([name for name, _ in fields])
    kinds, cells_of = hints(cls), {"count": numbers.count, "amount": numbers.amount}
    parts = [(name, _cell(cells_of[kind]) if kind in cells_of else _reader(kinds[name])) for name, kind in fields]

    def read_group(value: Any, cells: list[Any]) -> None:
        if type(value) is not dict or len(value) != len(parts):
            raise _UnsureError
        for name, take in parts:
            take(value[name], cells)

    return read_group


def _cell(number: Callable[[Any], Any]) -> _Reader:
    return lambda value, cells: cells.append(number(value))


def _row_reader(names: list[str]) -> _Reader:
    """Return what takes a row: out of a list in the order of the columns, or out of a mapping."""
    in_order = itemgetter(*names)

    def read_row(value: Any, cells: list[Any]) -> None:
        if type(value) not in (list, dict) or len(value) != len(names):
            raise _UnsureError
        row = in_order(value) if type(value) is dict else value
        if not all_counts(row):
            raise _UnsureError
        cells += row

    return read_row
