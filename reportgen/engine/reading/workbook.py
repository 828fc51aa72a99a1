"""A workbook read to plain data with the place of every value: entries only, totals are computed anew.

A table is read where every label stands as the form has it; anything else is refused with the cell. What a clerk typed
over a computed total is kept as a stated total, so that it is checked and never used.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.document import Document, Unreadable
from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.workbook_cells import FAILED, UNCOMPUTED, entry_of, text_of
from reportgen.engine.reading.workbook_safety import looked_at
from reportgen.engine.reading.workbook_scan import SheetMarks
from reportgen.engine.reading.workbook_sheets import Sheets
from reportgen.engine.reading.workbook_tables import LAST_YEAR, Found, Rows, cell, find, texts_of
from reportgen.report.report_type import ReportType
from reportgen.report.workbook_layout import missing, refused_type

_NO_MARKS = SheetMarks()


def read_workbook(
    content: bytes, name: str, find_type: Callable[[str], ReportType], limits: Limits = DEFAULT
) -> Document:
    """Return what the workbook ``content``, which messages call ``name``, says; its first sheet names the type.

    Raises:
        DataError: it is no workbook that can be read safely, or holds no such report; every fault at once.
        UsageError: there is no such report type, or python-calamine is not installed.
    """
    marks, hidden = looked_at(content, name, limits)
    opened = _opened(content, name)
    sheets = {one: rows for one, (rows, _) in opened.items()}
    for one, rows in sheets.items():
        _mark(rows, marks.get(one, _NO_MARKS))
    labels = {one: texts_of(rows) for one, rows in sheets.items() if not one.startswith(LAST_YEAR)}
    texts = Sheets(name, sheets)
    data = texts.head()
    report_type = find_type(str(data["report"]))
    refused = refused_type(report_type, name)
    if refused is not None:
        raise UsageError(refused)
    reader = _Reader(name, sheets, texts, data)
    for table in report_type.tables:
        found = find(table, labels, name)
        if isinstance(found, Found):
            texts.read.add(found.sheet)
            reader.table(table, found, report_type, opened[found.sheet][1])
        else:
            reader.faults += found
    texts.prose(report_type, data)
    texts.own(data)
    texts.others(data)
    faults = [*reader.faults, *texts.faults, *_hidden(name, sorted(texts.read), marks, hidden)]
    if faults:
        unreadable = [Fault(why.id, why.says, origin, why.remedy) for origin, why in texts.unreadable]
        raise DataError([*faults, *unreadable])
    reader.totals(report_type)
    return Document(name, data, texts.locate, texts.locate, texts.locate_line, tuple(texts.unreadable))


def _mark(rows: list[list[Any]], marks: SheetMarks) -> None:
    """Put into the cells of formulas that have no value why they have none: an empty cell is something else."""
    for places, why in ((marks.errors, FAILED), (marks.uncomputed, UNCOMPUTED)):
        for row, column in places:
            rows.extend([] for _ in range(row - len(rows)))
            rows[row - 1].extend([None] * (column - len(rows[row - 1])))
            rows[row - 1][column - 1] = why


def _hidden(
    name: str, sheets: Sequence[str], marks: Mapping[str, SheetMarks], hidden: frozenset[str]
) -> Iterator[Fault]:
    """Yield what was read and cannot be seen."""
    for sheet in sheets:
        rows = marks.get(sheet, _NO_MARKS).hidden
        where = "、".join(rows[:5])
        remedy = Text("请取消隐藏，看过里面的内容再试", "unhide them and look at what they hold")
        if sheet in hidden:
            says = Text(f"工作表“{sheet}”隐藏着", f"the sheet “{sheet}” is hidden")
            yield Fault("workbook-hidden", says, Origin(name, place=sheet), remedy)
        elif rows:
            says = Text(
                f"工作表“{sheet}”有隐藏的行或列（{where}）", f"the sheet “{sheet}” has hidden rows or columns ({where})"
            )
            yield Fault("workbook-hidden", says, Origin(name, place=sheet), remedy)


def _opened(content: bytes, name: str) -> dict[str, tuple[list[list[Any]], Sequence[Any]]]:
    """Return the cells and the merged areas of every worksheet."""
    try:
        import python_calamine  # noqa: PLC0415 — an extra
    except ImportError:
        raise UsageError(missing(name, "python-calamine")) from None
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        worksheets = [one.name for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
        parsed = {one: book.get_sheet_by_name(one) for one in worksheets}
        return {
            one: (sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or ())
            for one, sheet in parsed.items()
        }
    except (python_calamine.CalamineError, OSError, ValueError):
        says = Text("工作簿已损坏，打不开", "the workbook is damaged and cannot be opened")
        remedy = Text("请用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS and save it as .xlsx")
        raise DataError(Fault("workbook-damaged", says, Origin(name), remedy)) from None


@attrs.define(eq=False)
class _Reader:
    """Takes the figures of the tables out of the sheets."""

    name: str
    sheets: Mapping[str, Rows]
    texts: Sheets
    data: dict[str, Any]
    faults: list[Fault] = attrs.field(factory=list)
    entered: dict[str, Any] = attrs.field(factory=dict)
    typed: dict[str, tuple[Any, Origin]] = attrs.field(factory=dict)
    """Numbers in the places of totals."""

    def table(self, table: Any, found: Found, report_type: ReportType, merged: Sequence[Any]) -> None:
        """Take every figure of a table; a merged one is told."""
        book, rows = report_type.addresses, self.sheets[found.sheet]
        places = {}
        for one in table.cells:
            if not one.address:
                continue
            origin = Origin(self.name, place=found.place(one.row, one.column))
            row, column = one.row + found.down, one.column + found.right
            value = cell(rows, row, column)
            if one.address in book.derived:
                self._total(one.address, value, origin)
                continue
            places[row, column] = origin
            path = tuple(one.address.split("."))
            figure = entry_of(value) if book[one.address].figure.kind.numeric else text_of(value)
            self._put(path, figure, origin)
            self.entered[one.address] = figure
        self.faults += self._merged(merged, places)

    def _total(self, address: str, value: Any, origin: Origin) -> None:
        """Note the number that stands in a total's place; what somebody typed there and is no number is refused."""
        number = entry_of(value)
        if isinstance(number, int | Decimal) and not isinstance(number, bool):
            self.typed[address] = number, origin
        elif value is not None and not isinstance(value, Unreadable) and str(value).strip():
            says = number.says if isinstance(number, Unreadable) else Text("这不是数字", "this is no number")
            remedy = Text(
                "这是合计，由公式算出：请改成数字，或把这一格清空", "it is a total: write a number or clear the cell"
            )
            self.texts.unreadable.append((origin, Unreadable("workbook-value", says, remedy)))

    def _put(self, path: tuple[str, ...], value: Any, origin: Origin) -> None:
        inner = self.data
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = value
        self.texts.places[path] = origin
        if isinstance(value, Unreadable):
            self.texts.unreadable.append((origin, value))

    def _merged(self, merged: Sequence[Any], places: Mapping[tuple[int, int], Origin]) -> Iterator[Fault]:
        for (top, left), (bottom, right) in merged:
            inside = [
                origin
                for (row, column), origin in places.items()
                if top < row <= bottom + 1 and left < column <= right + 1
            ]
            if len(inside) > 1:
                says = Text(
                    f"{len(inside)} 个要填数的格子合并成了一个", f"{len(inside)} cells that take figures were merged"
                )
                remedy = Text("请取消合并，一格填一个数", "split them and write one figure in each")
                yield Fault("workbook-merged", says, inside[0], remedy)

    def totals(self, report_type: ReportType) -> None:
        """Keep as stated totals what does not follow from the entries: somebody typed it, or it is out of date."""
        if any(isinstance(value, Unreadable) for value in self.entered.values()):
            return
        book = report_type.addresses
        computed = book.derive({name: self.entered.get(name) for name in book.entered})
        stated = self.data.setdefault("stated", {})
        for address, (value, origin) in self.typed.items():
            if computed.get(address) not in {None, value} and isinstance(stated, dict) and address not in stated:
                stated[address] = value
                self.texts.places["stated", address] = origin
        if not stated:
            del self.data["stated"]
