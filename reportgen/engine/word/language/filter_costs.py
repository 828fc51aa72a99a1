"""What the result of a filter costs, for each filter whose result can be large, or which visits every item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from reportgen.engine.word.language import list_filters
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS
from reportgen.engine.word.meter import text_cost, weight

_MOST_PER_CHARACTER: Final = 3
"""Characters that one character becomes in capital or small letters."""
_PAIR: Final = 80
"""What a name with its value, or a piece of a text that is joined, takes besides its characters."""
_NUMBER: Final = 20
_VISIT: Final = 250
_WIDEST: Final = 1000


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (list, tuple, str, Mapping)) else 0


def _characters(value: Any) -> int:
    return len(value) if isinstance(value, str) else _NUMBER


def _changed(value: Any, *_: Any, **__: Any) -> int:
    return text_cost(_MOST_PER_CHARACTER * len(value)) if isinstance(value, str) else 0


def _copied(value: Any, *_: Any, **__: Any) -> int:
    return _PAIR * _size(value)


def _joined(value: Any, separator: Any = "", attribute: Any = None, d: Any = None) -> int:
    if not isinstance(value, (list, tuple)):
        return 0
    length = sum(_characters(list_filters.at(item, attribute, None)) for item in value)
    return text_cost(length + _size(separator if d is None else d) * len(value)) + _PAIR * len(value)


def _replaced(value: Any, old: Any, new: Any, *_: Any, **__: Any) -> int:
    if not isinstance(value, str) or not isinstance(old, str) or not old:
        return 0
    return text_cost(len(value) + value.count(old) * _characters(new))


def _formatted(value: Any, *how: Any, **named: Any) -> int:
    pattern = value if isinstance(value, str) else ""
    places = pattern.count("%")
    values = sum(map(_characters, how)) + places * sum(map(_characters, named.values()))
    return text_cost(len(pattern) + values + _WIDEST * places)


def _ordered(value: Any, *arguments: Any, attribute: Any = None, **__: Any) -> int:
    size = _size(value)
    if not size:
        return 0
    under = next((one for one in arguments if isinstance(one, str)), attribute)
    keys = sum(_characters(list_filters.at(item, under, None)) for item in value)
    return (_PAIR * size + text_cost(keys)) * (1 + size.bit_length())


def _tested(value: Any, *arguments: Any, **__: Any) -> int:
    return _size(value) * (_VISIT + weight(arguments)) + weight(value)


def _mapped(value: Any, name: Any = None, *arguments: Any, **_: Any) -> int:
    entry = TEMPLATE_FILTERS.get(name) if isinstance(name, str) else None
    size = SIZES.get(entry.function) if entry is not None else None
    if size is None or not isinstance(value, (list, tuple)):
        return _VISIT * _size(value)
    return sum(_VISIT + size(item, *arguments) for item in value)


def _batched(value: Any, linecount: Any, *_: Any, **__: Any) -> int:
    return _copied(value) + (_PAIR * linecount if type(linecount) is int and 0 < linecount <= _WIDEST else 0)


def _counted(*bounds: Any) -> int:
    return _PAIR * list_filters.many_counted(*bounds)


_FUNCTIONS: Final = {name: entry.function for name, entry in TEMPLATE_FILTERS.items()}
SIZES: Final[Mapping[Callable[..., Any], Callable[..., int]]] = {
    _FUNCTIONS[name]: size
    for size, names in (
        (_changed, ("upper", "lower", "title", "capitalize", "trim")),
        (_copied, ("items", "list", "reverse", "first", "last", "sum")),
        (_joined, ("join",)),
        (_replaced, ("replace",)),
        (_formatted, ("format",)),
        (_ordered, ("sort", "dictsort", "unique", "groupby", "min", "max")),
        (_tested, ("select", "reject", "selectattr", "rejectattr")),
        (_mapped, ("map",)),
        (_batched, ("batch",)),
    )
    for name in names
} | {list_filters.counted: _counted}
"""Takes the filter's own arguments."""
