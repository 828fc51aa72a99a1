"""Tables without ruling lines that a page's end cuts between their headings and their first row of figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportgen.engine.reading.published.layout.aligned_rows import Row, rows_of
from reportgen.engine.reading.published.layout.alignment import aligned
from reportgen.engine.reading.published.layout.furniture import is_page_number
from reportgen.engine.reading.published.layout.sections import Section, rejoined

_ROWS: Final = 6
"""Headings have at most so many lines."""
_WIDE: Final = 0.55
"""A line that is wider, of the page, is prose."""
_STEP: Final = 1.5


def with_headings(sections: Sequence[Section]) -> list[Section]:
    """Return sections in order, headings at the end of one moved to the table below them that begins the next."""
    found: list[Section] = []
    for section in sections:
        mended = _mended(found[-1], section) if found else None
        if mended is not None:
            found[-1], section = mended  # noqa: PLW2901 — it stands for the section
        found.append(section)
    return found


def _mended(before: Section, after: Section) -> tuple[Section, Section] | None:
    """Return both sections with the headings moved, None where nothing is to be moved."""
    rows = [row for row in rows_of(after.parts) if not is_page_number(row.parts[0].text)]
    if not rows or not rows[0].is_anchor:
        return None
    headings = _headings(before)
    if not headings:
        return None
    shift = rows[0].base - _STEP * rows[0].parts[0].size - headings[-1].base
    moved = [
        part._replace(base=part.base + shift, top=part.top + shift, bottom=part.bottom + shift, page=after.key)
        for row in headings
        for part in row.parts
    ]
    columns = aligned([*moved, *after.parts], after.width)
    if not columns.tables or any(part in columns.lines for part in moved):
        return None
    ruled = [table for table in after.tables if table not in aligned(after.parts, after.width).tables]
    bases = {row.base for row in headings}
    rest = [line for line in before.lines if line.base not in bases]
    return before._replace(lines=rest), after._replace(tables=ruled + columns.tables, lines=rejoined(columns.lines))


def _headings(section: Section) -> list[Row]:
    """Return the rows at the end of a section that may be headings: short lines or several parts, without figures."""
    found: list[Row] = []
    for row in reversed(rows_of(section.parts)):
        if not found and is_page_number(row.parts[0].text):
            continue
        first = row.parts[0]
        prose = len(row.parts) == 1 and first.x1 - first.x0 > _WIDE * section.width
        if row.figures or prose or len(found) == _ROWS:
            break
        found.insert(0, row)
    below = max((table.box.bottom for table in section.tables), default=0.0)
    return [row for row in found if row.base > below]
