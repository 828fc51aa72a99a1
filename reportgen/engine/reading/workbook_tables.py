"""A form's table found in a workbook by its labels: every label where the form has it, or nothing is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.engine.form_matching.rows import squeezed
from reportgen.model.form_grid import FormTable, letters

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


@attrs.frozen(eq=False, repr=False)
class Texts(Value):
    """The texts of a sheet without white space: by row and column from 1, and the places of each."""

    at: Mapping[tuple[int, int], str]
    places: Mapping[str, Sequence[tuple[int, int]]]


def texts_of(rows: Rows) -> Texts:
    """Return the texts of a sheet."""
    at = {
        (number, place): squeezed(value)
        for number, row in enumerate(rows, start=1)
        for place, value in enumerate(row, start=1)
        if value and type(value) is str
    }
    places: dict[str, list[tuple[int, int]]] = {}
    for place, text in at.items():
        places.setdefault(text, []).append(place)
    return Texts(at, places)


def find(table: FormTable, sheets: Mapping[str, Texts], name: str) -> Found | list[Fault]:
    """Return where ``table`` stands in the workbook that messages call ``name``, or why that is not certain."""
    labels = [(cell.row, cell.column, squeezed(cell.text)) for cell in table.cells if cell.label]
    row, column, first = labels[0]
    found = [
        Found(sheet, down - row, right - column)
        for sheet, texts in sheets.items()
        for down, right in texts.places.get(first, ())
        if down >= row
        and right >= column
        and all(texts.at.get((one - row + down, two - column + right)) == text for one, two, text in labels)
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


def _faults(
    table: FormTable, labels: Sequence[tuple[int, int, str]], sheets: Mapping[str, Texts], name: str
) -> Iterator[Fault]:
    """Yield which labels are not where they should be, in the sheet that has most of them."""
    wanted = {text for _, _, text in labels}
    shares = {sheet: sum(text in texts.places for text in wanted) for sheet, texts in sheets.items()}
    sheet = max(shares, key=lambda one: (shares[one], one == table.name.zh), default="")
    if not sheet or shares[sheet] < len(wanted) / 3:
        says = Text(f"找不到{table.name.zh}（{table.heading}）", f"{table.name.en} is nowhere in the workbook")
        remedy = Text(
            "请用 reportgen new 重新生成工作簿，把数字填进去", "start a new workbook with reportgen new and fill it in"
        )
        yield Fault("workbook-table", says, Origin(name), remedy)
        return
    at = _likeliest(sheet, sheets[sheet], labels)
    remedy = Text(
        "表格里的行、列和名称请保持原样，不要插入、删除或移动",
        "leave the table's rows, columns and labels as they were",
    )
    shown = {one: sheets[sheet].at.get((one[0] + at.down, one[1] + at.right), "") for one in labels}
    for row, column, text in [one for one in labels if shown[one] != one[2]][:_MOST]:
        now = shortened(shown[row, column, text])
        says = Text(
            f"{table.name.zh}这一格应当是“{text}”，现在{f'是“{now}”' if now else '不是文字'}",
            f"in {table.name.en} this cell should say “{text}”, it {f'says “{now}”' if now else 'holds no text'}",
        )
        yield Fault("workbook-table", says, Origin(name, place=at.place(row, column)), remedy)


def _likeliest(sheet: str, texts: Texts, labels: Sequence[tuple[int, int, str]]) -> Found:
    """Return where most labels of the table stand as they should."""
    votes = Counter(
        (down - row, right - column)
        for row, column, text in labels
        for down, right in texts.places.get(text, ())[:50]
        if down >= row and right >= column
    )
    down, right = votes.most_common(1)[0][0] if votes else (0, 0)
    return Found(sheet, down, right)


def cell(rows: Rows, row: int, column: int) -> Any:
    """Return the value in a sheet's cell, ``None`` where the sheet ends before it."""
    try:
        return rows[row - 1][column - 1]
    except IndexError:
        return None
