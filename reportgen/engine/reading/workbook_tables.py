"""A form's table found in a workbook by its labels: every label where the form has it, or nothing is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.form_matching.rows import squeezed
from reportgen.model.form_grid import FormTable

Rows = Sequence[Sequence[Any]]
"""A sheet's cells from A1 on."""
LAST_YEAR = "上年"
"""How the names of sheets with an earlier year's figures begin."""
_MOST = 5
"""Wrong labels that are told of one table."""


@attrs.frozen(eq=False, repr=False)
class Found(Value):
    """Where a table stands: its sheet, and how many rows and columns before it."""

    sheet: str
    down: int
    right: int

    def place(self, row: int, column: int) -> str:
        """Return the spreadsheet's name of the table's cell in ``row`` and ``column``, both from 1."""
        return f"{self.sheet}!{letters(column + self.right)}{row + self.down}"


def find(table: FormTable, sheets: Mapping[str, Rows], name: str) -> Found | list[Fault]:
    """Return where ``table`` stands in the workbook that messages call ``name``, or why that is not certain."""
    labels = [(cell.row, cell.column, squeezed(cell.text)) for cell in table.cells if cell.label]
    found = [
        Found(sheet, down, right)
        for sheet, rows in sheets.items()
        if not sheet.startswith(LAST_YEAR)
        for down, right in _beginnings(rows, labels)
        if all(_text(rows, row + down, column + right) == text for row, column, text in labels)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        places = [one.place(1, 1) for one in found]
        says = Text(
            f"{table.name.zh}有 {len(found)} 份（{'、'.join(places)}），不知道该读哪一份",
            f"{table.name.en} stands there {len(found)} times ({', '.join(places)})",
        )
        remedy = Text("请只留一份", "keep one of them")
        return [Fault("workbook-table", says, Origin(name, place=places[1]), remedy)]
    return list(_faults(table, labels, sheets, name))


def _beginnings(rows: Rows, labels: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Yield how far down and right the table would stand for each cell that holds its first label."""
    row, column, first = labels[0]
    for number, cells in enumerate(rows, start=1):
        for place, value in enumerate(cells, start=1):
            if type(value) is str and squeezed(value) == first and number >= row and place >= column:
                yield number - row, place - column


def _faults(
    table: FormTable, labels: Sequence[tuple[int, int, str]], sheets: Mapping[str, Rows], name: str
) -> Iterator[Fault]:
    """Yield which labels are not where they should be, in the sheet that has most of them."""
    wanted = Counter(text for _, _, text in labels)
    shares = {
        sheet: sum((wanted & Counter(squeezed(one) for row in rows for one in row if type(one) is str)).values())
        for sheet, rows in sheets.items()
        if not sheet.startswith(LAST_YEAR)
    }
    sheet = max(shares, key=lambda one: (shares[one], one == table.name.zh), default="")
    if not sheet or shares[sheet] < len(labels) / 3:
        says = Text(f"找不到{table.name.zh}（{table.heading}）", f"{table.name.en} is nowhere in the workbook")
        remedy = Text(
            "请用 reportgen new 重新生成工作簿，把数字填进去", "start a new workbook with reportgen new and fill it in"
        )
        yield Fault("workbook-table", says, Origin(name), remedy)
        return
    rows = sheets[sheet]
    down, right = _likeliest(rows, labels)
    at = Found(sheet, down, right)
    wrong = [(row, column, text) for row, column, text in labels if _text(rows, row + down, column + right) != text]
    remedy = Text(
        "表格里的行、列和名称请保持原样，不要插入、删除或移动",
        "leave the table's rows, columns and labels as they were",
    )
    for row, column, text in wrong[:_MOST]:
        shown = _text(rows, row + down, column + right)
        says = Text(
            f"{table.name.zh}这一格应当是“{text}”，现在是“{_cut(shown)}”"
            if shown
            else f"{table.name.zh}这一格应当是“{text}”，现在是空的",
            f"in {table.name.en} this cell should say “{text}”, it says “{_cut(shown)}”",
        )
        yield Fault("workbook-table", says, Origin(name, place=at.place(row, column)), remedy)


def _likeliest(rows: Rows, labels: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Return how far down and right most labels stand."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, cells in enumerate(rows, start=1):
        for place, value in enumerate(cells, start=1):
            if type(value) is str:
                places.setdefault(squeezed(value), []).append((number, place))
    votes = Counter(
        (number - row, place - column)
        for row, column, text in labels
        for number, place in places.get(text, ())[:50]
        if number >= row and place >= column
    )
    return votes.most_common(1)[0][0] if votes else (0, 0)


def _text(rows: Rows, row: int, column: int) -> str:
    value = cell(rows, row, column)
    return squeezed(value) if type(value) is str else "" if value is None else str(value)


def cell(rows: Rows, row: int, column: int) -> Any:
    """Return the value in a sheet's cell, ``None`` where the sheet ends before it."""
    try:
        return rows[row - 1][column - 1]
    except IndexError:
        return None


def letters(column: int) -> str:
    """Return the letters of a column, numbered from 1."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
