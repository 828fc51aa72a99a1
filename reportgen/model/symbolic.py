"""The model run on symbols: a data class filled with variables, so that its sums become expressions."""

from __future__ import annotations

import functools
import re
import typing
from collections.abc import Mapping
from typing import Any

import attrs

from reportgen.model.figures import FIGURE, Figure, declared
from reportgen.model.linear import Expression

Rows = Mapping[str, tuple[str, ...]]
"""The names of the rows of every group that repeats, by the group's address."""
LONG_ROW = 4
"""A class of more numbers than these is written as a list: the rows of table 3, but no block of table 4."""
ANY_ROW = ("",)
"""What stands for the rows of a report type, which are known only with the data: ``accounts[].posts``."""
_STEP = r"([^.\[\]]+)|\[([^\[\]]*)\]"


def join(prefix: str, name: str) -> str:
    """Return ``prefix.name``, or ``name`` at the top."""
    return f"{prefix}.{name}" if prefix else name


def row_of(address: str, name: str) -> str:
    """Return the address of the row ``name`` of a group that repeats: ``accounts[网站]``."""
    return f"{address}[{name}]"


def steps(address: str) -> tuple[str, ...]:
    """Return the names that lead to a figure: ``accounts[网站].posts`` goes by accounts, 网站 and posts."""
    if "[" not in address:
        return tuple(address.split("."))
    return tuple(match[1] if match[1] is not None else match[2] for match in re.finditer(_STEP, address))


def row_names(rows: Rows | None, address: str) -> tuple[str, ...]:
    """Return the names of a group's rows; where no data is known, ``""`` stands for any."""
    return ANY_ROW if rows is None else rows.get(address, ())


@functools.cache
def hints(cls: Any) -> dict[str, Any]:
    """Return the resolved type hints of a model class."""
    return typing.get_type_hints(cls)


@functools.cache
def columns(cls: Any) -> tuple[str, ...]:
    """Return the names of a row's cells in order, where it may be written as a list of numbers, else nothing."""
    fields = attrs.fields(cls)
    listed = all(isinstance(entry := declared(field), Figure) and entry.kind.listed for field in fields)
    return tuple(field.name for field in fields) if listed else ()


@functools.cache
def derived_figures(cls: Any) -> dict[str, tuple[Figure, Any]]:
    """Return the class's derived properties: name to (figure, type of the value)."""
    found: dict[str, tuple[Figure, Any]] = {}
    for base in reversed(cls.__mro__):
        for name, member in vars(base).items():
            getter = getattr(member, "fget", None)
            figure = getattr(getter, FIGURE, None)
            if isinstance(figure, Figure):
                found[name] = figure, typing.get_type_hints(getter)["return"]
    return found


def symbols(cls: type, prefix: str = "", rows: Rows | None = None) -> Any:
    """Return ``cls`` with one variable in every entered figure; its totals are then expressions over them."""
    fill = functools.partial(symbols, rows=rows)
    return cls(**{field.name: _symbol(fill, cls, field, prefix, rows) for field in attrs.fields(cls)})


def published_symbols(cls: type, prefix: str = "", rows: Rows | None = None, *, every: bool = False) -> Any:
    """Return ``cls`` as a published table: every *printed* total is a variable of its own beside the entered ones.

    With ``every``, totals that the form does not print are variables too, so that each sum shows its nearest addends.
    """
    fill = functools.partial(published_symbols, rows=rows, every=every)
    values = {field.name: _symbol(fill, cls, field, prefix, rows) for field in attrs.fields(cls)}
    for name, (figure, kind) in derived_figures(cls).items():
        if every or figure.rule is not None:
            address = join(prefix, name)
            values[name] = fill(kind, address) if attrs.has(kind) else Expression.variable(address)
    return _published(cls, every)(**values)


def _symbol(fill: Any, cls: type, field: attrs.Attribute[Any], prefix: str, rows: Rows | None) -> Any:
    entry, address = declared(field), join(prefix, field.name)
    if isinstance(entry, Figure):
        return Expression.variable(address)
    if entry.rows is None:
        return fill(hints(cls)[field.name], address)
    return {name: fill(entry.rows, row_of(address, name)) for name in row_names(rows, address)}


@functools.cache
def _published(cls: Any, every: bool) -> Any:
    """Return ``cls`` with its totals as fields, which then hide the properties that compute them."""
    figures = derived_figures(cls)
    totals = {name: attrs.field() for name, (figure, _) in figures.items() if every or figure.rule is not None}
    if not totals:
        return cls
    # Nobody compares or prints these, and to write the code for it takes longer than all sums together.
    name = f"Published{cls.__name__}"
    return attrs.make_class(name, totals, bases=(cls,), frozen=True, slots=True, eq=False, repr=False)
