"""The sheets of the form's tables: live formulas that give what they show, rules that turn red, labels of the form."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.export.workbook.formulas import sheet_cells
from reportgen.model.addresses import LAST_YEAR
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.export.workbook.test_formulas import Spreadsheet
from tests.engine.workbooks import edited, put, workbook
from tests.strategies import evolve_at, report_of, statistics, zero

CELLS = {name: cell for name, cell in sheet_cells(REPORT.tables).items() if not name.startswith(LAST_YEAR)}


def opened(content: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def at(book: Any, cell: str) -> Any:
    sheet, _, name = cell.partition("!")
    return book[sheet][name].value


def numbers(book: Any) -> dict[str, Any]:
    """Return the numbers of the tables by the names that formulas use."""
    return {
        f"{sheet}!{cell.coordinate}": cell.value
        for sheet in ("表二", "表三", "表四")
        for row in book[sheet].iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }


@settings(max_examples=8)
@given(statistics(st.integers(0, 10**9)))
def test_every_formula_gives_what_its_cell_shows(figures: Any) -> None:
    content = workbook(report_of(figures))
    formulas, shown = opened(content), opened(content, values=True)
    sheet = Spreadsheet(numbers(shown))
    checked = 0
    for name in ("表三", "表四"):
        for row in formulas[name].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=") and "&" not in cell.value:
                    assert sheet.evaluate(cell.value) == shown[name][cell.coordinate].value
                    checked += 1
    assert checked == 34 + 7  # totals, and a check of each column


def test_a_column_that_does_not_reconcile_shows_its_difference() -> None:
    report = report_of(evolve_at(zero(), "applications.new.natural_persons", 1))
    shown = opened(workbook(report), values=True)["表三"]
    (row,) = [row for row in shown.iter_rows() if str(row[0].value).startswith("T3-BAL")]
    verdicts = [cell.value for cell in row[3:10]]
    assert verdicts == [-1, "✓", "✓", "✓", "✓", "✓", -1]
    rules = opened(workbook(report))["表三"].conditional_formatting
    red = [one for one in rules if any(rule.formula == [f"ISNUMBER($D${row[3].row})"] for rule in one.rules)]
    assert all(any(name in one for one in red) for name in ("D4", "D5", "D27", "D28", row[3].coordinate))
    assert not any(name in one for one in red for name in ("E4", f"E{row[3].row}"))


def test_every_entry_turns_yellow_where_it_is_blank() -> None:
    book = opened(workbook(report_of(zero())))
    for address, cell in CELLS.items():
        sheet, _, name = cell.partition("!")
        yellow = [
            (one.sqref, rule.formula[0])
            for one in book[sheet].conditional_formatting
            for rule in one.rules
            if name in one and rule.formula[0].startswith("ISBLANK")
        ]
        assert len(yellow) == (address in REPORT.addresses.entered), address
        for area, formula in yellow:  # the formula is that of the area's first cell
            assert formula == f"ISBLANK({str(area).partition(':')[0]})"


def test_entries_are_open_and_everything_else_is_locked() -> None:
    book = opened(workbook(report_of(zero())))
    for address, cell in CELLS.items():
        sheet, _, name = cell.partition("!")
        entered = address in REPORT.addresses.entered
        assert book[sheet][name].protection.locked is not entered
        assert str(book[sheet][name].value).startswith("=") is not entered
        assert book[sheet].protection.sheet


def test_every_label_of_the_form_stands_in_its_cell() -> None:
    book = opened(workbook(report_of(zero())))
    for table in REPORT.tables:
        for cell in table.cells:
            if cell.label:
                assert book[table.name.zh].cell(cell.row, cell.column).value == cell.text


def test_a_text_is_never_a_formula() -> None:
    narrative = {"overview": "=1+1\n+cmd\n@x\n-y", "problems": "=HYPERLINK(1)", "other_matters": "无。"}
    book = opened(workbook(report_of(zero(), narrative=narrative)))
    cells = [cell for row in book["文字"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert "=1+1" in [cell.value for cell in cells]


def test_a_blank_is_counted_until_it_is_filled() -> None:
    report = report_of(evolve_at(zero(), "applications.new.natural_persons", None))
    content = workbook(report)
    shown = [str(cell.value) for row in opened(content, values=True)["表三"].iter_rows() for cell in row]
    assert "还有 1 格没有填" in shown
    filled = opened(edited(content, put("表三", "D4", 3)))
    assert at(filled, "表三!D4") == 3
