"""The rows of a page's tables as browsers have them, wherever and however they are written."""

from __future__ import annotations

from typing import Final, cast

from lxml import etree

_LOOSE_CELLS: Final = etree.XPath(
    "//*[self::table or self::tbody or self::thead or self::tfoot]/*[self::td or self::th]"
)
_OPENED: Final = "opened"
"""Marks a row that the page does not have."""


def put_in_order(root: etree._Element) -> None:
    """Give cells that stand in no row one around those that follow each other; put a head first and a foot last."""
    for cell in cast("list[etree._Element]", _LOOSE_CELLS(root)):
        before, around = cell.getprevious(), cell.getparent()
        if before is not None and before.get(_OPENED) is not None:
            before.append(cell)
        elif around is not None:
            row = etree.Element("tr", {_OPENED: ""})
            around.insert(around.index(cell), row)
            row.append(cell)
    for rows in list(root.iter("tfoot", "thead")):
        around = rows.getparent()
        if around is not None:
            around.insert(len(around) if rows.tag == "tfoot" else 0, rows)
