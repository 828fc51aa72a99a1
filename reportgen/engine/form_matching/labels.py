"""The words of a label without what a page does to them: white space, width, brackets, numbers before them."""

from __future__ import annotations

import functools
import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

_NUMBER: Final = re.compile(
    r"(?:[(〔\[]?[一二三四五六七八九十]{1,3}[)〕\]、.:,]+|[(〔\[]?[0-9]{1,2}[)〕\]、.:](?![0-9]))+"
)
_BRACKETED: Final = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")
_PUNCTUATION: Final = re.compile(r"[^\w]|_", re.UNICODE)
UNSEEN: Final = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
"""For ``str.translate``: signs that nobody sees are none."""
_SIGNS: Final = UNSEEN | {ord("①") + number: f"{number + 1}." for number in range(20)}
"""Numbers in circles are numbering like 1."""
NEAR: Final = 0.72
"""Two labels that are less alike are different."""
MARGIN: Final = 0.09
"""The second-best label must be so much less alike, or none is taken."""


@functools.lru_cache(maxsize=8192)
def words_of(text: str) -> str:
    """Return the words of a label, without numbering, remarks in brackets, punctuation and white space."""
    plain = _squeezed(text)
    plain = plain[len(number_of(text)) :]
    without = _PUNCTUATION.sub("", _BRACKETED.sub("", plain))
    return without or _PUNCTUATION.sub("", plain)


@functools.lru_cache(maxsize=8192)
def whole_words_of(text: str) -> str:
    """Return the words of a label with its numbering and remarks."""
    return _PUNCTUATION.sub("", _squeezed(text))


@functools.lru_cache(maxsize=8192)
def number_of(text: str) -> str:
    """Return the numbering that a label begins with, as in （三） or 1.; empty where there is none."""
    found = _NUMBER.match(_squeezed(text))
    return found[0] if found else ""


def numeral_of(text: str) -> str:
    """Return the numeral of a label's numbering alone."""
    return _PUNCTUATION.sub("", number_of(text))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.translate(_SIGNS)).split())


@functools.lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """Return how alike two labels' words are, from 0 to 1."""
    if one == other:
        return 1.0
    if not one or not other or len(one) > 80 or len(other) > 80:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
