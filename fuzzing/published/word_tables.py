"""Tables of a Word document in text boxes, cells and pieces, with rows that are hidden or deleted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Final

from lxml import etree

from fuzzing.published.grids import Grid, rectangles
from fuzzing.published.word_documents import NAMESPACES, WordDocument, paragraph, run

Look = Callable[[WordDocument], None]
STRUCTURES: Final[dict[str, Look]] = {}
"""Looks of whole tables: one for each document."""
_TABLE: Final = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{0}</w:tr></w:tbl>"
_DRAWING: Final = (
    "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{0}<w:p/></w:txbxContent>"
    "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
_OLD_BOX: Final = "<w:pict><v:shape><v:textbox><w:txbxContent>{0}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict>"
_AROUND: Final = {
    "in_a_control": "<w:sdt><w:sdtPr/><w:sdtContent>{0}</w:sdtContent></w:sdt>",
    "in_a_cell": _TABLE.format("<w:tc><w:tcPr/><w:p/></w:tc><w:tc><w:tcPr/>{0}<w:p/></w:tc>"),
    "in_a_box": f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{_DRAWING}</mc:Choice>"
    f"<mc:Fallback>{_OLD_BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "in_an_old_box": f"<w:p><w:r>{_OLD_BOX}</w:r></w:p>",
}
UNMERGED: Final = frozenset(("lines_with_tabs", "merges_dropped", "merges_without_beginning", "spans_wrong"))
"""The looks in which a cell over several rows looks as if it were in one of them."""
_CELLS: Final = "<w:tc><w:tcPr/><w:p>{0}</w:p></w:tc>" * 10
_DELETED_CELLS: Final = _CELLS.format("<w:del><w:r><w:t>9</w:t></w:r></w:del>")
_ROWS_BEHIND: Final = {
    "deleted_row": f'<w:tr><w:trPr><w:del w:id="4"/></w:trPr>{_DELETED_CELLS}</w:tr>',
    "hidden_row": f"<w:tr><w:trPr><w:hidden/></w:trPr>{_CELLS.format(run('9'))}</w:tr>",
    "row_of_hidden_text": f"<w:tr>{_CELLS.format(run('9', '<w:vanish/>'))}</w:tr>",
}
_CHANGED: Final = {
    "old_text_below_merged_cells": (r"<w:vMerge/></w:tcPr><w:p></w:p>", f"<w:vMerge/></w:tcPr>{paragraph(run('77'))}"),
    "merges_without_beginning": (r'<w:vMerge w:val="restart"/>', "<w:vMerge/>"),
    "no_grid": (r"<w:tblGrid>.*?</w:tblGrid>", ""),
    "spans_dropped": (r"<w:gridSpan[^>]*/>", ""),
    "merges_dropped": (r"<w:vMerge[^>]*/>", ""),
    "from_the_right": (r"<w:tblPr/>", "<w:tblPr><w:bidiVisual/></w:tblPr>"),
    "rows_in_controls": (
        r"<w:tr>(.*?)</w:tr>",
        r"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>\1</w:tr></w:sdtContent></w:sdt>",
    ),
    "numbered_labels": (
        r'<w:p>(<w:r><w:t xml:space="preserve">)[1-9]\.',
        r'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>\1',
    ),
    "digits_joined_by_a_deleted_mark": (
        r'<w:p>(<w:r><w:t xml:space="preserve">[0-9])([0-9]+</w:t>)',
        r'<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>\1</w:t></w:r></w:p><w:p><w:r><w:t>\2',
    ),
}


def _around(xml: str) -> Look:
    def look(file: WordDocument) -> None:
        file.table = lambda grid: xml.format(file.whole_table(grid))

    return look


def _behind(row: str) -> Look:
    def look(file: WordDocument) -> None:
        file.row = lambda xml, number: xml + row if number == 5 else xml

    return look


def _changed(pattern: str, by: str) -> Look:
    def look(file: WordDocument) -> None:
        file.changes.append(lambda xml: re.sub(pattern, by, xml))
        file.numbering = ("decimal", "%1.") if "numPr" in by else ("", "")

    return look


def _named(look: Look) -> Look:
    STRUCTURES[look.__name__.strip("_")] = look
    return look


@_named
def _plain(file: WordDocument) -> None:
    file.table = file.whole_table


@_named
def _numbered_headings(file: WordDocument) -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    file.heading = lambda text: paragraph(run(text[2:]), number) if text[1:2] == "、" else paragraph(run(text))
    file.numbering = ("chineseCountingThousand", "%1、")


@_named
def _everything_in_a_table(file: WordDocument) -> None:
    file.changes.append(lambda xml: _TABLE.format(f"<w:tc><w:tcPr/>{xml}<w:p/></w:tc>"))


@_named
def _cut_into_pieces(file: WordDocument) -> None:
    def table(grid: Grid) -> str:
        cuts = [0, *(at for at in (5, 9, 14) if at < len(grid)), len(grid)]
        return "".join(file.part(grid, start, end) for start, end in itertools.pairwise(cuts))

    file.table = table


@_named
def _a_table_for_each_row(file: WordDocument) -> None:
    file.table = lambda grid: "".join(file.whole_table([row]) for row in grid)


@_named
def _lines_with_tabs(file: WordDocument) -> None:
    def table(grid: Grid) -> str:
        lines = ("<w:r><w:tab/></w:r>".join(run(cell.text) for cell, _, _ in line) for line in rectangles(grid))
        return "".join(map(paragraph, lines))

    file.table = table


@_named
def _one_table(file: WordDocument) -> None:
    def rows(xml: str) -> str:
        one = re.sub(r"<w:tbl><w:tblPr/>(?:<w:tblGrid>.*?</w:tblGrid>)?|</w:tbl><w:p/>|</w:tbl>", "", xml)
        pieces = re.split(r"(<w:tr>.*?</w:tr>)", one)
        wide = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="15"/></w:tcPr>{0}</w:tc></w:tr>'
        return "".join(piece if piece.startswith("<w:tr>") else _each(piece, wide) for piece in pieces)

    file.changes.append(lambda xml: f"<w:tbl><w:tblPr/><w:tblGrid/>{rows(xml)}</w:tbl>")


def _each(xml: str, row: str) -> str:
    return "".join(row.format(one) for one in re.findall(r"<w:p>.*?</w:p>", xml))


@_named
def _cells_left_out_at_the_side(file: WordDocument) -> None:
    def change(xml: str) -> str:
        body = etree.fromstring(f"<w:body {NAMESPACES}>{xml}</w:body>")
        space = {"w": body.nsmap["w"]}
        for row in body.iterfind(".//w:tr", space):
            out = 0
            for cell in row.findall("w:tc", space):
                merge = cell.find("w:tcPr/w:vMerge", space)
                if merge is None or merge.attrib:
                    break
                row.remove(cell)
                out += 1
            if out:
                before = f'<w:trPr {NAMESPACES}><w:gridBefore w:val="{out}"/></w:trPr>'
                row.insert(0, etree.fromstring(before))
        return "".join(etree.tostring(one, encoding="unicode") for one in body)

    file.changes.append(change)


@_named
def _merged_as_long_ago(file: WordDocument) -> None:
    """Merge beside each other by hMerge instead of gridSpan."""

    def change(xml: str) -> str:
        wide = re.compile(r'<w:tc><w:tcPr><w:gridSpan w:val="([0-9]+)"/>(.*?)</w:tcPr>')
        one = "<w:tc><w:tcPr>{0}{1}</w:tcPr>"

        def cells(found: re.Match[str]) -> str:
            first = one.format('<w:hMerge w:val="restart"/>', found[2])
            return "\x00" * (int(found[1]) - 1) + first

        pieces = re.split(r"(?<=</w:tc>)", wide.sub(cells, xml))
        more = one.format("<w:hMerge/>", "") + "<w:p/></w:tc>"
        return "".join(piece.replace("\x00", "") + more * piece.count("\x00") for piece in pieces)

    file.changes.append(change)


@_named
def _spans_wrong(file: WordDocument) -> None:
    draw = file.document.chance.choice

    def other(found: re.Match[str]) -> str:
        return f'<w:gridSpan w:val="{max(1, int(found[1]) + draw([-1, 0, 0, 1]))}"/>'

    file.changes.append(lambda xml: re.sub(r'<w:gridSpan w:val="([0-9]+)"/>', other, xml))


STRUCTURES.update({f"tables_{name}": _around(xml) for name, xml in _AROUND.items()})
STRUCTURES.update({name: _behind(row) for name, row in _ROWS_BEHIND.items()})
STRUCTURES.update({name: _changed(*how) for name, how in _CHANGED.items()})
