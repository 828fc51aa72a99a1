"""Colours as pages write them: which letters cannot be seen on a page, and which backgrounds have a colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_FUNCTION: Final = re.compile(r"rgba?\(([^()]*)\)")
_NUMBER: Final = re.compile(r"[0-9]*\.?[0-9]+%?")
_WHITES: Final = frozenset(("white", "snow", "ivory", "ghostwhite", "whitesmoke", "floralwhite", "mintcream", "azure"))
_NONE: Final = frozenset(("", "none", "transparent", "inherit", "initial", "unset", "0", "0 0", "repeat", "auto"))
_FAINT: Final = 244
"""Letters of which each part is lighter are not seen on a white page."""
_COLOURS: Final = ("url", "linear", "radial", "conic", "#", "rgb", "hsl", "var")
_PLACES: Final = ("no-repeat", "repeat", "center", "top", "left", "right", "bottom", "scroll", "fixed", "cover",
     "contain")  # fmt: skip
_WORD: Final = re.compile(r"(?:rgba?|hsla?)\([^()]*\)|[^\s()]+(?:\([^()]*\))?")


def is_white(colour: str) -> bool:
    """Whether letters of a ``colour`` cannot be seen on a white page."""
    plain = colour.strip().lower()
    if plain in _WHITES:
        return True
    parts = _parts(plain)
    return parts is not None and min(parts) > _FAINT


def _parts(colour: str) -> tuple[int, ...] | None:
    """Return how much red, green and blue a colour has, from 0 to 255; None where that is not known."""
    digits = colour.removeprefix("#")
    if colour.startswith("#") and all(sign in "0123456789abcdef" for sign in digits):
        if len(digits) in {3, 4}:
            return tuple(int(sign * 2, 16) for sign in digits[:3])
        return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4)) if len(digits) in {6, 8} else None
    found = _FUNCTION.fullmatch(colour)
    numbers = _NUMBER.findall(found[1])[:3] if found is not None else []
    if len(numbers) < 3:
        return None
    return tuple(min(255, int(float(one.rstrip("%")) * (2.55 if one.endswith("%") else 1))) for one in numbers)


def is_coloured(said: Mapping[str, str]) -> bool:
    """Whether properties give a background on which white letters can be seen."""
    return any(_is_seen(value) for name, value in said.items() if name.startswith("background"))


def _is_seen(background: str) -> bool:
    words = [word for word in _WORD.findall(background.lower()) if word not in _NONE and not is_white(word)]
    return any(word.startswith(_COLOURS) or (word.isalpha() and word not in _PLACES) for word in words)
