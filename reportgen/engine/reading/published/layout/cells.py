"""The text of each cell of a ruled table: which characters stand in it, and whether a number in it was torn or cut."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout import lines as text_lines
from reportgen.engine.reading.published.layout.grids import Grid, GridCell, cell_at, cell_places
from reportgen.engine.reading.published.layout.lines import UNREADABLE, Line
from reportgen.engine.reading.published.layout.painted import Glyph
from reportgen.engine.reading.published.layout.turning import turned_glyph

_NUMBER_LINES: Final = re.compile(r"[0-9０-９][0-9０-９,，.]*")
_FIRST_LINE: Final = 2
"""A number whose first line has fewer digits is one only beside a figure of one line: else its row may be two rows."""
_MOST_PADDING: Final = 11.5
"""No program leaves more of a cell unused at its two sides together (points)."""
_PITCH: Final = 1.9
"""Lines of one number are at most so many times their size apart."""
_TOUCHING: Final = 0.12
"""Digits with a smaller gap (part of their size) are one number, whatever line is between them."""
_CUT: Final = 0.25


class Filled(NamedTuple):
    """A cell of a grid with its text; ``doubt`` where it cannot be told which text is in it.

    ``full`` is true where its last line is digits and has no room for one more.
    """

    cell: GridCell
    text: str
    lines: list[Line]
    doubt: bool = False
    full: bool = False


def filled(grid: Grid, glyphs: Sequence[Glyph], page: int, width: float) -> list[Filled]:
    """Return the cells of ``grid`` with their texts. ``glyphs`` are those inside of its outline.

    A cell that the edge of the page cuts, which has this ``width``, is in doubt.
    """
    places = cell_places(grid)
    inside: list[list[Glyph]] = [[] for _ in grid.cells]
    owner: dict[Glyph, int] = {}
    for glyph in glyphs:
        number = cell_at(grid, (glyph.x0 + glyph.x1) / 2, _middle(glyph), places)
        if number is not None:
            inside[number].append(glyph)
            owner[glyph] = number
    doubtful = _crossing(grid, owner)
    all_lines = [_cell_lines(mine, page) for mine in inside]
    padding = _padding(grid, all_lines)
    found = []
    for number, (cell, its) in enumerate(zip(grid.cells, all_lines, strict=True)):
        text = _joined(its, cell.box.x1 - cell.box.x0, padding)
        cut = cell.box.x0 < -1 or cell.box.x1 > width - 1
        doubt = cut or number in doubtful or (not cell.whole and any(sign.isdecimal() for sign in text))
        least = cell.box.x1 - cell.box.x0 - _MOST_PADDING
        full = bool(its) and its[-1].text.isdecimal() and _is_full(its[-1], least)
        found.append(Filled(cell, text, its, doubt, full))
    return _with_spilt(_apart_again(found))


def _apart_again(cells: Sequence[Filled]) -> list[Filled]:
    """Return cells, a number over lines left apart where a cell of its row holds several: it may be two rows."""
    several = [one.cell for one in cells if "\n" in one.text and one.lines[0].text[0].isdecimal()]
    single = [one.cell for one in cells if len(one.lines) == 1 and one.text.isdecimal()]
    found = []
    for one in cells:
        broken = len(one.lines) > 1 and one.text.isdecimal()
        alone = (
            broken and len(one.lines[0].text) < _FIRST_LINE and not any(_share_row(one.cell, cell) for cell in single)
        )
        apart = alone or (broken and any(_share_row(one.cell, cell) for cell in several))
        found.append(one._replace(text="\n".join(line.text for line in one.lines)) if apart else one)
    return found


def _share_row(one: GridCell, other: GridCell) -> bool:
    return one.row < other.row + other.rows and other.row < one.row + one.rows


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _cell_lines(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Return the lines of a cell; those of turned text behind the others."""
    found = text_lines.lines((glyph for glyph in glyphs if glyph.turn == 0), page)
    for turn in (90, 180, 270):
        others = [turned_glyph(glyph, turn, 0, 0) for glyph in glyphs if glyph.turn == turn]
        found += text_lines.lines(others, page) if others else []
    return found


def _crossing(grid: Grid, owner: dict[Glyph, int]) -> set[int]:
    """Return the cells with a number that a ruling cuts, or that goes on in the next cell."""
    found: set[int] = set()
    digits = [glyph for glyph in owner if glyph.text.isdecimal()]
    for glyph in digits:
        box, wide, high = grid.cells[owner[glyph]].box, (glyph.x1 - glyph.x0) * _CUT, glyph.size * _CUT
        if glyph.x0 < box.x0 - wide or glyph.x1 > box.x1 + wide or glyph.bottom - high > box.bottom + high:
            found.add(owner[glyph])
    for row in text_lines.rows(digits):
        for before, after in itertools.pairwise(row):
            if owner[before] != owner[after] and after.x0 - before.x1 < _TOUCHING * after.size:
                found |= {owner[before], owner[after]}
    return found


def _padding(grid: Grid, all_lines: Sequence[Sequence[Line]]) -> float:
    """Return the smallest space that a line leaves in its cell, both sides together: what no text may use."""
    left = [
        cell.box.x1 - cell.box.x0 - (line.x1 - line.x0)
        for cell, its in zip(grid.cells, all_lines, strict=True)
        for line in its
    ]
    return max(0.0, min((*left, _MOST_PADDING)))


def _joined(its: Sequence[Line], width: float, padding: float) -> str:
    """Return the text of a cell: a line that ends beside a Chinese character goes on, and so does a broken number."""
    if len(its) > 1 and all(_NUMBER_LINES.fullmatch(line.text) for line in its):
        broken = all(_cut_short(one, after, width - padding) for one, after in itertools.pairwise(its))
        return ("" if broken else "\n").join(line.text for line in its)
    parts: list[str] = []
    for line in its:
        if parts and not (text_lines.wide(parts[-1][-1]) or text_lines.wide(line.text[0])):
            parts.append("\n")
        parts.append(line.text)
    return "".join(parts)


def _cut_short(line: Line, after: Line, room: float) -> bool:
    """Whether a line of digits ended because the next one had no room."""
    if len(after.text) > len(line.text) or after.base - line.base > _PITCH * line.size:
        return False
    return _is_full(line, room)


def _is_full(line: Line, room: float) -> bool:
    """Whether a line of digits has no room for one more."""
    digit = (line.x1 - line.x0) / len(line.text)
    return line.x1 - line.x0 + digit * 0.9 > room


def _with_spilt(cells: Sequence[Filled]) -> list[Filled]:
    """Return cells, those in doubt whose number may go on in the cell below, which holds several numbers."""
    spilt = [one for one in cells if "\n" in one.text and one.lines[0].text[0].isdecimal()]
    found = []
    for one in cells:
        doubt = one.doubt or any(
            one.cell.row + one.cell.rows == below.cell.row and one.cell.column == below.cell.column and one.lines and
            below.lines[0].base - one.lines[-1].base < _PITCH * one.lines[-1].size
            for below in spilt
        )  # fmt: skip
        text = one.text + UNREADABLE if doubt and UNREADABLE not in one.text else one.text
        found.append(one._replace(doubt=doubt, text=text))
    return found
