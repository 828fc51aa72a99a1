"""The model run on symbols: a data class filled with variables, so that its sums become expressions."""

from __future__ import annotations

import functools
import typing
from typing import Any

import attrs

from reportgen.model.figures import FIGURE, Figure
from reportgen.model.linear import Expression


def join(prefix: str, name: str) -> str:
    """Return ``prefix.name``, or ``name`` at the top."""
    return f"{prefix}.{name}" if prefix else name


@functools.cache
def hints(cls: Any) -> dict[str, Any]:
    """Return the resolved type hints of a model class."""
    return typing.get_type_hints(cls)


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


def symbols(cls: type, prefix: str = "") -> Any:
    """Return ``cls`` with one variable in every entered figure; its totals are then expressions over them."""
    return cls(**{field.name: _symbol(symbols, cls, field, prefix) for field in attrs.fields(cls)})


def published_symbols(cls: type, prefix: str = "", *, every: bool = False) -> Any:
    """Return ``cls`` as a published table: every *printed* total is a variable of its own beside the entered ones.

    With ``every``, totals that the form does not print are variables too, so that each sum shows its nearest addends.
    """
    fill = functools.partial(published_symbols, every=every)
    values = {field.name: _symbol(fill, cls, field, prefix) for field in attrs.fields(cls)}
    for name, (figure, kind) in derived_figures(cls).items():
        if every or figure.rule is not None:
            address = join(prefix, name)
            values[name] = fill(kind, address) if attrs.has(kind) else Expression.variable(address)
    return _published(cls, every)(**values)


def _symbol(fill: Any, cls: type, field: attrs.Attribute[Any], prefix: str) -> Any:
    figure: Figure = field.metadata[FIGURE]
    address = join(prefix, field.name)
    return fill(hints(cls)[field.name], address) if figure.kind == "group" else Expression.variable(address)


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
