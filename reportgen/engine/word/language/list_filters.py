"""Jinja's filters for lists: exact, of bounded size, and without a way into the objects of the data.

An attribute is a name of a mapping or the number of an item, ``a.b`` one inside another; nothing of Python is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from reportgen.engine.word.language.named_row import NamedRow
from reportgen.prose.filters import EXACT, FilterError, number, shown

_REFUSED: Final = object()
_MISSING: Final = object()
_MOST_STEPS: Final = 10
_ASKING: Final = ("defined", "undefined")
_SIGNS: Final = {
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "lessthan": "lt", "greaterthan": "gt",
}  # fmt: skip
_GROUPS: Final = (list, tuple, Mapping)


def listed(value: Any) -> list[Any]:
    """Return the items of a list, the names of a mapping or the characters of a text."""
    if isinstance(value, (list, tuple, str, Mapping)):
        return list(value)
    raise FilterError(f"{shown(value)} 不是列表", f"{shown(value)} is no list")


def counted(*bounds: Any) -> tuple[int, ...]:
    """Return whole numbers one after another, as Python's ``range`` counts them."""
    return tuple(range(*map(_whole, bounds)))


def many_counted(*bounds: Any) -> int:
    """Return how many numbers :func:`counted` would return; OverflowError where nobody could count them."""
    return len(range(*map(_whole, bounds)))


def _whole(bound: Any) -> int:
    if type(bound) is int:
        return bound
    if isinstance(bound, Decimal) and bound == bound.to_integral_value():
        return int(bound)
    raise FilterError(f"{shown(bound)} 不是整数", f"{shown(bound)} is no whole number")


def at(item: Any, attribute: Any, otherwise: Any = _REFUSED) -> Any:
    """Return what ``item`` has under a name, a number, or several with points between; itself where it is None."""
    if attribute is None:
        return item
    steps = attribute.split(".") if isinstance(attribute, str) else [attribute]
    for step in steps[:_MOST_STEPS]:
        if isinstance(step, str) and step.startswith("_"):
            raise FilterError(f"名称 {shown(step)} 不允许", f"the name {shown(step)} is not allowed")
        key = int(step) if isinstance(step, str) and step.isascii() and step.isdecimal() else step
        if step in (item if isinstance(item, Mapping) else item.fields if isinstance(item, NamedRow) else ()):
            item = item[step]
        elif isinstance(item, (list, tuple)) and type(key) is int and key < len(item):
            item = item[key]
        elif otherwise is _REFUSED:
            raise FilterError(f"有一项没有 {shown(step)}", f"an item has no {shown(step)}")
        else:
            return otherwise
    return item


def _key(attribute: Any, case_sensitive: Any) -> Callable[[Any], Any]:
    def key(item: Any) -> Any:
        value = at(item, attribute)
        if isinstance(value, float):
            raise FilterError(f"{value!r} 是浮点数，不精确", f"{value!r} is a float that is not exact")
        if isinstance(value, _GROUPS):
            raise FilterError("有一项不是单个的值", "an item is no single value")
        return value.lower() if isinstance(value, str) and not case_sensitive else value

    return key


def _chosen(value: Any, last: bool) -> Any:
    items = listed(value)
    if not items:
        raise FilterError("列表是空的", "the list is empty")
    return items[-1 if last else 0]


def first(value: Any) -> Any:
    """Return the first item."""
    return _chosen(value, False)


def last(value: Any) -> Any:
    """Return the last item."""
    return _chosen(value, True)


def sort(value: Any, reverse: Any = False, case_sensitive: Any = False, attribute: Any = None) -> list[Any]:
    """Return the items in order, small and capital letters alike unless told otherwise."""
    return sorted(listed(value), key=_key(attribute, case_sensitive), reverse=bool(reverse))


def dictsort(value: Any, case_sensitive: Any = False, by: Any = "key", reverse: Any = False) -> list[Any]:
    """Return the names and values of a mapping in the order of the names, or of the values."""
    if not isinstance(value, Mapping) or by not in ("key", "value"):
        raise FilterError("只有带名称的一组数据才能用 dictsort", "only a mapping can be sorted by dictsort")
    return sorted(value.items(), key=_key(int(by == "value"), case_sensitive), reverse=bool(reverse))


def unique(value: Any, case_sensitive: Any = False, attribute: Any = None) -> list[Any]:
    """Return the items without those that came before."""
    key, found = _key(attribute, case_sensitive), dict[Any, Any]()
    for item in listed(value):
        found.setdefault(key(item), item)
    return list(found.values())


def reverse(value: Any) -> Any:
    """Return a list or text from its end to its beginning."""
    return value[::-1] if isinstance(value, str) else listed(value)[::-1]


def smallest(value: Any, case_sensitive: Any = False, attribute: Any = None) -> Any:
    """Return the smallest item."""
    return min(listed(value) or [first(value)], key=_key(attribute, case_sensitive))


def largest(value: Any, case_sensitive: Any = False, attribute: Any = None) -> Any:
    """Return the largest item."""
    return max(listed(value) or [first(value)], key=_key(attribute, case_sensitive))


def total(value: Any, attribute: Any = None, start: Any = 0) -> int | Decimal:
    """Return the exact sum of the items and ``start``; numbers only."""
    result = number(start)
    whole = type(start) is int
    for item in listed(value):
        amount = at(item, attribute)
        whole = whole and isinstance(amount, int)
        result = EXACT.add(result, number(amount))
    return int(result) if whole else result


def batch(value: Any, linecount: Any, fill_with: Any = None) -> list[list[Any]]:
    """Return the items in lists of so many, the last one filled up with ``fill_with``."""
    if type(linecount) is not int or not 1 <= linecount <= 1_000:
        raise FilterError("每组的项数须是 1 到 1000", "a batch has 1 to 1,000 items")
    items = listed(value)
    found = [items[start : start + linecount] for start in range(0, len(items), linecount)]
    if found and fill_with is not None:
        found[-1] += [fill_with] * (linecount - len(found[-1]))
    return found


def groupby(value: Any, attribute: Any, default: Any = _REFUSED, case_sensitive: Any = False) -> list[NamedRow]:
    """Return the items in groups that have the same under ``attribute``: ``grouper`` is that, ``list`` the items."""
    groups: dict[Any, list[Any]] = {}
    heads: dict[Any, Any] = {}
    for item in listed(value):
        head = at(item, attribute, default)
        key = _key(None, case_sensitive)(head)
        heads.setdefault(key, head)
        groups.setdefault(key, []).append(item)
    return [NamedRow(("grouper", "list"), (heads[key], groups[key])) for key in sorted(groups)]


Test = Callable[..., bool]


def choosers(tests: Mapping[str, Test]) -> dict[str, Callable[..., list[Any]]]:
    """Return the filters that keep items by a test: select, reject, selectattr and rejectattr."""

    def holds(value: Any, test: Any, arguments: tuple[Any, ...]) -> bool:
        if test is None:
            return bool(value)
        if test in ("defined", "undefined"):
            return (value is _MISSING) is (test == "undefined")
        function = tests.get(_SIGNS.get(test, test)) if isinstance(test, str) else None
        if function is None:
            raise FilterError(f"没有判断 {shown(test)}", f"there is no test {shown(test)}")
        return function(value, *arguments)

    def kept(value: Any, attribute: Any, test: Any, arguments: tuple[Any, ...], wanted: bool) -> list[Any]:
        otherwise = _MISSING if test in _ASKING else _REFUSED
        return [item for item in listed(value) if holds(at(item, attribute, otherwise), test, arguments) is wanted]

    def select(value: Any, test: Any = None, *arguments: Any) -> list[Any]:
        return kept(value, None, test, arguments, True)

    def reject(value: Any, test: Any = None, *arguments: Any) -> list[Any]:
        return kept(value, None, test, arguments, False)

    def selectattr(value: Any, attribute: Any, test: Any = None, *arguments: Any) -> list[Any]:
        return kept(value, attribute, test, arguments, True)

    def rejectattr(value: Any, attribute: Any, test: Any = None, *arguments: Any) -> list[Any]:
        return kept(value, attribute, test, arguments, False)

    return {"select": select, "reject": reject, "selectattr": selectattr, "rejectattr": rejectattr}
