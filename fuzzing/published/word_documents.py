"""A report as a Word document whose XML is written here, because no library writes such faults."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import escape
from typing import Any, Final

import docx
from docx.oxml import parse_xml

from fuzzing.published.document import Document
from fuzzing.published.grids import Cell, Grid

_OFFICE: Final = "http://schemas.openxmlformats.org"
NAMESPACES: Final = " ".join(
    (
        f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"',
        f'xmlns:mc="{_OFFICE}/markup-compatibility/2006"',
        f'xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing"',
        f'xmlns:a="{_OFFICE}/drawingml/2006/main"',
        f'xmlns:m="{_OFFICE}/officeDocument/2006/math"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
    )
)


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


class WordDocument:
    """How a document is written; looks replace these functions by others."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.runs: Callable[[Cell], str] = lambda cell: run(cell.text)
        self.heading: Callable[[str], str] = lambda text: paragraph(run(text, "<w:b/>"))
        self.cell: Callable[[str, Cell], str] = lambda xml, cell: xml  # noqa: ARG005 — looks use both
        self.row: Callable[[str, int], str] = lambda xml, row: xml  # noqa: ARG005 — the same
        self.table: Callable[[Grid], str] = self.whole_table
        self.changes: list[Callable[[str], str]] = []
        """What is done to the body's XML."""
        self.styles = ""
        """Styles that the document has besides the usual ones."""
        self.numbering: tuple[str, str] = ("", "")
        """Number format and text of a list of its own."""

    def whole_table(self, grid: Grid) -> str:
        """Return a table with its merged cells."""
        return self.part(grid, 0, len(grid))

    def part(self, grid: Grid, start: int, end: int) -> str:
        """Return some rows of a table as a table of their own, its merged cells cut as Word does."""
        rows: list[str] = []
        for number, cells in list(enumerate(grid))[start:end]:
            line, column = [], 0
            while column < len(cells):
                cell, wide = cells[column], 1
                while column + wide < len(cells) and cells[column + wide] is cell:
                    wide += 1
                line.append(self._cell(grid, number, column, wide))
                column += wide
            rows.append(self.row(f"<w:tr>{''.join(line)}</w:tr>", number))
        columns = '<w:gridCol w:w="600"/>' * len(grid[0])
        return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _cell(self, grid: Grid, row: int, column: int, wide: int) -> str:
        cell = grid[row][column]
        above = row > 0 and column < len(grid[row - 1]) and grid[row - 1][column] is cell
        below = row + 1 < len(grid) and column < len(grid[row + 1]) and grid[row + 1][column] is cell
        shape = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        shape += "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if below else ""
        inside = paragraph("" if above else self.runs(cell))
        return self.cell(f"<w:tc><w:tcPr>{shape}</w:tcPr>{inside}</w:tc>", cell)

    def content(self) -> bytes:
        """Return the file."""
        document, pieces = self.document, [self.heading(self.document.title)]
        for section, paragraphs in document.prose.items():
            pieces.append(self.heading(section))
            for number, one in enumerate(document.type.tables):
                if one.heading == section:
                    pieces += (f"{self.table(part)}<w:p/>" for part in document.parts_of(number))
            pieces += (paragraph(run(text)) for text in paragraphs)
        body = "".join(pieces)
        for change in self.changes:
            body = change(body)
        return self._packed(body)

    def _packed(self, body: str) -> bytes:
        file: Any = docx.Document()
        for one in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
            file.element.body.insert(len(file.element.body) - 1, one)
        if self.styles:
            for one in parse_xml(f"<w:styles {NAMESPACES}>{self.styles}</w:styles>"):
                file.styles.element.append(one)
        if self.numbering[0]:
            numbering, (kind, text) = file.part.numbering_part.element, self.numbering
            level = (
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            )
            numbering.insert(0, parse_xml(f'<w:abstractNum {NAMESPACES} w:abstractNumId="77">{level}</w:abstractNum>'))
            numbering.append(parse_xml(f'<w:num {NAMESPACES} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        stream = io.BytesIO()
        file.save(stream)
        return stream.getvalue()


def without(pattern: str, xml: str, by: str = "") -> str:
    """Return XML without what matches ``pattern``."""
    return re.sub(pattern, by, xml)
