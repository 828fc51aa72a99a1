"""What a template sees: one report as plain nested mappings of numbers and texts."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import attrs

from reportgen.core.text import Text, shortened
from reportgen.model.addresses import AddressBook
from reportgen.model.figures import ROW_NAME, Figure, declared
from reportgen.model.symbolic import Rows, derived_figures, hints, join, row_names, row_of, steps
from reportgen.prose.filters import FILTERS, FilterError, plain
from reportgen.prose.markup import Argument, ParsedProse, Placeholder, Words
from reportgen.prose.stray_addresses import stray_addresses

HYPHEN: Final = "\u2011"
"""The hyphen at which no line is broken."""


class UnprintableError(ValueError):
    """A piece of prose asks for what cannot be printed; ``says`` tells what, ``position`` where in the field.

    ``blank`` marks a figure that exists but has no value yet: such prose is sound, only not ready to be printed.
    """

    def __init__(self, says: Text, position: int, *, blank: bool = False, address: str | None = None) -> None:
        self.says, self.position, self.blank, self.address = says, position, blank, address
        super().__init__(says.en)


def nested(book: AddressBook, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` (by address) in the shape of the data class, totals included.

    A group that repeats is a list of its rows in order, each with its ``name``.
    """
    return _reader(book)(values)


@functools.lru_cache(maxsize=64)
def nested_names(names: tuple[tuple[str, str], ...]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return what gives values (by address) in the shape of other names, which are paired with their addresses."""
    source = f"lambda values: {_literal(_shape(dict(names)))}"
    compiled: Callable[[Mapping[str, Any]], dict[str, Any]] = eval(source, {})  # noqa: S307 — the source is made of literals and the form's own names only
    return compiled


def _literal(shape: Mapping[str, Any]) -> str:
    items = (
        f"{name!r}: " + (f"values[{inner!r}]" if isinstance(inner, str) else _literal(inner))
        for name, inner in shape.items()
    )
    return "{" + ", ".join(items) + "}"


def nested_notes(book: AddressBook, notes: Mapping[str, str]) -> dict[str, Any]:
    """Return the note of every printed figure in the shape of the data class; an absent note is empty text."""
    if not notes:
        return _no_notes(book)
    printed = dict.fromkeys((name for name in book if book[name].printed), "")
    return _shape({**printed, **notes})


@functools.cache
def _no_notes(book: AddressBook) -> dict[str, Any]:
    return _shape(dict.fromkeys((name for name in book if book[name].printed), ""))


def _shape(values: Mapping[str, Any]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for address, value in values.items():
        *parents, name = steps(address)
        place = root
        for parent in parents:
            place = place.setdefault(parent, {})
        place[name] = value
    return root


@functools.lru_cache(maxsize=64)
def _reader(book: AddressBook) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Compile the class to one dict display, so that a report costs a few microseconds instead of a walk."""
    names: dict[str, Any] = {}
    source = f"lambda values: {_display(book.statistics, '', book.rows)}"
    compiled: Callable[[Mapping[str, Any]], dict[str, Any]] = eval(source, names)  # noqa: S307 — the source is made of the model's own field names only
    return compiled


def _display(cls: type, prefix: str, rows: Rows | None, called: str | None = None) -> str:
    items = [] if called is None else [f"{ROW_NAME!r}: {called!r}"]
    for field in attrs.fields(cls):
        entry, address = declared(field), join(prefix, field.name)
        if isinstance(entry, Figure):
            shown = f"values[{address!r}]"
        elif entry.rows is None:
            shown = _display(hints(cls)[field.name], address, rows)
        else:
            inner = (_display(entry.rows, row_of(address, key), rows, key) for key in row_names(rows, address))
            shown = f"[{', '.join(inner)}]"
        items.append(f"{field.name!r}: {shown}")
    for name, (_, kind) in derived_figures(cls).items():
        address = join(prefix, name)
        items.append(f"{name!r}: " + (_display(kind, address, rows) if attrs.has(kind) else f"values[{address!r}]"))
    return "{" + ", ".join(items) + "}"


class PrintedProse(NamedTuple):
    """A piece of prose as a template prints it, and every placeholder in it that could not be printed.

    ``paragraphs`` have ``level``, ``text``, ``runs`` (``text``, ``strong``), and ``strong`` where any run is; they are
    whole where there are no ``problems``.
    """

    paragraphs: list[dict[str, Any]]
    problems: list[UnprintableError]

    def require(self) -> list[dict[str, Any]]:
        """Return the paragraphs, or raise the first problem."""
        if self.problems:
            raise self.problems[0]
        return self.paragraphs


def print_prose(prose: ParsedProse, values: Mapping[str, Any], blank: str | None = None) -> PrintedProse:
    """Return what ``prose`` prints with these ``values``; a blank figure prints as ``blank`` if given (a draft)."""
    paragraphs: list[dict[str, Any]] = []
    problems: list[UnprintableError] = []
    for level, pieces in prose.paragraphs:
        runs: list[dict[str, Any]] = []
        texts: list[str] = []
        before = None
        for piece in pieces:
            if isinstance(piece, Words):
                text, strong, _ = piece
            else:
                strong = piece.strong
                try:
                    text = printed(piece, values)
                except UnprintableError as problem:
                    text = blank or ""
                    if blank is None or not problem.blank:
                        problems.append(problem)
            if strong is not before:
                if texts:
                    runs.append({"text": unbroken("".join(texts)), "strong": before})
                    texts = []
                before = strong
            texts.append(text)
        if texts:
            runs.append({"text": unbroken("".join(texts)), "strong": before})
        whole = runs[0]["text"] if len(runs) == 1 else "".join([run["text"] for run in runs])
        any_strong = len(runs) > 1 or before is True
        paragraphs.append({"level": level, "runs": runs, "text": whole, "strong": any_strong})
    return PrintedProse(paragraphs, problems)


def unbroken(text: str) -> str:
    """Return ``text`` with hyphens between digits that no line is broken at: 0371-1234567 stays whole."""
    return re.sub("(?<=[0-9])-(?=[0-9])", HYPHEN, text) if "-" in text else text


def printed(piece: Placeholder, values: Mapping[str, Any]) -> str:
    """Return the text that the figure of a placeholder prints after going through its filters."""
    address, calls, _, position = piece
    for call in calls:
        if call.name not in FILTERS:
            name = shortened(call.name)
            raise UnprintableError(Text(f"没有名为 {name} 的过滤器", f"no filter {name}"), position)
    value = values.get(address)
    if value is None:
        raise _unknown(address, values, position)
    for call in calls:
        arguments = [_argument(argument, values, position) for argument in call.arguments]
        try:
            value = FILTERS[call.name].function(value, *arguments)
        except (ValueError, TypeError, ArithmeticError) as problem:
            says = getattr(problem, "says", None) or Text(
                f"过滤器 {call.name} 用法不对", f"the filter {call.name} is not used as it should be"
            )
            raise UnprintableError(says, position) from None
    if type(value) is str:
        return value
    try:
        return plain(value)
    except FilterError as problem:
        raise UnprintableError(problem.says, position) from None


def _argument(argument: Argument, values: Mapping[str, Any], position: int) -> Any:
    return _figure(argument, values, position) if isinstance(argument, str) else argument


def _figure(address: str, values: Mapping[str, Any], position: int) -> Any:
    value = values.get(address)
    if value is None:
        raise _unknown(address, values, position)
    return value


def _unknown(address: str, values: Mapping[str, Any], position: int) -> UnprintableError:
    blank = blank_at(address, values)
    name = shortened(address)
    says = (
        Text(f"{name} 是空白，无法印出", f"{name} is blank and cannot be printed")
        if blank is not None
        else Text(f"没有名为 {name} 的数字", f"no figure is called {name}")
    )
    return UnprintableError(says, position, blank=blank is not None, address=address)


def blank_at(address: str, values: Mapping[str, Any]) -> str | None:
    """Return the address of the blank that ``address`` names: itself, or a whole group left blank around it."""
    while address:
        if address in values:
            return address if values[address] is None else None
        address = address.rpartition(".")[0]
    return None


def misprints(prose: ParsedProse, values: Mapping[str, Any]) -> Iterator[UnprintableError]:
    """Yield everything in a piece of prose that would be printed as it stands and is meant as a mark or a figure."""
    strays = list(stray_addresses(prose, values))
    for stray in strays:
        written, meant = shortened(stray.written), shortened(stray.meant)
        says = Text(
            f"“{written}”会照样印成英文，应写成 {meant}",
            f"“{written}” would be printed as these words; write {meant}",
        )
        yield UnprintableError(says, stray.position)
    for piece in prose.malformed:
        at = bisect_right(strays, piece.position, key=lambda stray: stray.position)
        if at and piece.position < strays[at - 1].end:
            continue
        words = shortened(piece.text.strip())
        says = Text(
            f"“{words}”不是正确的占位符，应写成 {{{{ 名称 }}}} 或 {{{{ 名称 | 过滤器 }}}}",
            f"“{words}” is no placeholder; write {{{{ address }}}} or {{{{ address | filter }}}}",
        )
        yield UnprintableError(says, piece.position)
    for piece in prose.unmarked:
        says = Text(
            f"“{piece.text}”会照样印出来：标题写成“## ”或“### ”开头（井号后空一格），加粗要用两个 ** 前后括住",
            f"“{piece.text}” would be printed as it is: a heading begins with ## or ### and a space, bold words stand "
            "between two **",
        )
        yield UnprintableError(says, piece.position)
