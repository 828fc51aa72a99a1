"""What a part's generated code calls; the plain code raises at the first fault."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.word.language.filters import SIZES, TEMPLATE_FILTERS, TESTS
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.markup.table_grid import fit_grid
from reportgen.engine.word.meter import ATOMS, Meter, charge_comparison, text_cost
from reportgen.engine.word.runtime import values
from reportgen.engine.word.runtime.needed_content import empty, needs, unfinished
from reportgen.engine.word.runtime.values import TOO_LONG, UnprintableError, words
from reportgen.prose.filters import FILTERS, Blank

_REFERENCE: Final = 8
_COMPARE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt,
    "lteq": operator.le, "gt": operator.gt, "gteq": operator.ge,
    "in": lambda item, group: item in group, "notin": lambda item, group: item not in group,
}  # fmt: skip


class _Missing:
    """What a name stands for that the data does not have: false, empty, printed as nothing; never without a fault."""

    def __bool__(self) -> bool:
        return False


MISSING: Final = _Missing()


def rows(value: Any, meter: Meter, tag: int) -> Sequence[Any]:
    """Return what a loop runs over: a list's items or a mapping's names."""
    if isinstance(value, (list, tuple)):
        return value
    if isinstance(value, Mapping):
        meter.charge(_REFERENCE * len(value), tag)
        names = list(value)
        if any(isinstance(name, float) for name in names):
            raise UnprintableError(
                Text("名称是浮点数，不精确", "has a float for a name, which is not exact"),
                Text("请用文字或整数作名称", "Let names be text or whole numbers"),
            )
        return names
    kind = type(value).__name__
    raise UnprintableError(Text(f"不是列表，不能循环（{kind}）", f"this is no list to loop over ({kind})"))


def unpacked(items: Sequence[Any], count: int, meter: Meter, tag: int) -> Sequence[Any]:
    """Return ``items`` if each is a list of ``count`` values."""
    meter.charge(len(items), tag)
    if all(isinstance(item, (list, tuple)) and len(item) == count for item in items):
        return items
    raise UnprintableError(Text(f"每一项应有 {count} 个值", f"each item should have {count} values"))


def joined(parts: tuple[Any, ...], meter: Meter, tag: int) -> str:
    """Return values joined by ``~``, each as it prints."""
    pieces = [words(part) for part in parts]
    size = sum(map(len, pieces))
    if size > DEFAULT.field_characters:
        raise UnprintableError(TOO_LONG)
    meter.charge(text_cost(size), tag)
    return "".join(pieces)


def applied(function: Callable[..., Any], meter: Meter, tag: int, /, *arguments: Any, **named: Any) -> Any:
    """Return what a filter makes of its arguments; its result is charged first where it can be large."""
    size = SIZES.get(function)
    if size is not None:
        meter.charge(size(*arguments, **named), tag)
    return function(*arguments, **named)


def compared(sign: str, left: Any, right: Any, meter: Meter, tag: int) -> Any:
    """Return whether a comparison holds."""
    charge_comparison(sign, left, right, meter, tag)
    return _COMPARE[sign](left, right)


def item(value: Any, key: Any) -> Any:
    """Return what stands under a key that the data or the template made: a name or a number."""
    if isinstance(key, ATOMS):
        return value[key]
    raise TypeError("a list is no name")


def filled(value: Any, name: str) -> Any:
    """Return the value of a name that ``set`` gives; KeyError if it has not been given."""
    if value is MISSING:
        raise KeyError(name)
    return value


def defined(look: Callable[[], Any]) -> bool:
    """Return whether a name leads to something."""
    try:
        return look() is not MISSING
    except (KeyError, IndexError, TypeError):
        return False


def _past_blanks(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that gives a draft's blank back as it is."""

    def filtered(*values: Any, **named: Any) -> Any:
        for value in values:
            if type(value) is Blank:
                return value
        return function(*values, **named)

    return filtered


def fitted(table: bytes, meter: Meter, tag: int) -> bytes:
    """Return a table whose grid fits its rows."""
    meter.charge(len(table), tag)
    return fit_grid(table)


def functions() -> dict[str, Any]:
    """Return the filters, tests and constants that fast and checked code share, and nothing else of Python."""
    filters = {f"f_{name}": entry.function for name, entry in TEMPLATE_FILTERS.items()}
    filters |= {f"f_{name}": _past_blanks(entry.function) for name, entry in FILTERS.items()}
    tests = {f"t_{name}": function for name, function in TESTS.items()}
    return {"__builtins__": _BUILTINS, "DEC": Decimal, "MISSING": MISSING, **filters, **tests}


_BUILTINS: Final = {"len": len, "sum": sum, "map": map, "enumerate": enumerate}
"""All that generated code can name of Python."""


def plain_names(contexts: tuple[TextContext, ...]) -> dict[str, Any]:
    """Return what the plain code calls."""
    return {
        **functions(), "rows": rows, "U": unpacked, "J": joined, "V": filled, "H": defined, "I": item, "K": compared,
        "Q": applied, "unfinished": unfinished, "empty": empty, "needs": needs, "fit": fitted,
        "T": values.text_printer(contexts), "A": values.attribute, "O": values.plain,
        "L": values.line, "S": values.span,
        "C": values.colour, "B": values.object_printer(contexts),
        "R": values.object_printer(contexts, kinds=("run",)),
        "P": values.object_printer(contexts, kinds=("block",)),
    }  # fmt: skip
