"""The filters and tests that a template may use: those of the prose, and a few for texts and lists."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from typing import Any, Final

from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.word.meter import text_cost
from reportgen.prose.filters import FILTERS, MOST_DIGITS, Filter, FilterError, number, plain, shown

_MOST_PER_CHARACTER: Final = 3
"""Characters that one character becomes in capital or small letters."""
_PAIR: Final = 80
"""What a name with its value, or a piece of a text that is joined, takes besides its characters."""
_NUMBER: Final = 20
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


def join(value: Any, separator: Any = "、") -> str:
    """Return the texts and numbers of a list in one text."""
    if not isinstance(value, (list, tuple)) or type(separator) is not str:
        raise FilterError("join 只用于列表，分隔符须是文字", "join works on a list, with a text between")
    pieces = [plain(item) for item in value]
    if sum(map(len, pieces)) + len(separator) * len(pieces) > DEFAULT.field_characters:
        raise FilterError("连成的文字过长", "the text that join makes is too long")
    return separator.join(pieces)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise FilterError(f"{shown(value)} 不是文字", f"{shown(value)} is no text")
    return value


def upper(value: Any) -> str:
    """Return a text in capital letters."""
    return _text(value).upper()


def lower(value: Any) -> str:
    """Return a text in small letters."""
    return _text(value).lower()


def trim(value: Any) -> str:
    """Return a text without the blanks around it."""
    return _text(value).strip()


def _changed_size(value: Any) -> int:
    return text_cost(_MOST_PER_CHARACTER * len(value)) if isinstance(value, str) else 0


def _items_size(value: Any) -> int:
    return _PAIR * len(value) if isinstance(value, Mapping) else 0


def _joined_size(value: Any, separator: Any = "、") -> int:
    if not isinstance(value, (list, tuple)):
        return 0
    between = len(separator) if isinstance(separator, str) else 0
    length = sum(len(item) if isinstance(item, str) else _NUMBER for item in value)
    return text_cost(length + between * len(value)) + _PAIR * len(value)


SIZES: Final[Mapping[Callable[..., Any], Callable[..., int]]] = {
    join: _joined_size, items: _items_size, upper: _changed_size, lower: _changed_size, trim: _changed_size,
}  # fmt: skip
"""What a filter's result costs, for each filter whose result can be large; it takes the filter's own arguments."""

_MORE: Final = (
    Filter(
        "length",
        "length",
        Text("列表的项数或文字的字数", "number of items or characters"),
        ("'abc' | length", "3"),
        length,  # type: ignore[arg-type]  # a number, to compare with
    ),
    Filter(
        "items",
        "items",
        Text("逐项取名称和数值，用于循环", "names with values, to loop over"),
        ("counts | items", ""),
        items,  # type: ignore[arg-type]  # pairs, for a loop
    ),
    Filter(
        "join",
        "join(separator='、')",
        Text("把列表连成一段文字", "a list in one text"),
        ("names | join('、')", "甲、乙"),
        join,
    ),
    Filter("upper", "upper", Text("字母大写", "capital letters"), ("'a' | upper", "A"), upper),
    Filter("lower", "lower", Text("字母小写", "small letters"), ("'A' | lower", "a"), lower),
    Filter("trim", "trim", Text("去掉首尾空白", "without blanks around it"), ("' a ' | trim", "a"), trim),
)

TEMPLATE_FILTERS: Final[Mapping[str, Filter]] = {**FILTERS, **{entry.name: entry for entry in _MORE}}
"""Every filter of the template language by name; those for figures are the prose's own."""


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


def takes(function: Callable[..., Any], count: int, names: tuple[str, ...]) -> bool:
    """Return whether ``function`` can be called with a value, ``count`` arguments and the named ones."""
    try:
        inspect.signature(function).bind(*(None,) * (count + 1), **dict.fromkeys(names))
    except TypeError:
        return False
    return True
