"""The figures of a workbook's tables: entries as they are, totals only where somebody typed another number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.document import Unreadable
from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.reading.loose_numbers import Loose, is_loose, told
from reportgen.engine.reading.workbook.beside import covered
from reportgen.engine.reading.workbook.cells import UNCOMPUTED, figure_of, text_of, with_note_line
from reportgen.engine.reading.workbook.labels import Place, Texts, name_of
from reportgen.engine.reading.workbook.sheets import Cell, Sheets
from reportgen.engine.reading.workbook.tables import Found
from reportgen.report.report_type import ReportType


@attrs.define(eq=False)
class Figures:
    """Puts the figures of the tables into ``data``; ``sheets`` notes their places."""

    sheets: Sheets
    data: dict[str, Any]
    report_type: ReportType
    entered: dict[str, Any] = attrs.field(factory=dict)
    typed: dict[str, tuple[Any, Cell]] = attrs.field(factory=dict)
    """Numbers in the places of totals."""
    texts: set[str] = attrs.field(factory=set)
    """Entries that are texts in the spreadsheet, which its sums leave out."""
    groups: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    """The parts of ``data`` by the beginnings of addresses."""

    def take(self, found: Found, texts: Texts, sums: Mapping[Place, int]) -> None:
        """Take every figure of a table; a merged one is told. ``sums`` are values that formulas say themselves."""
        book, rows, sheet = self.report_type.addresses, self.sheets.sheets[found.sheet], found.sheet
        self.sheets.read.add(sheet)
        self.sheets.tables.append((sheet, found.at))
        entered, kinds = book.entered, book.kinds
        merged = covered(texts.merged, set(found.at.values()))
        loose: list[Loose] = []
        for address, place in found.at.items():
            row, column = place
            line = rows[row - 1] if row <= len(rows) else ()
            value = line[column - 1] if column <= len(line) else None
            if value is UNCOMPUTED:
                value = sums.get(place, value)
            if address not in entered:
                if value is not None and value != "":
                    self._total(address, value, (sheet, row, column))
                    if is_loose(value, total := self.typed.get(address, (None,))[0]):
                        loose.append((self.sheets.origin((sheet, row, column)), value, total))
            elif place in merged:
                self.sheets.faults.append(self._merged((sheet, row, column), merged[place]))
            else:
                kind = kinds[address]
                figure = figure_of(value, kind) if kind.numeric else text_of(value)
                if kind.numeric and is_loose(value, figure):
                    loose.append((self.sheets.origin((sheet, row, column)), value, figure))
                if type(figure) is Unreadable and type(value) is str and book[address].printed:
                    figure = with_note_line(
                        figure,
                        value,
                        kind,
                        f"{sheet}!{name_of(place)}",
                        remark=self.report_type.remark_instead(address),
                    )
                self._put(address, figure, (sheet, row, column))
                self.entered[address] = figure
                if type(value) is str and value:
                    self.texts.add(address)
        self.sheets.loose += told(loose)

    def _total(self, address: str, value: Any, place: Cell) -> None:
        """Note the number that stands in a total's place; what somebody typed there and is no number is refused."""
        number = figure_of(value, self.report_type.addresses.kinds[address])
        if isinstance(number, int | Decimal) and not isinstance(number, bool):
            self.typed[address] = number, place
        elif not isinstance(value, Unreadable) and str(value).strip():
            says = number.says if isinstance(number, Unreadable) else Text("这不是数字", "this is no number")
            remedy = Text(
                "这是合计，由公式算出：请改成数字，或把这一格清空", "it is a total: write a number or clear the cell"
            )
            self.sheets.kept(Unreadable("workbook-value", says, remedy), place)

    def _put(self, address: str, value: Any, place: Cell) -> None:
        group, _, last = address.rpartition(".")
        inner = self.groups.get(group)
        if inner is None:
            inner = self.data
            for step in group.split(".") if group else ():
                inner = inner.setdefault(step, {})
            self.groups[group] = inner
        inner[last] = value
        if type(value) is Unreadable:
            self.sheets.kept(value, place)

    def _merged(self, place: Cell, first: Place) -> Fault:
        says = Text(f"这个要填数的格子和 {name_of(first)} 合并了", f"this cell was merged with {name_of(first)}")
        remedy = Text("请取消合并，一格填一个数", "split them and write one figure in each")
        return Fault("workbook-merged", says, self.sheets.origin(place), remedy)

    def totals(self) -> None:
        """Keep as stated totals what does not follow from the entries: somebody typed it, or it is out of date."""
        if any(isinstance(value, Unreadable) for value in self.entered.values()):
            return
        book = self.report_type.addresses
        computed = book.derive({name: self.entered.get(name) for name in book.entered})
        numbers = {name: 0 if name in self.texts else self.entered.get(name) for name in book.entered}
        shown = book.derive(numbers) if self.texts else computed
        stated = self.data.setdefault("stated", {})
        for address, (value, place) in self.typed.items():
            right = computed.get(address)
            if right is None or value in {right, shown.get(address)} or not isinstance(stated, dict):
                continue
            if address not in stated:
                stated[address] = value
                self.sheets.places["stated", address] = place
        if not stated:
            del self.data["stated"]
