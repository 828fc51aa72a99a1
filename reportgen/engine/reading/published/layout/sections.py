"""One column of a page: its tables and the other lines, those without ruling lines told by their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout import lines as text_lines
from reportgen.engine.reading.published.layout.aligned_rows import APART, column_starts
from reportgen.engine.reading.published.layout.alignment import aligned
from reportgen.engine.reading.published.layout.lines import Line
from reportgen.engine.reading.published.layout.painted import Glyph
from reportgen.engine.reading.published.layout.tables import PlacedTable

SECTIONS: Final = 4
"""A page with a gutter has what is above it, what is at its two sides, and what is below it."""


class Section(NamedTuple):
    """What stands in one column of a page: ``key`` orders sections, and :func:`page_of` tells their page.

    ``parts`` are the parts of its lines outside of ruled tables, of which its tables without ruling lines were made.
    """

    key: int
    height: float
    tables: list[PlacedTable]
    lines: list[Line]
    parts: tuple[Line, ...] = ()
    width: float = 0.0


def page_of(key: int) -> int:
    """Return the number of the page on which a section stands."""
    return key // SECTIONS


def unruled(key: int, width: float, height: float, glyphs: Sequence[Glyph]) -> tuple[Section, bool]:
    """Return a section from characters outside of ruled tables, and whether figures cannot be told apart."""
    first = text_lines.lines(glyphs, key, APART)
    parts = text_lines.lines(glyphs, key, APART, column_starts(first))
    columns = aligned(parts, width)
    lines = rejoined(columns.lines) if columns.tables else text_lines.lines(glyphs, key)
    return Section(key, height, columns.tables, lines, tuple(parts), width), columns.unclear


def rejoined(parts: Sequence[Line]) -> list[Line]:
    """Return lines whole again, those that were divided where a table might be and none was."""
    found: list[Line] = []
    for part in sorted(parts, key=lambda one: (one.base, one.x0)):
        last = found[-1] if found else None
        if last is not None and abs(part.base - last.base) < 0.4 * part.size and part.x0 > last.x1:
            text = text_lines.beside(last.text, part.text, (part.x0 - last.x1) / part.size)
            found[-1] = last._replace(
                text=text, x1=part.x1, top=min(last.top, part.top), bottom=max(last.bottom, part.bottom)
            )
        else:
            found.append(part)
    return found
