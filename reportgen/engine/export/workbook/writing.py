"""A report's data as a workbook that checks itself: to be filled in with Excel, WPS or LibreOffice, and read back.

The same report gives the same bytes. Texts are always texts: nothing that is typed into a report becomes a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.export.new_workbook import new_workbook
from reportgen.engine.export.workbook.formulas import sheet_cells
from reportgen.engine.export.workbook.styles import STYLES
from reportgen.engine.export.workbook.tables import TableSheet, conditional_formats, write_last_year
from reportgen.prose.bold import MARK, runs_of
from reportgen.report import workbook_layout as layout
from reportgen.report.report_type import ReportType

_GUIDE: Final = (
    "这本工作簿装着整份报告的数据。填好、存盘，就可以直接核对和出报告，不需要别的文件。",
    "只填白底的格子。灰底的合计由公式算出，不用填；浅灰的名称请不要改动。",
    "黄色的格子还没有填。没有发生的事项填 0，不要留空：空白不等于零，有空白就不出报告。",
    "哪一列变红，就是那一列的数字对不上；表格下面写着规则，并给出差额。",
    "数字直接填，不要带“件”“万元”等字，也不要加空格和逗号。",
    "请不要改动表格里的名称，也不要删去行和列；工作表可以改名、换顺序。",
    "“文字”是正文，一格一段，要加粗的字直接加粗。文中的数字写成 {{ 名称 }}，由程序填入，就不会与表格不一致。",
    "〔请填写：…〕是给您的提示，出报告之前都要改掉。",
    "“本机关数字”放表里没有、文字要用到的数字；“其他内容”放联系方式、附件、格内注等。",
    "核对：reportgen check 本文件　　出报告：reportgen render 本文件 -o 报告.docx",
)
_MOST_ROWS: Final = 400
"""Rows of a list in which a spreadsheet says what may be written."""
_PROSE_WIDTH: Final = 100
"""Letters that stand beside each other in the column of the prose; a Chinese character is two wide."""


def workbook(
    report_type: ReportType,
    data: Mapping[str, Any],
    values: Mapping[str, Any],
    name: str,
    last: tuple[str, Mapping[str, Any]] | None = None,
) -> bytes:
    """Return the workbook of a report, which messages call ``name``.

    ``data`` is what its data file says, as plain data; ``values`` has the entered and the derived figures by address,
    ``None`` where one is blank; ``last`` is an earlier report: its office and year in words, and its values. Figures
    of groups that repeat have no place in a workbook.

    Raises:
        DataError: a number has more digits, or a text more characters, than a spreadsheet keeps.
        UsageError: XlsxWriter is not installed.
    """
    stream = io.BytesIO()
    book = new_workbook(stream, name, title=f"{data.get('organ', '')}{report_type.title.zh}")
    formats = {key: book.add_format(style) for key, style in {**STYLES, **conditional_formats()}.items()}
    faults = list(_too_long(data, name))
    if faults:
        raise DataError(faults)
    _guide(book.add_worksheet(layout.GUIDE), report_type.title.zh, data, formats)
    cells = sheet_cells(report_type.tables)
    printed = {cell.address for table in report_type.tables for cell in table.cells if cell.address}
    for table in report_type.tables:
        sheet = book.add_worksheet(table.name.zh)
        earlier = {} if last is None else last[1]
        TableSheet(table, report_type.addresses, report_type.rules, values, cells, formats, earlier).write(sheet)
    _prose(book.add_worksheet(layout.PROSE), report_type, data.get("narrative") or {}, formats)
    _own(book.add_worksheet(layout.OWN), data, formats)
    official = {field.name for field in attrs.fields(report_type.statistics)}
    taken = {*layout.HEAD, "narrative", "figures", "checks", *official}
    others = [
        (key, path, value) for key, part in data.items() if key not in taken for path, value in layout.flattened(part)
    ]
    for address in report_type.addresses.entered:
        if address not in printed:  # a figure that the form's tables do not print
            first, *rest = address.split(".")
            others.append((first, tuple(rest), values.get(address)))
    _others(book.add_worksheet(layout.OTHER), others, formats)
    if last is not None:
        for table in report_type.tables:
            write_last_year(book.add_worksheet(f"{layout.LAST_YEAR}{table.name.zh}"), table, last[1], last[0], formats)
    book.close()
    return stream.getvalue()


def _too_long(data: Mapping[str, Any], name: str) -> Iterable[Fault]:
    for path, value in layout.flattened(data):
        place = Origin(name, place=".".join(path))
        if isinstance(value, int | Decimal) and len(Decimal(value).as_tuple().digits) > layout.MOST_DIGITS:
            says = Text(
                f"{value} 超过 {layout.MOST_DIGITS} 位，Excel 存不下",
                f"{value} has more than the {layout.MOST_DIGITS} digits that a spreadsheet keeps",
            )
            yield Fault("workbook-number", says, place, Text("请用 YAML 或 JSON 文件", "use a YAML or JSON file"))
        longest = max(map(len, value.split("\n"))) if isinstance(value, str) else 0
        if longest > layout.MOST_CHARACTERS or (
            path[0] != "narrative" and isinstance(value, str) and len(value) > layout.MOST_CHARACTERS
        ):
            says = Text(
                f"文字超过一格能存的 {layout.MOST_CHARACTERS} 个字符",
                f"the text is longer than the {layout.MOST_CHARACTERS} characters that a cell keeps",
            )
            yield Fault("workbook-text", says, place, Text("请用 YAML 或 JSON 文件", "use a YAML or JSON file"))


def _guide(sheet: Any, title: str, data: Mapping[str, Any], formats: Mapping[str, Any]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 96)
    sheet.set_row(0, 36)
    sheet.write_string(0, 0, f"{data.get('organ') or ''}{data.get('year') or ''}年{title}", formats["welcome"])
    for row, line in enumerate(_GUIDE, start=1):
        sheet.set_row(row, 22)
        sheet.write_number(row, 0, row, formats["step"])
        sheet.write_string(row, 1, line, formats["line"])
    for row, (key, label) in enumerate(layout.HEAD.items(), start=len(_GUIDE) + 2):
        sheet.set_row(row, 22)
        sheet.write_string(row, 0, label, formats["label"])
        _write(sheet, row, 1, data.get(key), formats["side" if key == "report" else "head_entry"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _prose(sheet: Any, report_type: ReportType, narrative: Mapping[str, str], formats: Mapping[str, Any]) -> None:
    _head(sheet, layout.PROSE_COLUMNS, (30, 14, _PROSE_WIDTH), formats)
    row = 1
    doubled = _doubled(narrative.values())
    for field in report_type.narrative:
        if field.name not in narrative:
            continue
        for line in paragraphs(narrative[field.name]):
            mark = next(mark for mark in ("### ", "## ", "") if line.startswith(mark))
            for column, text in enumerate((field.label.zh, layout.STYLES[mark])):
                _write(sheet, row, column, text, formats["entry_text"])
            runs = [(line[len(mark) :], False)] if mark or line in doubled else runs_of(line)
            _write_runs(sheet, row, 2, runs, formats)
            sheet.set_row(row, _height(line.rstrip("\n")))
            row += 1
    sheet.data_validation(1, 1, _MOST_ROWS, 1, {"validate": "list", "source": list(layout.STYLES.values())})


def _doubled(texts: Iterable[str]) -> set[str]:
    """Return the paragraphs that another is like but for what is bold: a reader could not tell them apart."""
    plain: dict[str, list[str]] = {}
    for line in (line for text in texts for line in paragraphs(text)):
        plain.setdefault("".join(words for words, _ in runs_of(line)), []).append(line)
    return {line for lines in plain.values() if len(lines) > 1 for line in lines}


def _write_runs(
    sheet: Any, row: int, column: int, runs: Sequence[tuple[str, bool]], formats: Mapping[str, Any]
) -> None:
    """Write a paragraph with its bold words; one that is bold as a whole keeps its marks."""
    if len(runs) < 2:
        words, strong = runs[0] if runs else ("", False)
        _write(sheet, row, column, f"{MARK}{words}{MARK}" if strong else words, formats["entry_text"])
        return
    pieces = [piece for words, strong in runs for piece in ((formats["bold"], words) if strong else (words,))]
    sheet.write_rich_string(row, column, *pieces, formats["entry_text"])


def paragraphs(text: str) -> list[str]:
    """Return a text's lines, each with the blank lines behind it, which thus need no rows of their own."""
    found: list[str] = []
    for line in text.split("\n"):
        if line == "" and found and len(found[-1]) < layout.MOST_CHARACTERS:
            found[-1] += "\n"
        else:
            found.append(line)
    return found


def _height(line: str) -> int:
    """Return how high a paragraph's row must be; LibreOffice makes no room by itself. A hint leaves room to write."""
    wide = sum(1 if letter.isascii() else 2 for letter in line)
    lines = 1 + wide // (_PROSE_WIDTH - 4) + ("〔请填写" in line)
    return min(15 * lines + 4, 400)


def _own(sheet: Any, data: Mapping[str, Any], formats: Mapping[str, Any]) -> None:
    _head(sheet, (*layout.OWN_COLUMNS, "", layout.CHECKS_COLUMN), (30, 18, 4, 60), formats)
    for row, (path, value) in enumerate(layout.flattened(data.get("figures") or {}), start=1):
        _write(sheet, row, 0, ".".join(path), formats["entry_text"])
        _write(sheet, row, 1, value, formats["entry_any"])
    blank = {"type": "formula", "criteria": '=AND($A2<>"",ISBLANK($B2))', "format": formats["blank"]}
    sheet.conditional_format(1, 1, _MOST_ROWS, 1, blank)
    for row, check in enumerate(data.get("checks") or (), start=1):
        _write(sheet, row, 3, check, formats["entry_text"])


def _others(sheet: Any, others: Sequence[tuple[str, tuple[str, ...], Any]], formats: Mapping[str, Any]) -> None:
    _head(sheet, layout.OTHER_COLUMNS, (16, 50, 70), formats)
    for row, (key, path, value) in enumerate(others, start=1):
        _write(sheet, row, 0, layout.OTHERS.get(key, key), formats["entry_text"])
        names = layout.NAMES.get(key, {})
        _write(sheet, row, 1, "/".join(names.get(step, step) for step in path), formats["entry_text"])
        _write(sheet, row, 2, value, formats["entry_text" if value is None or isinstance(value, str) else "entry_any"])
    choice = {
        "validate": "list",
        "source": list(layout.OTHERS.values()),
        "show_error": False,
        "input_title": "这一行是什么",
        "input_message": "从列表里选一项，例如联系方式、附件、表下注；没有要写的就空着。",
    }
    sheet.data_validation(1, 0, _MOST_ROWS, 0, choice)


def _head(sheet: Any, names: Sequence[str], widths: Sequence[int], formats: Mapping[str, Any]) -> None:
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(
            column, column, width, formats["entry_text"] if name and name != layout.OWN_COLUMNS[1] else None
        )
        if name:
            sheet.write_string(0, column, name, formats["head"])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    """Write one value as what it is; a text is a text whatever it begins with."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)
