"""How a web page writes its tables, and what becomes of their merged cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from fuzzing.published.document import Document
from fuzzing.published.faults import MERGES, named
from fuzzing.published.grids import Cell, Grid, Rectangle, rectangles, without_merges

Span = Callable[[int, int], tuple[int, int]]
"""From what a cell spans, rows and columns, to what its attributes say."""
_CELL_OF_WORD: Final = (
    "<td{0} style='mso-yfti-irow:3;border:solid windowtext 1.0pt;padding:0cm 5.4pt'><p class=MsoNormal align=center "
    "style='text-align:center'><span lang=EN-US style='font-size:10.0pt;mso-font-kerning:0pt'>{1}<o:p></o:p></span>"
    "</p></td>"
)
_LAST_ROW_OF_WORD: Final = (
    '<![if !supportMisalignedColumns]><tr height=0><td width=57 style="border:none"></td></tr><![endif]></table>'
)


def spans(high: int, wide: int) -> str:
    """Return the attributes of a cell."""
    return f"{'' if high == 1 else f' rowspan={high}'}{'' if wide == 1 else f' colspan={wide}'}"


def line_of(
    line: Sequence[Rectangle], cell: str = "<td{0}>{1}</td>", span: Span = lambda high, wide: (high, wide)
) -> str:
    """Return a row of a table."""
    return f"<tr>{''.join(cell.format(spans(*span(high, wide)), one.as_html()) for one, high, wide in line)}</tr>\n"


def table(grid: Grid, cell: str = "<td{0}>{1}</td>", span: Span = lambda high, wide: (high, wide)) -> str:
    """Return a table with its merged cells."""
    return f"<table border=1>{''.join(line_of(line, cell, span) for line in rectangles(grid))}</table>"


def _unmerged(document: Document, way: str, row: str, cell: str, around: str = "<table>{0}</table>") -> None:
    """Write tables without merged cells; ``row`` and ``cell`` stand around what is in them."""

    def html(grid: Grid) -> str:
        rows = (row.format("".join(cell.format(one.as_html()) for one in line)) for line in without_merges(grid, way))
        return around.format("".join(rows))

    document.merges_kept, document.html_of = False, html


@named(MERGES)
def _kept(document: Document) -> None:
    document.html_of = table


@named(MERGES)
def _repeated(document: Document) -> None:
    _unmerged(document, "repeated", "<tr>{0}</tr>", "<td>{0}</td>")


@named(MERGES)
def _dropped(document: Document) -> None:
    _unmerged(document, "dropped", "<tr>{0}</tr>", "<td>{0}</td>")


@named(MERGES)
def _left_blank(document: Document) -> None:
    _unmerged(document, "blank", "<tr>{0}</tr>", "<td>{0}</td>")


@named(MERGES)
def _divisions_as_table(document: Document) -> None:
    styles = "<style>.tb{{display:table}}.tr{{display:table-row}}.td{{display:table-cell}}</style>"
    row, cell = '<div class="tr">{0}</div>', '<div class="td">{0}</div>'
    _unmerged(
        document, document.chance.choice(["dropped", "repeated"]), row, cell, styles + '<div class="tb">{0}</div>'
    )


@named(MERGES)
def _flexible_rows(document: Document) -> None:
    _unmerged(document, "dropped", '<div style="display:flex">{0}</div>', "<span class=c>{0}</span> ", "<div>{0}</div>")


@named(MERGES)
def _lists(document: Document) -> None:
    _unmerged(document, "dropped", "<li><ul>{0}</ul></li>", "<li>{0}</li>", "<ul>{0}</ul>")


@named(MERGES)
def _verbatim(document: Document) -> None:
    _unmerged(document, "dropped", "{0}\n", "{0}\t", "<pre>{0}</pre>")


@named(MERGES)
def _lines(document: Document) -> None:
    _unmerged(document, "dropped", "{0}<br>", "{0}&nbsp;&nbsp;&nbsp;", "<p>{0}</p>")


@named(MERGES)
def _paragraphs(document: Document) -> None:
    _unmerged(document, "dropped", "{0}", "<p>{0}</p>", "<div>{0}</div>")


@named(MERGES)
def _a_table_for_each_row(document: Document) -> None:
    _unmerged(document, "dropped", "<table><tr>{0}</tr></table>", "<td>{0}</td>", "<div>{0}</div>")


@named(MERGES)
def _spans_of_zero(document: Document) -> None:
    document.html_of = lambda grid: table(grid, span=lambda high, wide: (0 if high > 15 else high, wide))


@named(MERGES)
def _spans_too_long(document: Document) -> None:
    document.html_of = lambda grid: table(grid, span=lambda high, wide: (high + (high in (3, 5, 8)), wide))


@named(MERGES)
def _spans_too_short(document: Document) -> None:
    document.html_of = lambda grid: table(grid, span=lambda high, wide: (high - (high in (3, 5, 8)), wide))


@named(MERGES)
def _spans_of_columns_wrong(document: Document) -> None:
    draw = document.chance.choice
    document.html_of = lambda grid: table(grid, span=lambda high, wide: (high, max(1, wide + draw([-1, 0, 0, 1]))))


@named(MERGES)
def _spans_wrong(document: Document) -> None:
    draw, by = document.chance.choice, [-1, *[0] * 14, 1]
    document.html_of = lambda grid: table(
        grid, span=lambda high, wide: (max(1, high + draw(by)), max(1, wide + draw(by)))
    )


@named(MERGES)
def _last_row_written_first(document: Document) -> None:
    def html(grid: Grid) -> str:
        lines = [line_of(line) for line in rectangles(grid)]
        return f"<table><tfoot>{lines[-1]}</tfoot><tbody>{''.join(lines[:-1])}</tbody></table>"

    document.html_of = html


@named(MERGES)
def _groups_of_rows_clip(document: Document) -> None:
    def html(grid: Grid) -> str:
        lines = [line_of(line, span=lambda high, wide: (high + 2 * (high == 8), wide)) for line in rectangles(grid)]
        return f"<table><thead>{''.join(lines[:3])}</thead><tbody>{''.join(lines[3:])}</tbody></table>"

    document.html_of = html


@named(MERGES)
def _unclosed(document: Document) -> None:
    document.html_of = lambda grid: table(grid, "<td{0}><p>{1}").replace("</tr>", "")


@named(MERGES)
def _of_word(document: Document) -> None:
    document.html_of = lambda grid: table(grid, _CELL_OF_WORD).replace("</table>", _LAST_ROW_OF_WORD)


@named(MERGES)
def _heading_cells(document: Document) -> None:
    def cell(one: Cell, high: int, wide: int) -> str:
        tag = "td" if one.address else "th"
        return f"<{tag}{spans(high, wide)}>{one.as_html()}</{tag}>"

    def html(grid: Grid) -> str:
        rows = (f"<tr>{''.join(cell(*one) for one in line)}</tr>" for line in rectangles(grid))
        return f"<table>{''.join(rows)}</table>"

    document.html_of = html


@named(MERGES)
def _labels_frozen_at_the_side(document: Document) -> None:
    around = document.chance.choice(
        ["<div style='display:flex'>{0}{1}</div>", "<table><tr><td>{0}</td><td>{1}</td></table>"]
    )
    corner = document.chance.random() < 0.5

    def html(grid: Grid) -> str:
        first = [next((at for at, cell in enumerate(row) if cell.address), 99) for row in grid]
        side, heads = min(first), next((at for at, place in enumerate(first) if place < 99), 0)
        if side < 2 or max(place for place in first if place < 99) != side:
            return table(grid)
        left = [row[:side] for row in grid]
        return around.format(table(left if corner else left[heads:]), table([row[side:] for row in grid]))

    document.html_of = html


@named(MERGES)
def _table_4_as_a_list(document: Document) -> None:
    item = document.chance.choice(["<dt>{0}</dt><dd>{1}</dd>", "<li>{0}：{1}件；</li>", "<p>{0}　{1}</p>"])

    def html(grid: Grid) -> str:
        figures = [row for row in grid if any(cell.address for cell in row)]
        if len(figures) != 1 or len(grid[0]) < 10 or len({len(row) for row in grid}) != 1 or grid[-1] is not figures[0]:
            return table(grid)
        items = []
        for column, cell in enumerate(figures[0]):
            labels = dict.fromkeys(row[column].text for row in grid[:-1] if row[column].text)
            items.append(item.format("—".join(labels), cell.as_html()))
        return f"<div>{''.join(items)}</div>"

    document.html_of = html


@named(MERGES)
def _tables_in_cells(document: Document) -> None:
    document.html_of = lambda grid: table(grid, "<td{0}><table><tr><td>{1}</td></tr></table></td>")


@named(MERGES)
def _written_from_the_right(document: Document) -> None:
    document.html_of = lambda grid: table(grid).replace("<table", "<table dir=rtl")
