"""A text whose columns are kept by spaces, as ``pdftotext -layout`` writes it: read as pages with places.

Such a text has labels over several lines and columns that only their places tell, so that cells cannot be told line
by line. Some programs count every sign as one column, others a Chinese one as two: that count is taken by which figures
stand below each other.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from reportgen.core.shown_document import ShownTable, ShownText
from reportgen.engine.reading.published.layout import lines as text_lines
from reportgen.engine.reading.published.layout.aligned_rows import APART, is_figure
from reportgen.engine.reading.published.layout.alignment import aligned
from reportgen.engine.reading.published.layout.blocks import blocks_of
from reportgen.engine.reading.published.layout.lines import wide
from reportgen.engine.reading.published.layout.painted import Glyph
from reportgen.engine.reading.published.layout.sections import SECTIONS, Section
from reportgen.engine.reading.published.layout.tables import PlacedTable

_SIZE: Final = 10.0
_PITCH: Final = 12.0
_CLOSE: Final = 4.5
"""So far down (points) is the next line; where labels have several, those of one may have others between them."""
_BLANK: Final = 12.0
"""A blank line is so high (points): it divides rows."""
_ABOVE: Final = 8.0
_COLUMN: Final = 6.2
"""So wide (points) is a column: two blanks divide a line, and one blank divides two figures."""
_PIECE: Final = re.compile(r"\S+(?: \S+)*")
_FIGURES: Final = 3
_ROWS: Final = 5
"""At least so many lines end with so many figures."""
_NEAR: Final = 4
"""Rows of one table have at most so many lines without figures between them, less one."""
_MOST: Final = 300_000
"""Signs of a text; a report has a tenth."""
_GAPS: Final = 3
"""At least so many different gaps stand before the first figures; cells divided by two blanks each have one."""


class _Written(NamedTuple):
    """A line of the text: its number, its page, how far down it stands, and its text."""

    number: int
    page: int
    base: float
    text: str


def shown(pages: Sequence[Sequence[str]], name: str) -> tuple[ShownText | ShownTable, ...] | None:
    """Return the paragraphs and tables of a text by its pages of lines, None where it needs no places."""
    lines = [line for page in pages for line in page if line.strip()]
    if sum(map(len, lines)) > _MOST:
        return None
    rows = [row for line in lines if len(row := _figures(line)) >= _FIGURES]
    if any("\t" in line for line in lines) or len(rows) < _ROWS or len({_gap(row[0]) for row in rows}) < _GAPS:
        return None
    broken, uneven = _broken_and_uneven([len(_figures(line)) for line in lines])
    if not broken and not uneven:
        return None
    written = list(_written(pages, _CLOSE if broken else _PITCH))
    width_of = min((_one, _one_or_two), key=lambda count: _slant(rows, count))
    depth = written[-1].base + _SIZE
    sections = []
    for page, group in itertools.groupby(written, key=lambda line: line.page):
        its = list(group)
        glyphs = [glyph for line in its for glyph in _glyphs(line, depth, width_of)]
        parts = text_lines.lines(glyphs, page * SECTIONS, APART)
        width = max(glyph.x1 for glyph in glyphs)
        found = aligned(parts, width)
        if width_of is _one and any(map(_has_blanks, found.tables)):
            return None
        kept = [table for table in found.tables if not uneven or _rows_of_figures(table) > 1]
        loose = [table.box for table in found.tables if table not in kept]
        left = {line.base for line in found.lines}
        left |= {part.base for part in parts if any(box.top <= part.base <= box.bottom for box in loose)}
        prose = [glyph for line in its if line.base + depth in left for glyph in _glyphs(line, depth, _one_or_two)]
        rest = text_lines.lines(prose, page * SECTIONS)
        sections.append(Section(page * SECTIONS, 3 * depth, kept, rest, tuple(parts), width))
    if not any(section.tables for section in sections):
        return None
    bases = [line.base + depth for line in written]

    def line_of(top: float) -> int:
        nearest = min(range(len(bases)), key=lambda at: abs(bases[at] - top - _ABOVE))
        return written[nearest].number

    blocks, _ = blocks_of(sections, name, line_of)
    return blocks


def _has_blanks(table: PlacedTable) -> bool:
    """Whether a row of figures has a blank: where every sign counts as one column, its figures do not stand in line."""
    figures = [cell for cell in table.cells if is_figure(cell.text)]
    left, rows = min(cell.x0 for cell in figures), {cell.row for cell in figures}
    return any(not cell.text and cell.x0 >= left and cell.row in rows for cell in table.cells)


def _rows_of_figures(table: PlacedTable) -> int:
    """Return how many rows of figures a table has: of one alone, where cells may be blank, no place can be checked."""
    return len({cell.row for cell in table.cells if is_figure(cell.text)})


def _broken_and_uneven(counts: Sequence[int]) -> tuple[bool, bool]:
    """Return whether labels of a table go over several lines, and whether its rows have different numbers of figures.

    ``counts`` are the figures of each line. Rows have fewer figures where cells were blank.
    """
    dense = [at for at, count in enumerate(counts) if count >= _FIGURES]
    near = [(one, other) for one, other in itertools.pairwise(dense) if other - one <= _NEAR]
    return any(0 in counts[one:other] for one, other in near), any(counts[one] != counts[other] for one, other in near)


def _written(pages: Sequence[Sequence[str]], pitch: float) -> Iterator[_Written]:
    """Yield the lines that are not blank; several blank ones are one."""
    base, number = 0.0, 0
    for page, lines in enumerate(pages, 1):
        blank = False
        for line in lines:
            number += 1
            if not line.strip():
                blank = True
                continue
            base += pitch + _BLANK * blank
            blank = False
            yield _Written(number, page, base, line)


def _gap(figure: re.Match[str]) -> int:
    """Return how wide the gap before a figure is."""
    before = figure.string[: figure.start()]
    return len(before) - len(before.rstrip())


def _figures(line: str) -> list[re.Match[str]]:
    """Return the figures of a line, if nothing else stands between or behind them."""
    pieces = list(_PIECE.finditer(line))
    found: list[re.Match[str]] = []
    for piece in reversed(pieces):
        if not is_figure(piece[0]):
            break
        found.insert(0, piece)
    return found


def _one(_: str) -> int:
    return 1


def _one_or_two(sign: str) -> int:
    return 2 if wide(sign) else 1


def _slant(rows: Sequence[Sequence[re.Match[str]]], width_of: Callable[[str], int]) -> float:
    """Return how far figures stand from those of the row before: little where the count of columns fits."""
    middles = [[sum(map(width_of, one.string[: one.start()])) + len(one[0]) / 2 for one in row] for row in rows]
    steps = [
        max(abs(mine - its) for mine, its in zip(before, after, strict=True))
        for before, after in itertools.pairwise(middles)
        if len(before) == len(after)
    ]
    return statistics.median(steps) if steps else 0.0


def _glyphs(line: _Written, depth: float, width_of: Callable[[str], int]) -> Iterator[Glyph]:
    """Yield the signs of a line with their places on a page, of which the text fills the middle third."""
    base, column = depth + line.base, 0
    for sign in line.text:
        width = width_of(sign)
        if not sign.isspace():
            x0 = column * _COLUMN
            x1 = x0 + width * _COLUMN
            yield Glyph(sign, x0, base - _ABOVE, x1, base + _SIZE - _ABOVE, x0, base, _SIZE)
        column += width
