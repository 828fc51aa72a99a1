"""The cells of one row under their columns: by the places of the grid, and by counting; both must agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.core.shown_document import ShownCell
from reportgen.engine.form_matching.form_index import Leaf
from reportgen.engine.form_matching.headers import Columns
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line

Assigned = dict[int, ShownCell]
"""The cell of each column, by the column's number in the form."""


def assigned(line: Line, cells: Sequence[ShownCell], columns: Columns, *, grid: bool) -> Assigned | None:
    """Return which of ``cells`` is under which column, or None where that is not certain."""
    by_place = None
    if grid and columns.spans is not None and line.width and line.width == columns.width:
        by_place = _by_place(cells, columns)
    by_count = None if columns.order is None else _by_count(_without_others(cells, columns), columns.order)
    if by_place is None or by_count is None:
        return by_place if by_count is None else by_count
    same = by_place.keys() == by_count.keys() and all(by_place[one].text == by_count[one].text for one in by_place)
    return by_place if same else None


def _without_others(cells: Sequence[ShownCell], columns: Columns) -> Sequence[ShownCell]:
    """Return the cells without those of columns that are not the form's; none where not every column has one."""
    if not columns.passed:
        return cells
    whole = len(cells) == len(columns.order or ()) + len(columns.passed)
    return [cell for at, cell in enumerate(cells) if whole and at not in columns.passed]


def _by_place(cells: Sequence[ShownCell], columns: Columns) -> Assigned | None:
    """Return the cell below each heading; one text that is repeated below it, or stands beside blanks, is one cell."""
    found: Assigned = {}
    used = 0
    for number, (first, behind) in (columns.spans or {}).items():
        under = [cell for cell in cells if cell.column < behind and cell.column + cell.columns > first]
        if not under or any(cell.column < first and _reaches_into(cell, number, columns) for cell in under):
            return None
        if any(cell.column + cell.columns > behind and _reaches_into(cell, number, columns) for cell in under):
            return None
        if sum(min(cell.column + cell.columns, behind) - max(cell.column, first) for cell in under) < behind - first:
            return None  # a cell from the row above stands there, too
        texts = {cell.text.strip() for cell in under} - ({""} if len(under) > 1 else set())
        if len(texts) > 1:
            return None
        wanted = next(iter(texts), "")
        found[number] = next(cell for cell in under if cell.text.strip() == wanted)
        used += len(under)
    return found if used == len(cells) or _only_blanks_left(cells, found, columns) else None


def _reaches_into(cell: ShownCell, number: int, columns: Columns) -> bool:
    """Whether a cell stands under another heading, too."""
    return any(
        cell.column < behind and cell.column + cell.columns > first
        for other, (first, behind) in (columns.spans or {}).items()
        if other != number
    )


def _only_blanks_left(cells: Sequence[ShownCell], found: Assigned, columns: Columns) -> bool:
    """Whether every cell under no heading of the form is blank or under another heading."""
    spans = (columns.spans or {}).values()
    mine = {id(cell) for cell in found.values()}
    return (columns.order is None and not columns.others) or all(
        not cell.text.strip() or id(cell) in mine or _under(cell, spans) or _under(cell, columns.others)
        for cell in cells
    )


def _under(cell: ShownCell, places: Iterable[tuple[int, int]]) -> bool:
    return any(cell.column < behind and cell.column + cell.columns > first for first, behind in places)


def _by_count(cells: Sequence[ShownCell], order: Sequence[Leaf]) -> Assigned | None:
    """Return the cells in the order of the headings, where there are just as many."""
    texts = [cell.text.strip() for cell in cells]
    if len(order) == 1 and len(cells) > 1:
        filled = {text for text in texts if text}
        if len(filled) != 1 or (texts.count(next(iter(filled))) not in {1, len(texts)}):
            return None
        return {order[0].order: next(cell for cell in cells if cell.text.strip())}
    if len(cells) != len(order):
        filled_at = [place for place, text in enumerate(texts) if text and is_value(text)]
        if len(filled_at) != len(order) or filled_at[-1] - filled_at[0] + 1 != len(order):
            return None
        if any(map(_nearly_a_figure, (*texts[: filled_at[0]], *texts[filled_at[-1] + 1 :]))):
            return None  # it may be a figure of the row, and one of the others may be two
        cells = cells[filled_at[0] : filled_at[-1] + 1]
    return {leaf.order: cell for leaf, cell in zip(order, cells, strict=True)}


def _nearly_a_figure(text: str) -> bool:
    """Whether a text that is no figure is little more than digits, such as =9 or 约9件; a remark in words is not."""
    return sum(character.isdigit() for character in text) * 3 >= max(len(text), 1)
