"""Cells with ``{% cellbg %}``, ``{% colspan %}``, ``{% vm %}`` or ``{% hm %}``: their properties as Word needs them.

docxtpl turns such a tag into a property of its cell, but finds only a ``w:tcPr`` that has an end tag of its own, and
writes the property at its beginning or end. Source of the order: ECMA-376 part 1, 17.4.69 and A.1 (``CT_TcPrBase``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.word.language.lost_content import MOVED
from reportgen.engine.word.markup.location import Place

_APART: Final = Text(
    zh="请在 Word 中把里面的表格移到单元格外，或删去这个标签",
    en="Move the inner table out of the cell in Word, or remove the tag",
)
_ORDER: Final = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
)  # fmt: skip
_PROPS: Final = re.compile(r"(<w:tcPr(?:\s[^>]*)?>)(.*?)(?=</w:tcPr>)", re.DOTALL)
_FIRST: Final = re.compile(r'<w:(?P<name>gridSpan|shd) (?:[\w:]+="\w*" )*w:(?:val|fill)="\{\{.*?\}\}"/>', re.DOTALL)
_LAST: Final = re.compile(
    r'<w:(?P<name>vMerge) w:val="\{% if loop\.first %\}restart\{% else %\}continue\{% endif %\}"/>\Z'
    r'|<w:(?P<span>gridSpan) w:val="\{\{ loop\.length \}\}"/>\Z'
)
_TAG: Final = re.compile(r"<(/?)(?:w:)?([\w:]+)[^>]*?(/?)>")


def open_properties(root: Any) -> None:
    """Give every cell of a part (its tree) that holds such a tag a ``w:tcPr`` that docxtpl finds.

    What Word noted of earlier properties (``w:tcPrChange``) goes: docxtpl would take it for the properties themselves.
    """
    word = f"{{{root.nsmap.get('w')}}}"
    for paragraph in root.iter(f"{word}p"):
        cell = next(paragraph.iterancestors(f"{word}tc"), None)
        if cell is None or MOVED.search("".join(paragraph.itertext())) is None:
            continue
        props = cell.find(f"{word}tcPr")
        if props is None:
            props = cell.makeelement(f"{word}tcPr")
            cell.insert(0, props)
        for change in props.findall(f"{word}tcPrChange"):
            props.remove(change)
        if not len(props):
            props.text = ""  # written with an end tag of its own


def around_tables(root: Any) -> Iterator[tuple[int, str]]:
    """Yield every such tag of a cell that holds a table, after the number of its paragraph (from 1).

    docxtpl changes a cell of that table, too, or instead.
    """
    word = f"{{{root.nsmap.get('w')}}}"
    for number, paragraph in enumerate(root.iter(f"{word}p"), start=1):
        cell = next(paragraph.iterancestors(f"{word}tc"), None)
        words = "" if cell is None or cell.find(f".//{word}tbl") is None else "".join(paragraph.itertext())
        found = MOVED.search(words)
        if found is not None:
            yield number, words[found.start() :].partition("%}")[0] + "%}"


def around_a_table(tag: str, place: Place, file: str) -> Fault:
    """Return the fault of such a tag."""
    says = Text(
        zh=f"{tag[:40]} 所在的单元格里还有一个表格，它会改到里面表格的格子上",
        en=f"{tag[:40]} stands in a cell that holds a table, and would change a cell of that table",
    )
    return place.fault(file, "template-structure", says, _APART)


def ordered_properties(source: str) -> str:
    """Return a part that docxtpl rewrote with the properties that it made of tags in their places."""
    return _PROPS.sub(lambda props: props.group(1) + _ordered(props.group(2)), source)


def _ordered(content: str) -> str:
    made: dict[str, str] = {}
    while (first := _FIRST.match(content)) is not None:
        made[first.group("name")] = first.group()
        content = content[first.end() :]
    while (last := _LAST.search(content)) is not None:
        made[last.group("name") or last.group("span")] = last.group()
        content = content[: last.start()]
    if not made:
        return content
    pieces = [*made.items(), *((name, piece) for name, piece in _children(content) if name not in made)]
    pieces.sort(key=lambda piece: _ORDER.index(piece[0]) if piece[0] in _ORDER else len(_ORDER))
    return "".join(piece for _, piece in pieces)


def _children(content: str) -> list[tuple[str, str]]:
    """Return the elements of ``content``, each with its name."""
    found: list[tuple[str, str]] = []
    depth, start, name = 0, 0, ""
    for tag in _TAG.finditer(content):
        closing, empty = bool(tag.group(1)), bool(tag.group(3))
        if not depth and not closing:
            start, name = tag.start(), tag.group(2)
        depth += 0 if empty else (-1 if closing else 1)
        if not depth:
            found.append((name, content[start : tag.end()]))
    return found
