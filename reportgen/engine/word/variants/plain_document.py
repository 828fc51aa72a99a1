"""A Word document of plain paragraphs and tables on pages across, made without a template."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from reportgen.engine.opc.member import Member
from reportgen.engine.opc.package_writer import packer, written
from reportgen.engine.word.variants.plain_pages import W

_MAIN: Final = "word/document.xml"
_DEFLATED: Final = 8
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


def plain_document(elements: Iterable[Any]) -> bytes:
    """Return a document of ``elements``, paragraphs and tables; the same ones give the same bytes."""
    root = etree.Element(f"{W}document", nsmap={"w": W.strip("{}")})
    body = etree.SubElement(root, f"{W}body")
    body.extend(elements)
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
