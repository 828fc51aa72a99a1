"""The language of prose: a strict subset of Markdown in which figures stand as placeholders.

Every line is a paragraph, as in Word; blank lines between them are welcome and print nothing. ``## `` begins a
heading of level 2 （一）, ``### `` one of level 3 (1.); ``**words**`` are strong. Everything else is verbatim.
CommonMark itself is not used because its emphasis fails beside Chinese punctuation (``**“双公开”**工作`` stays
unmarked there), because it would turn ``1. `` into a list, and because it joins lines, which a clerk who pressed
Enter does not expect.
``{{ address }}`` and ``{{ address | filter(argument, …) }}`` print figures; nothing else between braces has a meaning.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

import attrs

from reportgen.core.value import Value

Argument = str | int | Decimal
"""An address (``str``), or a literal number."""

_STEP = r"[A-Za-z_]\w*(?:\[[^\[\]{}|]+\])?"
"""A name, and behind it the name of a row in a group that repeats: ``accounts[网站]``."""
_WHOLE_ADDRESS = re.compile(rf"{_STEP}(?:\.{_STEP})*")
_STRONG = re.compile(r"\*\*")
_HASHES = ("#", "＃")
_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}", "｛｛", "｝｝")
_CALL = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*(?:\(\s*(?P<arguments>[^()]*?)\s*\))?\s*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
HEADING = re.compile(r"(#{2,3})[ \t]+(?=\S)")
_STRAY = re.compile("|".join(map(re.escape, _MARKS)))
_LONGEST_TAG, _SHOWN = 1000, 40
"""No placeholder is as long as this; what a message shows of something that is none."""


@attrs.frozen(eq=False, repr=False)
class Call(Value):
    """One filter as written: ``share(hotline.accepted, 2)``."""

    name: str
    arguments: tuple[Argument, ...] = ()


class Words(NamedTuple):
    """Verbatim text."""

    text: str
    strong: bool
    position: int


class Placeholder(NamedTuple):
    """A figure in the prose: its address and the filters that shape it. ``position`` counts characters of the field."""

    address: str
    calls: tuple[Call, ...]
    strong: bool
    position: int


class Paragraph(NamedTuple):
    """A heading (``level`` 2 or 3) or a paragraph of the body (0)."""

    level: int
    pieces: tuple[Words | Placeholder, ...]


Tag = tuple[int, int, str]
"""Where two pairs of braces on one line begin and end, and what stands between them, placeholder or not."""


@attrs.frozen(eq=False, repr=False)
class Malformed(Value):
    """A piece of prose that looks like a placeholder and is none."""

    text: str
    position: int


def tags(text: str, begin: int = 0, end: int | None = None) -> Iterator[Tag]:
    """Yield what ``\\{\\{(.*?)\\}\\}`` matches, in a time that grows with the text and not with its square."""
    closing = begin
    while (start := text.find("{{", begin, end)) >= 0:
        if closing < start + 2:
            closing = text.find("}}", start + 2, end)
            if closing < 0:
                return
        line = text.find("\n", start, closing)
        if line < 0:
            yield start, closing + 2, text[start + 2 : closing]
        begin = closing + 2 if line < 0 else line + 1


def replaced_tags(text: str, replacement: Callable[[Tag], str]) -> str:
    """Return ``text`` with every tag replaced."""
    pieces, done = [], 0
    for tag in tags(text):
        pieces += [text[done : tag[0]], replacement(tag)]
        done = tag[1]
    return "".join([*pieces, text[done:]])


def parse(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``text``. What :func:`malformed` names stays in them as verbatim words."""
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            heading = HEADING.match(line) if line[0] == "#" else None
            level, skip = (len(heading.group(1)), heading.end()) if heading else (0, 0)
            if "{{" in line or "**" in line:
                pieces = tuple(_pieces(line[skip:], start + skip))
            else:
                pieces = (Words(line[skip:], False, start + skip),)
            paragraphs.append(Paragraph(level, pieces))
        start += len(line) + 1
    return tuple(paragraphs)


def unmarked(text: str) -> list[Malformed]:
    """Return the lines that begin as a heading and are none, and those with a ``**`` that nothing closes."""
    found, start = [], 0
    for line in text.split("\n"):
        begins = line.lstrip()
        if begins[:1] in _HASHES and not (HEADING.match(line) and line.lstrip("#").strip()):
            found.append(Malformed(begins[:20], start))
        elif (outside := _without_tags(line)).count("**") % 2:
            last = outside.rindex("**")
            found.append(Malformed(line[last:][:20], start + last))
        start += len(line) + 1
    return found


def malformed(text: str) -> list[Malformed]:
    """Return every tag-like piece of ``text`` that is no placeholder: stray or full-width braces, ``{%``, sums."""
    found = [Malformed(text[at:end], at) for at, end, inside in tags(text) if understood(inside) is None]
    outside = _without_tags(text)
    if not any(mark in outside for mark in _MARKS):
        return found
    shown = 0
    for match in _STRAY.finditer(outside):
        if match.start() >= shown:
            line = outside[match.start() : match.start() + _SHOWN].split("\n")[0].split("\0")[0]
            found.append(Malformed(line, match.start()))
            shown = match.start() + len(line)
    return sorted(found, key=lambda piece: piece.position)


def _without_tags(text: str) -> str:
    """Return ``text`` with every tag blotted out, so that what stands before one and behind it stays apart."""
    return replaced_tags(text, lambda tag: "\0" * (tag[1] - tag[0]))


def _pieces(line: str, start: int) -> Iterator[Words | Placeholder]:
    """Cut one line into strong and plain words and placeholders; ``**`` inside a placeholder is no mark."""
    if "**" not in line:
        yield from _span(line, 0, len(line), start, False)
        return
    marks = [match.start() for match in _STRONG.finditer(_without_tags(line))]
    edges = marks if len(marks) % 2 == 0 else marks[:-1]
    begin, strong = 0, False
    for edge in edges:
        yield from _span(line, begin, edge, start, strong)
        begin, strong = edge + 2, not strong
    yield from _span(line, begin, len(line), start, strong)


def _span(line: str, begin: int, end: int, start: int, strong: bool) -> Iterator[Words | Placeholder]:
    for at, after, inside in tags(line, begin, end):
        known = understood(inside)
        if known is None:
            continue
        if at > begin:
            yield Words(line[begin:at], strong, start + begin)
        yield Placeholder(*known, strong, start + at)
        begin = after
    if end > begin:
        yield Words(line[begin:end], strong, start + begin)


@functools.lru_cache(maxsize=4096)
def understood(tag: str) -> tuple[str, tuple[Call, ...]] | None:
    """Return the address and the filters between two braces, or ``None`` where there are none."""
    if len(tag) > _LONGEST_TAG:
        return None
    address, *filters = tag.split("|")
    address = address.strip()
    if not _WHOLE_ADDRESS.fullmatch(address):
        return None
    calls = []
    for text in filters:
        call = _CALL.fullmatch(text)
        arguments = None if call is None else _arguments(call["arguments"])
        if call is None or arguments is None:
            return None
        calls.append(Call(call["name"], arguments))
    return address, tuple(calls)


def _arguments(text: str | None) -> tuple[Argument, ...] | None:
    if not text:
        return ()
    arguments: list[Argument] = []
    for part in (piece.strip() for piece in text.split(",")):
        if _NUMBER.fullmatch(part):
            arguments.append(Decimal(part) if "." in part else int(part))
        elif _WHOLE_ADDRESS.fullmatch(part):
            arguments.append(part)
        else:
            return None
    return tuple(arguments)
