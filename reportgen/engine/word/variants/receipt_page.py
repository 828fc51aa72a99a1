"""The receipt of a document as pages of Word: 数字来源表, for whoever keeps the papers of a report.

Every printed figure has a row: where it is printed, what it is called in the form, what it was computed from, and its
line in the data file. The pages hold no clock: the same document has the same pages.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

from lxml import etree

from reportgen.engine.opc.member import Member
from reportgen.engine.opc.package_writer import packer, written
from reportgen.engine.word.variants.plain_pages import Row, W, paragraph, table
from reportgen.report.receipt import Printed, Receipt
from reportgen.report.report import Report

_HEADER: Final[Row] = ("序号", "印在哪里", "印出的文字", "是哪个数字", "怎样得来", "数据文件")
_WIDTHS: Final = (700, 3300, 1700, 4300, 3100, 1400)
_MAIN: Final = "word/document.xml"
_DEFLATED: Final = 8
_MOST_ADDENDS: Final = 4
_TYPES: Final = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override \
PartName="/word/styles.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
_RELATIONS: Final = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
Target="word/document.xml"/></Relationships>"""
_MAIN_RELATIONS: Final = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" \
Target="styles.xml"/></Relationships>"""
_STYLES: Final = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>\
<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>\
</w:styles>""".encode()


def receipt_page(receipt: Receipt, report: Report) -> bytes:
    """Return ``receipt`` of ``report`` as a Word document of its own."""
    root = etree.Element(f"{W}document", nsmap={"w": W.strip("{}")})
    body = etree.SubElement(root, f"{W}body")
    body.append(paragraph("数字来源表", bold=True, size=32))
    for line in _facts(receipt):
        body.append(paragraph(line))
    body.append(paragraph("", size=12))
    rows = [_row(number, printed, report) for number, printed in enumerate(receipt.printed, 1)]
    body.append(table(_HEADER, rows, _WIDTHS))
    body.append(paragraph("核对人：　　　　　　　　　　日期：", size=21))
    body.append(_landscape())
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        _MAIN: content,
        "word/_rels/document.xml.rels": _MAIN_RELATIONS,
        "word/styles.xml": _STYLES,
    }
    pack = packer("zlib")
    return written(Member(name, pack(part), _DEFLATED, zlib.crc32(part), len(part)) for name, part in parts.items())


def _facts(receipt: Receipt) -> tuple[str, ...]:
    def hashed(name: str, sha256: str | None) -> str:
        return name if sha256 is None else f"{name}（SHA-256：{sha256}）"

    count = len(receipt.printed)
    return (
        f"{receipt.organ} {receipt.year} 年报告中由程序填入的数字共 {count} 处：印在哪里、怎样得来、在数据文件何处",
        f"报告：{hashed(receipt.document.file, receipt.document.sha256)}",
        f"数据文件：{hashed(receipt.data.file, receipt.data.sha256)}",
        f"模板：{hashed(receipt.template.file, receipt.template.sha256)}",
        f"程序：{receipt.engine.file}",
    )


def _row(number: int, printed: Printed, report: Report) -> Row:
    first = printed.figures[0]
    label = _label(first.address, report)
    if len(printed.figures) > 1:
        label += f"（{printed.expression}）"
    spots = [one.origin.line_or_cell for one in printed.figures if one.origin is not None]
    origin = "、".join(dict.fromkeys(spot for spot in spots if spot))
    return str(number), _place(printed), printed.text, label, _source(printed, report), origin


def _place(printed: Printed) -> str:
    if printed.attribute is not None:
        return f"{printed.element} 的 {printed.attribute}：{printed.near.strip()}"
    if printed.table is not None:
        return f"第 {printed.table} 个表格第 {printed.row} 行第 {printed.column} 格"
    if printed.paragraph is None:
        return f"文件属性：{printed.near.strip()}"
    where = "" if printed.part == _MAIN else f"{printed.part} "
    return f"{where}第 {printed.paragraph} 段：{printed.near.strip()}"


def _label(address: str, report: Report) -> str:
    if address in report.addresses:
        return report.addresses[address].label.zh or address
    if address.startswith("notes."):
        return f"附注：{_label(address.removeprefix('notes.'), report)}"
    return {"organ": "机关全称", "year": "报告年份"}.get(address, f"本机关自己的数字 {address}")


def _source(printed: Printed, report: Report) -> str:
    """Say how the first figure came to be: typed, or computed from which others."""
    address = printed.figures[0].address
    definition = report.addresses[address].definition if address in report.addresses else None
    if len(printed.figures) > 1:
        values = "、".join(f"{one.address} = {one.value}" for one in printed.figures)
        return f"由 {values} 算出"
    if definition is None:
        return "填报"
    addends = [(name, report.values[name]) for name in definition.addresses]
    known = [(name, value) for name, value in addends if value]
    if not known or len(known) > _MOST_ADDENDS:
        return f"{len(addends)} 个数之和"
    zeros = len(addends) - len(known)
    rest = f"（其余 {zeros} 个为 0）" if zeros else ""
    return " + ".join(f"{value}" for _, value in known) + rest


def _landscape() -> Any:
    section = etree.Element(f"{W}sectPr")
    size = etree.SubElement(section, f"{W}pgSz")
    for key, value in (("w", "16838"), ("h", "11906"), ("orient", "landscape")):
        size.set(f"{W}{key}", value)
    margins = etree.SubElement(section, f"{W}pgMar")
    for side in ("top", "right", "bottom", "left"):
        margins.set(f"{W}{side}", "1134")
    for side in ("header", "footer"):
        margins.set(f"{W}{side}", "567")
    margins.set(f"{W}gutter", "0")
    return section
