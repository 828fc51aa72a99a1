"""Plain paragraphs and tables of Word, for pages that list something: a template's names, a document's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree

Row = tuple[str, ...]
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraph(
    text: str, *, style: str = "", bold: bool = False, new_page: bool = False, size: int = 18, align: str = "left"
) -> Any:
    """Return a paragraph off the page's grid of lines, so that the listing stays short; ``size`` is in half points."""
    element = etree.Element(f"{W}p")
    properties = etree.SubElement(element, f"{W}pPr")
    run = etree.SubElement(element, f"{W}r")
    if style:
        _child(properties, "pStyle", val=style)
    else:
        if bold:
            etree.SubElement(properties, f"{W}keepNext")
        if new_page:
            etree.SubElement(properties, f"{W}pageBreakBefore")
        _child(properties, "snapToGrid", val="0")
        _child(properties, "spacing", before="120" if bold else "0", line=str(size * 14), lineRule="exact")
        _child(properties, "ind", firstLineChars="0", firstLine="0")
        _child(properties, "jc", val=align)
        shape = etree.SubElement(run, f"{W}rPr")
        if bold:
            etree.SubElement(shape, f"{W}b")
        _child(shape, "sz", val=str(size))
        _child(shape, "szCs", val=str(size))
    words = etree.SubElement(run, f"{W}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def table(header: Row, rows: Sequence[Row], widths: Sequence[int], *, size: int = 14, numbers: bool = False) -> Any:
    """Return a table with a header that every page repeats.

    ``widths`` of its columns are in twentieths of a point; ``size`` of its letters is in half points. With ``numbers``
    all columns but the first stand at the right.
    """
    element = etree.Element(f"{W}tbl")
    properties = etree.SubElement(element, f"{W}tblPr")
    _child(properties, "tblW", w=str(sum(widths)), type="dxa")
    borders = etree.SubElement(properties, f"{W}tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, side, val="single", sz="4", space="0", color="A6A6A6")
    _child(properties, "tblLayout", type="fixed")
    grid = etree.SubElement(element, f"{W}tblGrid")
    for width in widths:
        _child(grid, "gridCol", w=str(width))
    for number, row in enumerate((header, *rows)):
        line = etree.SubElement(element, f"{W}tr")
        settings = etree.SubElement(line, f"{W}trPr")
        etree.SubElement(settings, f"{W}cantSplit")
        if number == 0:
            etree.SubElement(settings, f"{W}tblHeader")
        for place, (width, text) in enumerate(zip(widths, row, strict=True)):
            align = "right" if numbers and place else "left"
            cell = etree.SubElement(line, f"{W}tc")
            _child(etree.SubElement(cell, f"{W}tcPr"), "tcW", w=str(width), type="dxa")
            cell.extend(
                paragraph(one, size=size, bold=bool(numbers and not number), align=align) for one in text.split("\n")
            )
    return element


def _child(parent: Any, name: str, **attributes: str) -> None:
    element = etree.SubElement(parent, f"{W}{name}")
    for key, value in attributes.items():
        element.set(f"{W}{key}", value)
