"""What a workbook may be: an ordinary .xlsx of ordinary size, looked at before a reader unpacks it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import DataError, Fault, TemplateError
from reportgen.core.limits import Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.opc.member import WrongSizeError, unpacked
from reportgen.engine.opc.package_faults import UNTRUSTED
from reportgen.engine.opc.package_file import OLE, ZIP
from reportgen.engine.opc.zip_directory import Entry, entries_of
from reportgen.engine.reading.workbook.bold import bold_texts
from reportgen.engine.reading.workbook.cell_looks import CellLooks, cell_looks
from reportgen.engine.reading.workbook.comments import Comment, comments_of
from reportgen.engine.reading.workbook.scan import (
    MOST_CELLS,
    MOST_ROWS,
    DeclarationError,
    SheetMarks,
    TooFarError,
    scanned,
)

_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_DECLARATION: Final = re.compile(rb"!(?:DOCTYPE|ENTITY)")
"""Looked for before the whole of it: “<” is everywhere, “!” is not."""
_NAMES: Final = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_SAVE: Final = Text("请用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS and save it as .xlsx")
_COPY: Final = Text(
    "文件可能没有复制完整，请重新获取；或用 Excel、WPS 打开，另存为 .xlsx 再试",
    "it may not have been copied completely: get it again, or open it in Excel or WPS and save it as .xlsx",
)


@attrs.frozen(eq=False, repr=False)
class Special(Value):
    """What values do not tell: which sheets and cells are hidden, which texts are bold, crossed out or small."""

    marks: Mapping[str, SheetMarks]
    hidden: frozenset[str]
    bold: Mapping[str, str]
    """Partly bold texts with their marks, by the plain text."""
    looks: Mapping[str, CellLooks] = attrs.field(factory=dict)
    """Crossed out, raised and lowered text of each sheet that has any."""
    comments: Sequence[Comment] = ()


def looked_at(content: bytes, name: str, limits: Limits) -> Special:
    """Return what is special in a workbook.

    Raises:
        DataError: it is no .xlsx workbook, is damaged, goes past a limit, or declares entities.
    """
    if not content.startswith(ZIP):
        raise _refused("workbook-format", name, *_what(content))
    try:
        entries = entries_of(content, name, limits)
    except TemplateError as error:
        remedies = [_SAVE if one.remedy is UNTRUSTED else _COPY for one in error.faults]
        told = [Fault(one.id, one.says, one.origin, remedy) for one, remedy in zip(error.faults, remedies, strict=True)]
        raise DataError(told) from None
    if not any(entry.name == "xl/workbook.xml" for entry in entries):
        raise _refused("workbook-format", name, "这不是 Excel 工作簿", "this is no Excel workbook")
    parts = {
        entry.name: _read(content, entry, name, limits)
        for entry in entries
        if entry.name.lower().endswith((".xml", ".rels"))
    }
    for part, xml in parts.items():
        if _DECLARATION.search(xml) and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml):
            raise _declared(name, part)
        if b"\0" in xml:
            raise _refused("workbook-damaged", name, f"{part} 不是 UTF-8", f"{part} is not UTF-8")
    sheets, hidden = _sheet_parts(parts, name)
    names = {part: sheet for sheet, part in sheets.items()}
    marks = {
        names.get(part, part): _marks(xml, name, part, names.get(part, part), limits)
        for part, xml in parts.items()
        if _SHEET.fullmatch(part)
    }
    looks = {names.get(part, part): found for part, found in cell_looks(parts).items()}
    return Special(marks, hidden, bold_texts(parts), looks, comments_of(parts, sheets))


def _sheet_parts(parts: Mapping[str, bytes], name: str) -> tuple[dict[str, str], frozenset[str]]:
    """Return the part of each sheet by the sheet's name, and which sheets are hidden."""
    try:
        relations = {one.get("Id"): one.get("Target", "") for one in etree.fromstring(parts[_NAMES[1]])}
        sheets = list(etree.fromstring(parts[_NAMES[0]]).iter("{*}sheet"))
    except (etree.XMLSyntaxError, KeyError, ValueError):
        raise _refused("workbook-damaged", name, "工作簿已损坏", "the workbook is damaged") from None
    found = {}
    for sheet in sheets:
        target = relations.get(next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), ""), "")
        found[sheet.get("name", "")] = target.removeprefix("/xl/").removeprefix("xl/").removeprefix("/")
    hidden = frozenset(sheet.get("name", "") for sheet in sheets if sheet.get("state") in {"hidden", "veryHidden"})
    return {sheet: f"xl/{target}" for sheet, target in found.items()}, hidden


def _read(content: bytes, entry: Entry, name: str, limits: Limits) -> bytes:
    if entry.size > limits.part_bytes:
        says = (f"{entry.name} 解开后太大", f"{entry.name} is too large once it is unpacked")
        raise _refused("workbook-too-large", name, *says)
    try:
        return b"".join(unpacked(content[entry.data : entry.stop], entry.method, entry.size))
    except WrongSizeError:
        says = (f"{entry.name} 已损坏", f"{entry.name} is damaged")
        raise _refused("workbook-damaged", name, *says) from None


def _marks(xml: bytes, name: str, part: str, sheet: str, limits: Limits) -> SheetMarks:
    """Return a sheet's marks; refuse a sheet whose cells lie so far apart that they would fill the memory."""
    try:
        return scanned(xml, limits)
    except TooFarError as error:
        says = Text(
            f"这一格有内容，离表格太远（一张工作表最多 {MOST_ROWS} 行、{MOST_CELLS} 格）",
            f"this cell holds something, too far away (at most {MOST_ROWS} rows and {MOST_CELLS} cells in a sheet)",
        )
        remedy = Text("请删去表格以外的内容", "delete what stands outside of the tables")
        origin = Origin(name, place=f"{sheet}!{error.cell}")
        raise DataError(Fault("workbook-too-large", says, origin, remedy)) from None
    except DeclarationError:
        raise _declared(name, part) from None
    except ValueError:
        says = Text(f"工作表“{sheet}”已损坏", f"the sheet “{sheet}” is damaged")
        raise DataError(Fault("workbook-damaged", says, Origin(name, place=sheet), _COPY)) from None


def _declared(name: str, part: str) -> DataError:
    return _refused("workbook-format", name, f"{part} 里有 DOCTYPE 声明", f"{part} has a DOCTYPE declaration")


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
