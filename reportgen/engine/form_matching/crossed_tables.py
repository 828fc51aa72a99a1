"""A table of one row whose groups of columns stand as rows: every label of the form once above or beside, crossed."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell
from reportgen.engine.form_matching.form_index import BlockIndex, FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.sheets import Line, Sheet

Rows = dict[str, Line]


def in_one_row(sheet: Sheet, form: FormIndex) -> Sheet:
    """Return a sheet whose rows are the groups of columns of a form's table as that table, another as it is."""
    widths = {line.width for line in sheet.lines}
    if not sheet.grid or len(widths) != 1 or 0 in widths:
        return sheet
    for block in form.blocks:
        if block.unlabelled is not None and len(block.header_lines) > 1:
            cells = _crossed(sheet, block)
            if cells:
                return Sheet((*headings_of(block, cells[0].origin), Line(tuple(cells), len(cells))), sheet.origin)
    return sheet


def _crossed(sheet: Sheet, block: BlockIndex) -> list[ShownCell]:
    """Return the figures in the order of the form's columns; none where a label is missing or stands there twice."""
    leaves = {leaf.words for leaf in block.columns}
    heads = [line for line in sheet.lines if leaves <= {words_of(text) for text in line.texts}]
    if len(heads) != 1:
        return []
    places: dict[str, tuple[int, int]] = {}
    for cell, text in zip(heads[0].cells, heads[0].texts, strict=True):
        if words_of(text) in leaves and (words_of(text) in places or not text):
            return []
        places[words_of(text)] = (cell.column, cell.columns)
    rows = _rows(sheet, block)
    found: list[ShownCell] = []
    for number, leaf in enumerate(block.columns):
        line = rows.get(leaf.above[-1]) if leaf.above else None
        under = [cell for cell in line.cells if (cell.column, cell.columns) == places[leaf.words]] if line else []
        if len(under) != 1 or under[0].rows != 1:
            return []
        cell = under[0]
        found.append(ShownCell(len(block.header_lines), number, cell.text, cell.origin))
    return found


def _rows(sheet: Sheet, block: BlockIndex) -> Rows:
    """Return the rows by the innermost group that each names; none where a group has two rows."""
    groups = {leaf.above[-1] for leaf in block.columns if leaf.above}
    rows: Rows = {}
    for line in sheet.lines:
        named = [words for text in line.texts if (words := words_of(text)) in groups]
        if len(named) > 1 or (named and named[0] in rows):
            return {}
        rows |= dict.fromkeys(named, line)
    return rows


def headings_of(block: BlockIndex, origin: Origin) -> list[Line]:
    """Return the form's own headings as lines."""
    lines: list[Line] = []
    for depth in range(len(block.header_lines)):
        cells: list[ShownCell] = []
        for number, leaf in enumerate(block.columns):
            own = len(leaf.labels) - 1
            text = leaf.labels[min(depth, own)]
            spans_from = cells[-1] if cells else None
            if spans_from is not None and spans_from.text == text and depth < own:
                cells[-1] = ShownCell(depth, spans_from.column, text, origin, 1, spans_from.columns + 1)
            else:
                cells.append(ShownCell(depth, number, text, origin))
        lines.append(Line(tuple(cells), len(block.columns)))
    return lines
