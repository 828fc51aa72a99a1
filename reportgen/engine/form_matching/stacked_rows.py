"""Rows that an editor put into one: each cell holds as many lines as there were rows, the label's are the form's."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from reportgen.core.shown_document import ShownCell
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line, Sheet


def unstacked(sheet: Sheet, form: FormIndex) -> Sheet:
    """Return a sheet with such rows as rows of their own; one whose lines are not equally many stays as it is."""
    lines = tuple(one for line in sheet.lines for one in _rows(line, form))
    return sheet if len(lines) == len(sheet.lines) else attrs.evolve(sheet, lines=lines)


def _rows(line: Line, form: FormIndex) -> Iterator[Line]:
    pieces = [text.split("\n") for text in line.texts]
    first = next((at for at, one in enumerate(pieces) if len(one) > 1 and all(map(_is_figure, one))), 0)
    count = len(pieces[first])
    behind = pieces[first:]
    labels = pieces[first - 1] if first else []
    rows = [words_of(label) in form.rows for label in labels]
    if count < 2 or len(labels) != count or not all(rows) or any(len(one) != count for one in behind):
        yield line
        return
    for number in range(count):
        cells = [*line.cells[: first - 1], *(_part(line, pieces, at, number) for at in range(first - 1, len(pieces)))]
        yield Line(tuple(cells), line.width)


def _part(line: Line, pieces: list[list[str]], at: int, number: int) -> ShownCell:
    return attrs.evolve(line.cells[at], text=pieces[at][number].strip())


def _is_figure(text: str) -> bool:
    return bool(text.strip()) and is_value(text)
