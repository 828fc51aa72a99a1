"""A document's blocks in the order of reading, from the layout of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.engine.reading.published.layout import furniture
from reportgen.engine.reading.published.layout.lines import Line
from reportgen.engine.reading.published.layout.page_breaks import with_headings
from reportgen.engine.reading.published.layout.paragraphs import margins, paragraphs
from reportgen.engine.reading.published.layout.sections import Section, page_of
from reportgen.engine.reading.published.layout.tables import PlacedTable, goes_on, joined

LineOf = Callable[[float], int]


def blocks_of(
    pages: Sequence[Section], name: str, line_of: LineOf | None = None
) -> tuple[tuple[ShownText | ShownTable, ...], list[str]]:
    """Return the paragraphs and tables of ``pages``, their sections in order, and the places of cells in doubt.

    ``line_of`` tells the line of a text that stands at a height; without it a place is named by its page.
    """
    pages = with_headings(pages)
    kept = furniture.without_furniture([page.lines for page in pages], [page.height for page in pages])
    width_of = margins(kept)
    blocks: list[ShownText | ShownTable] = []
    doubtful: list[str] = []
    number = 0
    for run in _runs(_stream(pages, kept)):
        if isinstance(run, PlacedTable):
            number += 1
            blocks.append(_shown_table(run, number, name, doubtful, line_of))
            continue
        for paragraph in paragraphs(run, width_of):
            page = f"第 {page_of(paragraph.page)} 页"
            origin = Origin(name, place=page) if line_of is None else Origin(name, line_of(paragraph.top))
            blocks.append(ShownText(paragraph.text, origin, 0, paragraph.centred, paragraph.size))
    return tuple(blocks), doubtful


def _stream(pages: Sequence[Section], kept: Sequence[Sequence[Line]]) -> Iterator[Line | PlacedTable]:
    """Yield lines and tables from the first page to the last, each page from the top to the bottom."""
    for page, lines in zip(pages, kept, strict=True):
        things: list[tuple[float, float, Line | PlacedTable]] = [(line.base, line.x0, line) for line in lines]
        things += [(table.box.top, table.box.x0, table) for table in page.tables]
        yield from (thing for *_, thing in sorted(things, key=lambda one: one[:2]))


def _runs(stream: Iterator[Line | PlacedTable]) -> Iterator[list[Line] | PlacedTable]:
    """Yield lines without a table between them together, and tables; one that goes on at once is one table."""
    lines: list[Line] = []
    table: PlacedTable | None = None
    for thing in stream:
        if isinstance(thing, Line):
            if table is not None:
                yield table
                table = None
            lines.append(thing)
            continue
        if lines:
            yield lines
            lines = []
        if table is not None and _follows(table, thing) and goes_on(table, thing):
            table = joined(table, thing)
            continue
        if table is not None:
            yield table
        table = thing
    if table is not None:
        yield table
    if lines:
        yield lines


def _follows(before: PlacedTable, after: PlacedTable) -> bool:
    """Whether a table begins on the next page, or right below on the same one."""
    if after.page == before.page:
        return 0 <= after.box.top - before.box.bottom < 6
    return page_of(after.page) - page_of(before.page) in {0, 1}


def _shown_table(table: PlacedTable, number: int, name: str, doubtful: list[str], line_of: LineOf | None) -> ShownTable:
    line = None if line_of is None else line_of(table.box.top)
    edges = table.edges
    cells = []
    for cell in sorted(table.cells, key=lambda one: (one.row, one.x0)):
        column, end = _nearest(edges, cell.x0), _nearest(edges, cell.x1)
        page = "" if line is not None else f"第 {page_of(cell.page)} 页"
        place = f"{page}表格 {number} 第 {cell.row + 1} 行第 {column + 1} 列"
        if cell.doubt:
            doubtful.append(place)
        cells.append(
            ShownCell(cell.row, column, cell.text, Origin(name, line, place=place), cell.rows, max(1, end - column))
        )
    page = "" if line is not None else f"第 {page_of(table.cells[0].page)} 页"
    return ShownTable(tuple(cells), Origin(name, line, place=f"{page}表格 {number}"))


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda one: abs(edges[one] - place))
