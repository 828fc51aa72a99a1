"""The filters and tests that a template may use: those of the prose, and Jinja's that are exact and harmless."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from typing import Any, Final

from reportgen.core.text import Text
from reportgen.engine.word.language.filter_words import WORDS
from reportgen.engine.word.language.formats import formatted
from reportgen.engine.word.language.list_filters import (
    at,
    batch,
    choosers,
    dictsort,
    first,
    groupby,
    largest,
    last,
    listed,
    reverse,
    smallest,
    sort,
    total,
    unique,
)
from reportgen.engine.word.language.text_filters import (
    absolute,
    capitalize,
    join,
    lower,
    replace,
    rounded,
    same,
    string,
    title,
    trim,
    upper,
)
from reportgen.prose.filters import FILTERS, MOST_DIGITS, Filter, FilterError, number, shown

_WHOLE_QUOTIENT: Final = Context(prec=4 * MOST_DIGITS)


def length(value: Any) -> int:
    """Return how many items a list or mapping has, or how many characters a text."""
    if isinstance(value, (str, list, tuple, Mapping)):
        return len(value)
    raise FilterError(f"{shown(value)} 没有长度", f"{shown(value)} has no length")


def items(value: Any) -> list[tuple[Any, Any]]:
    """Return the names and values of a mapping, in its order."""
    if isinstance(value, Mapping):
        if any(isinstance(name, float) for name in value):
            raise FilterError("名称是浮点数，不精确", "a name is a float, which is not exact")
        return list(value.items())
    raise FilterError("只有带名称的一组数据才能用 items", "only a mapping has items")


def default_value(value: Any, default_value: Any = "", boolean: Any = False) -> Any:
    """Stand for the filter that the compiler writes itself, because it is asked before the value is."""
    return default_value if boolean and not value else value


def mapped(value: Any, name: Any = None, *arguments: Any, attribute: Any = None, default: Any = None) -> list[Any]:
    """Return one value of each item, or what a filter for single values makes of each."""
    if name is None:
        return [at(item, attribute) if default is None else at(item, attribute, default) for item in listed(value)]
    entry = TEMPLATE_FILTERS.get(name) if isinstance(name, str) and name in _SINGLE else None
    if entry is None or attribute is not None:
        raise FilterError(f"map 不能用 {shown(name)}", f"map takes no filter {shown(name)}")
    return [entry.function(item, *arguments) for item in listed(value)]


def _number(value: Any) -> bool:
    return type(value) in (int, Decimal)


def _remainder(value: Any, divisor: Any) -> Decimal:
    """Return what a division of numbers leaves; numbers only, because ``%`` on a text would format it."""
    by = number(divisor)
    if not by:
        raise FilterError("不能除以 0", "nothing can be divided by 0")
    return _WHOLE_QUOTIENT.remainder(number(value), by)


TESTS: Final[Mapping[str, Callable[..., bool]]] = {
    "none": lambda value: value is None,
    "number": _number,
    "integer": lambda value: type(value) is int,
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "mapping": lambda value: isinstance(value, Mapping),
    "sequence": lambda value: isinstance(value, (list, tuple, str, Mapping)),
    "odd": lambda value: abs(_remainder(value, 2)) == 1,
    "even": lambda value: _remainder(value, 2) == 0,
    "divisibleby": lambda value, divisor: _remainder(value, divisor) == 0,
    "eq": lambda value, other: bool(value == other),
    "equalto": lambda value, other: bool(value == other),
    "ne": lambda value, other: bool(value != other),
    "lt": lambda value, other: bool(value < other),
    "le": lambda value, other: bool(value <= other),
    "gt": lambda value, other: bool(value > other),
    "ge": lambda value, other: bool(value >= other),
    "in": lambda value, other: value in other,
}
"""Tests after ``is``, beside ``defined`` and ``undefined``; ``odd``, ``even`` and ``divisibleby`` take numbers only."""
_CHOOSERS: Final = choosers(TESTS)

_FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "length": length,
    "count": length,
    "items": items,
    "join": join,
    "upper": upper,
    "lower": lower,
    "title": title,
    "capitalize": capitalize,
    "trim": trim,
    "replace": replace,
    "default": default_value,
    "d": default_value,
    "format": formatted,
    "round": rounded,
    "abs": absolute,
    "string": string,
    "e": same,
    "escape": same,
    "first": first,
    "last": last,
    "sum": total,
    "min": smallest,
    "max": largest,
    "sort": sort,
    "dictsort": dictsort,
    "reverse": reverse,
    "unique": unique,
    "list": listed,
    "batch": batch,
    "groupby": groupby,
    "map": mapped,
    "select": _CHOOSERS["select"],
    "reject": _CHOOSERS["reject"],
    "selectattr": _CHOOSERS["selectattr"],
    "rejectattr": _CHOOSERS["rejectattr"],
}
_SINGLE: Final = (
    *FILTERS,
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "replace",
    "format",
    "round",
    "abs",
    "string",
    "length",
    "count",
)  # fmt: skip
"""The filters for single values, which ``map`` can use."""
ATTRIBUTES: Final = {
    "join": 1, "sum": 0, "min": 1, "max": 1, "sort": 2, "unique": 1, "groupby": 0, "selectattr": 0, "rejectattr": 0,
}  # fmt: skip
"""Which argument of a filter for lists is a name to look up in each item."""
DEFAULTS: Final = ("default", "d")
"""The filters that are asked before the value is: written by the compiler, not called."""
PASSING: Final = frozenset(
    (
        items, first, last, reverse, listed, batch, same, sort, dictsort, unique, groupby, smallest, largest,
        *_CHOOSERS.values(),
    )
)  # fmt: skip
"""The filters that give the values of the data back as they are."""


def _entry(name: str) -> Filter:
    usage, example, result, zh, en = WORDS[name]
    return Filter(name, usage, Text(zh, en), (example, result), _FUNCTIONS[name])


TEMPLATE_FILTERS: Final[Mapping[str, Filter]] = {**FILTERS, **{name: _entry(name) for name in _FUNCTIONS}}
"""Every filter of the template language by name; those for figures are the prose's own."""


def takes(function: Callable[..., Any], count: int, names: tuple[str, ...]) -> bool:
    """Return whether ``function`` can be called with a value, ``count`` arguments and the named ones."""
    try:
        inspect.signature(function).bind(*(None,) * (count + 1), **dict.fromkeys(names))
    except TypeError:
        return False
    return True
