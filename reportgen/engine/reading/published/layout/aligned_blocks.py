"""One block of a table without ruling lines, its labels above and its rows of figures below, as a table."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from typing import Final

from reportgen.engine.reading.published.layout.aligned_headings import Heading, headings
from reportgen.engine.reading.published.layout.aligned_rows import FIGURES, STEP, Row
from reportgen.engine.reading.published.layout.lines import Line
from reportgen.engine.reading.published.layout.painted import Box
from reportgen.engine.reading.published.layout.tables import PlacedCell, PlacedTable

_FILLED: Final = 0.3
"""At least this part of a column's rows has a figure."""
_STRAIGHT: Final = 12.0
"""The middle of a figure is at most so far (points) from those of its column."""
_NUMBERED: Final = re.compile(r"[(（]?[一二三四五六七八九十0-9]{1,2}[)）、.．]")
_LABEL_WIDTH: Final = 20.0
"""Columns of labels have no borders; each counts as so wide (points)."""


def block_table(rows: Sequence[Row]) -> PlacedTable | None:
    """Return the table of one block, or None where its figures or labels cannot be told apart."""
    anchors = [row for row in rows if row.is_anchor]
    if not anchors:
        return None
    figures = [row.figures for row in anchors]
    columns = _counted(figures)
    placed = [_placed(its, columns) for its in figures]
    if not all(placed):
        columns = _columns([figure for its in figures for figure in its])
        placed = [[_column(figure, columns) for figure in its] for its in figures]
    if any(len(set(its)) < len(its) for its in placed):
        return None
    if any(sum(column in its for its in placed) < _FILLED * len(anchors) for column in range(len(columns))):
        return None
    left = columns[0][0]
    owners = _owners(rows, [row.base for row in anchors])
    above = [
        row._replace(parts=[part for part in row.parts if part not in owners])
        for row in rows
        if row.base < anchors[0].base
    ]
    page = anchors[0].parts[0].page
    edges = _edges(columns)
    tops = headings(above, columns)
    cells = [PlacedCell(top.row, top.rows, *_place(top, edges, left), top.text, page, top.row) for top in tops]
    height = max((top.row + top.rows for top in tops), default=0)
    for number, (row, its) in enumerate(zip(anchors, placed, strict=True)):
        texts = {column: figure.text for column, figure in zip(its, row.figures, strict=True)}
        inside = [part for part, owner in owners.items() if owner == number and part not in row.figures]
        for part in inside:  # digits below digits: one number over two lines, or two numbers
            if part.x0 >= left - part.size and part.x1 > left:
                column = _column(part, columns)
                texts[column] = f"{texts.get(column, '')}\n{part.text}"
        beside = [part for part in inside if part.x1 <= left + 0.5 * part.size]
        labels = _labels(beside)
        if _two_labels(beside):
            return None
        if (not labels and len(row.figures) < FIGURES) or _glued(inside, left):
            return None
        for column, (x0, x1) in enumerate(edges):
            cells.append(PlacedCell(height + number, 1, x0, x1, texts.get(column, ""), page, height + number))
        for place, label in enumerate(reversed(labels)):
            x0 = left - _LABEL_WIDTH * (place + 1)
            cells.append(PlacedCell(height + number, 1, x0, x0 + _LABEL_WIDTH, label, page, height + number))
    everything = [part for row in rows for part in row.parts]
    box = Box(
        min(part.x0 for part in everything), min(part.top for part in everything),
        max(part.x1 for part in everything), max(part.bottom for part in everything),
    )  # fmt: skip
    return PlacedTable(cells, height + len(anchors), page, box)


def _two_labels(parts: Sequence[Line]) -> bool:
    """Whether two lines over each other have numbers of their own: labels of two rows, of which one has no figures."""
    numbered = [part for part in parts if _NUMBERED.match(part.text)]
    return any(_overlap(one, other) for one, other in itertools.combinations(numbered, 2))


def _glued(parts: Sequence[Line], left: float) -> bool:
    """Whether a label reaches into the first column and ends with a digit, which may be the figure there."""
    return any(part.x0 < left < part.x1 - 1 and part.text[-1].isdecimal() for part in parts)


def _place(top: Heading, edges: Sequence[tuple[float, float]], left: float) -> tuple[float, float]:
    """Return from where to where a label above columns counts as reaching."""
    if top.column < 0:
        return left - _LABEL_WIDTH, left
    return edges[top.column][0], edges[top.column + top.columns - 1][1]


def _counted(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Return where columns begin and end by the number of figures, where most rows have the same; empty: unclear.

    The figures of a column stand over each other in most of these rows; in the others their order tells.
    """
    most = max(len(row) for row in rows)
    whole = [row for row in rows if len(row) == most]
    middles = [statistics.median(one.x0 + one.x1 for one in its) / 2 for its in zip(*whole, strict=True)]
    straight = [
        row
        for row in whole
        if all(abs((one.x0 + one.x1) / 2 - middle) <= _STRAIGHT for one, middle in zip(row, middles, strict=True))
    ]
    if len(straight) < 2 or len(straight) * 2 < len(rows):
        return []
    found = [(min(one.x0 for one in its), max(one.x1 for one in its)) for its in zip(*straight, strict=True)]
    return found if all(left[1] < right[0] for left, right in itertools.pairwise(found)) else []


def _placed(figures: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[int]:
    """Return the column of each figure of a row: in order where there are as many; empty where one lies in none."""
    if len(figures) == len(columns):
        return list(range(len(columns)))
    over = [[at for at, (x0, x1) in enumerate(columns) if one.x0 < x1 and x0 < one.x1] for one in figures]
    return [its[0] for its in over] if all(len(its) == 1 for its in over) else []


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
    middles = [(before[1] + after[0]) / 2 for before, after in itertools.pairwise(columns)]
    starts = [columns[0][0], *middles]
    return list(zip(starts, [*middles, columns[-1][1] + 10], strict=True))


def _owners(rows: Sequence[Row], bases: Sequence[float]) -> dict[Line, int]:
    """Return for each part of a block the row of figures to which it belongs; those above the first one have none.

    A line between two rows of figures belongs to the one to which its lines lead without a gap. Where they lead to
    both, a line with a number of its own begins the label of the next row, one below a line of a label goes on with it,
    and any other belongs to the nearer row.
    """
    owners: dict[Line, int] = {}
    steps = [row.base for row in rows]
    heads = _heads(rows, bases)
    for place, row in enumerate(rows):
        after = next((number for number, base in enumerate(bases) if base >= row.base), len(bases))
        if after < len(bases) and bases[after] == row.base:
            owners.update(dict.fromkeys(row.parts, after))
            continue
        step = STEP * row.parts[0].size
        up = after > 0 and _leads(steps, place, bases[after - 1], step)
        down = after < len(bases) and _leads(steps, place, bases[after], step)
        if after == 0 and (not down or place < heads):
            continue
        over = [one for one in rows[place - 1].parts if one in owners and _overlap(one, row.parts[0])] if place else []
        if after == len(bases) or (after > 0 and up != down and up):
            owner = after - 1
        elif after == 0 or up != down or _NUMBERED.match(row.parts[0].text):
            owner = after
        elif over:
            owner = owners[over[0]]
        else:
            owner = after - 1 if row.base - bases[after - 1] < bases[after] - row.base else after
        owners.update(dict.fromkeys(row.parts, owner))
    return owners


def _heads(rows: Sequence[Row], bases: Sequence[float]) -> int:
    """Return how many rows at the top of a block are headings: down to the last that reaches over the figures."""
    left = _left_of_figures(rows, bases)
    above = [place for place, row in enumerate(rows) if row.base < bases[0]]
    return max((place + 1 for place in above if any(part.x1 > left for part in rows[place].parts)), default=0)


def _overlap(one: Line, other: Line) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _leads(bases: Sequence[float], place: int, to: float, step: float) -> bool:
    """Whether lines lead from one to the line at ``to`` without a gap."""
    along = sorted(base for base in bases if min(bases[place], to) <= base <= max(bases[place], to))
    return all(after - before <= step for before, after in itertools.pairwise(along))


def _left_of_figures(rows: Sequence[Row], bases: Sequence[float]) -> float:
    """Return where the first figure of a block begins."""
    return min(part.x0 for row in rows if row.base in bases for part in row.figures)


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
