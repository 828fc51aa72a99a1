"""Changes of a text: pieces left out, doubled, moved, lent by another text, or replaced by odd words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

_PIECE: Final = re.compile(r"\w+|\s+|[^\w\s]+")
ODD: Final = (
    "0", "-1", "00", "1e3", "0x1F", "1_000", "99999999999999999999", "0.1", "NaN", "１２", "1,234", "null", "~",
    "true", "", " ", "\t", "\n", "\u3000", "\u200b", "\u202e", "\ufeff", "\u2028", "\x85", "\x00", "\x07",
    "\ufffe", "\ud800", "𠮷", "é", "＃", "：", "，", "“", "”", "'", '"', "\\", "\\u0000", "&", "&amp;", "&#123;", "<",
    ">", "]]>", "<!--", "{", "}", "{{", "}}", "{%", "%}", "{#", "#}", "-%}", "{%-", "[", "]", "(", ")", "|", "*",
    "**", "#", "##", "!", "%", "@", "`", "- ", ": ", "? ", "---", "...", "{_{", "}_}",
)  # fmt: skip
_MOST: Final = 20_000


def changed(text: str, others: Sequence[str], words: Sequence[str], chance: random.Random) -> str:
    """Return ``text`` after a few changes; ``others`` lend pieces, ``words`` are put in besides the odd ones."""
    for _ in range(chance.choice((1, 1, 1, 1, 1, 1, 2, 2, 4))):
        text = chance.choice(_CHANGES)(text, others, words, chance)[:_MOST]
    return text


def _span(text: str, chance: random.Random) -> tuple[int, int]:
    """Return where a piece begins and ends: some characters, some words, or some lines."""
    if not text:
        return 0, 0
    kind = chance.random()
    if kind < 0.3:
        first = chance.randrange(len(text))
        return first, min(len(text), first + chance.choice((1, 1, 2, 3, 8)))
    if kind < 0.7:
        pieces = [match.span() for match in _PIECE.finditer(text)]
    else:
        pieces = [match.span() for match in re.finditer(r".*\n?", text) if match.group()]
    first = chance.randrange(len(pieces))
    last = min(len(pieces) - 1, first + chance.choice((0, 0, 0, 1, 2, 5)))
    return pieces[first][0], pieces[last][1]


def _left_out(text: str, _others: Sequence[str], _words: Sequence[str], chance: random.Random) -> str:
    first, stop = _span(text, chance)
    return text[:first] + text[stop:]


def _doubled(text: str, _others: Sequence[str], _words: Sequence[str], chance: random.Random) -> str:
    first, stop = _span(text, chance)
    return text[:first] + text[first:stop] * chance.choice((2, 2, 3, 50)) + text[stop:]


def _moved(text: str, _others: Sequence[str], _words: Sequence[str], chance: random.Random) -> str:
    first, stop = _span(text, chance)
    rest = text[:first] + text[stop:]
    at, _ = _span(rest, chance)
    return rest[:at] + text[first:stop] + rest[at:]


def _lent(text: str, others: Sequence[str], _words: Sequence[str], chance: random.Random) -> str:
    other = chance.choice(others)
    first, stop = _span(other, chance)
    at, end = _span(text, chance)
    return text[:at] + other[first:stop] + text[chance.choice((at, end)) :]


def _odd(text: str, _others: Sequence[str], words: Sequence[str], chance: random.Random) -> str:
    at, end = _span(text, chance)
    return text[:at] + chance.choice((*ODD, *words)) + text[chance.choice((at, end)) :]


def _named(text: str, _others: Sequence[str], words: Sequence[str], chance: random.Random) -> str:
    if not words:
        return text
    at, end = _span(text, chance)
    return text[:at] + chance.choice(words) + text[chance.choice((at, end)) :]


_CHANGES: Final[tuple[Callable[[str, Sequence[str], Sequence[str], random.Random], str], ...]] = (
    _left_out, _doubled, _moved, _lent, _odd, _named, _named,
)  # fmt: skip


def smaller(text: str, is_still_wrong: Callable[[str], bool], tries: int = 300) -> str:
    """Return a shorter text that shows the same fault: lines are left out, then words, then characters."""
    for pattern in (r".*\n?", r"\w+|\s+|[^\w\s]", r"."):
        step = 8
        while step:
            pieces = [piece for piece in re.findall(pattern, text, re.DOTALL if pattern == "." else 0) if piece]
            at = 0
            while at < len(pieces) and tries > 0:
                rest = pieces[:at] + pieces[at + step :]
                tries -= 1
                if rest and is_still_wrong("".join(rest)):
                    pieces = rest
                else:
                    at += step
            text = "".join(pieces)
            step //= 2
    return text
