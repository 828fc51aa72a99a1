"""Lines of text from characters: which stand on one line, and where a blank is between them."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.painted import Box, Glyph

UNREADABLE: Final = "\ufffd"
"""Stands for a character whose font does not tell what it is."""
_SAME_LINE: Final = 0.4
"""Characters whose baselines are closer than this part of their size stand on one line."""
_BLANK: Final = 0.22
"""A gap of this part of the size is a blank between Latin letters or digits."""
_WIDE_BLANK: Final = 0.9
"""So wide a gap is a blank also beside a Chinese character."""
_FIGURES_APART: Final = 0.55
"""Digits with a wider gap are two figures."""
_AT_START: Final = 1.0
_RADICALS: Final = dict(
    zip(
        map(ord, "⺠⺟⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳"),
        "民母西见角讠贝车辶辶辶钅長镸长门阜青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""Signs for radicals, which some programs write for the characters that look like them."""
_UPRIGHT: Final = str.maketrans(
    "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︐︑︒︓︔︕︖", "（）｛｝〔〕【】《》〈〉「」『』，、。：；！？"
)
"""Signs of vertical writing, as they are written across."""


class Line(NamedTuple):
    """One line of text, or one of its parts where wide gaps divide it, with its box and the size of its characters.

    ``words`` are its parts between smaller gaps, each with where it begins and ends; only of a line with such gaps.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    page: int = 0
    words: tuple[tuple[str, float, float], ...] = ()

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.x0, self.top, self.x1, self.bottom)


def character(text: str) -> str:
    """Return a character as it is written elsewhere, or the sign for an unreadable one."""
    if text.startswith("(cid:") or "\ue000" <= text[:1] <= "\uf8ff" or text[:1] == "\ufffd":
        return UNREADABLE
    if len(text) == 1 and text < "\u2e80":
        return "" if unicodedata.category(text) in {"Cc", "Cf"} else text
    if any("\u2f00" <= one <= "\u2fdf" or "\uf900" <= one <= "\ufaff" or "\ufb00" <= one <= "\ufb06" for one in text):
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_RADICALS).translate(_UPRIGHT)


def rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return characters in lines from the top to the bottom, each from the left to the right."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if found and glyph.base - found[-1][0].base < _SAME_LINE * min(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    for row in found:
        row.sort(key=lambda one: one.x0)
    return found


def lines(
    glyphs: Iterable[Glyph], page: int = 0, apart: float | None = None, starts: Sequence[float] = ()
) -> list[Line]:
    """Return the lines of characters; a gap of ``apart`` times the size, where it is given, divides a line.

    A smaller gap divides it at one of ``starts``, where columns begin.
    """
    found = []
    for row in rows(glyphs):
        start = 0
        if apart is not None:
            for place in range(1, len(row)):
                if _divided(row[place - 1], row[place], apart, starts):
                    found.append(_line(row[start:place], page))
                    start = place
        found.append(_line(row[start:], page))
    return [line for line in found if line.text]


def _divided(before: Glyph, after: Glyph, apart: float, starts: Sequence[float]) -> bool:
    """Whether a gap divides a line; between digits half of one does."""
    gap = (after.x0 - before.x1) / after.size
    if gap > apart or (gap > _FIGURES_APART and before.text.isdecimal() and after.text.isdecimal()):
        return True
    glued = wide(before.text[0]) and after.text.isdecimal()  # a label may fill its cell up to the figure
    return (gap > _BLANK or glued) and any(abs(after.x0 - start) <= _AT_START for start in starts)


def _line(row: Sequence[Glyph], page: int) -> Line:
    size = max(glyph.size for glyph in row)
    top, bottom = min(glyph.top for glyph in row), max(glyph.bottom for glyph in row)
    right = max(glyph.x1 for glyph in row)
    return Line(text(row), row[0].x0, top, right, bottom, row[0].base, size, page, _words(row))


def _words(row: Sequence[Glyph]) -> tuple[tuple[str, float, float], ...]:
    places = [place for place in range(1, len(row)) if row[place].x0 - row[place - 1].x1 > _BLANK * row[place].size]
    if not places:
        return ()
    pieces = [row[start:end] for start, end in itertools.pairwise((0, *places, len(row)))]
    return tuple((text(piece), piece[0].x0, piece[-1].x1) for piece in pieces)


def text(row: Sequence[Glyph]) -> str:
    """Return the text of one line, with a blank where a gap is one."""
    parts: list[str] = []
    before: Glyph | None = None
    wide_blank = max(_WIDE_BLANK, 1.5 * _usual_gap(row))
    for glyph in row:
        shown = character(glyph.text)
        if not shown:
            continue
        if before is not None:
            gap = (glyph.x0 - before.x1) / max(glyph.size, before.size)
            if gap > (wide_blank if wide(shown[0]) or wide(parts[-1][-1]) else _BLANK):
                parts.append(" ")
        parts.append(shown)
        before = glyph
    return "".join(parts)


def wide(sign: str) -> bool:
    """Whether a character is as wide as it is high: Chinese ones, their punctuation, full-width letters."""
    return sign >= "\u2e80" or sign in "—…“”‘’·"


def beside(before: str, after: str, gap: float) -> str:
    """Return two texts of one line as one, with a blank where the ``gap`` (part of the size) is one."""
    return before + " " * (gap > (_WIDE_BLANK if wide(before[-1]) or wide(after[0]) else _BLANK)) + after


def _usual_gap(row: Sequence[Glyph]) -> float:
    """Return the middle gap between the characters of a line: wide where a line is drawn out to the margin."""
    gaps = sorted((after.x0 - before.x1) / after.size for before, after in itertools.pairwise(row))
    return gaps[len(gaps) // 2] if gaps else 0.0
