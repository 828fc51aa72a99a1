"""One table of the form as a worksheet: labels, entries to fill in, totals as live formulas, checks that turn red."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

import attrs

from reportgen.engine.export.workbook.areas import areas_of, named
from reportgen.engine.export.workbook.formulas import check_formula, count_formula, formula, place_of
from reportgen.engine.export.workbook.styles import BLANK, WRONG
from reportgen.model.addresses import AddressBook
from reportgen.model.form_grid import FormTable, GridCell, letters
from reportgen.report.rules import Rule, RuleForm
from reportgen.report.workbook_layout import ONLY_TO_COMPARE

HOLDS = "✓"
MISSING = "待填"
_MANY = 10
"""A table with more columns has narrower ones, so that a page of it can still be read."""


@attrs.frozen(eq=False, slots=False)
class TableSheet:
    """What a worksheet of ``table`` is made from: ``values`` by address, ``cells`` the names of the figures' cells.

    ``earlier`` has last year's figures by address, which the prompts of the cells show.
    """

    table: FormTable
    book: AddressBook
    rules: Sequence[Rule]
    values: Mapping[str, Any]
    cells: Mapping[str, str]
    formats: Mapping[str, Any]
    earlier: Mapping[str, Any] = attrs.field(factory=dict)

    def write(self, sheet: Any) -> None:
        """Write the table, its checks below it, and what is printed on paper."""
        for cell in self.table.cells:
            self._cell(sheet, cell)
        self._validate(sheet)
        self._turn_yellow(sheet)
        set_sizes(sheet, self.table)
        last = max(cell.row + cell.rows for cell in self.table.cells) - 1
        self._checks(sheet, last + 1)
        sheet.freeze_panes(self.table.header_rows, self._side)
        sheet.set_landscape()
        print_on_one_page(sheet, self.table.heading)
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})

    @property
    def _side(self) -> int:
        return max(block.side_columns for block in self.table.blocks) if self.table.header_rows else 0

    @cached_property
    def _figure_rows(self) -> set[int]:
        """The rows of figures, and those that a label beside them spans."""
        return {cell.row for cell in self.table.cells if cell.address}

    def _cell(self, sheet: Any, cell: GridCell) -> None:
        style, value = self._content(cell)
        row, column = cell.row - 1, cell.column - 1
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
        if isinstance(value, str) and value.startswith("="):
            shown = self.values.get(cell.address)
            sheet.write_formula(row, column, value, style, 0 if shown is None else shown)
        elif value is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)

    def _content(self, cell: GridCell) -> tuple[Any, Any]:
        """Return a cell's style and what is written in it: a label, a formula, or an entry."""
        if not cell.address:
            return self.formats["side" if cell.row in self._figure_rows else "label"], cell.text
        entry = self.book[cell.address]
        if entry.definition is not None:
            return self.formats["derived"], formula(entry.definition, self.cells)
        kind = entry.figure.kind
        value = self.values.get(cell.address)
        if not isinstance(value, int | Decimal | None) or isinstance(value, bool):
            value = str(kind.plain(value))
        return self.formats["entry" if kind.integral else "entry_amount"], value

    def _validate(self, sheet: Any) -> None:
        """Say what the entries take: once for all that take the same, by itself for one with last year's figure."""
        alike: dict[tuple[tuple[str, Any], ...], list[tuple[int, int]]] = {}
        for cell in self.table.cells:
            if cell.address in self.book.entered:
                alike.setdefault(tuple(self._demand(cell.address).items()), []).append((cell.row, cell.column))
        for options, places in alike.items():
            first, *others = [
                [top - 1, left - 1, bottom - 1, right - 1] for top, left, bottom, right in areas_of(places)
            ]
            sheet.data_validation(*first, dict(options) | ({"other_cells": others} if others else {}))

    def _demand(self, address: str) -> dict[str, Any]:
        """Return what a spreadsheet is to demand of an entry, and to say of it."""
        kind = self.book[address].figure.kind
        if kind.integral and kind.least is not None:
            options = {"validate": "integer", "criteria": ">=", "value": kind.least}
            message = f"请填 {kind.least} 或更大的整数；没有发生的填 {kind.least}，不要留空。"
        elif kind.integral:
            options = {"validate": "integer", "criteria": "between", "minimum": -(10**9), "maximum": 10**9}
            message = "请填整数，减少的填负数；没有变化的填 0，不要留空。"
        else:
            options = {"validate": "any"}
            message = "请填数字，单位见表头；没有发生的填 0，不要留空。"
        title = "这里填整数" if kind.integral else "这里填数字"
        if self.earlier.get(address) is not None:
            title = _cut(self.book[address].label.zh, 32)
            message += f"上年：{self.earlier[address]}"
        told = {"input_title": title, "input_message": message}
        return options | told | ({"error_title": "这里要填整数", "error_message": message} if kind.integral else {})

    def _turn_yellow(self, sheet: Any) -> None:
        entries = [(cell.row, cell.column) for cell in self.table.cells if cell.address in self.book.entered]
        for top, left, bottom, right in areas_of(entries):
            blank = {"type": "formula", "criteria": f"=ISBLANK({letters(left)}{top})", "format": self.formats["blank"]}
            sheet.conditional_format(top - 1, left - 1, bottom - 1, right - 1, blank)

    def _checks(self, sheet: Any, row: int) -> None:
        """Write below the table what its rules find: a line for each rule."""
        entered = [cell.address for cell in self.table.cells if cell.address in self.book.entered]
        left = f"{len(entered)}-{count_formula(entered, self.cells)}"
        blanks = sum(self.values.get(address) is None for address in entered)
        told = f'=IF({left}=0,"{HOLDS} 全部填好了","还有 "&({left})&" 格没有填")'
        shown = f"还有 {blanks} 格没有填" if blanks else f"{HOLDS} 全部填好了"
        sheet.write_formula(row, 0, told, self.formats["title"], shown)
        row += 1
        for rule, forms in self._speaking():
            sheet.set_row(row, 30)
            side = max(self._side, 1)
            if side > 1:
                sheet.merge_range(row, 0, row, side - 1, "", self.formats["rule"])
            sheet.write_string(row, 0, f"{rule.id}　{rule.sentence.zh}", self.formats["rule"])
            for number, form in enumerate(forms):
                column = self._column(form)
                place = side + number if column is None else column - 1
                told = check_formula(form, self.cells, MISSING, HOLDS)
                sheet.write_formula(row, place, told, self.formats["check"], self._verdict(form))
                self._turn_red(sheet, form, row, place)
            row += 1

    def _speaking(self) -> Iterator[tuple[Rule, list[RuleForm]]]:
        """Yield the rules with the forms that say something of this table's figures once totals follow from them."""
        definitions = {name: one.definition for name, one in self.book.derived.items() if one.definition is not None}
        own = {cell.address for cell in self.table.cells if cell.address}
        for rule in self.rules:
            forms = [
                form
                for form in rule.forms
                if form.linear
                and own.issuperset(form.addresses)
                and any(one.difference.substitute(definitions).addresses for one in form.linear)
            ]
            columns = [self._column(form) for form in forms]
            if rule.severity == "error" and forms and len(set(columns)) == len(columns):
                yield rule, forms

    def _column(self, form: RuleForm) -> int | None:
        """Return the one column that a form's figures stand in, or ``None`` where there are several."""
        columns = {place_of(self.cells[address])[1] for address in form.addresses}
        return columns.pop() if len(columns) == 1 else None

    def _verdict(self, form: RuleForm) -> Any:
        """Return what the check's cell shows until a spreadsheet computes it anew."""
        for one in form.linear:
            actual, expected = one.actual.evaluate(self.values), one.expected.evaluate(self.values)
            if actual is None or expected is None:
                return MISSING
            if not one.holds(actual, expected):
                return actual - expected
        return HOLDS

    def _turn_red(self, sheet: Any, form: RuleForm, row: int, column: int) -> None:
        sign = f"=ISNUMBER(${letters(column + 1)}${row + 1})"
        figures = [place_of(self.cells[address]) for address in form.addresses]
        areas = areas_of([(row + 1, column + 1), *((number, letter) for _, letter, number in figures)])
        wrong = {"type": "formula", "criteria": sign, "format": self.formats["wrong"], "multi_range": named(areas)}
        top, left, bottom, right = areas[0]
        sheet.conditional_format(top - 1, left - 1, bottom - 1, right - 1, wrong)


def write_last_year(
    sheet: Any, table: FormTable, values: Mapping[str, Any], whose: str, formats: Mapping[str, Any]
) -> None:
    """Write an earlier year's figures where the form has them, to compare with and not to change.

    ``whose`` names the office and the year.
    """
    for cell in table.cells:
        style = formats["last_year" if cell.address else "label"]
        row, column = cell.row - 1, cell.column - 1
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
        value = values.get(cell.address)
        if cell.address and isinstance(value, int | Decimal):
            sheet.write_number(row, column, value, style)
        else:
            sheet.write_string(row, column, str(value or "") if cell.address else cell.text, style)
    last = max(cell.row + cell.rows for cell in table.cells) - 1
    sheet.write_string(last + 1, 0, f"{whose}的数字，{ONLY_TO_COMPARE}", formats["rule"])
    set_sizes(sheet, table)
    sheet.set_landscape()
    print_on_one_page(sheet, f"{table.heading}（{whose}，只供对照）")
    sheet.protect("", {"format_columns": True, "format_rows": True})


def print_on_one_page(sheet: Any, heading: str) -> None:
    """Print a sheet on one page of A4 with its heading above, and below it the sheet's name and the page."""
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    escaped = heading.replace("&", "&&")
    sheet.set_header(f"&C&14&B{escaped}")
    sheet.set_footer("&C&A　第 &P 页，共 &N 页")


def set_sizes(sheet: Any, table: FormTable) -> None:
    """Make columns and rows as large as their labels need: a character of Chinese is two wide."""
    figures = min(cell.column for cell in table.cells if cell.address)
    figure = 12 if table.columns <= _MANY else 9
    widths = [
        36 if column == figures - 2 else 16 if column < figures - 1 else figure for column in range(table.columns)
    ]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    heights: dict[int, int] = {}
    for cell in table.cells:
        if cell.rows == 1:
            width = sum(widths[cell.column - 1 : cell.column - 1 + cell.columns])
            heights[cell.row] = max(heights.get(cell.row, 1), -(-2 * len(cell.text) // (width - 2)))
    for row, lines in heights.items():
        sheet.set_row(row - 1, 6 + 14 * lines)


def conditional_formats() -> dict[str, dict[str, Any]]:
    """Return the formats that only conditions put on."""
    return {"wrong": WRONG, "blank": BLANK}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
