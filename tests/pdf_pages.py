"""PDFs written for tests: pages of texts, lines, areas and pictures at places counted from the upper left corner.

Texts are in a font that every PDF reader knows (STSong-Light): a Chinese character is one em wide, others half of it.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportgen.core.shown_document import ShownDocument, ShownTable, ShownText


class Cell(NamedTuple):
    """A cell to draw: its first row and column, its text (LF ends a line), and how many rows and columns it spans."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class Page:
    """One page under construction; all places are in points from its upper left corner."""

    def __init__(self, width: float = 595, height: float = 842, rotate: int = 0, crop: str = "") -> None:
        self.crop = f"/CropBox [{crop}] " if crop else ""
        self.width, self.height, self.rotate = width, height, rotate
        self.parts: list[str] = []

    def text(self, x: float, y: float, text: str, size: float = 10, *, grey: float = 0, mode: int = 0,
             angle: float = 0, font: str = "F1") -> Page:  # fmt: skip
        """Print ``text`` with its baseline at ``y``, turned counter-clockwise by ``angle`` degrees."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.3f} {self.height - y:.3f}"
        code = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /{font} {size} Tf {mode} Tr {grey} g {matrix} Tm <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> Page:
        """Draw a line."""
        self.parts.append(f"{width} w {x0:.3f} {self.height - y0:.3f} m {x1:.3f} {self.height - y1:.3f} l S")
        return self

    def area(self, x0: float, y0: float, x1: float, y1: float, grey: float = 1) -> Page:
        """Fill a rectangle."""
        self.parts.append(f"{grey} g {x0:.3f} {self.height - y1:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re f")
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Show a picture."""
        self.parts.append(f"q {x1 - x0:.3f} 0 0 {y1 - y0:.3f} {x0:.3f} {self.height - y1:.3f} cm /Im Do Q")
        return self

    def table(self, x: float, y: float, widths: Sequence[float], heights: Sequence[float], cells: Iterable[Cell],
              size: float = 10, *, ruled: bool = True, top: bool = True, bottom: bool = True) -> Page:  # fmt: skip
        """Draw a table, its texts in the middle of their cells; ``top``, ``bottom``: are these edges ruled."""
        xs = [x + sum(widths[:count]) for count in range(len(widths) + 1)]
        ys = [y + sum(heights[:count]) for count in range(len(heights) + 1)]
        for cell in cells:
            x0, x1 = xs[cell.column], xs[cell.column + cell.columns]
            y0, y1 = ys[cell.row], ys[cell.row + cell.rows]
            if ruled:
                self.line(x0, y0, x0, y1).line(x1, y0, x1, y1)
                if top or cell.row > 0:
                    self.line(x0, y0, x1, y0)
                if bottom or cell.row + cell.rows < len(heights):
                    self.line(x0, y1, x1, y1)
            lines = cell.text.split("\n") if cell.text else []
            for number, line in enumerate(lines):
                middle = (y0 + y1) / 2 + (number - (len(lines) - 1) / 2) * size * 1.25
                self.text((x0 + x1 - width(line, size)) / 2, middle + size * 0.38, line, size)
        return self

    @property
    def content(self) -> bytes:
        """What is painted, as the PDF says it."""
        return "\n".join(self.parts).encode("ascii")


def width(text: str, size: float) -> float:
    """Return how wide ``text`` is printed."""
    return sum(0.5 if sign < "\x7f" else 1.0 for sign in text) * size


def pdf(*pages: Page, count: int | None = None, trailer: str = "") -> bytes:
    """Return the PDF of ``pages``; ``count`` is how many it says that it has."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    picture = zlib.compress(b"\x80" * 16)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages) if count is None else count} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R]>>",
        4: _font("STSong-Light", "GB1"),
        5: b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        6: _font("Own", "Identity"),
        7: _stream(
            picture, "/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
    }
    resources = "<< /Font << /F1 3 0 R /F2 5 0 R >> /XObject << /Im 7 0 R >> >>"
    for number, page in enumerate(pages):
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate} {page.crop}"
            f"/Resources {resources} /Contents {11 + 2 * number} 0 R >>"
        ).encode()
        objects[11 + 2 * number] = _stream(zlib.compress(page.content), "")
    written, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(written)
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(written)
    table = "".join(
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n"
        for number in range(max(objects) + 1)
    )
    end = f"xref\n0 {max(objects) + 1}\n{table}trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\n"
    return written + end.encode() + f"startxref\n{start}\n%%EOF\n".encode()


def _font(name: str, ordering: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 /W [1 95 500] "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 4 >> "
        f"/FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>"
    ).encode()


def _stream(packed: bytes, entries: str) -> bytes:
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def tables(document: ShownDocument) -> list[list[Cell]]:
    """Return the cells of every table that a document shows, as they would be drawn."""
    return [
        [Cell(cell.row, cell.column, cell.text, cell.rows, cell.columns) for cell in block.cells]
        for block in document.blocks
        if isinstance(block, ShownTable)
    ]


def texts(document: ShownDocument) -> list[str]:
    """Return every paragraph that a document shows."""
    return [block.text for block in document.blocks if isinstance(block, ShownText)]


def unread(document: ShownDocument) -> list[str]:
    """Return the ids of everything that could not be read."""
    return [fault.id for fault in document.unread]
