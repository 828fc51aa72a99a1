"""Lines in parts, as rows of a table without ruling lines may have them: which of them are figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.lines import Line

APART: Final = 1.2
"""A gap of so many times the size divides a line into parts of a table's row."""
FIGURES: Final = 4
"""A row of so many figures needs no label."""
STEP: Final = 1.6
"""Lines of one label are at most so many times their size apart."""
_FIGURE: Final = re.compile(r"[+\-－]?[0-9０-９][0-9０-９,，.．]*(?:件|万元|元|个)?|[/／—\-－]+|无")
_DIGIT: Final = re.compile(r"[0-9０-９]")


def is_figure(text: str) -> bool:
    """Whether a text is a figure and nothing else, or what stands in the place of one."""
    return _FIGURE.fullmatch(text) is not None


class Row(NamedTuple):
    """The parts of one line, from the left to the right, and its baseline."""

    base: float
    parts: list[Line]
    between: bool = False  # it has figures only, and lines of a label above and below its middle

    @property
    def figures(self) -> list[Line]:
        """The parts that are figures and nothing else."""
        return [part for part in self.parts if is_figure(part.text)]

    @property
    def is_anchor(self) -> bool:
        """Whether this is a row of a table by itself: a label and figures, or many figures."""
        figures = self.figures
        digits = any(_DIGIT.match(part.text) for part in figures)
        labelled = self.between or (len(self.parts) > len(figures) and self.parts[0] not in figures)
        return digits and (labelled or len(figures) >= FIGURES)


def column_starts(parts: Iterable[Line]) -> list[float]:
    """Return where at least three parts of lines begin: there a column may begin."""
    counted = Counter(round(part.x0) for part in parts)
    return [float(place) for place, count in counted.items() if count >= 3]


def rows_of(parts: Sequence[Line]) -> list[Row]:
    """Return the rows that the parts of lines make, from the top to the bottom."""
    found: list[Row] = []
    for part in sorted(parts, key=lambda one: (one.base, one.x0)):
        if found and part.base - found[-1].base < 0.4 * part.size:
            found[-1].parts.append(part)
        else:
            found.append(Row(part.base, [part]))
    for row in found:
        row.parts.sort(key=lambda one: one.x0)
    return [row._replace(between=_between(found, place)) for place, row in enumerate(found)]


def _between(rows: Sequence[Row], place: int) -> bool:
    """Whether a row of figures alone stands in the middle of a label with an even number of lines."""
    row = rows[place]
    if not 0 < place < len(rows) - 1 or len(row.figures) < len(row.parts):
        return False
    first, reach = row.parts[0], row.parts[0].size
    around = (rows[place - 1], rows[place + 1])
    return all(
        abs(other.base - row.base) < reach and other.parts[-1].x1 <= first.x0 and not other.figures for other in around
    )
