"""What a workbook may be: an ordinary .xlsx of ordinary size, looked at before a reader unpacks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.opc.member import WrongSizeError, unpacked
from reportgen.engine.opc.package_file import OLE, ZIP
from reportgen.engine.opc.zip_directory import Entry, entries_of

MOST_ROWS: Final = 20_000
"""Rows of a sheet; an office's report has a few hundred."""
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL: Final = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Za-z]{1,3})([0-9]{1,7})"')
_HIDDEN: Final = re.compile(rb'<(?:\w+:)?(row|col)\s(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_ERROR: Final = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")(?:[^>]*?\s)?r="([A-Za-z]{1,3}[0-9]{1,7})"')
_NAMES: Final = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_NUMBER: Final = re.compile(rb'\b(?:r|min)="([0-9]+)"')
_SAVE: Final = Text("请用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS and save it as .xlsx")


@attrs.frozen(eq=False, repr=False)
class SheetMarks(Value):
    """What a sheet's XML says that a reader of values does not."""

    hidden: tuple[str, ...] = ()
    """Hidden rows and columns, in words: ``第 7 行``."""
    errors: frozenset[str] = frozenset()
    """Cells whose formula gives an error: ``D4``."""


def looked_at(content: bytes, name: str, limits: Limits) -> Mapping[str, SheetMarks]:
    """Return what is special in each sheet, by the sheet's name.

    Raises:
        DataError: it is no .xlsx workbook, is damaged, goes past a limit, or declares entities.
    """
    if not content.startswith(ZIP):
        raise _refused("workbook-format", name, *_what(content))
    try:
        entries = entries_of(content, name, limits)
    except Exception as error:
        faults = getattr(error, "faults", None)
        if faults is None:
            raise
        raise DataError(faults) from None
    if not any(entry.name == "xl/workbook.xml" for entry in entries):
        raise _refused("workbook-format", name, "这不是 Excel 工作簿", "this is no Excel workbook")
    marks: dict[str, SheetMarks] = {}
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.name.lower().endswith((".xml", ".rels")):
            xml = _read(content, entry, name, limits)
            if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
                says = (f"{entry.name} 里有 DOCTYPE 声明", f"{entry.name} has a DOCTYPE declaration")
                raise _refused("workbook-format", name, *says)
            if _SHEET.fullmatch(entry.name):
                marks[entry.name] = _marks(xml, name, entry.name, limits)
            elif entry.name in _NAMES:
                parts[entry.name] = xml
    return {sheet: marks[part] for sheet, part in _sheet_parts(parts, name).items() if part in marks}


def _sheet_parts(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    try:
        relations = {one.get("Id"): one.get("Target", "") for one in etree.fromstring(parts[_NAMES[1]])}
        sheets = [one for one in etree.fromstring(parts[_NAMES[0]]).iter() if etree.QName(one).localname == "sheet"]
    except (etree.XMLSyntaxError, KeyError, ValueError):
        raise _refused("workbook-damaged", name, "工作簿已损坏", "the workbook is damaged") from None
    found = {}
    for sheet in sheets:
        target = relations.get(next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), ""), "")
        found[sheet.get("name", "")] = target.removeprefix("/xl/").removeprefix("xl/").removeprefix("/")
    return {sheet: f"xl/{target}" for sheet, target in found.items()}


def _read(content: bytes, entry: Entry, name: str, limits: Limits) -> bytes:
    if entry.size > limits.part_bytes:
        says = (f"{entry.name} 解开后太大", f"{entry.name} is too large once it is unpacked")
        raise _refused("workbook-too-large", name, *says)
    try:
        return b"".join(unpacked(content[entry.data : entry.stop], entry.method, entry.size))
    except WrongSizeError:
        says = (f"{entry.name} 已损坏", f"{entry.name} is damaged")
        raise _refused("workbook-damaged", name, *says) from None


def _marks(xml: bytes, name: str, part: str, limits: Limits) -> SheetMarks:
    """Return a sheet's marks; refuse a sheet whose cells lie so far apart that they would fill the memory."""
    cells = _CELL.findall(xml)
    rows = max(map(int, {row for _, row in cells}), default=0)
    columns = max(map(_column, {letters for letters, _ in cells}), default=0)
    if rows > MOST_ROWS or rows * columns > limits.workbook_cells:
        last = next(f"{letters.decode()}{row.decode()}" for letters, row in cells if int(row) == rows)
        says = Text(
            f"{last} 格有内容，离表格太远（最多 {MOST_ROWS} 行）",
            f"cell {last} holds something, too far away (at most {MOST_ROWS} rows)",
        )
        remedy = Text("请删去表格以外的内容", "delete what stands outside of the tables")
        raise DataError(Fault("workbook-too-large", says, Origin(name, place=part), remedy))
    hidden = []
    for match in _HIDDEN.finditer(xml) if b"hidden" in xml else ():
        number = _NUMBER.search(match[0])
        if number is not None:
            hidden.append(f"第 {int(number[1])} {'行' if match[1] == b'row' else '列'}")
    errors = _ERROR.findall(xml) if b't="e"' in xml else ()
    return SheetMarks(tuple(hidden[:20]), frozenset(cell.decode().upper() for cell in errors))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _what(content: bytes) -> tuple[str, str]:
    if not content:
        return "文件是空的", "the file is empty"
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "文件设有打开密码", "the file has a password"
        return "这是旧版 Excel 文件（.xls）", "this is an old Excel file (.xls)"
    return "这不是 Excel 工作簿（.xlsx）", "this is no Excel workbook (.xlsx)"


def _refused(id: str, name: str, zh: str, en: str) -> DataError:
    return DataError(Fault(id, Text(zh, en), Origin(name), _SAVE))
