"""Which row of a table of cell texts is which row of the form.

Pure functions over texts: the proof of a finished document uses them, and whoever reads a published report.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.form_grid import FormRow

Rows = Sequence[Sequence[str]]
"""A table as its rows of cell texts; a merged cell is one cell of its first row, and blank or absent below."""


def squeezed(text: str) -> str:
    """Return ``text`` without white space: labels are broken over lines and padded as the page needs it."""
    return "".join(text.split())


def find_rows(rows: Rows, expected: Sequence[FormRow]) -> list[int | None]:
    """Return for each expected row of the form its place in ``rows`` from 0, or ``None`` where it is missing.

    A row is the form's when the cell before its figures begins with the official label, white space aside. The rows
    stand in the order of the form: each is looked for below the one found before it. A row without a label is the last
    one that has just as many cells as figures, because the rows above it are headings.
    """
    labels: dict[int, list[str]] = {}
    places: list[int | None] = []
    start = 0
    for row in expected:
        figures = len(row.addresses)
        if figures not in labels:
            labels[figures] = [squeezed(cells[-figures - 1]) if len(cells) > figures else "" for cells in rows]
        label = squeezed(row.label)
        place = _labelled(labels[figures], label, start) if label else _last_of(figures, rows, start)
        places.append(place)
        start = start if place is None else place + 1
    return places


def _labelled(labels: Sequence[str], label: str, start: int) -> int | None:
    for place in range(start, len(labels)):
        if labels[place].startswith(label):
            return place
    return None


def _last_of(figures: int, rows: Rows, start: int) -> int | None:
    for place in range(len(rows) - 1, start - 1, -1):
        if len(rows[place]) == figures:
            return place
    return None
