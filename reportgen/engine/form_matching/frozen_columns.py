"""Tables whose labels stand in one table and whose figures in the next, as where columns do not scroll away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

import attrs

from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Sheet, sheet_of

_FEWEST: Final = 3
"""So many of the labels must be those of rows of the form, and half of them."""
Other = TypeVar("Other")


def with_frozen_columns(blocks: Sequence[Other | Sheet], form: FormIndex) -> Iterator[Other | Sheet]:
    """Yield the blocks of a document, two tables directly beside each other as one where each row goes on in both.

    Headings may be in a table of their own before the figures. Each row of figures must have a label, and none be left.
    """
    at = 0
    while at < len(blocks):
        left = blocks[at]
        if isinstance(left, Sheet) and _labels_only(left, form):
            end, right = _figures_at(blocks, at + 1)
            joined = None if right is None else _joined(left, right, form)
            if joined is not None:
                yield joined
                at = end
                continue
        yield left
        at += 1


def _figures_at(blocks: Sequence[Other | Sheet], at: int) -> tuple[int, Sheet | None]:
    """Return the table at a place, together with the next where it holds headings only, and the place behind."""
    first = blocks[at] if at < len(blocks) else None
    if not isinstance(first, Sheet) or not first.grid:
        return at, None
    second = blocks[at + 1] if at + 1 < len(blocks) else None
    heads = _heads(first)
    if heads == len(first.lines) and isinstance(second, Sheet) and second.grid and _heads(second) == 0:
        if _width(first) == _width(second):
            return at + 2, sheet_of(
                ShownTable((*_moved(first, 0, 0), *_moved(second, _height(first), 0)), first.origin)
            )
        return at, None
    return at + 1, first


def _labels_only(sheet: Sheet, form: FormIndex) -> bool:
    """Whether a table holds labels and no figures, among them those of rows of the form."""
    texts = [text for line in sheet.lines for text in line.texts if text]
    known = sum(words_of(text) in form.rows for text in texts)
    return sheet.grid and known >= _FEWEST and 2 * known >= len(sheet.lines) and not any(map(is_value, texts))


def _heads(sheet: Sheet) -> int:
    """Return how many rows at the top of a table have no figures."""
    return next((at for at, line in enumerate(sheet.lines) if all(map(is_value, line.texts))), len(sheet.lines))


def _joined(left: Sheet, right: Sheet, form: FormIndex) -> Sheet | None:
    """Return two tables as one; None where not each row of figures has its label."""
    heads = _heads(right)
    figures = right.lines[heads:]
    if not figures or not all(is_value(text) for line in figures for text in line.texts) or _width(left) == 0:
        return None
    first = figures[0].cells[0].row
    down = _height(right) - _height(left)
    if down not in {0, first} or [line.cells[0].row for line in figures] != [*range(first, _height(right))]:
        return None
    if not down and any(words_of(text) in form.rows for text in _above(left, first)):
        return None  # the label of a row would stand beside the headings
    named = {line.cells[0].row + down for line in left.lines if line.texts[-1]}
    if not named >= {*range(first, _height(right))} or (down and min(named) != first):
        return None
    wide = _width(left)
    corner = [ShownCell(0, 0, "", left.origin, first, wide)] if down else []
    cells = (*corner, *_moved(left, down, 0), *_moved(right, 0, wide))
    return sheet_of(ShownTable(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), right.origin))


def _above(sheet: Sheet, row: int) -> Iterator[str]:
    """Yield the texts of the cells that begin above a row."""
    for line in sheet.lines:
        if line.cells[0].row < row:
            yield from filter(None, line.texts)


def _moved(sheet: Sheet, down: int, aside: int) -> Iterator[ShownCell]:
    for line in sheet.lines:
        yield from (attrs.evolve(cell, row=cell.row + down, column=cell.column + aside) for cell in line.cells)


def _height(sheet: Sheet) -> int:
    return max(cell.row + cell.rows for line in sheet.lines for cell in line.cells)


def _width(sheet: Sheet) -> int:
    return max(cell.column + cell.columns for line in sheet.lines for cell in line.cells)
