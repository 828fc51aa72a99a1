"""Where each value of a JSON text stands: one pass over its tokens, made only when a place is asked for."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from json import decoder
from typing import Any

from reportgen.core.document import Path
from reportgen.engine.reading.places import NEAR, Place, PlaceMap

_read_text: Any = decoder.scanstring  # type: ignore[attr-defined]  # as the decoder itself reads it
_passed = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).raw_decode
"""Reads one value and tells where it ends."""
_TOKEN = re.compile(r'[ \t\n\r,:]*(?:([{}\[\]"])|[^ \t\n\r,:{}\[\]"]+)')


def scan_near(text: str, section: str) -> PlaceMap:
    """Return the places of sections and of what stands in one of them, which remarks on the prose point at."""
    return scan(text, NEAR, section)


def scan(text: str, depth: int | None = None, section: str | None = None) -> PlaceMap:
    """Return the place of every key and value of ``text``, which is sound JSON.

    With a ``depth`` only those that at most so many keys or positions lead to, with a ``section`` only those in it: the
    others are passed at once.
    """
    places = PlaceMap()
    lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(position: int) -> Place:
        line = bisect_right(lines, position)
        return line, position - lines[line - 1] + 1

    stack: list[tuple[Path, bool]] = []  # the collections around, and whether they are mappings
    counts: list[int] = []
    key: str | None = None
    position = 0
    while (token := _TOKEN.match(text, position)) is not None:
        sign, position = token.group(1), token.end()
        start = token.start(1) if sign else len(token.group()) - len(token.group().lstrip(" \t\n\r,:")) + token.start()
        if sign and sign in "}]":
            stack.pop()
            counts.pop()
            continue
        if sign == '"':
            word, position = _read_text(text, position, False)
            if stack and stack[-1][1] and key is None:
                key = word
                places.keys.setdefault((*stack[-1][0], word), []).append(place(start))
                continue
        path: Path = ()
        if stack:
            around, mapping = stack[-1]
            path = (*around, key if mapping and key is not None else counts[-1])
            counts[-1] += 1
            key = None
        places.note(path, place(start))
        if sign and sign in "{[" and (len(stack) == depth or (len(path) == 1 and section not in {None, path[0]})):
            _, position = _passed(text, start)
        elif sign and sign in "{[":
            stack.append((path, sign == "{"))
            counts.append(0)
    return places
