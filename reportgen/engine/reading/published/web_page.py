"""A web page as its reader sees it: no script, no hidden text, no layout; nothing that it names is ever fetched."""

from __future__ import annotations

import re
from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument, ShownText
from reportgen.core.text import Text, shortened
from reportgen.engine.reading.published.nested_tables import APART, LOWERED, RAISED, STRUCK, UNSURE, FoundTable, flat
from reportgen.engine.reading.published.unread import Unread
from reportgen.engine.reading.published.web_elements import (
    FRAMES,
    ROLES,
    ROWLESS,
    SPACER,
    is_plain_row,
    is_small,
    shown_value,
)
from reportgen.engine.reading.published.web_encoding import MARK, decoded
from reportgen.engine.reading.published.web_looks import Looks
from reportgen.engine.reading.published.web_rows import DEEPEST, PageRows
from reportgen.engine.reading.published.web_sheets import sheets_of
from reportgen.engine.reading.published.web_styles import PLAIN, Look, part_by_role
from reportgen.engine.reading.published.web_texts import AT_ENDS, BREAK, SPACES

_ENTITIES: Final = re.compile(r"<!ENTITY", re.IGNORECASE)
_CONTROLS: Final = bytes((*range(9), 11, *range(14, 32)))
_BREAKABLE: Final = re.compile(r"</?wbr\b[^<>]*>", re.IGNORECASE)
_STRIKES: Final = re.compile(r"(</?)(?:s|strike)(?=[\s>])", re.IGNORECASE)
_ENDS: Final = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> ShownDocument:
    """Return what the page ``content``, which messages call ``name``, shows in a browser without scripts.

    Raises:
        DataError: it is no text in a known encoding, declares entities, or has too many elements.
    """
    text, lost = decoded(content, name)
    if _ENTITIES.search(text, 0, 100_000):
        says = Text("网页里定义了实体（<!ENTITY>）", "the page declares entities (<!ENTITY>)")
        remedy = Text("正常的网页没有这种内容，请从原网站重新保存", "an ordinary page has none; save it again")
        raise DataError(Fault("html-entity", says, Origin(name), remedy))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    unread = Unread(name)
    if lost:
        unread.add("published-undecodable", f"{lost} 处")
    if "<wbr" in text:  # the parser would put all that follows inside of it
        text = _BREAKABLE.sub("", text)
    text = _STRIKES.sub(r"\1del", text)  # the parser would end these where a paragraph begins inside of them
    text = _ENDS.sub("", text)  # the parser would drop what browsers show behind the end of the page
    cleaned = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    root = etree.fromstring(cleaned, parser) if cleaned.strip() else None
    blocks = () if root is None else tuple(flat(_Walk(name, unread, limits=limits).blocks(root)))
    return ShownDocument(name, blocks, tuple(unread.faults()))


@attrs.define(eq=False)
class _Walk(PageRows):
    """One pass over the page's elements."""

    lists: list[int] = attrs.field(factory=list)
    """The number of the last item of each open list, negative where its items have none."""

    def blocks(self, root: etree._Element) -> list[ShownText | FoundTable]:
        """Return the page's paragraphs and tables."""
        self.looks = Looks(sheets_of(root))
        for rows in list(root.iter("tfoot", "thead")):
            around = rows.getparent()
            if around is not None:  # browsers show a foot last and a head first, wherever they are written
                around.insert(len(around) if rows.tag == "tfoot" else 0, rows)
        self.inside(root, 1)
        self.flush()
        return self.top

    def inside(self, parent: etree._Element, depth: int) -> None:
        """Read what is in an element."""
        text = parent.text
        if text and (self.buffer or not text.isspace()):
            self.add(text)
        rowless, before = parent.tag in ROWLESS, ""
        for element in parent:
            role = ROLES.get(element.tag, "")
            if rowless and self.tables:
                if role == "td" and before != "td":
                    self.tables[-1].open_row()  # as browsers do for cells that stand in no row
                before = role
                if role == "tr" and depth < DEEPEST and self.quick and is_plain_row(element):
                    self.row(element, depth)
                    continue
            self.child(element, role, depth)
            text = element.tail
            if text and (self.buffer or not text.isspace()):
                self.add(text)

    def child(self, element: etree._Element, role: str, depth: int) -> None:
        """Read one element."""
        self.count(1)
        if self.looks.sheets is not None or element.keys():
            self._styled(element, role, depth)
        elif role == "td" and self.tables and not (len(element) or self.struck or self.unsure):
            self.plain_cell(element, None, None)
        elif role != "unshown":
            self._element(element, role, depth, PLAIN)
        elif element.tag in FRAMES:
            self._frame(element)

    def _styled(self, element: etree._Element, role: str, depth: int) -> None:
        """Read an element that has attributes, or of which a style sheet may say something."""
        look = self.looks.of(element)
        if look.hidden or role == "unshown":
            self._unseen(element, keeps_place=look.hidden == "unseen" and role == "td")
            return
        part = look.part or part_by_role(element.get("role") or "")
        if part and role in {"", "block"} and (part == "table" or self.tables):
            role = part
        marked = self.struck or self.unsure or look.tells_alone
        if role == "td" and not marked and self.tables and not len(element):
            self.plain_cell(element, element.get("colspan"), element.get("rowspan"))
            return
        unsure = look.rewritten or look.white or element.tag == "bdo"
        marks = STRUCK if look.struck else UNSURE if unsure else ""
        apart = look.apart and role == ""
        if role == "td" or not (marks or look.raised or apart):
            self._element(element, role, depth, look, marks)
            return
        before = self.struck, self.unsure
        self.struck, self.unsure = self.struck + look.struck, self.unsure + (marks == UNSURE)
        first, last = (marks, marks) if marks else (RAISED, LOWERED) if look.raised else (APART, APART)
        self.buffer.append(first)
        self._element(element, role, depth, look)
        self.buffer.append(last)
        self.struck, self.unsure = before

    def _unseen(self, element: etree._Element, *, keeps_place: bool) -> None:
        """Pass over an element that is not shown; its text is told where it has any."""
        if ROLES.get(element.tag) == "unshown":
            self._frame(element)
            return
        text = SPACES.sub(" ", "".join(str(text) for text in element.itertext())).strip(AT_ENDS)
        if text:
            self.unread.add("published-hidden", self.where(), shortened(text))
        if keeps_place and self.tables:
            self.flush()
            self.tables[-1].plain_cell("", element.get("colspan"), element.get("rowspan"))

    def _element(self, element: etree._Element, role: str, depth: int, look: Look, marks: str = "") -> None:
        """Read an element by what it is to a reader; ``marks`` stand around all text of a cell."""
        if depth > DEEPEST:
            self.unread.add("published-deep", self.where())
            self.buffer.append(MARK if self.tables else "")  # a figure that lacks a part is none
        elif role == "":
            self.inside(element, depth + 1)
        elif role == "block":
            self._block(element, depth, look)
        elif role in {"td", "tr", "rows"}:
            self.part(element, role, depth, look, marks)
        elif role == "table":
            self.table(element, depth)
        elif role == "br":
            self.buffer.append(BREAK)
        elif role == "struck":
            self.struck += 1
            self.buffer.append(STRUCK)
            self.inside(element, depth + 1)
            self.buffer.append(STRUCK)
            self.struck -= 1
        elif role in {"raised", "apart"}:
            self.buffer.append(RAISED if role == "raised" else APART)
            self.inside(element, depth + 1)
            self.buffer.append(LOWERED if role == "raised" else APART)
        elif role == "img":
            self._picture(element)
        elif self.tables and self.tables[-1].is_open:
            self.add(shown_value(element))

    def _block(self, element: etree._Element, depth: int, look: Look) -> None:
        self.flush()
        tag = element.tag
        before = self.level, self.centred
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.level = max(self.level, int(tag[1]))
        self.centred = self.centred or look.centred or tag == "center" or element.get("align", "").lower() == "center"
        self.verbatim += tag == "pre"
        is_list = tag in {"ol", "ul"}
        if is_list:
            start = element.get("start") or "1"
            numbered = tag == "ol" and "none" not in (element.get("style") or "") and start.isdecimal()
            self.lists.append(int(start) - 1 if numbered and len(start) < 6 else -1)
        elif tag == "li" and self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self.marker = f"{self.lists[-1]}. "
        self.inside(element, depth + 1)
        self.flush()
        if is_list:
            self.lists.pop()
        self.marker = ""
        self.verbatim -= tag == "pre"
        self.level, self.centred = before

    def _picture(self, element: etree._Element) -> None:
        around = element.getparent()
        if (around is None or around.tag != "a") and not is_small(element):
            self.unread.add("published-picture", self.where())
        if self.tables and self.tables[-1].is_open and not is_small(element, SPACER):
            self.buffer.append(f"{UNSURE}□{UNSURE}")  # it may show a digit

    def _frame(self, element: etree._Element) -> None:
        """Tell of another document inside of the page, and in a cell of anything that is drawn."""
        in_cell = bool(self.tables) and self.tables[-1].is_open
        if element.tag in FRAMES and (in_cell or element.tag in {"iframe", "embed"}) and not is_small(element):
            self.unread.add("published-embedded", self.where())
