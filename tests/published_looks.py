"""Published-looking documents of known figures, in the many looks of sites and offices: web page, Word document, text.

A look is a set of choices drawn with a seed; whatever it is, :func:`web_page`, :func:`word` and :func:`text` print the
same figures. A reader may find one blank where a look hides which column it is of, and must never find a wrong one.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any

import attrs

from reportgen.model.form_grid import FormTable, GridCell
from reportgen.report.report_type import ReportType

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
LONG = "加强组织领导，细化公开目录，完善工作机制，逐项落实责任，不断提高政府信息公开工作的质量和水平，回应群众关切。"


@attrs.frozen
class Cell:
    """One printed cell: its text, how many rows and columns it spans, and the address of its figure."""

    text: str
    rows: int = 1
    columns: int = 1
    address: str = ""


Grid = list[list[Cell | None]]
"""Rows of cells; None where a cell from the left or above reaches."""


@attrs.frozen
class Look:
    """How a document looks: what happened to merged cells, columns, digits and the document around the tables."""

    seed: int
    merges: str = "kept"
    """kept; repeated (the text stands in every place); blank (the others are empty); dropped (they are missing)."""
    digits: str = "plain"
    """plain, wide (full-width), commas, units, padded."""
    moved: bool = False
    """Whether 总计 stands first of the columns of table 3."""
    shuffled: bool = False
    """Whether the first two rows of table 3 changed places."""
    totals: bool = True
    """Whether table 3 has its column 总计."""
    split: bool = False
    """Whether tables are cut into several, without repeated headings."""
    joined: bool = False
    """Whether all tables are one."""
    notes: bool = False
    numbering: str = "official"
    """official, narrow (half-width brackets), none."""
    blanks: str = "0"
    """How a figure that is None is printed."""

    @staticmethod
    def drawn(seed: int) -> Look:
        """Draw a look."""
        draw = random.Random(seed)
        merges = draw.choice(["kept", "kept", "repeated", "blank", "dropped"])
        return Look(
            seed,
            merges,
            draw.choice(["plain", "plain", "wide", "commas", "units", "padded"]),
            draw.random() < 0.3,
            draw.random() < 0.3,
            draw.random() < 0.8,
            draw.random() < 0.2,
            draw.random() < 0.2,
            draw.random() < 0.3,
            draw.choice(["official", "official", "narrow", "none"]),
            draw.choice(["", "/", "—", "-"]),
        )


def shown_figure(value: Any, look: Look, note: str = "") -> str:
    """Return a figure as a look prints it."""
    if value is None:
        return look.blanks
    text = f"{value:,}" if look.digits == "commas" else str(value)
    text = text.translate(FULL_WIDTH) if look.digits == "wide" else text
    text += "件" if look.digits == "units" and "." not in text else ""
    return f"  {text} " if look.digits == "padded" else text + (f"（{note}）" if note else "")


def label_of(cell: GridCell, look: Look) -> str:
    """Return a label as a look prints it."""
    text = cell.text
    if look.numbering == "narrow":
        text = text.replace("（", "(").replace("）", ")").replace(".", "．")
    if look.numbering == "none" and text[:1] in "一二三四（" and cell.address == "":
        text = text.split("、", 1)[-1] if text[1:2] == "、" else text
    return text


def grid_of(table: FormTable, values: Mapping[str, Any], look: Look, notes: Mapping[str, str]) -> Grid:
    """Return a table of the form with its figures."""
    height = max(cell.row + cell.rows for cell in table.cells) - 1
    grid: Grid = [[None] * table.columns for _ in range(height)]
    for cell in table.cells:
        note = notes.get(cell.address, "")
        text = shown_figure(values[cell.address], look, note) if cell.address else label_of(cell, look)
        grid[cell.row - 1][cell.column - 1] = Cell(text, cell.rows, cell.columns, cell.address)
    return grid


def without_totals(grid: Grid) -> Grid:
    """Return table 3 without its last column."""
    last = len(grid[0]) - 1
    return [[_narrower(cell, at, last) for at, cell in enumerate(row[:last])] for row in grid]


def _narrower(cell: Cell | None, at: int, last: int) -> Cell | None:
    if cell is None or at + cell.columns <= last:
        return cell
    return attrs.evolve(cell, columns=last - at)


def with_totals_first(grid: Grid, side: int) -> Grid:
    """Return table 3 with its last column moved before the others."""
    moved: Grid = []
    for number, row in enumerate(grid):
        own = list(row)
        if number == 0:  # 申请人情况 spans all of them
            moved.append(own)
            continue
        total = own.pop()
        own.insert(side, total)
        moved.append(own)
    return moved


def tables_of(report_type: ReportType, values: Mapping[str, Any], look: Look, notes: Mapping[str, str]) -> list[Grid]:
    """Return the tables as a look has them."""
    grids = []
    for number, table in enumerate(report_type.tables):
        grid = grid_of(table, values, look, notes)
        if number == 1:
            side = table.blocks[0].side_columns
            if look.shuffled:
                at = table.blocks[0].header_rows
                grid[at], grid[at + 1] = grid[at + 1], grid[at]
            if look.moved:
                grid = with_totals_first(grid, side)
            elif not look.totals:
                grid = without_totals(grid)
        grids.append(grid)
    return grids


def unmerged(grid: Grid, merges: str) -> list[list[str]]:
    """Return the rows of texts of a grid whose merged cells were lost in one of the usual ways."""
    rows = [["" for _ in row] for row in grid]
    kept = [[False for _ in row] for row in grid]
    for at, row in enumerate(grid):
        for place, cell in enumerate(row):
            if cell is None:
                continue
            kept[at][place] = True
            for down in range(at, min(at + cell.rows, len(rows))):
                for right in range(place, min(place + cell.columns, len(row))):
                    first = (down, right) == (at, place)
                    rows[down][right] = cell.text if first or merges == "repeated" else ""
    if merges == "dropped":
        return [
            [text for text, own in zip(row, owns, strict=True) if own] for row, owns in zip(rows, kept, strict=True)
        ]
    return rows


def pieces(grid: Grid, look: Look) -> Iterator[tuple[Grid, bool]]:
    """Yield a grid whole, or cut where no merged cell is cut, with whether it goes on from the one before."""
    if not look.split:
        yield grid, False
        return
    cuts = [at for at in range(3, len(grid) - 1) if not _crossed(grid, at)]
    if not cuts:
        yield grid, False
        return
    cut = random.Random(look.seed).choice(cuts)
    yield grid[:cut], False
    yield grid[cut:], True


def _crossed(grid: Grid, at: int) -> bool:
    return any(cell is not None and number < at < number + cell.rows for number, row in enumerate(grid) for cell in row)


def html_table(grid: Grid, look: Look) -> str:
    """Return a table of a page."""
    if look.merges != "kept":
        rows = unmerged(grid, look.merges)
        lines = ("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
        return f"<table border=1>{''.join(lines)}</table>"
    written: list[str] = []
    for row in grid:
        cells = (
            f"<td{_span('rowspan', cell.rows)}{_span('colspan', cell.columns)}><p><span>{escape(cell.text[:3])}</span>"
            f"<font>{escape(cell.text[3:])}</font></p></td>"
            for cell in row
            if cell is not None
        )
        written.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(written)}</table>"


def _span(name: str, count: int) -> str:
    return f" {name}={count}" if count > 1 else ""


def web_page(report_type: ReportType, organ: str, year: int, tables: Sequence[Grid], look: Look) -> bytes:
    """Return a page of a site, in one of the usual encodings, declared or not, with a layout table around or not."""
    draw = random.Random(look.seed)
    body = [f"<h1>{organ}{year}年政府信息公开工作年度报告</h1>", "<p>发布时间：2024-01-26　浏览次数：12</p>"]
    parts = {section: f"<p>{section}</p>" for section in report_type.sections}
    grids = iter(tables)
    for section, heading in parts.items():
        body.append(heading)
        if any(table.heading == section for table in report_type.tables):
            body += (html_table(piece, look) for piece, _ in pieces(next(grids), look))
        else:
            body += [f"<p>　　{LONG}</p>", f"<div style='display:none'>99</div><p>{LONG[:20]}。</p>"]
    whole = "".join(body)
    if draw.random() < 0.5:
        menu = "<td><table><tr><td>首页</td></tr><tr><td>政务公开</td></tr></table></td>"
        whole = f"<table><tr>{menu}<td>{whole}</td></tr></table>"
    encoding = draw.choice(["utf-8", "utf-8", "gbk", "gb18030", "utf-16"])
    declared = draw.choice(["", f"<meta charset={encoding}>", "<meta charset=utf-8>"])
    head = f"<head>{declared}<script>var a=12;</script></head>"
    page = f"<!DOCTYPE html><html>{head}<body>{whole}<p>打印 关闭</p></body></html>"
    return page.encode(encoding, "xmlcharrefreplace")


def word(report_type: ReportType, organ: str, year: int, tables: Sequence[Grid], look: Look) -> bytes:
    """Return a Word document, its merged cells kept, made by another library than the package's own."""
    import docx

    document = docx.Document()
    document.add_paragraph(organ)
    document.add_paragraph(f"{year}年政府信息公开工作年度报告")
    grids = iter(tables)
    for section in report_type.sections:
        document.add_paragraph(section)
        if not any(table.heading == section for table in report_type.tables):
            document.add_paragraph(LONG)
            continue
        for piece, _ in pieces(next(grids), look):
            _word_table(document, piece)
            document.add_paragraph("")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _word_table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=len(grid), cols=len(grid[0]))
    places = [list(row.cells) for row in table.rows]
    for at, row in enumerate(grid):
        for place, cell in enumerate(row):
            if cell is None:
                continue
            corner = places[at][place]
            if cell.rows > 1 or cell.columns > 1:
                last = places[min(at + cell.rows, len(grid)) - 1][place + cell.columns - 1]
                corner = corner.merge(last)
            corner.text = cell.text


def text(report_type: ReportType, organ: str, year: int, tables: Sequence[Grid], look: Look) -> bytes:
    """Return a text copied from a page: cells by tabs, pipes or wide gaps, or one cell a line."""
    draw = random.Random(look.seed)
    between = draw.choice(["\t", "\t", " | ", "   ", "\n"])
    lines = [f"{organ}{year}年政府信息公开工作年度报告", ""]
    grids = iter(tables)
    for section in report_type.sections:
        lines += [section, ""]
        if any(table.heading == section for table in report_type.tables):
            rows = unmerged(next(grids), "blank" if between == "\t" and look.merges == "blank" else "dropped")
            lines += [between.join(row) if between != " | " else f"| {' | '.join(row)} |" for row in rows]
            lines.append("")
        else:
            lines += [f"　　{LONG}", ""]
    return "\n".join(lines).encode(draw.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))


def figures(report_type: ReportType, seed: int) -> dict[str, Any]:
    """Return a figure for every printed cell: small and large ones, zeros, a few blanks; they need not add up."""
    draw = random.Random(seed)
    book, drawn = report_type.addresses, {}
    for address in (cell.address for table in report_type.tables for cell in table.cells if cell.address):
        most = draw.choice([0, 0, 9, 99, 99_999, 9_999_999])
        value: Any = draw.randint(0, most)
        if not book[address].figure.kind.integral:
            value = Decimal(f"{value}.1234")
        drawn[address] = None if draw.random() < 0.03 else value
    return drawn


def read_figures(data: Mapping[str, Any], report_type: ReportType) -> dict[str, Any]:
    """Return the figures of a read document by address, as texts, None for a blank."""
    found: dict[str, Any] = {}

    def walk(value: Any, address: str) -> None:
        if isinstance(value, Mapping):
            for name, inner in value.items():
                walk(inner, f"{address}.{name}".lstrip("."))
        elif isinstance(value, list):
            names = [one.rpartition(".")[2] for one in report_type.addresses.entered if one.startswith(f"{address}.")]
            for name, inner in zip(names, value, strict=True):
                walk(inner, f"{address}.{name}")
        else:
            found[address] = None if value is None else str(value)

    walk({field.name: data[field.name] for field in attrs.fields(report_type.statistics)}, "")
    return found | {address: str(value) for address, value in data.get("stated", {}).items()}
