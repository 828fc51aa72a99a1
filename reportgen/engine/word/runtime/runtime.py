"""What a part's generated code calls; the plain code raises at the first fault."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.word.language.own_functions import NO_FUNCTIONS, OwnFunctions
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.markup.table_grid import fit_grid
from reportgen.engine.word.meter import ATOMS, Meter, charge_comparison, text_cost, weight
from reportgen.engine.word.runtime import values
from reportgen.engine.word.runtime.needed_content import empty, needs, unfinished
from reportgen.engine.word.runtime.plain_data import exact, is_plain
from reportgen.engine.word.runtime.values import TOO_LONG, UnprintableError, words
from reportgen.prose.filters import FILTERS, Blank, FilterError

_REFERENCE: Final = 8
_SHOWN_CHARACTERS: Final = 120
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
    raise UnprintableError(
        Text(f"不是列表，不能循环（{kind}）", f"this is no list to loop over ({kind})"),
        Text("请在数据里给出列表，或改印单个值", "Give a list in the data, or print the one value"),
    )


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
    from reportgen.engine.word.language.filter_costs import SIZES  # noqa: PLC0415 — the official template needs none

    size = SIZES.get(function)
    if size is not None:
        meter.charge(size(*arguments, **named), tag)
    made = function(*arguments, **named)
    if getattr(function, "own", False):  # nobody knows before what it makes
        meter.charge(text_cost(len(made)) if isinstance(made, str) else weight(made), tag)
    return made


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


def defaulted(look: Callable[[], Any], otherwise: Any, boolean: Any) -> Any:
    """Return the value of a name, ``otherwise`` where there is none (or it is empty, with ``boolean``)."""
    try:
        value = look()
    except (KeyError, IndexError, TypeError, FilterError):
        return otherwise
    return otherwise if value is MISSING or (boolean and not value) else value


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


def _guarded(function: Callable[..., Any], name: str, fast: bool) -> Callable[..., Any]:
    """Return a function of the caller's so that whatever goes wrong in it is a fault of a tag.

    What it returns is made exact; ``fast`` code, which does not look at each value, takes plain data only.
    """

    def called(*arguments: Any, **named: Any) -> Any:
        try:
            made = exact(function(*arguments, **named))
        except FilterError:
            raise
        except Exception as problem:  # noqa: BLE001 — it is not ours
            why = f"{type(problem).__name__}: {problem}"[:_SHOWN_CHARACTERS]
            raise FilterError(f"自定义的 {name} 出错（{why}）", f"{name} of your own failed ({why})") from None
        if fast and not is_plain({name: made}):
            raise FilterError("须逐步检查", "every step must be checked")
        return made

    guarded = _past_blanks(called)
    guarded.own = True  # type: ignore[attr-defined]  # a mark for applied
    return guarded


def functions(own: OwnFunctions = NO_FUNCTIONS, used: Collection[str] | None = None) -> dict[str, Any]:
    """Return the filters, tests and constants that fast and checked code share, and nothing else of Python.

    ``used`` are the names in the code; None means that all are wanted.
    """
    filters: dict[str, Any] = {f"f_{name}": _past_blanks(entry.function) for name, entry in FILTERS.items()}
    tests: dict[str, Any] = {}
    if used is None or any(name.startswith(("f_", "t_")) and name not in filters for name in used):
        from reportgen.engine.word.language.filters import TEMPLATE_FILTERS, TESTS  # noqa: PLC0415 — few templates use them

        filters = {f"f_{name}": entry.function for name, entry in TEMPLATE_FILTERS.items()} | filters
        tests = {f"t_{name}": function for name, function in TESTS.items()}
    if used is None or "RANGE" in used:
        from reportgen.engine.word.language.list_filters import counted  # noqa: PLC0415 — few templates count

        filters["RANGE"] = counted
    filters |= {f"f_{name}": _guarded(function, name, used is not None) for name, function in own.filters.items()}
    tests |= {f"t_{name}": _guarded(function, name, used is not None) for name, function in own.tests.items()}
    return {"__builtins__": _BUILTINS, "DEC": Decimal, "MISSING": MISSING, **filters, **tests}


_BUILTINS: Final = {"len": len, "sum": sum, "map": map, "enumerate": enumerate}
"""All that generated code can name of Python."""


def plain_names(
    contexts: tuple[TextContext, ...], own: OwnFunctions = NO_FUNCTIONS, used: Collection[str] | None = None
) -> dict[str, Any]:
    """Return what the plain code calls."""
    return {
        **functions(own, used), "rows": rows, "U": unpacked, "J": joined, "V": filled, "H": defined, "I": item,
        "D": defaulted, "K": compared,
        "Q": applied, "unfinished": unfinished, "empty": empty, "needs": needs, "fit": fitted,
        "T": values.text_printer(contexts), "A": values.attribute_printer(), "O": values.plain,
        "L": values.line, "S": values.span,
        "C": values.colour, "B": values.object_printer(contexts),
        "R": values.object_printer(contexts, kinds=("run",)),
        "P": values.object_printer(contexts, kinds=("block",)),
    }  # fmt: skip
