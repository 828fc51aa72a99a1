"""One page of a PDF understood: its ruled tables, its other lines, and what of it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from reportgen.engine.reading.published.layout import lines as text_lines
from reportgen.engine.reading.published.layout.aligned_rows import APART, rows_of
from reportgen.engine.reading.published.layout.cells import filled
from reportgen.engine.reading.published.layout.grids import Grid, grid
from reportgen.engine.reading.published.layout.gutters import Gutter, gutter
from reportgen.engine.reading.published.layout.lines import UNREADABLE
from reportgen.engine.reading.published.layout.painted import Box, Glyph, Painted
from reportgen.engine.reading.published.layout.painting import painted
from reportgen.engine.reading.published.layout.rulings import frames
from reportgen.engine.reading.published.layout.sections import SECTIONS, Section, unruled
from reportgen.engine.reading.published.layout.tables import PlacedCell, PlacedTable
from reportgen.engine.reading.published.layout.turning import main_turn, turned
from reportgen.engine.reading.published.layout.visibility import visible

_PICTURE: Final = (100.0, 60.0)
"""A picture that is smaller (points) is a mark or a seal."""
_SCAN: Final = 0.5
"""A picture that covers more of a page is the page."""
_DRAWN: Final = 300
_FEW: Final = 20


class PageLayout(NamedTuple):
    """A page's sections in the order of reading, mostly one, and ids of what was not read."""

    sections: list[Section]
    unread: tuple[str, ...]


def layout(page: Any, number: int, most: int, until: float) -> PageLayout:
    """Return the layout of pdfplumber's ``page``, the one of this ``number``.

    Raises:
        TooMuchError, Exception: as :func:`reportgen.engine.reading.published.layout.painting.painted`.
    """
    paint = painted(page, most, until)
    paint = turned(paint, main_turn(paint.glyphs))
    shown = visible(paint)
    glyphs = [glyph for glyph in shown.glyphs if glyph.tag != "Pagination"]
    grids = [found for frame in frames(paint.strokes) if (found := grid(frame)) is not None]
    owned, rest = _owned(grids, glyphs)
    ruled = [(found, mine) for found, mine in zip(grids, owned, strict=True) if mine]
    upright = [glyph for glyph in rest if glyph.turn == 0]
    rows = rows_of(text_lines.lines(upright, 0, APART))
    strip = gutter([row.parts for row in rows], [found.box for found, _ in ruled])
    unread = _unread(paint, glyphs, shown.hidden, shown.slanted)
    sections = []
    for place in range(1 if strip is None else SECTIONS):
        mine = [glyph for glyph in upright if _section(_box_of(glyph), strip) == place]
        tables = [one for one in ruled if _section(one[0].box, strip) == place]
        section, unclear = _read(number * SECTIONS + place, paint, mine, tables)
        sections.append(section)
        unread += ["pdf-no-columns"] * unclear
    return PageLayout(sections, tuple(unread))


def _section(box: Box, strip: Gutter | None) -> int:
    """Return to which section of a page a box belongs: above the gutter, at its left, its right, or below it."""
    if strip is None:
        return 0
    side = strip.side(box)
    if side is not None:
        return 1 + side
    return 0 if (box.top + box.bottom) / 2 < (strip.top + strip.bottom) / 2 else 3


def _box_of(glyph: Glyph) -> Box:
    return Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def _read(
    key: int, paint: Painted, glyphs: Sequence[Glyph], ruled: Sequence[tuple[Grid, list[Glyph]]]
) -> tuple[Section, bool]:
    """Return a section from its characters outside and inside of ruled tables, and whether figures stay unclear."""
    tables = [_table(found, mine, key, paint.width) for found, mine in ruled]
    section, unclear = unruled(key, paint.width, paint.height, glyphs)
    return section._replace(tables=tables + section.tables), unclear


def _owned(grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Return for each grid the characters inside of it and of none inside of it, and the characters outside of all."""
    boxes = [found.box for found in grids]
    by_size = sorted(
        range(len(boxes)), key=lambda one: (boxes[one].x1 - boxes[one].x0) * (boxes[one].bottom - boxes[one].top)
    )
    owned: list[list[Glyph]] = [[] for _ in grids]
    rest = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for one in by_size:
            box = boxes[one]
            if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
                owned[one].append(glyph)
                break
        else:
            rest.append(glyph)
    return owned, rest


def _table(found: Grid, glyphs: Sequence[Glyph], number: int, width: float) -> PlacedTable:
    cells = []
    for cell, text, _, doubt, full in filled(found, glyphs, number, width):
        cells.append(PlacedCell(cell.row, cell.rows, cell.box.x0, cell.box.x1, text, number, cell.row, doubt, full))
    return PlacedTable(cells, len(found.ys) - 1, number, found.box)


def _unread(paint: Painted, glyphs: Sequence[Glyph], hidden: int, slanted: int) -> list[str]:
    found = []
    pictures = [one.box for one in paint.pictures]
    areas = [(box.x1 - box.x0) * (box.bottom - box.top) for box in pictures]
    scan = sum(areas) > _SCAN * paint.width * paint.height and len(glyphs) < _FEW
    if scan:
        found.append("pdf-machine-read" if hidden > _FEW else "pdf-picture-page")
    elif hidden:
        found.append("pdf-hidden")
    if not scan and any(box.x1 - box.x0 > _PICTURE[0] and box.bottom - box.top > _PICTURE[1] for box in pictures):
        found.append("pdf-picture")
    if paint.curves > _DRAWN and len(glyphs) < _FEW:
        found.append("pdf-drawn-page")
    if slanted:
        found.append("pdf-slanted")
    if any(text_lines.character(glyph.text) == UNREADABLE for glyph in glyphs):
        found.append("pdf-no-code")
    return found
