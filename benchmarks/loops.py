"""A template with one table whose row is a loop: how the time grows with the rows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write_template(path: Path) -> None:
    """Write the smallest whole document with a ``{%tr for %}`` loop of three cells a row."""
    rows = _row("{%tr for row in rows %}"), _row("{{ row.name }}", "{{ row.count }}", "{{ row.share }}")
    grid = "<w:tblGrid>" + '<w:gridCol w:w="3000"/>' * 3 + "</w:tblGrid>"
    table = f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}{_row('{%tr endfor %}')}</w:tbl>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{table}{_paragraph("")}<w:sectPr/></w:body>'
        "</w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(name, _DECLARATION + xml)


def context(rows: int) -> dict[str, Any]:
    """Return the data of a table with so many rows."""
    return {
        "rows": [{"name": f"第{n}项 & 其他", "count": n * 37, "share": f"{n % 100}.{n % 97:02d}"} for n in range(rows)]
    }


def docxtpl_document(path: Path, data: dict[str, Any]) -> bytes:
    """Return docxtpl's document, for the comparison before timing."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(str(path))
    template.render(data, autoescape=True)
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _row(*texts: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{_paragraph(text)}</w:tc>' for text in texts
    )
    return f"<w:tr>{cells}</w:tr>"
