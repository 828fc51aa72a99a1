"""Which characters of a page its reader sees: not the hidden, covered, twice painted ones, nor watermarks."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.painted import Box, Fill, Glyph, Painted

_WHITE: Final = 0.95
_PALE: Final = 0.6
"""Text at least so bright is a watermark where it is also large."""
_LARGE: Final = 1.6
"""A watermark is so many times as large as the page's text."""
_REPEATED: Final = 3
_HUGE: Final = 36.0
"""Larger text (points) that lies over other text is a watermark, whatever its colour."""
_TWICE: Final = 0.12
"""A character painted again at most this part of its size away is a bold one."""
_TINY: Final = 1.5
"""Smaller text (points) cannot be read."""


class Visible(NamedTuple):
    """The characters that are seen, in the order of painting, and how many others there are, by the reason."""

    glyphs: list[Glyph]
    hidden: int
    slanted: int


def visible(page: Painted) -> Visible:
    """Return the characters of a page that its reader sees as its text.

    Watermarks are left out without a word: a slanted text, a pale large one, a huge one over others, a pale one that is
    there three times and more and lies over others. Hidden characters
    (painted invisibly, white on white, covered, outside of the page) are counted.
    """
    inked = [glyph for glyph in page.glyphs if glyph.text.strip()]
    inside = [glyph for glyph in inked if glyph.size >= _TINY and _inside(glyph, page)]
    covers = [fill for fill in page.fills if fill.light is not None]
    seen = [glyph for glyph in inside if not glyph.invisible and not _unseen(glyph, covers, page.pictures, page)]
    straight = [glyph for glyph in seen if glyph.turn >= 0 and glyph.tag != "Watermark"]
    marked = [glyph for glyph in seen if glyph.turn < 0 and glyph.tag != "Watermark"]
    kept = _without_repeated(_without_watermarks(straight))
    large = _usual(kept) * 1.2
    slanted = sum(glyph.light < _PALE and glyph.size < large and not _over(glyph, kept) for glyph in marked)
    hidden = sum(glyph.turn >= 0 for glyph in inked) - sum(glyph.turn >= 0 for glyph in seen)
    return Visible(_once(kept), hidden, slanted if slanted > len(marked) / 2 else 0)


def _inside(glyph: Glyph, page: Painted) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return -1 <= x <= page.width + 1 and -1 <= y <= page.height + 1


def _unseen(glyph: Glyph, covers: Sequence[Fill], pictures: Sequence[Fill], page: Painted) -> bool:
    """Whether a character lies under an area painted later, or is white on white."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    for fill in covers:
        if fill.order > glyph.order and _holds(fill.box, x, y):
            return True
    for picture in pictures:
        if picture.order > glyph.order and _holds(picture.box, x, y) and _covers_page(picture.box, page):
            return True
    if glyph.light < _WHITE:
        return False
    under = [fill for fill in page.fills if fill.order < glyph.order and _holds(fill.box, x, y)]
    return not under or (under[-1].light or 0.0) >= _WHITE


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _covers_page(box: Box, page: Painted) -> bool:
    return (box.x1 - box.x0) * (box.bottom - box.top) > 0.6 * page.width * page.height


def _usual(glyphs: Sequence[Glyph]) -> float:
    return statistics.median(glyph.size for glyph in glyphs) if glyphs else 0.0


def _without_watermarks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    usual = _usual(glyphs)
    suspects = {
        glyph for glyph in glyphs if glyph.size > _LARGE * usual and (glyph.light > _PALE or glyph.size > _HUGE)
    }
    if not suspects:
        return list(glyphs)
    others = [glyph for glyph in glyphs if glyph not in suspects]
    marks = {glyph for glyph in suspects if glyph.light > _PALE or _over(glyph, others)}
    # one word of a watermark may lie between the lines: its other words, of the same size, tell
    sizes = {round(glyph.size) for glyph in marks}
    return [glyph for glyph in glyphs if glyph not in suspects or round(glyph.size) not in sizes]


def _without_repeated(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return characters without pale texts that stand in several places of the page and lie over others in one."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.light <= _PALE:
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and abs(glyph.base - last.base) < 1 and 0 <= glyph.x0 - last.x1 < 2 * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    texts = [("".join(glyph.text for glyph in run), run) for run in runs]
    many = {text for text, count in Counter(text for text, _ in texts).items() if count >= _REPEATED}
    if not many:
        return list(glyphs)
    dark = [glyph for glyph in glyphs if glyph.light <= _PALE]
    marks = {text for text, run in texts if text in many and any(_over(glyph, dark) for glyph in run)}
    pale = {glyph for text, run in texts if text in marks for glyph in run}
    return [glyph for glyph in glyphs if glyph not in pale]


def _over(glyph: Glyph, others: Iterable[Glyph]) -> bool:
    """Whether a character lies over another one."""
    return any(
        glyph.x0 < other.x1 and other.x0 < glyph.x1 and glyph.top < other.bottom - other.size * 0.3 and
        other.top + other.size * 0.3 < glyph.bottom
        for other in others
    )  # fmt: skip


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return characters without those painted a second time at nearly the same place, as imitated bold is."""
    kept: list[Glyph] = []
    near: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        column, row = int(glyph.x0 // 4), int(glyph.base // 4)
        reach = glyph.size * _TWICE
        columns, rows = {column, int((glyph.x0 - reach) // 4), int((glyph.x0 + reach) // 4)}, {
            row, int((glyph.base - reach) // 4), int((glyph.base + reach) // 4)
        }  # fmt: skip
        if any(
            abs(other.x0 - glyph.x0) <= reach and abs(other.base - glyph.base) <= reach
            for x in columns
            for y in rows
            for other in near.get((glyph.text, x, y), ())
        ):
            continue
        near.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept
