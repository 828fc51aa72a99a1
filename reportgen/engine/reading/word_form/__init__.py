"""A Word form that somebody filled in, read to plain data with the place of every value.

Figures are found by every label beside and above them, prose by the form's headings, all else in the table behind the
report. What is not certain is refused with its place; a total that somebody typed is checked and never used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from reportgen.core.document import Document
from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument, ShownTable, ShownText
from reportgen.core.text import Text
from reportgen.engine.form_matching.rows import squeezed
from reportgen.engine.reading.word_form.form_data import FormData
from reportgen.engine.reading.word_form.form_figures import take_figures
from reportgen.engine.reading.word_form.form_prose import take_prose
from reportgen.engine.reading.word_form.last_table import is_last, take_last_table
from reportgen.report import word_form_layout as layout
from reportgen.report.report_type import ReportType

_REFUSED: Final = frozenset(("published-hidden", "published-deep", "published-undecodable"))
"""What of a document could not be read and may hold entries; the rest is told and does not matter."""


def is_word_form(shown: ShownDocument) -> bool:
    """Return whether a document has something that only Word forms have, even where others of it were deleted."""
    return any(
        is_last(one) or _has_hints(one) if isinstance(one, ShownTable) else _is_of_form(one) for one in shown.blocks
    )


def _is_of_form(block: ShownText) -> bool:
    return _is_hint(block) or squeezed(block.text) == layout.END


def _has_hints(table: ShownTable) -> bool:
    """Return whether a table has what stands in a form's cells beside the place for a figure."""
    return any(cell.text and cell.text != layout.without_hints(cell.text) for cell in table.cells)


def read_word_form(shown: ShownDocument, find_type: Callable[[str], ReportType]) -> Document:
    """Return what the Word form ``shown`` says.

    Raises:
        DataError: something in it has no certain meaning; every fault at once.
        UsageError: there is no such report type, or its rows repeat.
    """
    reader = FormData(shown.name)
    reader.faults += [fault for fault in shown.unread if fault.id in _REFUSED]
    last = [block for block in shown.blocks if isinstance(block, ShownTable) and is_last(block)]
    if not last:
        raise DataError(_no_last_table(shown.name))
    if len(last) > 1:
        says = Text("“项目、名称、内容”这张表有两份", "the table behind the report stands there twice")
        raise DataError(Fault("word-form-list", says, last[1].origin, Text("请只留一份", "keep one")))
    take_last_table(last[0], reader)
    name = reader.data.get("report")
    if not isinstance(name, str):
        says = Text("最后一页的表里没有写“报告种类”", "the table on the last page does not name the report type")
        remedy = Text(
            "请在表里写一行：项目写“报告种类”，内容照 reportgen types 列出的名字写",
            "write a row 报告种类 with a name that reportgen types lists",
        )
        raise DataError(Fault("word-form-list", says, last[0].origin, remedy))
    report_type = find_type(name)
    refused = layout.refused_type(report_type, shown.name)
    if refused is not None:
        raise UsageError(refused)
    blocks = _report_blocks(shown, last[0], reader)
    if blocks:
        take_prose(blocks, report_type, reader)
        take_figures([block for block in blocks if isinstance(block, ShownTable)], report_type, reader)
    if reader.faults:
        doubtful = [Fault(why.id, why.says, origin, why.remedy) for origin, why in reader.unreadable]
        raise DataError([*reader.faults, *doubtful])
    return Document(
        shown.name,
        reader.data,
        reader.locate,
        reader.locate,
        reader.locate_line,
        tuple(reader.unreadable),
        account=shown.unread,
        loose=tuple(reader.loose),
    )


def _no_last_table(name: str) -> Fault:
    """Return that the table is gone without which nobody knows what report a form is, and how to get it back."""
    says = Text(
        "这是 Word 填报表，最后一页的表（项目、名称、内容）被删掉了：报告种类、机关全称和年份都写在那张表里",
        "this is a Word form whose table on the last page, which says report type, office and year, was deleted",
    )
    remedy = Text(
        "请从删改前的文件里把最后一页整页复制回来，贴在文件末尾；没有那份文件的，用 reportgen new 再生成一份，"
        f"从它的“{layout.END}”一行起复制，并填好表里的内容",
        "copy the last page back from an older copy of this file; or start another form with reportgen new and copy "
        f"everything from its line “{layout.END}” on, then fill in the table",
    )
    return Fault("word-form-list", says, Origin(name), remedy)


def _report_blocks(shown: ShownDocument, last: ShownTable, reader: FormData) -> Sequence[ShownText | ShownTable]:
    """Return the blocks of the report itself, without the lines that only tell how to fill it in."""
    for number, block in enumerate(shown.blocks):
        if isinstance(block, ShownText) and squeezed(block.text) == layout.END:
            return [one for one in shown.blocks[:number] if not _is_hint(one)]
        if block is last:
            break
    says = Text(f"“{layout.END}”这一行不见了，分不清报告到哪里为止", f"the line “{layout.END}” is gone")
    remedy = Text("请在最后一页“1. 表格里……”之前补上这一行", "write it again above the guide on the last page")
    reader.faults.append(Fault("word-form-end", says, last.origin, remedy))
    return []


def _is_hint(block: ShownText | ShownTable) -> bool:
    return isinstance(block, ShownText) and block.text.startswith(layout.HINT)
