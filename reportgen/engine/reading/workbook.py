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
from reportgen.engine.reading.workbook_cells import entry_of, text_of
from reportgen.engine.reading.workbook_safety import SheetMarks, looked_at
from reportgen.engine.reading.workbook_sheets import Sheets
from reportgen.engine.reading.workbook_tables import LAST_YEAR, Found, Rows, cell, find, texts_of
from reportgen.model.form_grid import letters
from reportgen.report.report_type import ReportType

_NO_MARKS = SheetMarks()


def read_workbook(
    content: bytes, name: str, find_type: Callable[[str], ReportType], limits: Limits = DEFAULT
) -> Document:
    """Return what the workbook ``content``, which messages call ``name``, says; its first sheet names the type.

    Raises:
        DataError: it is no workbook that can be read safely, or holds no such report; every fault at once.
        UsageError: there is no such report type, or python-calamine is not installed.
    """
    marks = looked_at(content, name, limits)
    opened = _opened(content, name)
    parsed = {one: opened.get_sheet_by_name(one) for one in opened.sheet_names}
    sheets = {one: sheet.to_python(skip_empty_area=False) for one, sheet in parsed.items()}
    labels = {one: texts_of(rows) for one, rows in sheets.items() if not one.startswith(LAST_YEAR)}
    texts = Sheets(name, sheets)
    data = texts.head()
    report_type = find_type(str(data["report"]))
    if report_type.addresses.repeats:
        says = Text(
            f"{report_type.name} 的行数不固定，还不能用工作簿填写",
            f"a workbook cannot hold {report_type.name}, whose rows repeat",
        )
        raise UsageError(Fault("workbook-type", says, Origin(name)))
    reader = _Reader(name, sheets, marks, texts, data)
    for table in report_type.tables:
        found = find(table, labels, name)
        if isinstance(found, Found):
            merged = parsed[found.sheet].merged_cell_ranges or ()
            reader.table(table, found, report_type, merged)
        else:
            reader.faults += found
    texts.prose(report_type, data)
    texts.own(data)
    texts.others(data)
    faults = [*reader.faults, *texts.faults]
    if faults:
        refused = [Fault(why.id, why.says, origin, why.remedy) for origin, why in texts.unreadable]
        raise DataError([*faults, *refused])
    reader.totals(report_type)
    return Document(name, data, texts.locate, texts.locate, texts.locate_line, tuple(texts.unreadable))


def _opened(content: bytes, name: str) -> Any:
    try:
        import python_calamine  # noqa: PLC0415 — an extra
    except ImportError:
        says = Text("读 Excel 工作簿需要 python-calamine", "reading workbooks needs python-calamine")
        remedy = Text("请运行：pip install reportgen[excel]", "run: pip install reportgen[excel]")
        raise UsageError(Fault("missing-extra", says, Origin(name), remedy)) from None
    try:
        return python_calamine.load_workbook(io.BytesIO(content))
    except (python_calamine.CalamineError, OSError, ValueError):
        says = Text("工作簿已损坏，打不开", "the workbook is damaged and cannot be opened")
        remedy = Text("请用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS and save it as .xlsx")
        raise DataError(Fault("workbook-damaged", says, Origin(name), remedy)) from None


@attrs.define(eq=False)
class _Reader:
    """Takes the figures of the tables out of the sheets."""

    name: str
    sheets: Mapping[str, Rows]
    marks: Mapping[str, SheetMarks]
    texts: Sheets
    data: dict[str, Any]
    faults: list[Fault] = attrs.field(factory=list)
    entered: dict[str, Any] = attrs.field(factory=dict)
    typed: dict[str, tuple[Any, Origin]] = attrs.field(factory=dict)
    """Numbers in the places of totals."""

    def table(self, table: Any, found: Found, report_type: ReportType, merged: Sequence[Any]) -> None:
        """Take every figure of a table; a merged or hidden one is told."""
        book, rows = report_type.addresses, self.sheets[found.sheet]
        marks = self.marks.get(found.sheet, _NO_MARKS)
        places = {}
        for one in table.cells:
            if not one.address:
                continue
            origin = Origin(self.name, place=found.place(one.row, one.column))
            row, column = one.row + found.down, one.column + found.right
            value = cell(rows, row, column)
            if f"{letters(column)}{row}" in marks.errors:
                value = "#REF!"
            if one.address in book.derived:
                number = entry_of(value)
                if isinstance(number, int | Decimal) and not isinstance(number, bool):
                    self.typed[one.address] = number, origin
                continue
            places[row, column] = origin
            path = tuple(one.address.split("."))
            figure = entry_of(value) if book[one.address].figure.kind.numeric else text_of(value)
            self._put(path, figure, origin)
            self.entered[one.address] = figure
        self.faults += self._merged(merged, places)
        if marks.hidden:
            says = Text(
                f"工作表“{found.sheet}”有隐藏的行或列（{'、'.join(marks.hidden[:5])}）",
                f"the sheet “{found.sheet}” has hidden rows or columns",
            )
            remedy = Text("请取消隐藏，看过里面的数字再试", "unhide them and look at their figures")
            self.faults.append(Fault("workbook-hidden", says, Origin(self.name, place=found.sheet), remedy))

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
        names = report_type.addresses.entered
        if any(not isinstance(self.entered.get(name), int | Decimal | None) for name in names):
            return
        computed = report_type.addresses.derive({name: self.entered.get(name) for name in names})
        stated = self.data.setdefault("stated", {})
        for address, (value, origin) in self.typed.items():
            if computed.get(address) not in {None, value} and isinstance(stated, dict) and address not in stated:
                stated[address] = value
                self.texts.places["stated", address] = origin
        if not stated:
            del self.data["stated"]
