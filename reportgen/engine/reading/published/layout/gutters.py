"""Texts side by side on a page: two pages on one sheet, or a list of links beside an article."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.aligned_rows import column_starts, is_figure
from reportgen.engine.reading.published.layout.lines import Line
from reportgen.engine.reading.published.layout.painted import Box

_LINES: Final = 5
"""At least so many lines stand at each side of a gutter."""
_LONG: Final = 0.6
"""Lines of a text: at least half of those at one side are longer than this part of its longest one."""


_TEXT: Final = 12.0
"""The longest line of a text has more characters."""
_FIGURES: Final = 0.3
_CANDIDATES: Final = 200


class Gutter(NamedTuple):
    """A white strip around ``x`` that divides what stands between ``top`` and ``bottom`` into two columns of text."""

    x: float
    top: float
    bottom: float

    def side(self, box: Box) -> int | None:
        """Return 0 for what stands at the left of it, 1 at the right, None for what is above or below or crosses it."""
        if not self.top <= (box.top + box.bottom) / 2 <= self.bottom:
            return None
        return 0 if box.x1 <= self.x else 1 if box.x0 >= self.x else None


def gutter(rows: Sequence[Sequence[Line]], tables: Sequence[Box]) -> Gutter | None:
    """Return the gutter of a page whose ``rows`` are lines in parts, or None where it has one column of text."""
    found: Gutter | None = None
    most = 0
    for x in _candidates(rows):
        for start, end in _runs(rows, x):
            inside = [part for row in rows[start:end] for part in row]
            left, right = [part for part in inside if part.x1 <= x], [part for part in inside if part.x0 >= x]
            lines = min(len(left), len(right))
            if lines > most and lines >= _LINES and _is_text(left, right):
                strip = Gutter(x, min(part.top for part in inside), max(part.bottom for part in inside))
                if not any(_crosses(table, strip) for table in tables):
                    found, most = strip, lines
    return found


def _candidates(rows: Sequence[Sequence[Line]]) -> list[float]:
    """Return where a gutter may be: in gaps of lines, and where several lines begin."""
    gaps = [(before.x1 + after.x0) / 2 for row in rows for before, after in itertools.pairwise(row)]
    starts = [start - 4 for start in column_starts(part for row in rows for part in row)]
    return sorted({round(place / 4) * 4.0 for place in (*gaps, *starts)})[:_CANDIDATES]


def _runs(rows: Sequence[Sequence[Line]], x: float) -> list[tuple[int, int]]:
    """Return the longest runs of rows of which no part crosses ``x``."""
    found, start = [], 0
    for place, row in enumerate((*rows, None)):
        if row is None or any(part.x0 < x < part.x1 for part in row):
            if place > start:
                found.append((start, place))
            start = place + 1
    return found


def _is_text(*sides: Sequence[Line]) -> bool:
    """Whether neither side holds figures, and at one of them most lines are about as long as the longest: a text."""
    if any(sum(is_figure(part.text) for part in side) > len(side) * _FIGURES for side in sides):
        return False
    for side in sides:
        longest = max(part.x1 - part.x0 for part in side)
        long = sum(part.x1 - part.x0 > _LONG * longest for part in side)
        if long > len(side) / 2 and longest > _TEXT * side[0].size:
            return True
    return False


def _crosses(table: Box, strip: Gutter) -> bool:
    return table.x0 < strip.x < table.x1 and table.top < strip.bottom and strip.top < table.bottom
