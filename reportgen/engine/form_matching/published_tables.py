"""A form's figures found in the tables of a published document, each with its place, and everything that is in doubt.

A figure is taken only where its row and its column are both certain. What is not is told and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.engine.form_matching.adding_up import Definitions, rows_that_do_not_add_up
from reportgen.engine.form_matching.broken_rows import rows_that_go_on
from reportgen.engine.form_matching.cells_of_rows import assigned
from reportgen.engine.form_matching.crossed_tables import in_one_row
from reportgen.engine.form_matching.doubtful_rows import (
    Figure,
    certain,
    one_of_several_rows,
    parts_of_torn_rows,
    seen,
    single,
)
from reportgen.engine.form_matching.form_index import BlockIndex, FormIndex, Leaf
from reportgen.engine.form_matching.headers import Columns
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.listed_figures import from_a_list
from reportgen.engine.form_matching.nearly_labelled import loosely, nearly, printed_labels
from reportgen.engine.form_matching.numbered_rows import numbers_of_rows
from reportgen.engine.form_matching.printed_figures import Printed, printed
from reportgen.engine.form_matching.printed_units import in_the_form_s_unit, names_of
from reportgen.engine.form_matching.published_rows import DataRow, rows_of
from reportgen.engine.form_matching.sheets import Sheet
from reportgen.engine.form_matching.stacked_rows import unstacked
from reportgen.engine.form_matching.turned_tables import upright
from reportgen.model.kinds.kind import Kind

_MOST_NAMED = 5
_NO_COLUMNS = Text("上方认不出各栏的名称", "the headings above are not understood")
_HEADS_ROWS = Text("是几行的总标题，那几行另有数字", "it heads rows that have figures of their own")
_MOSTLY, _HALF = 0.6, 0.5
"""So many of the rows must have as many cells as there are headings, where these are fewer than the form's, or all."""
_FEW = 3


@attrs.frozen(eq=False, repr=False)
class Matched(Value):
    """What a form has in a document: its figures by address, how many of its rows were found, and the account."""

    figures: dict[str, Figure]
    rows: int
    tables: frozenset[int]
    """The numbers of the form's tables that were found."""
    sheets: frozenset[int]
    """The numbers of the document's tables that hold them."""
    account: tuple[Fault, ...]


def matched(
    sheets: Sequence[Sheet],
    form: FormIndex,
    kind_of: Callable[[str], Kind],
    definition_of: Definitions = lambda address: None,  # noqa: ARG005 — a form without totals
) -> Matched:
    """Return what ``sheets`` show of ``form``.

    ``kind_of`` gives the kind of the figure at an address, ``definition_of`` what a total adds up.
    """
    account: list[Fault] = []
    as_shown = sheets
    sheets = [in_one_row(upright(unstacked(from_a_list(sheet, form), form), form), form) for sheet in sheets]
    units = [names_of(was, form.labels, rebuilt=was is not now) for was, now in zip(as_shown, sheets, strict=True)]
    rows = list(rows_of(sheets, form))
    named = [one if one.row is not None else _unlabelled(one, form) for one in rows]
    named = seen(named)
    named = nearly(named, form, printed_labels(sheets, form), account)
    named, misplaced = certain(named)
    account += misplaced
    figures: dict[str, list[Figure]] = {}
    tables, used, taken = set[int](), set[int](), set[tuple[int, str]]()
    loose: dict[str, str] = {}
    unread: dict[tuple[int, str, str], list[DataRow]] = {}
    torn, counted = list[DataRow](), list[tuple[DataRow, bool]]()
    lengths = _lengths(named)
    rows_found = {(one.row[0].table, one.row[1].address) for one in named if one.row is not None}
    for one in named:
        if one.row is None:
            continue
        block, leaf = one.row
        columns = one.headings.columns(block)
        tables.add(block.table)
        used.add(one.sheet)
        if leaf.group and any(address.startswith(f"{leaf.address}.") for _, address in rows_found):
            unread.setdefault((one.sheet, _HEADS_ROWS.zh, _HEADS_ROWS.en), []).append(one)
            continue
        if columns is None:
            torn += [one] if _is_of_another_length(one, lengths[_below(one)]) else []
            unread.setdefault((one.sheet, _NO_COLUMNS.zh, _NO_COLUMNS.en), []).append(one)
            continue
        taken.add((block.table, leaf.address))
        loose |= columns.loose
        if _right_by_chance(columns, block, lengths[_below(one)]):
            columns = attrs.evolve(columns, order=None)
        cells = assigned(one.line, one.cells, columns, grid=one.headings.grid)
        if cells is None:
            torn.append(one)
            why = _uncertain(one, columns.order)
            unread.setdefault((one.sheet, why.zh, why.en), []).append(one)
            continue
        if _only_counted(one, columns, lengths[_below(one)]):
            counted.append((one, bool(columns.passed)))
        account += _filled(one, cells, figures, kind_of, (columns, units[one.sheet]))
    account += (_not_read(rows, Text(zh, en)) for (_, zh, en), rows in unread.items())
    account += (loosely(text, label, None) for text, label in loose.items())
    account += _rows_left(named, used)
    found, doubts = single(figures, form)
    doubts += _doubts(named, torn, found)
    doubts += rows_that_do_not_add_up(counted, found, definition_of)
    return Matched(found, len(taken), frozenset(tables), frozenset(used), (*account, *doubts))


def _doubts(rows: Sequence[DataRow], torn: Sequence[DataRow], found: dict[str, Figure]) -> Iterator[Fault]:
    """Doubt figures for what else the document shows; yield what is told of them."""
    yield from parts_of_torn_rows(torn, found)
    yield from one_of_several_rows(rows, found)
    yield from rows_that_go_on(rows, found)
    yield from numbers_of_rows(rows, found)


def _right_by_chance(columns: Columns, block: BlockIndex, alike: Sequence[tuple[int, int]]) -> bool:
    """Whether so few rows have as many cells as there are headings that these may have it by chance."""
    if columns.order is None or (columns.spans is not None and len(columns.order) == len(block.columns)):
        return False
    least = _MOSTLY if len(columns.order) < len(block.columns) else _HALF
    wanted = len(columns.order) + len(columns.passed)
    return sum(wanted in both for both in alike) < least * len(alike) and len(alike) > _FEW


def _is_of_another_length(row: DataRow, alike: Sequence[tuple[int, int]]) -> bool:
    """Whether a row has another number of cells than most of the rows below the same headings."""
    same = sum(count == len(row.cells) for count, _ in alike)
    return len(alike) > _FEW and same < _HALF * len(alike)


def _only_counted(row: DataRow, columns: Columns, alike: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing but the number of its cells says which is under which column, while other rows have another."""
    by_place = row.headings.grid and columns.spans is not None and row.line.width == columns.width
    wanted = len(columns.order or ()) + len(columns.passed)
    return not by_place and any(wanted not in both for both in alike)


def _lengths(rows: Sequence[DataRow]) -> dict[tuple[int, int, tuple[str, ...]], list[tuple[int, int]]]:
    """Return how many cells the rows below the same headings have, all and those that are not empty."""
    found: dict[tuple[int, int, tuple[str, ...]], list[tuple[int, int]]] = {}
    for one in rows:
        if one.row is not None:
            found.setdefault(_below(one), []).append(
                (len(one.cells), sum(bool(cell.text.strip()) for cell in one.cells))
            )
    return found


def _below(row: DataRow) -> tuple[int, int, tuple[str, ...]]:
    """Return what is alike for rows below the same headings."""
    lines = row.headings.lines
    return row.sheet, id(lines[0]) if lines else 0, row.row[0].header if row.row is not None else ()


def _filled(
    row: DataRow,
    cells: dict[int, Any],
    figures: dict[str, list[Figure]],
    kind_of: Callable[[str], Kind],
    units: tuple[Columns, frozenset[str]],
) -> Iterator[Fault]:
    """Put the figures of a row at their addresses; yield what is doubtful, or was converted from other ``units``."""
    block, leaf = row.row  # type: ignore[misc]  # rows without one are passed over
    lowest = min(cell.rows for cell in row.cells)
    for column in block.columns:
        if column.order not in cells:
            continue
        cell = cells[column.order]
        address = ".".join(filter(None, (leaf.address, column.address)))
        like = next(one for one in block.rows if one.address.startswith(leaf.address))
        kind = kind_of(".".join(filter(None, (like.address, column.address))))
        converted = in_the_form_s_unit(printed(cell.text, kind), cell, kind, row.label, *units)
        found, where = converted.printed, f"{leaf.label}，{column.label}".strip("，")
        if converted.says is not None:
            says = Text(f"{where}：{converted.says.zh}", f"{where}: {converted.says.en}")
            yield Fault("published-converted-unit", says, cell.origin)
        if cell.rows > lowest and found.value is not None:
            why = Text(f"“{found.value}”占了几行", f"“{found.value}” spans several rows")
            found = Printed("doubt", doubt=why)
        if found.doubt is not None:
            says = Text(f"{where}：{found.doubt.zh}，按空白处理", f"{where}: {found.doubt.en}; read as a blank")
            yield Fault("published-doubtful-figure", says, cell.origin)
        figures.setdefault(address, []).append(Figure(address, found, cell.origin))


def _unlabelled(row: DataRow, form: FormIndex) -> DataRow:
    """Return a row of figures as that of the table whose only row has no label, where it stands under its headings."""
    if words_of(row.label) in form.labels and row.label:
        return row
    for block in form.blocks:
        leaf = block.unlabelled
        if leaf is None or not row.headings.lines:
            continue
        columns = row.headings.columns(block)
        if columns is None:
            continue
        if assigned(row.line, row.cells, columns, grid=row.headings.grid) is not None:
            return attrs.evolve(row, row=(block, leaf))
    return row


def _uncertain(row: DataRow, order: Sequence[Leaf] | None) -> Text:
    """Say why the cells of a row cannot be put under its columns."""
    count = "" if order is None else f"（应有 {len(order)} 个数，这里有 {len(row.cells)} 格）"
    english = "" if order is None else f" ({len(order)} figures expected, {len(row.cells)} cells found)"
    return Text(f"数字对不上各栏{count}", f"the figures cannot be told apart by column{english}")


def _not_read(rows: Sequence[DataRow], why: Text) -> Fault:
    """Return one fault for all rows of a table that are not read for the same reason."""
    labels = list(dict.fromkeys(" ".join(row.label.split()) for row in rows))
    shown = "、".join(f"“{shortened(label)}”" for label in labels[:_MOST_NAMED])
    more = Text("", "")
    if len(labels) > _MOST_NAMED:
        more = Text(f"等 {len(labels)} 行", f" and others, {len(labels)} rows")
    says = Text(f"{shown}{more.zh}：{why.zh}，没有读", f"{shown}{more.en}: {why.en}; not read")
    return Fault("published-uncertain-row", says, rows[0].line.origin)


def _rows_left(rows: Sequence[DataRow], used: set[int]) -> Iterator[Fault]:
    """Yield the rows of figures, in tables that hold the form's, that are no row of the form."""
    for row in rows:
        if row.row is None and row.sheet in used:
            shown = shortened(" ".join(row.label.split())) or "、".join(row.line.texts[:8])
            says = Text(f"“{shown}”不是格式里的一行，没有读", f"“{shown}” is no row of the form; it is not read")
            yield Fault("published-unknown-row", says, row.line.origin)
