"""Whether data is plain: then to subscribe it can neither run anybody's code nor make up what is not there.

A ``defaultdict`` or ``Counter`` answers for every misspelt name, with a figure that nobody counted; data that is not
plain is therefore printed by the checked code, which tests a value before it uses it.

A float is never what somebody wrote, only the nearest that a machine can hold. One that prints with at most 15 digits
stands for exactly that decimal number, for no other of so few digits has the same float; any other is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from reportgen.engine.word.language.named_row import NamedRow
from reportgen.report.particulars import ChartMarks

_VALUES: Final = frozenset((str, int, Decimal, bool, type(None), date, datetime, time))
_GROUPS: Final = frozenset((dict, list, tuple))
_KNOWN_GROUPS: Final = _GROUPS | {ChartMarks}
"""With what a report itself gives: a mark for any chart's name, which is looked at where it is found."""
SIMPLE: Final = frozenset((*_VALUES, *_GROUPS, float, NamedRow))
"""Types of values that stand for themselves."""
_MOST_LEVELS: Final = 100
_MOST_GROUPS: Final = 1_000_000
_VISIT: Final = 16
_NUMBER: Final = 120
_COPIED: Final = 100
_FLOAT_DIGITS: Final = 15
"""Decimal digits that a double always keeps (IEEE 754, ``DBL_DIG`` of C)."""


def is_plain(context: Mapping[str, Any]) -> bool:
    """Return whether ``context`` is made of dicts, lists, tuples, texts, dates and exact numbers only, no subclasses.

    Level by level, because every rendering asks; what runs in a circle is not plain.
    """
    level: list[Any] = [context]
    for _ in range(_MOST_LEVELS):
        if not _KNOWN_GROUPS.issuperset(map(type, level)):
            return False
        level = [
            value
            for value in chain.from_iterable([group.values() if type(group) is dict else group for group in level])
            if type(value) not in _VALUES
        ]
        if not level:
            return True
        if len(level) > _MOST_GROUPS:
            return False
    return False


def decimal_of(value: float) -> Decimal | None:
    """Return the decimal number that a float stands for; None if it stands for none."""
    number = Decimal(float.__repr__(value))
    if not number.is_finite() or len(number.normalize().as_tuple().digits) > _FLOAT_DIGITS:
        return None
    return number or abs(number)  # zero has no sign


def _uncharged(_units: int) -> None:
    """Take nothing for work on data that the caller himself gives."""


def exact(
    value: Any, charge: Callable[[int], object] = _uncharged, level: int = 0, known: dict[int, Any] | None = None
) -> Any:
    """Return ``value`` with decimal numbers for the floats that stand for them, in dicts, lists and tuples, too.

    Objects of attrs classes, dataclasses and pydantic models become dicts of their fields, named tuples lists whose
    items have names. Whatever holds none of all these is returned itself. ``charge`` is called with the cost of each
    visit and each copy before it is made.
    """
    if isinstance(value, float):
        charge(_NUMBER)
        number = decimal_of(value)
        return value if number is None else number
    if level > _MOST_LEVELS:
        return value
    known = {} if known is None else known
    if id(value) in known:
        return known[id(value)]
    if type(value) not in _GROUPS:
        return value if type(value) in SIMPLE else _of_object(value, charge, level, known)
    charge(_VISIT * len(value))
    known[id(value)] = value  # what holds itself is not followed again
    inner = list(value.values()) if type(value) is dict else value
    made = [exact(item, charge, level + 1, known) for item in inner]
    if any(old is not new for old, new in zip(inner, made, strict=True)):
        charge(_COPIED * len(value))
        known[id(value)] = dict(zip(value, made, strict=True)) if type(value) is dict else type(value)(made)
    return known[id(value)]


def is_markup(value: Any) -> bool:
    """Return whether a text is escaped already: markupsafe's ``Markup``, as its ``escape`` makes it."""
    return any((kind.__module__, kind.__qualname__) == ("markupsafe", "Markup") for kind in type(value).__mro__)


def _of_object(value: Any, charge: Callable[[int], object], level: int, known: dict[int, Any]) -> Any:
    """Return the fields of an object, exact, and the text that an escaped one stands for; else the object itself."""
    kind = type(value)
    if is_markup(value):
        import html  # noqa: PLC0415 — few texts are escaped before they are given

        text = str.__str__(value)
        charge(len(text))
        return value if "<" in text else html.unescape(text)
    if isinstance(value, tuple) and hasattr(kind, "_fields"):
        charge(_VISIT * len(value))
        known[id(value)] = value
        made = tuple(exact(item, charge, level + 1, known) for item in value)
        known[id(value)] = NamedRow(kind._fields, made)
        return known[id(value)]
    names = field_names(kind)
    if names is None:
        return value
    charge((_VISIT + _COPIED) * len(names))
    fields: dict[str, Any] = {}
    known[id(value)] = fields  # an object that holds itself holds its own fields
    for name in names:
        try:
            inner = getattr(value, name)
        except AttributeError:  # never filled
            continue
        fields[name] = exact(inner, charge, level + 1, known)
    return fields


def field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields that the objects of an attrs class, dataclass or pydantic model have, else None.

    Names that begin with an underscore are not for others, nor are properties and methods fields.
    """
    names: Any = None
    if hasattr(kind, "__attrs_attrs__"):
        names = [field.name for field in kind.__attrs_attrs__]
    elif hasattr(kind, "__dataclass_fields__"):
        names = [name for name, field in kind.__dataclass_fields__.items() if field._field_type.name == "_FIELD"]
    elif any(base.__module__.partition(".")[0] == "pydantic" for base in kind.__mro__):
        names = getattr(kind, "model_fields", None) or getattr(kind, "__fields__", None)
    if names is None:
        return None
    return tuple(name for name in names if not name.startswith("_"))
