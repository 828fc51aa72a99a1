"""A page turned until most of its text stands upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reportgen.engine.reading.published.layout.painted import Box, Fill, Glyph, Painted


def main_turn(glyphs: Iterable[Glyph]) -> int:
    """Return the direction in which most text of a page runs; 0 without text."""
    counted = Counter(glyph.turn for glyph in glyphs if glyph.turn >= 0)
    return max(counted, key=lambda turn: (counted[turn], -turn), default=0)


def turned(page: Painted, turn: int) -> Painted:
    """Return ``page`` turned so that text of the direction ``turn`` stands upright."""
    if turn == 0:
        return page
    width, height = page.width, page.height
    size = (height, width) if turn in {90, 270} else (width, height)
    return Painted(
        *size,
        [turned_glyph(glyph, turn, width, height) for glyph in page.glyphs],
        [_box(box, turn, width, height) for box in page.strokes],
        [_fill(fill, turn, width, height) for fill in page.fills],
        [_fill(fill, turn, width, height) for fill in page.pictures],
        page.curves,
    )


def turned_glyph(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Return a character of a page of this size, turned with it."""
    x0, top, x1, bottom = _box(Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom), turn, width, height)
    x, base = _point(glyph.x, glyph.base, turn, width, height)
    straight = glyph.turn if glyph.turn < 0 else (glyph.turn - turn) % 360
    return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, x=x, base=base, turn=straight)


def _fill(fill: Fill, turn: int, width: float, height: float) -> Fill:
    return fill._replace(box=_box(fill.box, turn, width, height))


def _box(box: Box, turn: int, width: float, height: float) -> Box:
    xs, ys = zip(
        *(_point(x, y, turn, width, height) for x, y in ((box.x0, box.top), (box.x1, box.bottom))), strict=True
    )
    return Box(min(xs), min(ys), max(xs), max(ys))


def _point(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """Return where a point, measured from the upper left corner, lies on the turned page."""
    if turn == 90:  # text runs upwards: its beginning is the left
        return height - y, x
    if turn == 270:  # text runs downwards
        return y, width - x
    return (width - x, height - y) if turn == 180 else (x, y)
