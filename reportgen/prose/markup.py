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
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import attrs

from reportgen.core.value import Value

Argument = str | int | Decimal
"""An address (``str``), or a literal number."""

_STEP = r"[^\W\d]\w*(?:\[[^\[\]{}|]+\])?"
"""A name, and behind it the name of a row in a group that repeats: ``accounts[网站]``."""
_WHOLE_ADDRESS = re.compile(rf"{_STEP}(?:\.{_STEP})*")
_TAG = re.compile(r"\{\{([^\n}]*+(?:\}(?!\})[^\n}]*+)*+)(\}\}|$)", re.MULTILINE)
"""Two braces that something closes on their line; where nothing does, the rest of the line, so that no sign is looked
at twice."""
_STRONG = re.compile(r"\*\*")
_HASHES = ("#", "＃")
_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}", "｛｛", "｝｝")
_BRACES = "{}｛｝"
_CALL = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*(?:\(\s*(?P<arguments>[^()]*?)\s*\))?\s*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HEADING = re.compile(r"(#{2,3})[ \t]+(?=\S)")
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


_new = tuple.__new__
"""Makes a piece of prose in a third of the time that its class takes to be called, and there are a hundred."""


@attrs.frozen(eq=False, repr=False)
class Malformed(Value):
    """A piece of prose that looks like a placeholder and is none."""

    text: str
    position: int


def tags(text: str) -> Iterator[Tag]:
    """Yield what ``\\{\\{(.*?)\\}\\}`` matches, in a time that grows with the text and not with its square."""
    for match in _TAG.finditer(text):
        if match[2]:
            yield match.start(), match.end(), match[1]


class ParsedProse(NamedTuple):
    """A piece of prose, parsed once: what it prints, and what in it looks like a mark and is none.

    ``typed`` is the text with U+0000 for every character of a placeholder. ``broken`` are the tags that are no
    placeholder; with stray braces they make up ``malformed`` and stay in ``paragraphs`` as verbatim words.
    ``unmarked`` are the lines that begin as a heading and are none, and every ``**`` that nothing closes.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    typed: str
    broken: tuple[Tag, ...]
    malformed: tuple[Malformed, ...]
    unmarked: tuple[Malformed, ...]


def parse(text: str) -> ParsedProse:
    """Return ``text`` parsed; no text is refused."""
    paragraphs: list[Paragraph] = []
    outside: list[str] = []
    broken: list[Tag] = []
    unmarked: list[Malformed] = []
    start = 0
    for line in text.split("\n"):
        visible = line
        if line and not line.isspace():
            if "{{" in line:
                parts = _split(line)
                visible = _masked(parts)
                paragraphs.append(_paragraph(text, parts, visible, start, broken, unmarked))
            elif "**" in line or line.lstrip()[0] in _HASHES:
                paragraphs.append(_paragraph(text, (line,), line, start, broken, unmarked))
            else:  # as most lines are
                paragraphs.append(_new(Paragraph, (0, (_new(Words, (line, False, start)),))))
        outside.append(visible)
        start += len(line) + 1
    masked = "\n".join(outside)
    return ParsedProse(
        text,
        tuple(paragraphs),
        masked if not broken else _restored(text, masked, broken),
        tuple(broken),
        _malformed(text, masked, broken),
        tuple(unmarked),
    )


def _split(line: str) -> list[str]:
    """Return what stands before, between and behind the tags of a line, with what each tag holds."""
    parts = _TAG.split(line)
    if parts[-2] == "":  # nothing closes the last one
        parts[-4:] = ["{{".join(parts[-4:-2])]
    del parts[2::3]
    return parts


def _masked(parts: list[str]) -> str:
    """Return a line, which is split at its tags, with U+0000 for every character of a tag."""
    pieces = [*parts]
    pieces[1::2] = ["\0" * (len(inside) + 4) for inside in parts[1::2]]
    return "".join(pieces)


def _paragraph(
    text: str, parts: Sequence[str], visible: str, start: int, broken: list[Tag], unmarked: list[Malformed]
) -> Paragraph:
    """Return the paragraph that a line of ``text`` is, and note its tags that are no placeholders and its misused mark.

    ``parts`` is the line split at its tags, ``visible`` has U+0000 for them: what stands before a tag and behind it
    stays apart in it, and ``**`` inside a tag is no mark. Marks and placeholders cut a line into strong and plain
    pieces; an empty one is no piece.
    """
    level, begin, after, slip = 0, start, start + len(visible), None
    if visible.lstrip()[0] in _HASHES:
        heading = _HEADING.match(visible)
        if heading is None:
            slip = Malformed(text[start:after].lstrip()[:20], start)
        else:
            level, begin = len(heading.group(1)), start + heading.end()
    marks = [match.start() + start for match in _STRONG.finditer(visible)] if "**" in visible else []
    if len(marks) % 2:
        del marks[-1]
        open_mark = start + visible.rindex("**")
        slip = slip or Malformed(text[open_mark:after][:20], open_mark)
    if slip is not None:
        unmarked.append(slip)
    return _new(Paragraph, (level, tuple(_pieces(text, parts, start, begin, marks, broken))))


def _pieces(
    text: str, parts: Sequence[str], start: int, begin: int, marks: list[int], broken: list[Tag]
) -> list[Words | Placeholder]:
    """Return the pieces of the line that begins at ``start``, behind the mark of a heading, which ends at ``begin``."""
    pieces: list[Words | Placeholder] = []
    strong, at, number = False, start + len(parts[0]), 1
    marks.reverse()
    while True:
        while marks and marks[-1] < at:
            mark = marks.pop()
            if mark > begin:
                pieces.append(_new(Words, (text[begin:mark], strong, begin)))
            begin, strong = mark + 2, not strong
        if number == len(parts):
            break
        inside, following = parts[number : number + 2]
        end = at + len(inside) + 4
        known = understood(inside)
        if known is None:
            broken.append((at, end, inside))
        else:
            if at > begin:
                pieces.append(_new(Words, (text[begin:at], strong, begin)))
            pieces.append(_new(Placeholder, (*known, strong, at)))
            begin = end
        at = end + len(following)
        number += 2
    if at > begin:
        pieces.append(_new(Words, (text[begin:at], strong, begin)))
    return pieces


def _restored(text: str, outside: str, broken: Sequence[Tag]) -> str:
    """Return ``outside`` with the ``broken`` tags as they are in ``text``."""
    pieces: list[str] = []
    done = 0
    for start, end, _ in broken:
        pieces += (outside[done:start], text[start:end])
        done = end
    return "".join([*pieces, outside[done:]])


def _malformed(text: str, outside: str, broken: Sequence[Tag]) -> tuple[Malformed, ...]:
    """Return every tag-like piece of ``text`` that is no placeholder: stray or full-width braces, ``{%``, sums."""
    if not broken and not any(sign in outside for sign in _BRACES):
        return ()
    found = [Malformed(text[start:end], start) for start, end, _ in broken]
    shown = 0
    for match in _STRAY.finditer(outside):
        if match.start() >= shown:
            line = outside[match.start() : match.start() + _SHOWN].split("\n", maxsplit=1)[0].split("\0", maxsplit=1)[0]
            found.append(Malformed(line, match.start()))
            shown = match.start() + len(line)
    return tuple(sorted(found, key=lambda piece: piece.position))


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
