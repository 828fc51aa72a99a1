"""Bold words of a line of prose: between ``**`` in a data file, bold in a word processor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MARK: Final = "**"
_PLACEHOLDER: Final = re.compile(r"\{\{.*?\}\}")
_LINE: Final = re.compile(r"[^\n]+")

Range = tuple[int, int]
"""Where bold characters begin and end."""


def runs_of(line: str) -> list[tuple[str, bool]]:
    """Return a line without its marks, in pieces that are bold or not; whole and plain where :func:`marked` of them
    would not give the line again.
    """
    parts = line.split(MARK)
    pieces = [(part, number % 2 == 1) for number, part in enumerate(parts) if part]
    text, ranges = "", list[Range]()
    for part, strong in pieces:
        if strong:
            ranges.append((len(text), len(text) + len(part)))
        text += part
    return pieces if marked(text, ranges) == line else [(line, False)]


def marked(text: str, ranges: Sequence[Range]) -> str:
    """Return a text with marks around what is bold in it: whole placeholders, no blanks at the ends, line by line.

    A text that has marks already is returned as it is.
    """
    if not ranges or MARK in text:
        return text
    bold = bytearray(len(text))
    for begin, end in ranges:
        bold[begin:end] = b"\1" * (end - begin)
    for found in _PLACEHOLDER.finditer(text):
        if any(bold[found.start() : found.end()]):
            bold[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    pieces, done = [], 0
    for line in _LINE.finditer(text):
        at = line.start()
        while (begin := bold.find(1, at, line.end())) >= 0:
            end = bold.find(0, begin, line.end())
            end = line.end() if end < 0 else end
            words = text[begin:end].strip()
            if words:
                start = begin + text[begin:end].index(words)
                pieces += [text[done:start], MARK, words, MARK]
                done = start + len(words)
            at = end
    return "".join([*pieces, text[done:]])
