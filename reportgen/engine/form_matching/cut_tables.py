"""A table that holds the titles of sections, too: its parts as tables, what stands between them as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Sheet, sheet_of


def cut_at_titles(table: ShownTable, form: FormIndex, titles: frozenset[str]) -> Iterator[ShownText | Sheet]:
    """Yield a table; where it holds the titles of sections, these and other rows of prose are texts between tables."""
    rows: dict[int, list[ShownCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    alone = {row: one for row, cells in rows.items() if (one := _only(cells)) is not None}
    if not any(words_of(cell.text) in titles for cell in alone.values()):
        yield sheet_of(table)
        return
    part: list[ShownCell] = []
    for row, cells in sorted(rows.items()):
        one = alone.get(row)
        if one is None or is_value(one.text) or words_of(one.text) in form.labels - titles:
            part += cells
            continue
        if part:
            yield sheet_of(attrs.evolve(table, cells=tuple(part)))
        part = []
        yield from (ShownText(line, one.origin) for line in one.text.split("\n"))
    if part:
        yield sheet_of(attrs.evolve(table, cells=tuple(part)))


def _only(cells: Sequence[ShownCell]) -> ShownCell | None:
    """Return the only cell of a row that has a text, if it is in no other row."""
    filled = [cell for cell in cells if cell.text.strip()]
    return filled[0] if len(filled) == 1 and filled[0].rows == 1 else None
