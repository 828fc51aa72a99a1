"""The language of prose: a strict subset of Markdown in which figures stand as placeholders.

Every line is a paragraph, as in Word; blank lines between them are welcome and print nothing. ``## `` begins a
heading of level 2 （一）, ``### `` one of level 3 (1.); ``**words**`` are strong. Everything else is verbatim.
CommonMark itself is not used because its emphasis fails beside Chinese punctuation (``**“双公开”**工作`` stays
unmarked there), because it would turn ``1. `` into a list, and because it joins lines, which a clerk who pressed
Enter does not expect.
``{{ address }}`` and ``{{ address | filter(argument, …) }}`` print figures; nothing else between braces has a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import attrs

Argument = str | int | Decimal
"""An address (``str``), or a literal number."""

_TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_ADDRESS = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_CALL = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*(?:\(\s*(?P<arguments>[^()]*?)\s*\))?\s*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HEADING = re.compile(r"(#{2,3})[ \t]+(?=\S)")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝")


@attrs.frozen
class Call:
    """One filter as written: ``share(hotline.accepted, 2)``."""

    name: str
    arguments: tuple[Argument, ...] = ()


@attrs.frozen
class Words:
    """Verbatim text."""

    text: str
    strong: bool
    position: int


@attrs.frozen
class Placeholder:
    """A figure in the prose: its address and the filters that shape it. ``position`` counts characters of the field."""

    address: str
    calls: tuple[Call, ...]
    strong: bool
    position: int


@attrs.frozen
class Paragraph:
    """A heading (``level`` 2 or 3) or a paragraph of the body (0)."""

    level: int
    pieces: tuple[Words | Placeholder, ...]


@attrs.frozen
class Malformed:
    """A piece of prose that looks like a placeholder and is none."""

    text: str
    position: int


def parse(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``text``. What :func:`malformed` names stays in them as verbatim words."""
    paragraphs = []
    for start, block in _blocks(text):
        heading = _HEADING.match(block)
        level, skip = (len(heading.group(1)), heading.end()) if heading else (0, 0)
        pieces = tuple(_pieces(block[skip:], start + skip))
        if pieces:
            paragraphs.append(Paragraph(level, pieces))
    return tuple(paragraphs)


def malformed(text: str) -> list[Malformed]:
    """Return every tag-like piece of ``text`` that is no placeholder: stray or full-width braces, ``{%``, sums."""
    found = [
        Malformed(match.group(), match.start())
        for match in _TAG.finditer(text)
        if _placeholder(match, False, 0) is None
    ]
    outside = _TAG.sub(lambda match: "\0" * len(match.group()), text)
    for match in _STRAY.finditer(outside):
        line = outside[match.start() :].split("\n")[0].split("\0")[0]
        if not any(piece.position <= match.start() < piece.position + len(piece.text) for piece in found):
            found.append(Malformed(line[:40], match.start()))
    return sorted(found, key=lambda piece: piece.position)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that holds anything with its start."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _pieces(block: str, start: int) -> Iterator[Words | Placeholder]:
    """Cut one block into strong and plain words and placeholders; ``**`` inside a placeholder is no mark."""
    hidden = _TAG.sub(lambda match: "\0" * len(match.group()), block)
    marks = [match.start() for match in re.finditer(r"\*\*", hidden)]
    edges = marks if len(marks) % 2 == 0 else marks[:-1]
    begin, strong = 0, False
    for edge in [*edges, None]:
        end = len(block) if edge is None else edge
        yield from _span(block, begin, end, start, strong)
        if edge is not None:
            begin, strong = edge + 2, not strong


def _span(block: str, begin: int, end: int, start: int, strong: bool) -> Iterator[Words | Placeholder]:
    for match in _TAG.finditer(block, begin, end):
        placeholder = _placeholder(match, strong, start)
        if placeholder is None:
            continue
        if match.start() > begin:
            yield Words(block[begin : match.start()], strong, start + begin)
        yield placeholder
        begin = match.end()
    if end > begin:
        yield Words(block[begin:end], strong, start + begin)


def _placeholder(match: re.Match[str], strong: bool, start: int) -> Placeholder | None:
    address, *filters = match.group(1).split("|")
    if not re.fullmatch(_ADDRESS, address.strip()):
        return None
    calls = []
    for text in filters:
        call = _CALL.fullmatch(text)
        arguments = None if call is None else _arguments(call["arguments"])
        if call is None or arguments is None:
            return None
        calls.append(Call(call["name"], arguments))
    return Placeholder(address.strip(), tuple(calls), strong, start + match.start())


def _arguments(text: str | None) -> tuple[Argument, ...] | None:
    if not text:
        return ()
    arguments: list[Argument] = []
    for part in (piece.strip() for piece in text.split(",")):
        if _NUMBER.fullmatch(part):
            arguments.append(Decimal(part) if "." in part else int(part))
        elif re.fullmatch(_ADDRESS, part):
            arguments.append(part)
        else:
            return None
    return tuple(arguments)
