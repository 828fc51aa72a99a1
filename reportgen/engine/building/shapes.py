"""How a data class is written in a data file, worked out once: its members, its columns, the rows that data names."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from operator import itemgetter
from typing import Any

import attrs

from reportgen.model.figures import Figure, declared
from reportgen.model.kinds.kind import Kind
from reportgen.model.symbolic import columns, hints, join, row_of

_ROW_NAME = r"(?=\S)[^\[\]{}|\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,100}(?<=\S)"
"""Compiled where a report type has groups that repeat."""

Read = Callable[[Any], Any]
"""Returns the figure that a value is, or raises UnfitError or RefusedError."""


@attrs.frozen(eq=False)
class Shape:
    """How a data class is written: its members and, for a row of one kind of number, that kind."""

    members: tuple[Member, ...]
    columns: tuple[str, ...]
    kind: Kind | None
    in_order: Callable[[Any], Any]

    def row(self, value: Any) -> Any:
        """Return the figures of a row of one kind of number as a list or tuple; None where it must be read one by one.

        ``value`` may be written as a list or with the columns' names.
        """
        if self.kind is None or type(value) not in (list, dict) or len(value) != len(self.columns):
            return None
        if type(value) is dict:
            try:
                value = self.in_order(value)
            except KeyError:
                return None
        return value if self.kind.takes_all(value) else None


@attrs.frozen(eq=False)
class Member:
    """A field of a data class: what reads its figure, or the class of its group, of which there may be many rows.

    ``row`` reads a row of one kind of number at once, where all of it is sound.
    """

    name: str
    read: Read | None
    group: Any
    repeats: bool
    row: Read | None


@functools.cache
def shape_of(cls: Any) -> Shape:
    """Return how ``cls`` is written."""
    members, kinds = [], []
    for field in attrs.fields(cls):
        entry = declared(field)
        if isinstance(entry, Figure):
            kinds.append(entry.kind)
            members.append(Member(field.name, entry.kind.read, None, False, None))
        else:
            group, repeats = entry.rows or hints(cls)[field.name], entry.rows is not None
            inner = None if repeats else shape_of(group)
            row = None if inner is None or inner.kind is None else inner.row
            members.append(Member(field.name, None, group, repeats, row))
    names = columns(cls)
    one = names and len(names) > 1 and all(type(kind) is type(kinds[0]) for kind in kinds)
    return Shape(tuple(members), names, kinds[0] if one else None, itemgetter(*names) if one else tuple)


def rows_in(data: Any, cls: Any, address: str = "") -> dict[str, tuple[str, ...]]:
    """Return the names of the rows that ``data`` has in every group that repeats, by the group's address."""
    rows: dict[str, tuple[str, ...]] = {}
    for member in shape_of(cls).members if type(data) is dict else ():
        value, inner = data.get(member.name), join(address, member.name)
        if member.read is not None or type(value) is not dict:
            continue
        if not member.repeats:
            rows |= rows_in(value, member.group, inner)
            continue
        rows[inner] = tuple(name for name in value if is_row_name(name))
        for name in rows[inner]:
            rows |= rows_in(value[name], member.group, row_of(inner, name))
    return rows


def is_row_name(name: str) -> bool:
    """Whether a name can stand in an address: one line without brackets, braces or space around it."""
    return bool(re.fullmatch(_ROW_NAME, name))
