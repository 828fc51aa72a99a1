"""Tables without ruling lines: figures that stand one below the other, with labels at their side and above them.

A table is taken only where every figure has its column and every row its label by their places alone. Where two figures
of a row fall into one column, or a row has figures and no label, the whole block is left as text and named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.aligned_blocks import block_table
from reportgen.engine.reading.published.layout.aligned_rows import FIGURES, STEP, Row, rows_of
from reportgen.engine.reading.published.layout.lines import Line
from reportgen.engine.reading.published.layout.tables import PlacedTable

_CHAPTER: Final = re.compile(r"[一二三四五六七八九十]+、")
"""How the title of a chapter begins, which stands above a table."""


class Aligned(NamedTuple):
    """The tables found among lines, the lines that are left, and whether a block of figures could not be told apart."""

    tables: list[PlacedTable]
    lines: list[Line]
    unclear: bool


def aligned(parts: Sequence[Line], width: float) -> Aligned:
    """Return the tables that the ``parts`` of a page's lines make; the page has this ``width`` (points)."""
    rows = rows_of(parts)
    tables: list[PlacedTable] = []
    taken: set[int] = set()
    unclear = False
    for first, last in _regions(rows, width):
        made = [block_table(rows[start:end]) for start, end in _blocks(rows, first, last)]
        if all(table is not None for table in made):
            tables += [table for table in made if table is not None]
            taken.update(range(first, last))
        else:
            unclear = True
    left = [part for place, row in enumerate(rows) if place not in taken for part in row.parts]
    return Aligned(tables, left, unclear)


def _regions(rows: Sequence[Row], width: float) -> list[tuple[int, int]]:
    """Return where tables stand among the rows of a page: from the first row of labels to the last one of figures."""
    found: list[tuple[int, int]] = []
    for place in (place for place, row in enumerate(rows) if row.is_anchor):
        floor = found[-1][1] if found else 0
        first = place
        while first > floor and _belongs(rows[first - 1], rows[first], rows[place], width):
            first -= 1
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((first, place + 1))
    regions = []
    for first, last in found:
        end = last
        while end < len(rows) and _goes_on(rows[end], rows[end - 1], rows[last - 1]):
            end += 1
        inside = [row for row in rows[first:end] if row.is_anchor]
        if len(inside) > 1 or len(inside[0].figures) >= FIGURES:
            regions.append((first, end))
    return regions


def _belongs(row: Row, below: Row, anchor: Row, width: float) -> bool:
    """Whether a row is of the table whose rows follow: near, of the same size, and no line of the text around."""
    size = anchor.parts[-1].size
    if any(abs(part.size - size) > 0.15 * size for part in row.parts) or below.base - row.base > 6 * size:
        return False
    first = row.parts[0]
    return len(row.parts) > 1 or (first.x1 - first.x0 < 0.55 * width and not _CHAPTER.match(first.text))


def _goes_on(row: Row, before: Row, anchor: Row) -> bool:
    """Whether a row below the last figures of a table is the rest of a label, or the rest of numbers over two lines."""
    if row.figures and len(row.figures) == len(row.parts):
        return row.base - before.base < STEP * row.parts[0].size
    return len(row.parts) == 1 and _is_rest_of_label(row, anchor)


def _is_rest_of_label(row: Row, above: Row) -> bool:
    part, label = row.parts[0], above.parts[0]
    figures = above.figures
    return bool(figures) and part.x1 < figures[0].x0 and abs(part.size - label.size) < 1 and (
        row.base - above.base < 1.6 * part.size and not _CHAPTER.match(part.text)
    )  # fmt: skip


def _blocks(rows: Sequence[Row], first: int, last: int) -> list[tuple[int, int]]:
    """Return the blocks of a table, each with its labels above: where such labels follow on figures, one begins."""
    found = []
    start, seen = first, False
    left, labels = 0.0, list[Line]()
    for place in range(first, last):
        row = rows[place]
        if row.is_anchor:
            left = min(part.x0 for part in row.figures) if not seen else min(left, *(part.x0 for part in row.figures))
            seen = True
            labels += [part for part in row.parts if part not in row.figures]
        elif seen and not row.figures and _begins_block(rows, place, left, labels):
            labels = []
            found.append((start, place))
            start, seen = place, False
    found.append((start, last))
    return found


def _begins_block(rows: Sequence[Row], place: int, left: float, labels: Sequence[Line]) -> bool:
    """Whether a row without figures is the title of a block or labels above columns, and not the rest of a label."""
    row = rows[place]
    if any(part.x1 > left + part.size for part in row.parts):
        return True
    if not labels:
        return False
    part = row.parts[0]
    alone = part.x0 > max(label.x1 for label in labels) or part.x0 < min(label.x0 for label in labels) + part.size
    step = STEP * part.size
    near = any(0 <= place + one < len(rows) and abs(rows[place + one].base - row.base) <= step for one in (-1, 1))
    return len(row.parts) == 1 and alone and (not near or part.x0 > max(label.x1 for label in labels))
