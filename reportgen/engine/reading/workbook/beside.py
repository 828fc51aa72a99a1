"""What stands on a table's sheet and is not read: numbers beside the table, and cells that were merged away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.workbook.labels import Area, Place, Texts, name_of
from reportgen.engine.reading.workbook.sheets import Sheets
from reportgen.engine.reading.workbook.tables import Found, check_rows

_MOST: Final = 5
"""Cells that a message names."""


def numbers_beside(
    tables: Sequence[Found], labels: Mapping[str, Texts], rules: tuple[str, ...], sheets: Sheets
) -> tuple[tuple[Origin, Text], ...]:
    """Return what to say of numbers beside or below the tables; one between a table's rows and columns is refused."""
    told = []
    for sheet in dict.fromkeys(table.sheet for table in tables):
        here = [table for table in tables if table.sheet == sheet]
        taken = {place for table in here for place in table.at.values()}
        skipped = check_rows(labels[sheet], rules)
        strays = sorted(one for one in labels[sheet].numbers if one not in taken and one[0] not in skipped)
        inside = [one for one in strays if any(_lies_in(one, table.box) for table in here)]
        sheets.faults += [_inside(sheets.origin((sheet, *one))) for one in inside[:_MOST]]
        if strays and not inside:
            told.append((sheets.origin((sheet, *strays[0])), _beside(strays)))
    return tuple(told)


def copies_told(tables: Sequence[Found], name: str) -> Iterator[tuple[Origin, Text]]:
    """Yield what to say of the sheets of the workbook ``name`` that are copies of a table."""
    for table in tables:
        for copy in table.copies:
            says = Text(
                f"工作表“{copy}”和“{table.sheet}”数字一样，只读“{table.sheet}”",
                f"the sheet “{copy}” has the figures of “{table.sheet}”, which alone was read",
            )
            yield Origin(name, place=copy), says


def _lies_in(place: Place, box: Area) -> bool:
    (top, left), (bottom, right) = box
    return top <= place[0] <= bottom and left <= place[1] <= right


def _inside(origin: Origin) -> Fault:
    says = Text(
        "这一格有数字，但它不在表格的任何一行一列里，读不进去",
        "this cell holds a number and belongs to no row and column of the table",
    )
    remedy = Text("请把它移到有名称的行和列里，或删去", "move it to a row and column with labels, or delete it")
    return Fault("workbook-table", says, origin, remedy)


def _beside(places: Sequence[Place]) -> Text:
    shown = "、".join(name_of(place) for place in places[:_MOST])
    count = f" 等 {len(places)} 格" if len(places) > _MOST else " "
    return Text(
        f"表格以外的 {shown}{count}有数字，没有读入：要报的请填进表格，不报的请删去",
        f"{len(places)} cells outside of the table hold numbers that were not read: {shown}",
    )


def covered(merged: Mapping[Place, Place], cells: Collection[Place]) -> dict[Place, Place]:
    """Return which of the ``cells`` lie in a merged area behind its first cell, with that cell."""
    found: dict[Place, Place] = {}
    for (top, left), (bottom, right) in merged.items():
        if (bottom - top + 1) * (right - left + 1) <= len(cells):
            inside = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        else:
            inside = [one for one in cells if top <= one[0] <= bottom and left <= one[1] <= right]
        found |= {one: (top, left) for one in inside if one in cells and one != (top, left)}
    return found
