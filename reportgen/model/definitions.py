"""What every total of a data class must equal: its own property, run on the symbols of the cells that it adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from reportgen.core.value import Value
from reportgen.model.figures import Group, declared
from reportgen.model.linear import Expression
from reportgen.model.symbolic import derived_figures, hints, join, row_of


@attrs.frozen(eq=False, repr=False)
class Definition(Value):
    """What one printed total must equal: ``address`` = ``expression`` over printed cells, as rule ``rule`` says."""

    rule: str
    address: str
    expression: Expression


def definitions(cls: type, prefix: str, cells: Any, *, every: bool = False) -> Iterator[Definition]:
    """Run each property that defines a printed total (or every total) once, on the symbols of the printed cells."""
    for address, kind, inner in _inner(cls, prefix, cells):
        yield from definitions(kind, address, inner, every=every)
    for name, (figure, kind) in derived_figures(cls).items():
        if figure.rule is None and not every:
            continue
        address, value, rule = join(prefix, name), getattr(cls, name).fget(cells), figure.rule or ""
        if not attrs.has(kind):
            yield Definition(rule, address, expression_of(value))
            continue
        for column in attrs.fields(type(value)):
            yield Definition(rule, join(address, column.name), getattr(value, column.name))
        yield from definitions(kind, address, getattr(cells, name), every=every)


def _inner(cls: type, prefix: str, cells: Any) -> Iterator[tuple[str, type, Any]]:
    """Yield the inner classes of ``cls``, the rows of those that repeat one by one: address, class and symbols."""
    for field in attrs.fields(cls):
        entry, address, value = declared(field), join(prefix, field.name), getattr(cells, field.name)
        if isinstance(entry, Group) and entry.rows is not None:
            yield from ((row_of(address, key), entry.rows, row) for key, row in value.items())
        elif isinstance(entry, Group):
            yield address, hints(cls)[field.name], value


def expression_of(value: Expression | int) -> Expression:
    """Return a sum as an expression: that of no rows at all is the number 0."""
    return value if isinstance(value, Expression) else Expression((), value)
