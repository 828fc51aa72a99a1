"""Rendering by the checked code, with a mark before and after every printed value that has an address."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import attrs

from reportgen.core.spelling import Suggestions
from reportgen.engine.word.language.filters import PASSING, mapped
from reportgen.engine.word.meter import Meter, charge_group
from reportgen.engine.word.proof.provenance import Span, number, spans_of, text, untraced
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.diagnostics import Diagnostics
from reportgen.engine.word.runtime.runtime import MISSING, fitted
from reportgen.engine.word.runtime.values import Printer, words

Signs = tuple[str, str, str]
"""What begins a mark, what ends its number, and what ends it."""
_CANDIDATES: Final = tuple(chr(code) for code in range(0x10FF00, 0x10FFF0))
_PRINTERS: Final = "TAOLSC"
"""All that print a figure, as generated code names them; the others print docxtpl's objects, which no report has."""
_GRID_END: Final = b"</w:tblGrid>"
_EVENT: Final = 300
"""What the event of one printing takes besides its characters."""


@attrs.frozen
class Event:
    """One printing of a traced value: the number of the tag, the value's spans and its characters."""

    tag: int
    spans: tuple[Span, ...]
    shown: str


def signs_for(finished: str) -> Signs:
    """Return three characters that the part does not hold, to mark with."""
    free = (sign for sign in _CANDIDATES if sign not in finished)
    return next(free), next(free), next(free)


def pattern_of(signs: Signs) -> re.Pattern[str]:
    """Return what finds a mark: first its number, then the characters between."""
    begin, middle, end = signs
    return re.compile(f"{begin}([0-9]+){middle}(.*?){end}", re.DOTALL)


class Marking(Diagnostics):
    """What the checked code calls, with a mark before and after every printed value that knows where it comes from."""

    def __init__(self, part: CompiledPart, file: str, signs: Signs) -> None:
        super().__init__(part.places, file, part.contexts, None, Suggestions(), part.own)
        self.part, self.signs = part, signs
        self.events: list[Event] = []

    def render(self, context: Mapping[str, Any], meter: Meter) -> bytes:
        """Return the part's XML, marked."""
        names = self.names()
        exec(marshal.loads(self.part.checked), names)  # noqa: S102, S302 — code that compiling made
        result: bytes = names["render"](context, meter)
        return result

    def names(self) -> dict[str, Any]:
        """Return the names of the checked code, with printers that mark."""
        names = super().names()
        names |= {printer: self.marked(names[printer]) for printer in _PRINTERS}
        names["fit"] = self.fitted
        return names

    def fitted(self, table: bytes, meter: Meter, tag: int) -> bytes:
        """Return a marked table with its grid fitted, for which the numbers of columns must be seen without marks."""
        clean = self.clean(table)
        result = fitted(clean, meter, tag)
        if result == clean:
            return table
        return result[: result.index(_GRID_END)] + table[table.index(_GRID_END) :]

    def clean(self, marked: bytes) -> bytes:
        """Return marked bytes without their marks."""
        return pattern_of(self.signs).sub(r"\2", marked.decode()).encode()

    def marked(self, printer: Printer) -> Printer:
        """Return ``printer`` so that it marks what has an address."""
        begin, middle, end = self.signs

        def printed(value: Any, context: int, meter: Meter, tag: int) -> bytes:
            result = printer(value, context, meter, tag)
            spans = spans_of(value)
            if not spans or not result:
                return result
            meter.charge(_EVENT + len(result), tag)
            self.events.append(Event(tag, spans, words(value)))
            return f"{begin}{len(self.events) - 1}{middle}".encode() + result + end.encode()

        return printed

    def apply(self, function: Callable[..., Any], meter: Meter, tag: int, /, *arguments: Any, **named: Any) -> Any:
        """Return what a filter makes of its arguments; what is made of figures has the addresses of all of them."""
        if function in PASSING or (function is mapped and len(arguments) == 1):
            return super().apply(function, meter, tag, *arguments, **named)
        values = (*arguments, *named.values())
        charge_group(values, meter, tag)
        plain = {name: untraced(value) for name, value in named.items()}
        result = super().apply(function, meter, tag, *map(untraced, arguments), **plain)
        addresses = tuple(dict.fromkeys(name for value in values for name in _addresses(value)))
        return [_made(one, addresses) for one in result] if function is mapped else _made(result, addresses)

    def joined(self, parts: tuple[Any, ...], meter: Meter, tag: int) -> Any:
        """Return values joined by ``~``, each with its own addresses."""
        result = super().joined(parts, meter, tag)
        spans: list[Span] = []
        position = 0
        for part in parts:
            shown = "" if part is MISSING else words(part)
            spans += (whole(span, shown).moved(position) for span in spans_of(part))
            position += len(shown)
        return text(result, tuple(spans)) if type(result) is str else result


def _made(result: Any, addresses: tuple[str, ...]) -> Any:
    """Return what a filter made, with the addresses of what it was made of."""
    if not addresses or isinstance(result, bool):
        return result
    if isinstance(result, str):
        return text(result, (Span(0, len(result), addresses),))
    return number(result, (Span(0, -1, addresses),)) if isinstance(result, int | Decimal) else result


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _addresses(item)
    for span in spans_of(value):
        yield from span.addresses


def whole(span: Span, shown: str) -> Span:
    """Return a number's span with its length, which only printing knows."""
    return attrs.evolve(span, stop=len(shown)) if span.stop < 0 else span
