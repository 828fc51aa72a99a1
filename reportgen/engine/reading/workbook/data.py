"""A workbook read to plain data with the place of every value: entries only, totals are computed anew.

A table is found by its labels, or refused with the cell. What a clerk typed over a computed total is kept as a stated
total, so that it is checked and never used; a number beside a table is told.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from reportgen.core.document import Document
from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.loose_numbers import meant
from reportgen.engine.reading.workbook import comments
from reportgen.engine.reading.workbook.beside import copies_told, numbers_beside
from reportgen.engine.reading.workbook.cell_looks import CellLooks, struck_labels
from reportgen.engine.reading.workbook.cells import FAILED, UNCOMPUTED, crossed_out, number_of
from reportgen.engine.reading.workbook.figures import Figures
from reportgen.engine.reading.workbook.safety import Special, looked_at
from reportgen.engine.reading.workbook.scan import Place, SheetMarks
from reportgen.engine.reading.workbook.sheets import Sheets
from reportgen.engine.reading.workbook.tables import Found, find, of_last_year, texts_of
from reportgen.model.form_grid import FormTable
from reportgen.report.report_type import ReportType
from reportgen.report.workbook_layout import LAST_YEAR, missing, refused_type

_NO_MARKS = SheetMarks()
_BLANKS = (None, "")
_NUMBERS = (int, Decimal)


def read_workbook(
    content: bytes, name: str, find_type: Callable[[str], ReportType], limits: Limits = DEFAULT
) -> Document:
    """Return what the workbook ``content``, which messages call ``name``, says; its first sheet names the type.

    Raises:
        DataError: it is no workbook that can be read safely, or holds no such report; every fault at once.
        UsageError: there is no such report type, or python-calamine is not installed.
    """
    special = looked_at(content, name, limits)
    opened = _opened(content, name)
    for one, (rows, _) in opened.items():
        _mark(rows, special.marks.get(one, _NO_MARKS))
    labels = {one: texts_of(rows, merged) for one, (rows, merged) in opened.items()}
    for one, looks in special.looks.items():
        if one in opened:
            _mark_looks(opened[one][0], looks)
    labels = {one: shown for one, shown in labels.items() if not of_last_year(one, shown)}
    sheets = {one: opened[one][0] for one in labels}
    texts = Sheets(name, sheets, labels, special.bold)
    data = texts.head()
    report_type = find_type(str(data["report"]))
    refused = refused_type(report_type, name)
    if refused is not None:
        raise UsageError(refused)
    figures = Figures(texts, data, report_type)
    rules = tuple(rule.id for rule in report_type.rules)
    tables = [find(table, labels, sheets, name, rules) for table in report_type.tables]
    renamed = [one for one in opened if one not in labels and not one.startswith(LAST_YEAR)]
    for form, table in zip(report_type.tables, tables, strict=True):
        texts.faults += _which_year(form, table, [one for one in renamed if one.startswith(form.name.zh)], name)
        if isinstance(table, Found):
            figures.take(table, labels[table.sheet], special.marks.get(table.sheet, _NO_MARKS).sums)
            texts.loose += [(texts.origin((table.sheet, *slip.place)), slip.says) for slip in table.slips]
            texts.faults += _struck_labels(table, special.looks, texts, report_type)
        else:
            texts.faults += table
    texts.prose(report_type, data)
    texts.own(data)
    texts.others(data)
    there = [one for one in tables if isinstance(one, Found)]
    unread = (
        *copies_told(there, name),
        *numbers_beside(there, labels, rules, texts),
        *comments.told(special.comments, name),
    )
    faults = [*texts.faults, *_hidden(name, sorted(texts.read), special)]
    if faults:
        unreadable = [Fault(why.id, why.says, origin, why.remedy) for origin, why in texts.unreadable]
        raise DataError([*faults, *unreadable])
    figures.totals()
    return Document(
        name,
        data,
        texts.locate,
        texts.locate_key,
        texts.locate_line,
        tuple(texts.unreadable),
        unread=unread,
        loose=tuple(texts.loose),
    )


def _mark(rows: list[list[Any]], marks: SheetMarks) -> None:
    """Put into the cells of formulas that have no value why they have none: an empty cell is something else."""
    special: dict[Place, Any] = dict.fromkeys(marks.errors, FAILED)
    for (row, column), why in {**special, **dict.fromkeys(marks.uncomputed, UNCOMPUTED)}.items():
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = why


def _which_year(form: FormTable, table: Found | Sequence[Fault], renamed: Sequence[str], name: str) -> Iterator[Fault]:
    """Yield that a table is not certainly this year's: last year's has its name, or this year's another one."""
    sheet = table.sheet if isinstance(table, Found) else ""
    if renamed and sheet != form.name.zh:
        says = Text(
            f"“{renamed[0]}”是上年的数字（只供对照），没有读",
            f"“{renamed[0]}” has last year's figures and was not read",
        )
        if sheet:
            says = Text(
                f"“{renamed[0]}”是上年的数字（只供对照），“{sheet}”像是今年的：不知道哪一张是要报的{form.name.zh}",
                f"“{renamed[0]}” has last year's figures, “{sheet}” seems to be this year's: which one is meant?",
            )
        remedy = Text(
            f"请把要报的一张命名为“{form.name.zh}”，上年的一张命名为“{LAST_YEAR}{form.name.zh}”",
            f"call the sheet to report “{form.name.zh}”, and last year's “{LAST_YEAR}{form.name.zh}”",
        )
        yield Fault("workbook-table", says, Origin(name, place=sheet or renamed[0]), remedy)


def _mark_looks(rows: list[list[Any]], looks: CellLooks) -> None:
    """Put into cells why struck ones are not read, and raised digits as such: a small 1 behind 2 is not 21."""
    for (row, column), words in looks.struck.items():
        if _value(rows, row, column) not in _BLANKS:
            rows[row - 1][column - 1] = crossed_out(words)
    for (row, column), text in looks.small.items():
        if type(_value(rows, row, column)) is str:
            rows[row - 1][column - 1] = text
    for (row, column), signs in looks.all_small.items():
        value = _value(rows, row, column)
        number = meant(value) if type(value) is str else number_of(value) if type(value) is float else None
        if type(number) in _NUMBERS:
            rows[row - 1][column - 1] = (value if type(value) is str else str(number)).translate(signs)


def _value(rows: list[list[Any]], row: int, column: int) -> Any:
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None


def _struck_labels(
    table: Found, looks: Mapping[str, CellLooks], texts: Sheets, report_type: ReportType
) -> Iterator[Fault]:
    """Yield the labels and totals of a table that are crossed out; entries are told as such."""
    if table.sheet in looks:
        entries = {place for address, place in table.at.items() if address in report_type.addresses.entered}
        for place in struck_labels(looks[table.sheet], table.box, entries):
            why = crossed_out(looks[table.sheet].struck[place])
            yield Fault(why.id, why.says, texts.origin((table.sheet, *place)), why.remedy)


def _hidden(name: str, sheets: Sequence[str], special: Special) -> Iterator[Fault]:
    """Yield what was read and cannot be seen."""
    for sheet in sheets:
        rows = special.marks.get(sheet, _NO_MARKS).hidden
        where = "、".join(rows[:5])
        remedy = Text("请取消隐藏，看过里面的内容再试", "unhide them and look at what they hold")
        if sheet in special.hidden:
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
