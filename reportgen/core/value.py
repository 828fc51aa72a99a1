"""The base class of values: equality, hash and repr by their fields."""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs


class Value:
    """The base of frozen attrs classes declared with ``eq=False, repr=False``: equality, hash and repr by their fields.

    attrs would compile these methods for each class, which takes as long as everything else about the class; a
    command that makes one report loads dozens of classes and compares hardly any. A class has at least one field.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(_compared(self) == _compared(other))

    def __hash__(self) -> int:
        return hash((type(self), _compared(self)))

    def __repr__(self) -> str:
        fields: Any = attrs.fields(type(self))  # type: ignore[arg-type]  # subclasses are attrs classes
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in (field.name for field in fields if field.repr))
        return f"{type(self).__name__}({shown})"


def _compared(value: Any) -> Any:
    cls: Any = type(value)
    return _getter(cls)(value)


@functools.cache
def _getter(cls: Any) -> Callable[[Any], Any]:
    """Return a function from an instance to its compared fields."""
    return attrgetter(*(field.name for field in attrs.fields(cls) if field.eq))
