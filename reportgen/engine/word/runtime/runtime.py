"""What a part's generated code calls; the plain code raises at the first fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from time import thread_time
from typing import Any, Final

from reportgen.core.errors import Fault
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS, TESTS
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.markup.table_grid import fit_grid
from reportgen.engine.word.runtime import values
from reportgen.engine.word.runtime.values import TOO_LONG, UnprintableError, words
from reportgen.prose.filters import FILTERS, Blank

_PORTION: Final = 16 * 1024
_EMPTY: Final = {
    b"<w:tr": Text(zh="表格一行也没有", en="the table has no rows"),
    b"<w:tc": Text(zh="表格的一行没有单元格", en="a row of the table has no cells"),
}


class SpentError(Exception):
    """The document grew past the limit, a loop ran too often, or it took too long; ``tag`` is the number of the tag."""

    def __init__(self, tag: int, *, time: bool = False) -> None:
        super().__init__(tag)
        self.tag, self.time = tag, time
        self.before: tuple[Fault, ...] = ()
        """What the careful way had met until then."""


class Meter:
    """What one document may still cost: bytes ``left`` (a loop's turn costs some, too), and CPU time of this thread.

    The code that renders is given a portion at a time; the clock is read when it asks for more.
    """

    __slots__ = ("left", "until")

    def __init__(self, most: int, seconds: float) -> None:
        self.left, self.until = most, thread_time() + seconds

    def more(self, left: int, tag: int) -> int:
        """Return ``left`` with a new portion. Raises SpentError."""
        if thread_time() > self.until:
            raise SpentError(tag, time=True)
        given = min(_PORTION - left, self.left)
        if given + left < 0:
            raise SpentError(tag)
        self.left -= given
        return left + given


class _Missing:
    """What a name stands for that the data does not have: false, empty, printed as nothing; never without a fault."""

    def __bool__(self) -> bool:
        return False


MISSING: Final = _Missing()


def rows(value: Any) -> Sequence[Any]:
    """Return what a loop runs over: a list's items or a mapping's names."""
    if isinstance(value, (list, tuple)):
        return value
    if isinstance(value, Mapping):
        names = list(value)
        if any(isinstance(name, float) for name in names):
            raise UnprintableError(
                Text("名称是浮点数，不精确", "has a float for a name, which is not exact"),
                Text("请用文字或整数作名称", "Let names be text or whole numbers"),
            )
        return names
    kind = type(value).__name__
    raise UnprintableError(Text(f"不是列表，不能循环（{kind}）", f"this is no list to loop over ({kind})"))


def unpacked(items: Sequence[Any], count: int) -> Sequence[Any]:
    """Return ``items`` if each is a list of ``count`` values."""
    if all(isinstance(item, (list, tuple)) and len(item) == count for item in items):
        return items
    raise UnprintableError(Text(f"每一项应有 {count} 个值", f"each item should have {count} values"))


def joined(parts: tuple[Any, ...]) -> str:
    """Return values joined by ``~``, each as it prints."""
    pieces = [words(part) for part in parts]
    if sum(map(len, pieces)) > DEFAULT.field_characters:
        raise UnprintableError(TOO_LONG)
    return "".join(pieces)


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


def unfinished(out: list[bytes], start: int) -> bool:
    """Return whether a cell or story written since ``start`` lacks the paragraph that must end it."""
    for piece in reversed(out[start:]):
        end = piece.rstrip()
        if end:
            return not (end.endswith((b"</w:p>", b"<w:p/>")) or (end.endswith(b"/>") and b"<w:p/>" in end))
    return True


def empty(out: list[bytes], start: int) -> bool:
    """Return whether nothing has been written since ``start`` into a content control, which needs a paragraph."""
    return not any(piece.strip() for piece in out[start:])


def needs(element: bytes, out: list[bytes], start: int, _tag: int) -> None:
    """Refuse a table without rows or a row without cells."""
    if not any(element + b">" in piece or element + b" " in piece for piece in out[start:]):
        raise UnprintableError(
            _EMPTY[element],
            Text("请在模板里用 {% if %} 处理没有数据的情况", "Let the template handle this with {% if %}"),
        )


def _past_blanks(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that gives a draft's blank back as it is."""

    def filtered(*values: Any, **named: Any) -> Any:
        for value in values:
            if type(value) is Blank:
                return value
        return function(*values, **named)

    return filtered


def functions() -> dict[str, Any]:
    """Return the filters, tests and constants that plain and careful code share, and nothing of Python besides."""
    filters = {f"f_{name}": entry.function for name, entry in TEMPLATE_FILTERS.items()}
    filters |= {f"f_{name}": _past_blanks(entry.function) for name, entry in FILTERS.items()}
    tests = {f"t_{name}": function for name, function in TESTS.items()}
    return {"__builtins__": _BUILTINS, "DEC": Decimal, "MISSING": MISSING, **filters, **tests}


_BUILTINS: Final = {"len": len, "sum": sum, "map": map, "enumerate": enumerate}
"""All that generated code can name of Python."""


def plain_names(contexts: tuple[TextContext, ...]) -> dict[str, Any]:
    """Return what the plain code calls."""
    return {
        **functions(), "rows": rows, "U": unpacked, "J": joined, "V": filled, "H": defined,
        "unfinished": unfinished, "empty": empty, "needs": needs, "fit": lambda table, _tag: fit_grid(table),
        "T": values.text_printer(contexts), "A": values.attribute, "O": values.plain,
        "L": values.line, "S": values.span,
        "C": values.colour, "B": values.object_printer(contexts),
        "R": values.object_printer(contexts, kinds=("run",)),
        "P": values.object_printer(contexts, kinds=("block",)),
    }  # fmt: skip
