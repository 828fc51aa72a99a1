"""A table of the form in HTML: a caption, header cells with their scope, and figures that name their header cells.

A screen reader reads a figure with its labels by ``scope`` where a label stands beside one row or column, and by
``headers`` where labels span several. All but the figures is the same for every report of a type, and is kept.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

import attrs

from reportgen.engine.export.web_page.style import Look
from reportgen.model.form_grid import Block, FormTable, GridCell
from reportgen.model.kinds.kind import Kind

_NARROW: Final = 5
"""A table with more columns moves sideways on a telephone."""


@attrs.frozen(eq=False)
class TablePlan:
    """The HTML of a blank table in ``pieces``: one more than there are ``addresses``, whose figures stand between."""

    pieces: tuple[str, ...]
    addresses: tuple[str, ...]

    def filled(self, kinds: Mapping[str, Kind], values: Mapping[str, Any], notes: Mapping[str, str]) -> Iterator[str]:
        """Yield the pieces of the table with its figures; a blank one is printed as nothing."""
        for piece, address in zip(self.pieces, self.addresses, strict=False):
            value = values[address]
            yield piece
            if type(value) is int:
                yield str(value)
            elif value is not None:
                yield escape(kinds[address].printed(value))
            if address in notes:
                yield escape(notes[address])
        yield self.pieces[-1]


@functools.lru_cache(maxsize=64)
def plan_of(table: FormTable, number: int, look: Look) -> TablePlan:
    """Return the plan of a form's table, which is the ``number``-th of its report, from 1."""
    pieces: list[str] = []
    addresses: list[str] = []
    text = _opened(table, number, look)
    start = 1
    for part, block in enumerate(table.blocks, start=1):
        cells = sorted(block.cells(start, table.columns), key=lambda cell: (cell.row, cell.column))
        first = start + bool(block.title) + block.header_rows
        names = {cell: f"t{number}-r{cell.row}c{cell.column}" for cell in cells if cell.label}
        rows = max((cell.row + cell.rows for cell in cells), default=start)
        head = table.header_rows if part == 1 else 0
        text += f"<{_group(head)}>"
        for row in range(start, rows):
            if head and row == start + head:
                text += "</thead>\n<tbody>"
            text += "<tr>"
            for cell in (cell for cell in cells if cell.row == row):
                if cell.address:
                    text += (
                        f'<td{_spans(cell)}{_headers(cell, cells, names, first)} data-address="{escape(cell.address)}"'
                    )
                    pieces.append(f"{text}{look.figure}>")
                    addresses.append(cell.address)
                    text = "</td>"
                else:
                    text += _label(cell, names, first, block, look)
            text += "</tr>\n"
        text += "</tbody>\n"
        start = rows
    pieces.append(f"{text}</table></div>\n")
    return TablePlan(tuple(pieces), tuple(addresses))


def _opened(table: FormTable, number: int, look: Look) -> str:
    caption = escape(f"{table.name.zh}　{_unnumbered(table.heading)}")
    style = look.wide if table.columns > _NARROW else look.table
    return (
        f'<div{look.frame} role="region" tabindex="0" aria-labelledby="table-{number}-caption">'
        f'<table id="table-{number}"{style}>\n<caption id="table-{number}-caption"{look.caption}>{caption}</caption>\n'
    )


def _group(header_rows: int) -> str:
    return "thead" if header_rows else "tbody"


def _unnumbered(heading: str) -> str:
    """Return a section's title without the number before it."""
    number, sign, words = heading.partition("、")
    return words if sign and len(number) <= 2 else heading


def _spans(cell: GridCell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


def _headers(cell: GridCell, cells: Sequence[GridCell], names: Mapping[GridCell, str], first: int) -> str:
    """Return the attribute that names the labels of a figure: those above its column, then those beside its row."""
    above = [one for one in cells if one.label and one.row < first and _meets(one.column, one.columns, cell.column)]
    beside = [one for one in cells if one.label and one.row >= first and _meets(one.row, one.rows, cell.row)]
    found = " ".join(names[one] for one in (*above, *beside))
    return f' headers="{found}"' if found else ""


def _meets(start: int, count: int, place: int) -> bool:
    return start <= place < start + count


def _label(cell: GridCell, names: Mapping[GridCell, str], first: int, block: Block, look: Look) -> str:
    if not cell.label:
        return f"<td{_spans(cell)}{look.label}></td>"
    above = cell.row < first
    corner = above and cell.column <= block.side_columns and cell.rows == block.header_rows
    if above:
        scope = "colgroup" if cell.columns > 1 and not corner else "col"
    else:
        scope = "rowgroup" if cell.rows > 1 else "row"
    style = look.label if above else look.side
    text = escape(cell.text)
    return f'<th id="{names[cell]}" scope="{scope}"{_spans(cell)}{style}>{text}</th>'
