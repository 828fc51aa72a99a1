"""The figures of a Word form's tables, each found by every label beside and above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportgen.core.document import Unreadable
from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownTable
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.form_tables import table_of
from reportgen.engine.form_matching.label_slips import said
from reportgen.engine.form_matching.labelled_cells import Found, found_in
from reportgen.engine.reading.loose_numbers import Loose, is_loose, told
from reportgen.engine.reading.word_form.form_data import FormData
from reportgen.engine.reading.workbook.cells import figure_of, with_note_line
from reportgen.report import word_form_layout as layout
from reportgen.report.report_type import ReportType

_LIST: Final = Text("最后一页的表", "the table on the last page")
_MOST: Final = 5
"""Faults of one kind that are told of one table."""


def take_figures(tables: Sequence[ShownTable], report_type: ReportType, into: FormData) -> None:
    """Take the figures of the report's tables; one that is missing, strange or there twice is refused."""
    waiting = list(report_type.tables)
    for table in tables:
        form = table_of([[cell.text for cell in table.cells]], report_type.tables)
        if form is None:
            says = Text("这张表格不是报告里的表格，或名称已被改动", "this is no table of the form")
            remedy = Text("请删去它，或恢复表格的行、列和名称", "delete it, or restore its labels")
            into.faults.append(Fault("word-form-table", says, table.origin, remedy))
        elif form not in waiting:
            says = Text(f"{form.name.zh}有两份", f"{form.name.en} stands there twice")
            into.faults.append(Fault("word-form-table", says, table.origin, Text("请只留一份", "keep one")))
        else:
            waiting.remove(form)
            _take_table(found_in(table, form), form.name, table, report_type, into)
    for form in waiting:
        says = Text(f"找不到{form.name.zh}（{form.heading}）", f"{form.name.en} is nowhere in the form")
        remedy = Text("请用 reportgen new 重新生成一份，把数字填进去", "start a new form with reportgen new")
        into.faults.append(Fault("word-form-table", says, Origin(into.name), remedy))


def _take_table(found: Found, name: Text, table: ShownTable, report_type: ReportType, into: FormData) -> None:
    if not found.whole:
        into.faults += _refused(found, name, table, report_type)
        return
    book = report_type.addresses
    names: dict[str, str] = {}
    for name_of_cell, address in report_type.form_names.items():
        names.setdefault(address, name_of_cell)
    loose: list[Loose] = []
    for address, cell in found.cells.items():
        text, kind = layout.without_hints(cell.text), book.kinds[address]
        value = figure_of(text, kind) if kind.numeric else text or None
        if kind.numeric and is_loose(text, value):
            loose.append((cell.origin, text, value))
        if isinstance(value, Unreadable) and address in names:
            value = with_note_line(value, text, kind, names[address], _LIST, remark=report_type.remark_instead(address))
        if address in book.derived:
            _take_total(address, value, cell.origin, into)
        else:
            into.put(tuple(address.split(".")), value, cell.origin)
    into.loose += [(cell.origin, said(cell.text, label)) for cell, label in found.slips]
    into.loose += told(loose)


def _take_total(address: str, number: Any, origin: Origin, into: FormData) -> None:
    """Note the number that stands in a total's place; any other text is refused."""
    if number is None:
        return
    if isinstance(number, Unreadable):
        remedy = Text(
            "这是合计，由程序算出：请改成数字，或把这一格清空", "it is a total: write a number or clear the cell"
        )
        into.unreadable.append((origin, Unreadable(number.id, number.says, remedy)))
        return
    stated = into.data.setdefault("stated", {})
    if isinstance(stated, dict):
        stated[address] = number
        into.places["stated", address] = origin


def _refused(found: Found, name: Text, table: ShownTable, report_type: ReportType) -> Iterator[Fault]:
    """Yield what of a table is not as the form has it."""
    remedy = Text(
        "表格的行、列和名称请保持原样：不要合并、拆分、插入或删除",
        "leave the table's rows, columns and labels as they were",
    )
    for cell in found.doubled[:_MOST]:
        says = Text(
            f"{name.zh}里有两格是同一个数，或几格合并成了一格（{shortened(cell.text) or '空白'}）",
            f"in {name.en} two cells are the same figure, or several were merged",
        )
        yield Fault("word-form-table", says, cell.origin, remedy)
    for cell in found.strange[:_MOST]:
        shown = shortened(cell.text) or "空白"
        says = Text(
            f"{name.zh}里的这一格（{shown}）不知道是哪一行哪一列：名称被改动，或行、列移到了别处",
            f"in {name.en} this cell ({shown}) has labels of no figure",
        )
        yield Fault("word-form-table", says, cell.origin, remedy)
    if found.missing:
        labels = [report_type.addresses[address].label for address in found.missing[:_MOST]]
        more = f" 等 {len(found.missing)} 个" if len(found.missing) > _MOST else ""
        says = Text(
            f"{name.zh}里找不到这些数的格子：{'；'.join(label.zh for label in labels)}{more}",
            f"{name.en} has no cell for {len(found.missing)} figures: {'; '.join(label.en for label in labels)}",
        )
        yield Fault("word-form-table", says, table.origin, remedy)
