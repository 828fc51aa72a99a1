"""How wide a text is about, without its font: enough to break lines and to leave room for a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_NARROW: Final = 0.58
"""The width of Latin letters and digits, in the font's size; Chinese characters are as wide as high."""


def width_of(text: str, size: float) -> float:
    """Return about how wide ``text`` is in a font of ``size``."""
    return sum(_NARROW if sign < "\u2e80" else 1.0 for sign in text) * size


def lines_of(text: str, size: float, room: float) -> Iterator[str]:
    """Yield the lines of a text that has ``room``; it may be broken behind any character but a digit's."""
    line = ""
    for sign in text:
        if line and width_of(line + sign, size) > room:
            kept = line.rstrip("0123456789.,") if sign.isdigit() else line
            yield kept or line
            line = line[len(kept) :] if kept else ""
        line += sign
    yield line
