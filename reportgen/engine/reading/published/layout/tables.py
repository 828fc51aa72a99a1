"""Tables of a page with the texts of their cells, and tables that go on over the end of a page, joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.aligned_rows import is_figure
from reportgen.engine.reading.published.layout.lines import UNREADABLE
from reportgen.engine.reading.published.layout.painted import Box
from reportgen.engine.reading.published.layout.rulings import clustered

_SAME_EDGE: Final = 5.0
_NUMBERED: Final = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十]+[)）、.．]|[(（]?\d+[)）、.．])")
_WORDS: Final = re.compile(r"[\u3400-\u9fff]")


class PlacedCell(NamedTuple):
    """A cell with its text: its row from 0, where it begins and ends across (points), its page and its row there.

    ``full`` is true where the last line is digits and has no room for one more; ``doubt`` as in the cells of a page.
    """

    row: int
    rows: int
    x0: float
    x1: float
    text: str
    page: int
    page_row: int
    doubt: bool = False
    full: bool = False


class PlacedTable(NamedTuple):
    """A table with where it stands; ``rows`` counts its rows, ``page`` is the page on which it ends."""

    cells: list[PlacedCell]
    rows: int
    page: int
    box: Box

    @property
    def edges(self) -> list[float]:
        """Where cells begin or end across."""
        return clustered((edge for cell in self.cells for edge in (cell.x0, cell.x1)), _SAME_EDGE - 1)


def goes_on(before: PlacedTable, after: PlacedTable) -> bool:
    """Whether two tables with nothing between them are one: outlines agree, and the columns of one are in the other."""
    mine, its = before.edges, after.edges
    if abs(mine[0] - its[0]) > _SAME_EDGE or abs(mine[-1] - its[-1]) > _SAME_EDGE:
        return False
    few, many = sorted((mine, its), key=len)
    return all(any(abs(edge - other) <= _SAME_EDGE for other in many) for edge in few)


def joined(before: PlacedTable, after: PlacedTable) -> PlacedTable:
    """Return one table of two: heading rows that are repeated once, cells that go on over the break as one."""
    skipped = _repeated(before, after)
    rest = [cell._replace(row=cell.row - skipped) for cell in after.cells if cell.row >= skipped]
    shift = before.rows
    if _is_torn(before.cells, rest, shift):
        above, below = _one_row(before.cells, rest, shift)
        shift -= 1
    else:
        above, below = _mended(before, rest)
        above, below = _with_doubts(above, below, shift)
    cells = above + [cell._replace(row=cell.row + shift) for cell in below]
    return PlacedTable(cells, shift + after.rows - skipped, after.page, after.box)


def _repeated(before: PlacedTable, after: PlacedTable) -> int:
    """Return how many rows at the beginning of both tables are alike."""
    for count in range(min(before.rows, after.rows) - 1, 0, -1):
        mine, its = _head(before, count), _head(after, count)
        if mine is not None and mine == its and any(_WORDS.search(text) for *_, text in mine):
            return count
    return 0


def _head(table: PlacedTable, count: int) -> list[tuple[int, int, int, int, str]] | None:
    """Return the first ``count`` rows with their places, if no cell reaches out of them."""
    cells = [cell for cell in table.cells if cell.row < count]
    if any(cell.row + cell.rows > count for cell in cells):
        return None
    return sorted(
        (cell.row, cell.rows, round(cell.x0 / 8), round(cell.x1 / 8), "".join(cell.text.split())) for cell in cells
    )


def _mended(before: PlacedTable, rest: Sequence[PlacedCell]) -> tuple[list[PlacedCell], list[PlacedCell]]:
    """Return the cells of both parts, where one beside the labels of several rows goes on below the break."""
    above, below = list(before.cells), list(rest)
    for cell in rest:
        if cell.row != 0 or not _beside_labels(cell, rest, 0):
            continue
        partner = _partner(cell, above, before.rows)
        if partner is None or not _beside_labels(partner, above, before.rows - 1) or _NUMBERED.match(cell.text):
            continue
        above.remove(partner)
        below.remove(cell)
        text = partner.text + cell.text
        above.append(partner._replace(rows=partner.rows + cell.rows, text=text))
    return sorted(above), sorted(below)


def _alike(one: PlacedCell, other: PlacedCell) -> bool:
    return abs(one.x0 - other.x0) <= _SAME_EDGE and abs(one.x1 - other.x1) <= _SAME_EDGE


def _beside_labels(cell: PlacedCell, cells: Sequence[PlacedCell], row: int) -> bool:
    """Whether the cell to the right, in ``row``, is a label, so that ``cell`` groups rows."""
    right = next(
        (one for one in cells if one.row <= row < one.row + one.rows and abs(one.x0 - cell.x1) <= _SAME_EDGE), None
    )
    if right is None:
        return False
    return _is_label(right.text) or (not right.text and _beside_labels(right, cells, row))


def _is_label(text: str) -> bool:
    """Whether a text has words and is no figure with its unit."""
    return _WORDS.search(text) is not None and not is_figure(text)


def _partner(cell: PlacedCell, above: Sequence[PlacedCell], rows: int) -> PlacedCell | None:
    """Return the cell at the end of the page before, which has so many rows, whose place ``cell`` continues."""
    return next((one for one in above if one.row + one.rows == rows and _alike(one, cell)), None)


def _is_torn(above: Sequence[PlacedCell], below: Sequence[PlacedCell], rows: int) -> bool:
    """Whether the first row below goes on from the last one above: labels or figures or nothing.

    Such a row is made one with the row above; digits below digits stay two lines there, which are no number.
    """
    first = [cell for cell in below if cell.row == 0]
    if not first or any(_partner(cell, above, rows) is None for cell in first):
        return False
    single = [cell for cell in first if cell.rows == 1]
    labels = [cell for cell in single if _is_label(cell.text)]
    figures = [cell for cell in single if cell.text and cell not in labels]
    if not single or len(labels) + len(figures) == len(single) or (labels and figures):
        return False
    return not any(_NUMBERED.match(cell.text) for cell in labels)


def _one_row(
    above: Sequence[PlacedCell], below: Sequence[PlacedCell], rows: int
) -> tuple[list[PlacedCell], list[PlacedCell]]:
    """Return the cells with the first row of ``below`` added to the last of ``above``, a line below its text."""
    found = list(above)
    for cell in (cell for cell in below if cell.row == 0):
        partner = _partner(cell, found, rows)
        if partner is not None:
            apart = "" if not partner.text or not cell.text or _is_label(cell.text) else "\n"
            text = partner.text + apart + cell.text
            longer = partner._replace(text=text, rows=partner.rows + cell.rows - 1, doubt=partner.doubt or cell.doubt)
            found[found.index(partner)] = longer
    return found, [cell for cell in below if cell.row > 0]


def _with_doubts(
    above: Sequence[PlacedCell], below: Sequence[PlacedCell], rows: int
) -> tuple[list[PlacedCell], list[PlacedCell]]:
    """Return the cells, those in doubt whose digits may go on below the break: they fill their cell, no label begins.

    A row whose label has a number of its own is a new one.
    """
    first = [cell for cell in below if cell.row == 0]
    if any(cell.rows == 1 and _NUMBERED.match(cell.text) for cell in first):
        return list(above), list(below)
    torn = [
        (partner, cell)
        for cell in first
        if cell.text[:1].isdecimal() and (partner := _partner(cell, above, rows)) is not None and partner.full
    ]
    doubtful = {cell: cell._replace(doubt=True, text=cell.text + UNREADABLE) for pair in torn for cell in pair}
    return [doubtful.get(cell, cell) for cell in above], [doubtful.get(cell, cell) for cell in below]
