"""Prose cut into tokens: a number, a Latin word, a single other character; with what stands for each in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.core.value import Value
from reportgen.prose.markup import ParsedProse, Placeholder, parse
from reportgen.prose.rendering import HYPHEN, printed

BREAK: Final = "\n"
"""The token between two paragraphs."""
_TOKEN: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)


@attrs.frozen(eq=False, repr=False)
class Unit(Value):
    """A stretch of source that stays whole: what it is written as, its tokens as printed, its figure if it prints one.

    A mark of bold text prints nothing.
    """

    source: str
    tokens: tuple[str, ...]
    figure: Placeholder | None = None


@attrs.frozen(eq=False, repr=False)
class Line(Value):
    """One paragraph of the prose as its source writes it: its level, what begins the line, and its units."""

    level: int
    begin: str
    units: tuple[Unit, ...]

    @property
    def text(self) -> str:
        """What the paragraph prints."""
        return "".join(token for unit in self.units for token in unit.tokens)

    @property
    def source(self) -> str:
        """How the paragraph is written."""
        return self.begin + "".join(unit.source for unit in self.units)


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens of a text as printed; hyphens are all of one kind."""
    return tuple(_TOKEN.findall(text.replace(HYPHEN, "-")))


def lines_of(text: str, values: Mapping[str, Any]) -> list[Line]:
    """Return the paragraphs of a piece of prose that prints ``values``.

    Raises:
        UnprintableError: a placeholder cannot be printed.
    """
    prose = parse(text)
    return [_line(prose, number, values) for number in range(len(prose.paragraphs))]


def _line(prose: ParsedProse, number: int, values: Mapping[str, Any]) -> Line:
    paragraph = prose.paragraphs[number]
    if not paragraph.pieces:
        return Line(paragraph.level, "", ())
    text = prose.text
    start = text.rfind(BREAK, 0, paragraph.pieces[0].position) + 1
    end = text.find(BREAK, start)
    end = len(text) if end < 0 else end
    units: list[Unit] = []
    at = first = _content(text, start, paragraph.level)
    for piece in paragraph.pieces:
        units += _marks(text[at : piece.position])
        if isinstance(piece, Placeholder):
            at = text.index("}}", piece.position) + 2
            units.append(Unit(text[piece.position : at], tokens_of(printed(piece, values)), piece))
        else:
            at = piece.position + len(piece.text)
            units += (Unit(word, tokens_of(word)) for word in _TOKEN.findall(piece.text))
    units += _marks(text[at:end])
    return Line(paragraph.level, text[start:first], tuple(units))


def _content(text: str, start: int, level: int) -> int:
    """Return where the words of a line begin, behind the mark of a heading."""
    at = start + level
    while level and text[at] in " \t":
        at += 1
    return at


def _marks(between: str) -> Iterator[Unit]:
    """Yield the marks of bold text that stand between two pieces."""
    yield from (Unit("**", ()) for _ in range(between.count("**")))
