"""The labels above the columns of a table without ruling lines: which column each names, and what a group spans."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.aligned_rows import Row
from reportgen.engine.reading.published.layout.lines import Line

_LOOSE: Final = 1.45
"""Labels above a column are one where their lines are at most so many times their size apart."""
_OFF: Final = 0.6
"""The middle of a group may lie so many columns beside that of the columns that it spans."""
_MOST_CUTS: Final = 5_000


class Heading(NamedTuple):
    """A label above columns: its text, its first line and middle, its row and how many it spans, its columns likewise.

    The column is -1 for what stands above the labels at the side.
    """

    text: str
    row: int
    rows: int
    column: int
    columns: int


class _Label(NamedTuple):
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def headings(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> list[Heading]:
    """Return the labels in ``rows`` above ``columns``, each column from where to where its figures stand.

    Where the groups cannot be told from the places, every label has the row in which it stands and one column.
    """
    edges = [(before[1] + after[0]) / 2 for before, after in itertools.pairwise(columns)]
    middles = [(start + end) / 2 for start, end in columns]
    width = (middles[-1] - middles[0]) / (len(middles) - 1) if len(middles) > 1 else float("inf")
    labels = _labels([piece for row in rows for part in row.parts for piece in _pieces(part, edges)], width)
    corner = [label for label in labels if label.x1 <= columns[0][0]]
    above = [label for label in labels if label not in corner]
    leaves = {
        column: label for label in sorted(above, key=lambda one: one.middle[1]) for column in [_over(label, edges)]
    }
    groups = [label for label in above if label not in leaves.values()]
    spans = _spans(groups, leaves, columns)
    if spans is None:
        return _flat(labels, edges, columns[0][0])
    levels = sorted({level for level, _, _, _ in spans})
    depth = {column: sum(first <= column < first + count for _, _, first, count in spans) for column in leaves}
    height = len(levels) + 1
    found = [Heading(label.text, levels.index(level), 1, first, count) for level, label, first, count in spans]
    found += [Heading(leaves[column].text, at, height - at, column, 1) for column, at in depth.items()]
    return found + [Heading(label.text, 0, height, -1, 1) for label in corner]


def _pieces(part: Line, edges: Sequence[float]) -> Iterator[Line]:
    """Yield a part of a line, divided where its words stand over different columns."""
    words = part.words
    if len({_column((x0 + x1) / 2, edges) for _, x0, x1 in words}) < 2:
        yield part
        return
    for text, x0, x1 in words:
        yield part._replace(text=text, x0=x0, x1=x1, words=())


def _column(x: float, edges: Sequence[float]) -> int:
    return sum(edge <= x for edge in edges)


def _over(label: _Label, edges: Sequence[float]) -> int:
    return _column(label.middle[0], edges)


def _labels(parts: Sequence[Line], width: float) -> list[_Label]:
    """Return labels from their lines: lines over each other that are near are one.

    Columns are so wide (points), so that a wider line is of a group and no line of the label below it.
    """
    found: list[tuple[Line, _Label]] = []
    for _, line in itertools.groupby(sorted(parts, key=lambda one: (one.base, one.x0)), key=lambda one: one.base):
        its = list(line)
        over = [_above(part, found, width) for part in its]
        rest = sum(place is not None for place in over) * 2 > len(its)  # else the line begins labels
        for part, place in zip(its, over, strict=True):
            if place is None or not rest:
                found.append((part, _Label(part.text, part.x0, part.x1, part.top, part.bottom, part.size)))
                continue
            _, label = found[place]
            text, x0, x1 = label.text + part.text, min(label.x0, part.x0), max(label.x1, part.x1)
            found[place] = (part, _Label(text, x0, x1, label.top, part.bottom, label.size))
    return [label for _, label in found]


def _above(part: Line, found: Sequence[tuple[Line, _Label]], width: float) -> int | None:
    """Return the number of the label of which ``part`` may be the next line."""
    return next(
        (
            place
            for place, (last, _) in enumerate(found)
            if 0 < part.base - last.base <= _LOOSE * part.size
            and _stacked(part, last)
            and (part.x1 - part.x0 > width) == (last.x1 - last.x0 > width)
        ),
        None,
    )


def _stacked(one: Line, other: Line) -> bool:
    """Whether two lines begin, or have their middles, at the same place."""
    return abs(one.x0 - other.x0) < 0.3 * one.size or abs(one.x0 + one.x1 - other.x0 - other.x1) < 0.6 * one.size


def _spans(
    groups: Sequence[_Label], leaves: dict[int, _Label], columns: Sequence[tuple[float, float]]
) -> list[tuple[float, _Label, int, int]] | None:
    """Return for each group its level (its place from above), its first column and how many it spans; None: unclear.

    Labels stand in one row where their middles are on a line, else where their beginnings are.
    """
    if sorted(leaves) != list(range(len(columns))):
        return None
    best: tuple[float, list[tuple[float, _Label, int, int]]] | None = None
    for place in (_middle, _top):
        lowest = max(place(label) for label in leaves.values())
        deep = [column for column, label in sorted(leaves.items()) if lowest - place(label) < 0.5 * label.size]
        found = _over_columns(_by_level(groups), sorted(leaves), deep, columns, leaves)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    return None if best is None else best[1]


def _middle(label: _Label) -> float:
    return label.middle[1]


def _top(label: _Label) -> float:
    return label.top


def _over_columns(
    rows: Sequence[Sequence[_Label]], every: Sequence[int], deep: Sequence[int],
    columns: Sequence[tuple[float, float]], leaves: dict[int, _Label],
) -> tuple[float, list[tuple[float, _Label, int, int]]] | None:  # fmt: skip
    """Return what the groups span if the last row of them stands over ``deep`` columns and the others over all.

    With it, how far they stand from the middles of their columns, all together (points).
    """
    found: list[tuple[float, _Label, int, int]] = []
    off = 0.0
    for number, row in enumerate(rows):
        cuts = _cut(row, every if number < len(rows) - 1 else deep, columns, leaves)
        if cuts is None or any(its[-1] - its[0] + 1 != len(its) for its in cuts[1]):
            return None
        off += cuts[0]
        found += [(row[0].middle[1], label, its[0], len(its)) for label, its in zip(row, cuts[1], strict=True)]
    return off, found


def _by_level(groups: Sequence[_Label]) -> list[list[_Label]]:
    """Return groups that stand beside each other together, from above, each from the left."""
    found: list[list[_Label]] = []
    for label in sorted(groups, key=lambda one: one.middle[1]):
        if found and label.middle[1] - found[-1][0].middle[1] < 0.6 * label.size:
            found[-1].append(label)
        else:
            found.append([label])
    return [sorted(row, key=lambda one: one.x0) for row in found]


def _cut(
    row: Sequence[_Label], below: Sequence[int], columns: Sequence[tuple[float, float]], leaves: dict[int, _Label]
) -> tuple[float, list[list[int]]] | None:
    """Return the columns of each group of a level, over the middle or beginning of which it stands, and how far off."""
    middles = [(columns[column][0] + columns[column][1]) / 2 for column in below]
    if not row or len(row) > len(below):
        return None
    step = (middles[-1] - middles[0]) / max(1, len(middles) - 1)
    best: tuple[float, list[list[int]]] | None = None
    for number, cuts in enumerate(itertools.combinations(range(1, len(below)), len(row) - 1)):
        if number > _MOST_CUTS:
            return None
        bounds = list(itertools.pairwise((0, *cuts, len(below))))
        off = [
            min(
                abs((middles[start] + middles[end - 1]) / 2 - label.middle[0]),
                abs(leaves[below[start]].x0 - label.x0) + 0.1,  # rather the middle, where both fit
            )
            for label, (start, end) in zip(row, bounds, strict=True)
        ]
        if max(off) <= _OFF * step and (best is None or sum(off) < best[0]):
            best = (sum(off), [list(below[start:end]) for start, end in bounds])
    return best


def _flat(labels: Sequence[_Label], edges: Sequence[float], left: float) -> list[Heading]:
    rows = sorted({label.top for label in labels})
    return [
        Heading(label.text, rows.index(label.top), 1, -1 if label.x1 <= left else _over(label, edges), 1)
        for label in labels
    ]
