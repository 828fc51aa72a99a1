"""Statistics of which nothing is to be refused, made without a path or a message for any of their cells.

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
from reportgen.vocabulary.figures import FIGURE
from reportgen.vocabulary.symbols import hints


def read(data: Any, cls: Any) -> Any:
    """Return ``cls`` made of ``data``, or ``None`` where a name or number is not exactly what belongs there."""
    try:
        return _reader(cls)(data)
    except (_UnsureError, UnfitError, RefusedError, KeyError):
        return None


class _UnsureError(Exception):
    """Something is not as it should be, or not in the usual shape."""


@functools.cache
def _reader(cls: Any) -> Callable[[Any], Any]:
    fields = [(field.name, field.metadata[FIGURE].kind) for field in attrs.fields(cls)]
    if len(fields) > 1 and all(kind == "count" for _, kind in fields):
        return _row_reader(cls, [name for name, _ in fields])
    kinds = hints(cls)
    readers = {"count": numbers.count, "amount": numbers.amount}
    parts = [(name, readers[kind] if kind in readers else _reader(kinds[name])) for name, kind in fields]

    def read_group(value: Any) -> Any:
        if type(value) is not dict or len(value) != len(parts):
            raise _UnsureError
        return cls(*[take(value[name]) for name, take in parts])

    return read_group


def _row_reader(cls: Any, names: list[str]) -> Callable[[Any], Any]:
    """Return what makes a row: of a list in the order of the columns, or of a mapping."""
    in_order = itemgetter(*names)

    def read_row(value: Any) -> Any:
        if type(value) not in (list, dict) or len(value) != len(names):
            raise _UnsureError
        cells = in_order(value) if type(value) is dict else value
        if not all_counts(cells):
            raise _UnsureError
        return cls(*cells)

    return read_row
