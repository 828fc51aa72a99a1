"""Tables without ruling lines: figures that stand one below the other, with labels at their side and above them.

A table is taken only where every figure has its column and every row its label by their places alone. Where two figures
of a row fall into one column, or a row has figures and no label, the whole block is left as text and named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.lines import Line
from reportgen.engine.reading.published.layout.painting import Box
from reportgen.engine.reading.published.layout.tables import PlacedCell, PlacedTable

APART: Final = 1.2
"""A gap of so many times the size divides a line into parts of a table's row."""
_FIGURE: Final = re.compile(r"[+\-－]?[0-9０-９][0-9０-９,，.．]*(?:件|万元|元|个)?|[/／—\-－]+|无")
_DIGIT: Final = re.compile(r"[0-9０-９]")
_FIGURES: Final = 4
"""A row of so many figures needs no label."""
_FILLED: Final = 0.3
"""At least this part of a column's rows has a figure."""
_LOOSE: Final = 1.45
"""Labels above a column are one where their lines are at most so many times their size apart."""


class Aligned(NamedTuple):
    """The tables found among lines, the lines that are left, and whether a block of figures could not be told apart."""

    tables: list[PlacedTable]
    lines: list[Line]
    unclear: bool


class _Row(NamedTuple):
    base: float
    parts: list[Line]

    @property
    def figures(self) -> list[Line]:
        """The parts that are figures and nothing else."""
        return [part for part in self.parts if _FIGURE.fullmatch(part.text)]

    @property
    def is_anchor(self) -> bool:
        """Whether this is a row of a table by itself: a label and figures, or many figures."""
        figures = self.figures
        digits = any(_DIGIT.match(part.text) for part in figures)
        return digits and (len(figures) >= _FIGURES or (len(self.parts) > len(figures) and self.parts[0] not in figures))


def aligned(parts: Sequence[Line], width: float) -> Aligned:
    """Return the tables that the ``parts`` of a page's lines make; the page has this ``width`` (points)."""
    rows = _rows(parts)
    tables: list[PlacedTable] = []
    taken: set[int] = set()
    unclear = False
    for first, last in _regions(rows, width):
        made = [_table(rows[start:end]) for start, end in _blocks(rows, first, last)]
        if all(table is not None for table in made):
            tables += [table for table in made if table is not None]
            taken.update(range(first, last))
        else:
            unclear = True
    left = [part for place, row in enumerate(rows) if place not in taken for part in row.parts]
    return Aligned(tables, left, unclear)


def _rows(parts: Sequence[Line]) -> list[_Row]:
    found: list[_Row] = []
    for part in sorted(parts, key=lambda one: (one.base, one.x0)):
        if found and part.base - found[-1].base < 0.4 * part.size:
            found[-1].parts.append(part)
        else:
            found.append(_Row(part.base, [part]))
    for row in found:
        row.parts.sort(key=lambda one: one.x0)
    return found


def _regions(rows: Sequence[_Row], width: float) -> list[tuple[int, int]]:
    """Return where tables stand among the rows of a page: from the first row of labels to the last one of figures."""
    found: list[tuple[int, int]] = []
    anchors = [place for place, row in enumerate(rows) if row.is_anchor]
    for place in anchors:
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
        while end < len(rows) and len(rows[end].parts) == 1 and _is_rest_of_label(rows[end], rows[last - 1]):
            end += 1
        inside = [row for row in rows[first:end] if row.is_anchor]
        if len(inside) > 1 or len(inside[0].figures) >= _FIGURES:
            regions.append((first, end))
    return regions


def _belongs(row: _Row, below: _Row, anchor: _Row, width: float) -> bool:
    """Whether a row is of the table whose rows follow: near, of the same size, and no line of the text around."""
    size = anchor.parts[-1].size
    if any(abs(part.size - size) > 0.25 * size for part in row.parts) or below.base - row.base > 6 * size:
        return False
    return len(row.parts) > 1 or row.parts[0].x1 - row.parts[0].x0 < 0.55 * width


def _is_rest_of_label(row: _Row, above: _Row) -> bool:
    part, label = row.parts[0], above.parts[0]
    figures = above.figures
    return bool(figures) and part.x1 < figures[0].x0 and abs(part.size - label.size) < 1 and (
        row.base - above.base < 1.6 * part.size and not re.match(r"[一二三四五六七八九十]+、", part.text)
    )  # fmt: skip


def _blocks(rows: Sequence[_Row], first: int, last: int) -> list[tuple[int, int]]:
    """Return the blocks of a table, each with its labels above: where such labels follow on figures, one begins."""
    found = []
    start, seen = first, False
    left = 0.0
    for place in range(first, last):
        row = rows[place]
        if row.is_anchor:
            left = min(part.x0 for part in row.figures) if not seen else min(left, *(part.x0 for part in row.figures))
            seen = True
        elif seen and not row.figures and any(part.x1 > left + part.size for part in row.parts):
            found.append((start, place))
            start, seen = place, False
    found.append((start, last))
    return found


def _table(rows: Sequence[_Row]) -> PlacedTable | None:
    """Return the table of one block, or None where its figures or labels cannot be told apart."""
    anchors = [row for row in rows if row.is_anchor]
    if not anchors:
        return None
    columns = _columns([figure for row in anchors for figure in row.figures])
    placed = [[_column(figure, columns) for figure in row.figures] for row in anchors]
    if any(len(set(its)) < len(its) for its in placed):
        return None
    if any(sum(column in its for its in placed) < _FILLED * len(anchors) for column in range(len(columns))):
        return None
    left = columns[0][0]
    bands = _bands([row.base for row in anchors])
    above = [row for row in rows if row.base < anchors[0].base and any(part.x1 > left for part in row.parts)]
    cells = _headings(above, columns)
    height = max((cell.row for cell in cells), default=-1) + 1
    page = anchors[0].parts[0].page
    edges = _edges(columns)
    loose = [part for row in rows for part in row.parts if row not in above]
    for number, (row, its) in enumerate(zip(anchors, placed, strict=True)):
        top, bottom = bands[number]
        texts = {column: figure.text for column, figure in zip(its, row.figures, strict=True)}
        inside = [part for part in loose if top <= part.base < bottom and part not in row.figures]
        for part in inside:  # digits below digits: one number over two lines, or two numbers
            if part.x0 >= left - part.size and part.x1 > left:
                column = _column(part, columns)
                texts[column] = f"{texts.get(column, '')}\n{part.text}"
        labels = _labels([part for part in inside if part.x1 <= left + 0.5 * part.size])
        if not labels and len(row.figures) < _FIGURES:
            return None
        for column, (x0, x1) in enumerate(edges):
            cells.append(PlacedCell(height + number, 1, x0, x1, texts.get(column, ""), page, height + number))
        for place, label in enumerate(reversed(labels)):
            x0 = left - 20.0 * (place + 1)
            cells.append(PlacedCell(height + number, 1, x0, x0 + 20.0, label, page, height + number))
    everything = [part for row in rows for part in row.parts]
    box = Box(
        min(part.x0 for part in everything), min(part.top for part in everything),
        max(part.x1 for part in everything), max(part.bottom for part in everything),
    )  # fmt: skip
    return PlacedTable(cells, height + len(anchors), page, box)


def _columns(figures: Sequence[Line]) -> list[tuple[float, float]]:
    """Return where columns begin and end: figures that stand over each other are of one."""
    found: list[tuple[float, float]] = []
    for figure in sorted(figures, key=lambda one: one.x0):
        if found and figure.x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], figure.x1))
        else:
            found.append((figure.x0, figure.x1))
    return found


def _column(part: Line, columns: Sequence[tuple[float, float]]) -> int:
    middle = (part.x0 + part.x1) / 2
    return min(range(len(columns)), key=lambda one: abs((columns[one][0] + columns[one][1]) / 2 - middle))


def _edges(columns: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the columns widened until they meet."""
    middles = [(before[1] + after[0]) / 2 for before, after in zip(columns, columns[1:], strict=False)]
    starts = [columns[0][0], *middles]
    return list(zip(starts, [*middles, columns[-1][1] + 10], strict=True))


def _bands(bases: Sequence[float]) -> list[tuple[float, float]]:
    """Return for each row of figures from where to where lines beside it are its label: half the way to the next."""
    middles = [(before + after) / 2 for before, after in zip(bases, bases[1:], strict=False)]
    return list(zip([float("-inf"), *middles], [*middles, float("inf")], strict=True))


def _labels(parts: Sequence[Line]) -> list[str]:
    """Return the labels beside a row of figures, from the left: lines that stand over each other are one label."""
    groups: list[list[Line]] = []
    for part in sorted(parts, key=lambda one: -one.x1):
        mine = next((group for group in groups if any(part.x0 < one.x1 and one.x0 < part.x1 for one in group)), None)
        if mine is None:
            groups.append([part])
        else:
            mine.append(part)
    groups.sort(key=lambda group: min(part.x0 for part in group))
    return ["".join(part.text for part in sorted(group, key=lambda one: (one.base, one.x0))) for group in groups]


def _headings(rows: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> list[PlacedCell]:
    """Return the labels above the columns, each in a row of its own height."""
    cells: list[tuple[Line, str, int, int]] = []  # its last line, its text, its column, its row
    edges = _edges(columns)
    for number, row in enumerate(rows):
        for part in row.parts:
            column = -1 if part.x1 <= columns[0][0] else _column(part, columns)
            near = [
                place
                for place, (last, _, its, _) in enumerate(cells)
                if its == column and 0 < part.base - last.base <= _LOOSE * part.size and last.x0 < part.x1 and part.x0 < last.x1
            ]
            if near:
                _, text, its, where = cells[near[-1]]
                cells[near[-1]] = (part, text + part.text, its, where)
            else:
                cells.append((part, part.text, column, number))
    left = columns[0][0]
    return [
        PlacedCell(row, 1, *(edges[column] if column >= 0 else (left - 20.0, left)), text, line.page, row)
        for line, text, column, row in cells
    ]
