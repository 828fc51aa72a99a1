"""The paragraphs of a part as a person counts them in Word, each with its place, and the headings among them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import attrs
from lxml import etree

from reportgen.engine.opc.package import Package
from reportgen.engine.word.markup.location import Place

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY_LEVEL: Final = 9
_WORDS: Final = 2000
_BREAKS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}


@attrs.define
class Paragraph:
    """One paragraph: its number in the part, and its table, row and column (all from 1); its text; its style."""

    number: int
    table: int | None
    row: int | None
    column: int | None
    text: str = ""
    style: str = ""
    heading: bool = False
    element: Any = attrs.field(default=None, repr=False)

    def place(self, part: str, tag: str = "") -> Place:
        """Return the paragraph as a place."""
        return Place(part, self.number or None, self.table, self.row, self.column, self.text[:_WORDS], tag)


def parse_part(content: bytes) -> Any:
    """Return a part's tree, read as templates are read when they are compiled."""
    parser = etree.XMLParser(
        remove_blank_text=True, resolve_entities=False, remove_comments=True, remove_pis=True, no_network=True
    )
    return etree.fromstring(content, parser)


def paragraphs_of(root: Any) -> list[Paragraph]:
    """Return every paragraph of a part in the order in which they begin; text boxes count as paragraphs of their own.

    A line break is a line feed in ``text``, a tab a tab. Text outside any paragraph (a document property) is in a
    paragraph with the number 0 at the head of the list, if there is any.
    """
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        walk.start(element) if event == "start" else walk.end(element)
    return [walk.outside, *walk.found] if walk.outside.text else walk.found


class _Walk:
    def __init__(self) -> None:
        self.outside = Paragraph(0, None, None, None)
        self.open = [self.outside]
        self.found: list[Paragraph] = []
        self.tables = 0
        self.around: list[list[int] | None] = []
        self.current: list[int] | None = None

    def start(self, element: Any) -> None:
        tag = element.tag
        if tag == f"{W}p":
            table, row, column = self.current or (None, None, None)
            style = element.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else str(style.get(f"{W}val"))
            self.found.append(Paragraph(len(self.found) + 1, table, row, column, style=name, element=element))
            self.open.append(self.found[-1])
        elif tag == f"{W}tbl":
            self.tables += 1
            self.around.append(self.current)
            self.current = [self.tables, 0, 0]
        elif tag == f"{W}tr" and self.current is not None:
            self.current[1], self.current[2] = self.current[1] + 1, 0
        elif tag == f"{W}tc" and self.current is not None:
            self.current[2] += 1
        elif tag in _BREAKS and element.getparent().tag == f"{W}r":
            self.open[-1].text += _BREAKS[tag]
        if element.text:
            self.open[-1].text += element.text

    def end(self, element: Any) -> None:
        if element.tag == f"{W}p":
            self.open.pop()
        elif element.tag == f"{W}tbl":
            self.current = self.around.pop()
        if element.tail:
            self.open[-1].text += element.tail


def heading_styles(package: Package) -> frozenset[str]:
    """Return the ids of the paragraph styles with an outline level, their own or that of the style they build on."""
    parts = package.parts_of("styles")
    if not parts:
        return frozenset()
    styles = {str(style.get(f"{W}styleId")): style for style in parse_part(package.read(parts[0])).iter(f"{W}style")}
    return frozenset(name for name in styles if _level(styles, name, set()) < _BODY_LEVEL)


def _level(styles: dict[str, Any], name: str, seen: set[str]) -> int:
    style = styles.get(name)
    if style is None or name in seen:
        return _BODY_LEVEL
    level = style.find(f"{W}pPr/{W}outlineLvl")
    if level is not None:
        value = str(level.get(f"{W}val"))
        return int(value) if value.isdecimal() else _BODY_LEVEL
    base = style.find(f"{W}basedOn")
    return _BODY_LEVEL if base is None else _level(styles, str(base.get(f"{W}val")), seen | {name})


def with_headings(paragraphs: list[Paragraph], styles: Collection[str]) -> list[Paragraph]:
    """Return ``paragraphs``, headings marked: those outside tables with an outline level, their own or by style."""
    for paragraph in paragraphs:
        if paragraph.table is None and paragraph.text.strip() and paragraph.element is not None:
            level = paragraph.element.find(f"{W}pPr/{W}outlineLvl")
            own = level is not None and level.get(f"{W}val") != str(_BODY_LEVEL)
            paragraph.heading = own or paragraph.style in styles
    return paragraphs
