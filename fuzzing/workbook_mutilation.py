"""What people and programs do to a workbook, with the truth beside it: which figure then has which value.

Every act is told to the truth as well: a row that moves takes its figures with it, a number that is typed over another
replaces it, and what lies in a deleted row is nowhere. An act may be impossible on a sheet; then nothing is done.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs
import openpyxl

Place = tuple[int, int]
Shift = Callable[[int], int | None]
"""Takes the number of a row or column; returns where it goes, None where it is deleted."""
TABLES: Final = ("表二", "表三", "表四")
WRITTEN: Final[Sequence[tuple[Any, Any]]] = (
    ("12 件", 12),
    ("１２", 12),
    (" 1,214 ", 1214),
    ("1，214", 1214),
    ("0012", 12),
    ("12.00", 12),
    ("3 4 5", ...),
    ("14\t3\t0\t0\t1\t0\t18", ...),
    ("12.5万", 125000),
    ("1.2e3", 1200),
    ("约12", ...),
    ("十二", 12),
    ("—", ...),
    ("/", ...),
    ("无", ...),
    ("", None),
    (" ", None),
    ("12元", ...),
    ("12%", ...),
    ("#REF!", ...),
    ("'12", 12),
    ("O", ...),
    (True, ...),
    (dt.datetime(2026, 3, 1), ...),  # noqa: DTZ001
    (dt.time(12, 30), ...),
    (0.5, Decimal("0.5")),
    (-3, -3),
    (12.0, 12),
    (1e20, 10**20),
    (123456789012345678, 123456789012345678),
    (None, None),
)
"""What may be typed into a cell, and the number that it means; ``...`` where it means none and must be refused."""


@attrs.define(eq=False)
class Mutilation:
    """A workbook under the knife: ``owners`` says per sheet which figure a cell is, ``truth`` what each figure is."""

    book: Any
    owners: dict[str, dict[Place, str]]
    truth: dict[str, Any]
    rng: random.Random
    acts: list[str] = attrs.field(factory=list)

    def act(self) -> None:
        """Do one thing that people do."""
        name = self.rng.choice(_NAMES)
        sheets = [sheet for sheet in self.book.worksheets if sheet.title in self.owners]
        if sheets:
            self.acts.append(name)
            _ACTS[name](self, self.rng.choice(sheets))

    def move(self, sheet: Any, change: Shift, *, rows: bool) -> None:
        """Move every row or column of a sheet to where ``change`` sends it, merged areas with them."""

        def moved(place: Place) -> Place | None:
            number = change(place[0] if rows else place[1])
            return None if number is None else (number, place[1]) if rows else (place[0], number)

        areas = [(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges]
        _part(sheet)
        cells = {place: (cell.value, cell._style) for place, cell in sheet._cells.items()}
        sheet._cells.clear()
        for place, (value, style) in cells.items():
            there = moved(place)
            if there is not None:
                cell = sheet.cell(*there)
                cell.value, cell._style = value, style
        for top, left, bottom, right in areas:
            first, last = (top, bottom) if rows else (left, right)
            kept = sorted(number for one in range(first, last + 1) if (number := change(one)) is not None)
            if kept and kept[-1] - kept[0] < last - first + 5:
                span = (kept[0], left, kept[-1], right) if rows else (top, kept[0], bottom, kept[-1])
                if span[0] < span[2] or span[1] < span[3]:
                    sheet.merge_cells(None, *span)
        owners = self.owners[sheet.title]
        gone = {address for place, address in owners.items() if moved(place) is None}
        self.owners[sheet.title] = {there: address for place, address in owners.items() if (there := moved(place))}
        self.truth |= dict.fromkeys(gone, None)

    def write(self, sheet: Any, place: Place, value: Any, means: Any) -> None:
        """Type a value into a cell, which then means a number, nothing, or ``...``."""
        cell = sheet.cell(*place)
        if type(cell).__name__ != "Cell":
            return
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        if (address := self.owners[sheet.title].get(place)) is not None:
            self.truth[address] = means

    def figure(self, sheet: Any) -> Place:
        """Return the cell of some figure of the sheet."""
        return self.rng.choice(sorted(self.owners[sheet.title]) or [(4, 4)])

    def extent(self, sheet: Any) -> Place:
        """Return the last row and column of the sheet's figures."""
        places = self.owners[sheet.title] or {(4, 4): ""}
        return max(row for row, _ in places), max(column for _, column in places)


def _part(sheet: Any) -> None:
    """Part all merged areas; openpyxl's own function wants every covered cell to be there."""
    for place, cell in list(sheet._cells.items()):
        if type(cell).__name__ != "Cell":
            del sheet._cells[place]
    sheet.merged_cells.ranges = set()


def _insert(one: Mutilation, sheet: Any, *, rows: bool) -> None:
    at, count = one.rng.randint(1, one.extent(sheet)[not rows] + 1), one.rng.choice((1, 1, 2, 3))
    one.move(sheet, lambda number: number + count if number >= at else number, rows=rows)


def _delete(one: Mutilation, sheet: Any, *, rows: bool) -> None:
    at = one.rng.randint(1, one.extent(sheet)[not rows])
    one.move(sheet, lambda number: None if number == at else number - (number > at), rows=rows)


def _carry(one: Mutilation, sheet: Any, *, rows: bool) -> None:
    """Cut a row or column and insert it elsewhere."""
    most = one.extent(sheet)[not rows]
    first, to = one.rng.randint(1, most), one.rng.randint(1, most)
    order = [number for number in range(1, most + 1) if number != first]
    order.insert(to - 1, first)
    goes = {number: place for place, number in enumerate(order, start=1)}
    one.move(sheet, lambda number: goes.get(number, number), rows=rows)


def _sort(one: Mutilation, sheet: Any) -> None:
    """Sort some rows by one of their columns, which is possible where nothing is merged across rows."""
    bottom, right = one.extent(sheet)
    top = one.rng.randint(2, bottom)
    end = min(bottom, top + one.rng.randint(1, 8))
    column = one.rng.randint(1, right)
    order = sorted(range(top, end + 1), key=lambda row: str(sheet.cell(row, column).value))
    goes = {row: top + place for place, row in enumerate(order)}
    one.move(sheet, lambda number: goes.get(number, number), rows=True)


def _type(one: Mutilation, sheet: Any) -> None:
    value, means = one.rng.choice(WRITTEN)
    one.write(sheet, one.figure(sheet), value, means)


def _as_text(one: Mutilation, sheet: Any) -> None:
    for place, address in sorted(one.owners[sheet.title].items()):
        if one.rng.random() < 0.5 and isinstance(sheet.cell(*place).value, int):
            one.write(sheet, place, str(sheet.cell(*place).value), one.truth[address])


def _formula(one: Mutilation, sheet: Any) -> None:
    left, right = one.rng.randint(0, 99), one.rng.randint(0, 99)
    place = one.figure(sheet)
    one.write(sheet, place, None, left + right)
    cell = sheet.cell(*place)
    if type(cell).__name__ == "Cell":
        cell.value = f"={left}+{right}"


def _overwrite_total(one: Mutilation, sheet: Any) -> None:
    totals = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=SUM")]
    if totals:
        one.rng.choice(totals).value = one.rng.randint(0, 9999)


def _cut_numbers(one: Mutilation, sheet: Any) -> None:
    """Cut the number of a cell and paste it into another cell."""
    here, there = one.figure(sheet), one.figure(sheet)
    if one.rng.random() < 0.3:
        there = there[0] + one.rng.randint(0, 9), there[1] + one.rng.randint(0, 9)
    value = sheet.cell(*here).value
    means = one.truth.get(one.owners[sheet.title].get(here, ""), ...)
    if type(sheet.cell(*there)).__name__ == "Cell" and here != there:
        one.write(sheet, here, None, None)
        one.write(sheet, there, value, means)


def _paste_block(one: Mutilation, sheet: Any) -> None:
    """Paste a block of numbers, which may reach beyond the table or over its labels."""
    top, left = one.figure(sheet)
    top, left = max(1, top + one.rng.randint(-2, 2)), max(1, left + one.rng.randint(-2, 2))
    for row in range(top, top + one.rng.randint(1, 3)):
        for column in range(left, left + one.rng.randint(1, 7)):
            number = one.rng.randint(10_000, 99_999)
            one.write(sheet, (row, column), number, number)


def _beside(one: Mutilation, sheet: Any) -> None:
    bottom, right = one.extent(sheet)
    one.write(sheet, (one.rng.randint(1, bottom + 4), right + one.rng.randint(1, 4)), one.rng.randint(0, 99), ...)


def _label(one: Mutilation, sheet: Any) -> None:
    labels = [
        cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value[0] not in "=T"
    ]
    if labels:
        cell = one.rng.choice(labels)
        at = one.rng.randrange(len(cell.value))
        cell.value = one.rng.choice(
            [cell.value[:at] + cell.value[at + 1 :], cell.value + "：", None, " ".join(cell.value), "合计"]
        )


def _copy_row(one: Mutilation, sheet: Any) -> None:
    """Copy a row with its label below the table or over another row."""
    bottom, right = one.extent(sheet)
    here, there = one.rng.randint(1, bottom), one.rng.randint(1, bottom + 4)
    for column in range(1, right + 1):
        address = one.owners[sheet.title].get((here, column), "")
        one.write(sheet, (there, column), sheet.cell(here, column).value, one.truth.get(address, ...))


def _rename(one: Mutilation, sheet: Any) -> None:
    title = one.rng.choice(["Sheet1", "表三", "上年表三", "表4", "汇总 (2)"])
    if title not in one.book.sheetnames:
        one.owners[title] = one.owners.pop(sheet.title)
        sheet.title = title


def _duplicate(one: Mutilation, sheet: Any) -> None:
    copy = one.book.copy_worksheet(sheet)
    if one.rng.random() < 0.5:
        copy.delete_rows(one.rng.randint(1, 20))


def _remove(one: Mutilation, sheet: Any) -> None:
    one.truth |= dict.fromkeys(one.owners.pop(sheet.title).values(), None)
    one.book.remove(sheet)


def _hide(one: Mutilation, sheet: Any) -> None:
    row, column = one.figure(sheet)
    what = one.rng.randrange(3)
    if what == 0:
        sheet.row_dimensions[row].hidden = True
    elif what == 1:
        sheet.column_dimensions["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column - 1]].hidden = True
    else:
        sheet.sheet_state = "hidden"


def _merge(one: Mutilation, sheet: Any) -> None:
    """Merge some cells: a spreadsheet keeps the first one's content only."""
    top, left = one.figure(sheet)
    top, left = max(1, top - one.rng.randint(0, 1)), max(1, left - one.rng.randint(0, 2))
    bottom, right = top + one.rng.randint(0, 2), left + one.rng.randint(0, 2)
    if any(
        not (area.max_row < top or area.min_row > bottom or area.max_col < left or area.min_col > right)
        for area in sheet.merged_cells.ranges
    ):
        return
    places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    one.truth |= {address: None for place in places[1:] if (address := one.owners[sheet.title].get(place))}
    sheet.merge_cells(None, top, left, bottom, right)


def _unmerge(one: Mutilation, sheet: Any) -> None:
    areas = [str(area) for area in sheet.merged_cells.ranges]
    _part(sheet)
    for area in areas:
        if one.rng.random() < 0.5:
            sheet.merge_cells(area)


def _format(one: Mutilation, sheet: Any) -> None:
    """Give figures other number formats; a day in another format would be a number, and is left alone."""
    for row, column in one.owners[sheet.title]:
        if not sheet.cell(row, column).is_date:
            sheet.cell(row, column).number_format = one.rng.choice(['0"件"', "#,##0", "@", "0.00", "General"])


def _insert_badly(one: Mutilation, sheet: Any) -> None:
    """Insert a row as a library does, which moves cells and leaves the merged areas where they were."""
    at = one.rng.randint(1, one.extent(sheet)[0] + 1)
    sheet.insert_rows(at)
    one.owners[sheet.title] = {
        (row + (row >= at), column): address for (row, column), address in one.owners[sheet.title].items()
    }


_ACTS: Final[Mapping[str, Callable[[Mutilation, Any], None]]] = {
    "insert rows": lambda one, sheet: _insert(one, sheet, rows=True),
    "insert columns": lambda one, sheet: _insert(one, sheet, rows=False),
    "delete row": lambda one, sheet: _delete(one, sheet, rows=True),
    "delete column": lambda one, sheet: _delete(one, sheet, rows=False),
    "carry row": lambda one, sheet: _carry(one, sheet, rows=True),
    "carry column": lambda one, sheet: _carry(one, sheet, rows=False),
    "sort": _sort,
    "type": _type,
    "type again": _type,
    "numbers as text": _as_text,
    "formula": _formula,
    "total": _overwrite_total,
    "cut numbers": _cut_numbers,
    "paste block": _paste_block,
    "beside": _beside,
    "label": _label,
    "copy row": _copy_row,
    "rename": _rename,
    "duplicate": _duplicate,
    "remove": _remove,
    "hide": _hide,
    "merge": _merge,
    "unmerge": _unmerge,
    "format": _format,
    "insert as a library": _insert_badly,
}
_NAMES: Final = tuple(_ACTS)


def mutilated(
    content: bytes, owners: Mapping[str, Mapping[Place, str]], truth: Mapping[str, Any], seed: int
) -> tuple[bytes, Mutilation]:
    """Return a workbook after one to three acts as openpyxl saves it, with the truth.

    ``owners`` says per sheet which figure stands in which cell of ``content``, ``truth`` what each figure is.
    """
    rng = random.Random(seed)  # noqa: S311 — no secret
    book = openpyxl.load_workbook(io.BytesIO(content))
    one = Mutilation(book, {sheet: dict(places) for sheet, places in owners.items()}, dict(truth), rng)
    for _ in range(rng.choice((1, 1, 2, 3))):
        one.act()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), one


def rewritten(content: bytes, seed: int) -> bytes:
    """Return a workbook whose XML is written as other programs write it, which means the same."""
    rng = random.Random(seed)  # noqa: S311 — no secret
    ways: list[Callable[[str], str]] = [
        lambda xml: re.sub(r'<c r="([A-Z]+[0-9]+)"((?: [a-z]+="[^"]*")*)', r'<c\2 r="\1"', xml),
        lambda xml: re.sub(r"<(/?)([a-zA-Z]+)(?=[\s>/])", r"<\1x:\2", xml).replace('xmlns="', 'xmlns:x="', 1),
        lambda xml: xml.replace("<row ", '<row hidden="0" collapsed="false" ').replace("<sheetData>", "<sheetData>\n"),
        lambda xml: re.sub(r"<c [^>]*>", lambda cell: cell[0].replace('"', "'"), xml),
        lambda xml: xml.replace("<sheetData>", "<!-- made by another program --><sheetData>"),
    ]
    way = rng.choice(ways)
    source = zipfile.ZipFile(io.BytesIO(content))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, way(data.decode()).encode() if name.startswith("xl/worksheets/sheet") else data)
    return stream.getvalue()
