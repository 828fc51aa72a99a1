"""The straight lines of a page, joined from their strokes, and which of them belong to one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.painted import Box

_NEAR: Final = 3.0
"""Lines at most so far apart (points) are one line, and lines that come so near to each other meet."""
_MOST: Final = 4_000
"""A page with more strokes is a drawing."""


class Ruling(NamedTuple):
    """A line across at ``at`` from the left (or, of a vertical one, from the top): from ``start`` to ``end``."""

    at: float
    start: float
    end: float


class Frame(NamedTuple):
    """Rulings that meet: of one table, or of a box around something."""

    across: list[Ruling]
    down: list[Ruling]

    @property
    def box(self) -> Box:
        """Everything between the outermost points."""
        xs = [ruling.at for ruling in self.down] + [x for ruling in self.across for x in ruling[1:]]
        ys = [ruling.at for ruling in self.across] + [y for ruling in self.down for y in ruling[1:]]
        return Box(min(xs), min(ys), max(xs), max(ys))


def frames(strokes: Sequence[Box]) -> list[Frame]:
    """Return the groups of rulings that meet, from the top of the page to the bottom; none of a drawing."""
    if len(strokes) > _MOST:
        return []
    across = (
        _joined((box.top + box.bottom) / 2 for box in strokes if _flat(box)),
        [(box.x0, box.x1) for box in strokes if _flat(box)],
    )
    down = (
        _joined((box.x0 + box.x1) / 2 for box in strokes if not _flat(box)),
        [(box.top, box.bottom) for box in strokes if not _flat(box)],
    )
    return sorted(_groups(_rulings(*across), _rulings(*down)), key=lambda frame: (frame.box.top, frame.box.x0))


def _flat(box: Box) -> bool:
    return box.x1 - box.x0 >= box.bottom - box.top


def clustered(places: Iterable[float], near: float = _NEAR) -> list[float]:
    """Return one place for each group of places that are near to each other, in order: the group's middle."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [(group[0] + group[-1]) / 2 for group in groups]


def _joined(places: Iterable[float]) -> list[float]:
    """Return for each place that of its line: strokes drawn cell by cell differ a little."""
    given = list(places)
    lines = clustered(given)
    return [min(lines, key=lambda line: abs(line - place)) for place in given]


def _rulings(places: Sequence[float], spans: Sequence[tuple[float, float]]) -> list[Ruling]:
    """Return the rulings of strokes: those in line that touch are one."""
    lines: dict[float, list[tuple[float, float]]] = {}
    for at, span in zip(places, spans, strict=True):
        lines.setdefault(at, []).append(span)
    found = []
    for at, pieces in lines.items():
        start, end = min(pieces)
        for piece in sorted(pieces):
            if piece[0] > end + _NEAR:
                found.append(Ruling(at, start, end))
                start = piece[0]
                end = piece[1]
            end = max(end, piece[1])
        found.append(Ruling(at, start, end))
    return found


def _groups(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Frame]:
    """Return rulings in groups: a horizontal and a vertical one that meet are in the same."""
    group = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    for i, flat in enumerate(across):
        for j, tall in enumerate(down, len(across)):
            meets = (
                flat.start - _NEAR <= tall.at <= flat.end + _NEAR and tall.start - _NEAR <= flat.at <= tall.end + _NEAR
            )
            if meets:
                group[root(i)] = root(j)
    found: dict[int, Frame] = {}
    for i, ruling in enumerate((*across, *down)):
        frame = found.setdefault(root(i), Frame([], []))
        (frame.across if i < len(across) else frame.down).append(ruling)
    return list(found.values())
