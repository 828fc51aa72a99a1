"""Fitting a table's grid to the cells that its rows turned out to have, as docxtpl's ``fix_tables`` does."""

from __future__ import annotations

import re
from typing import Final

import attrs

MOST_COLUMNS: Final = 63
"""Columns of one table that Word accepts."""
_TAG: Final = re.compile(rb"<(/?)w:(tbl|tr|tc|tblGrid|gridCol|gridSpan|gridBefore|gridAfter)(?=[\s/>])[^>]*>")
_SPAN: Final = re.compile(rb'\bw:val="(\d+)"')
_WIDTH: Final = re.compile(rb'(\bw:w=")([^"]*)(")')
_COLUMN: Final = re.compile(rb"<w:gridCol(?=[\s/>])[^>]*?(?:/>|>\s*</w:gridCol>)")


@attrs.define(eq=False, repr=False)
class _Seen:
    """What one table shows: where its grid lies, and its longest row by cells and by columns."""

    grid: tuple[int, int] = (0, 0)
    most_cells: int = 0
    most_columns: int = 0


def fit_grid(table: bytes) -> bytes:
    """Return ``table`` (one ``w:tbl`` element) with as many grid columns as its longest row has, its width kept.

    Tables inside its cells are left alone: they are fitted by themselves.
    """
    seen = _look(table)
    start, stop = seen.grid
    columns = _COLUMN.findall(table, start, stop)
    fitted = _removed(_added(columns, seen.most_cells), seen.most_columns)
    if fitted == columns or not columns:
        return table
    first = table.index(columns[0], start, stop)
    last = table.rindex(b"</w:tblGrid>", start, stop)
    tail = table[table.rindex(columns[-1], start, stop) + len(columns[-1]) : last]
    return table[:first] + b"".join(fitted) + tail + table[last:]


def _look(table: bytes) -> _Seen:
    seen, depth, cells, columns = _Seen(), 0, 0, 0
    grid_start = 0
    for match in _TAG.finditer(table):
        closing, name = match.group(1) == b"/", match.group(2)
        if name == b"tbl":
            depth += -1 if closing else 1
        elif depth != 1:
            continue
        elif name == b"tblGrid" and not seen.grid[1]:
            if closing:
                seen.grid = (grid_start, match.end())
            else:
                grid_start = match.start()
        elif name == b"tr":
            if closing:
                seen.most_cells, seen.most_columns = max(seen.most_cells, cells), max(seen.most_columns, columns)
            cells = columns = 0
        elif name == b"tc" and not closing:
            cells, columns = cells + 1, columns + 1
        elif name in (b"gridSpan", b"gridBefore", b"gridAfter") and not closing:
            value = _SPAN.search(match.group())
            columns += (int(value.group(1)[:6]) if value else 1) - (name == b"gridSpan")
    return seen


def _width(column: bytes) -> float | None:
    found = _WIDTH.search(column)
    try:
        return float(found.group(2)) if found else None
    except ValueError:
        return None


def _with_width(column: bytes, width: int) -> bytes:
    return _WIDTH.sub(rb"\g<1>%d\g<3>" % width, column)


def _added(columns: list[bytes], wanted: int) -> list[bytes]:
    missing = wanted - len(columns)
    total = sum(width for column in columns if (width := _width(column)) is not None)
    if missing <= 0 or total <= 0 or any(_width(column) is None for column in columns):
        return columns
    old, new = total / len(columns), total / wanted
    scaled = [_with_width(column, int((_width(column) or 0.0) * new / old)) for column in columns]
    return scaled + [b'<w:gridCol w:w="%d"/>' % int(new)] * missing


def _removed(columns: list[bytes], wanted: int) -> list[bytes]:
    kept, cut = columns[:wanted], columns[wanted:]
    if not cut or not kept or any(_width(column) is None for column in columns):
        return kept or columns
    extra = int(sum(_width(column) or 0.0 for column in cut) / len(kept))
    return [_with_width(column, int((_width(column) or 0.0) + extra)) for column in kept]
