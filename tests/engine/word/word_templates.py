"""Word templates for tests, made with python-docx; and docxtpl's own rendering of them, the oracle."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from lxml import etree

from tests.engine.word.packages import OFFICE, WORD_TYPE

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Cell = str | Iterable[str]


def bytes_of(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraphs(*texts: str) -> bytes:
    """A template with one paragraph a text."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return bytes_of(document)


def table(*rows: Iterable[str]) -> bytes:
    """A template with a paragraph, a table, and a paragraph after it."""
    document = Document()
    document.add_paragraph("before")
    add_table(document, *rows)
    document.add_paragraph("after")
    return bytes_of(document)


def add_table(document: Any, *rows: Iterable[str]) -> Any:
    filled = [list(row) for row in rows]
    made = document.add_table(rows=len(filled), cols=max(map(len, filled)))
    for row, texts in zip(made.rows, filled, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
        for cell in row.cells[len(texts) :]:
            cell._tc.getparent().remove(cell._tc)
    return made


def with_story(kind: str, text: str) -> bytes:
    """A template with ``text`` in a footnotes, endnotes or comments part that the document relates to."""
    element = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}[kind]
    inner = f'<w:{element} w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{element}>'
    story = f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} xmlns:w="{WORD}">{inner}</w:{kind}>'
    members = members_of(paragraphs("body {{ a }}"))
    members[f"word/{kind}.xml"] = story.encode()
    types = members["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/{kind}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/></Types>'
    members["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    rels = members["word/_rels/document.xml.rels"].decode()
    arrow = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
    members["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", arrow).encode()
    return zipped(members)


def with_body(body: str) -> bytes:
    """A template whose body's XML is ``body``."""
    members = members_of(paragraphs())
    document = members["word/document.xml"].decode()
    members["word/document.xml"] = re.sub(
        r"<w:body>.*?(?=<w:sectPr)", lambda _: f"<w:body>{body}", document, flags=re.DOTALL
    ).encode()
    return zipped(members)


def members_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def by_docxtpl(template: bytes, data: Mapping[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(data), autoescape=True)
    return bytes_of(document)


def canonical(xml: bytes) -> bytes:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    result: bytes = etree.tostring(etree.fromstring(xml, parser), method="c14n")
    return result


CELL_PROPERTIES = [
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
]  # fmt: skip
"""The order of a cell's properties that ECMA-376 demands."""


def in_schema_order(xml: bytes) -> bytes:
    """A part with the properties of its cells in the order that the schema demands, as canonical XML."""
    tree = etree.fromstring(xml)
    for props in tree.iter(f"{{{WORD}}}tcPr"):
        props[:] = sorted(props, key=lambda one: CELL_PROPERTIES.index(etree.QName(one).localname))
    return canonical(etree.tostring(tree))


def story_parts(package: bytes) -> dict[str, bytes]:
    """The canonical XML of every part with text."""
    wanted = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
    return {name: canonical(content) for name, content in members_of(package).items() if wanted.fullmatch(name)}


def text_of(package: bytes, part: str = "word/document.xml") -> str:
    """The text of a part as a reader sees it: line feeds for breaks, tabs for tabs, a line feed after a paragraph."""
    tree = etree.fromstring(members_of(package)[part])
    pieces: list[str] = []
    for element in tree.iter():
        if element.tag == f"{{{WORD}}}p" and pieces:
            pieces.append("\n")
        elif element.tag == f"{{{WORD}}}t":
            pieces.append(element.text or "")
        elif element.tag == f"{{{WORD}}}tab" and (run := element.getparent()) is not None and run.tag == f"{{{WORD}}}r":
            pieces.append("\t")
        elif element.tag == f"{{{WORD}}}br":
            pieces.append("\n")
    return "".join(pieces)
