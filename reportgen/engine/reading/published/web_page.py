"""A web page as its reader sees it: no script, no hidden text, no layout; nothing that it names is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument, ShownText
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.labels import number_of
from reportgen.engine.reading.published.nested_tables import LOWERED, MARKS, RAISED, STRUCK, UNSURE, FoundTable, flat
from reportgen.engine.reading.published.unread import Unread
from reportgen.engine.reading.published.web_encoding import MARK, decoded
from reportgen.engine.reading.published.web_rows import put_in_order
from reportgen.engine.reading.published.web_sheets import Sheets
from reportgen.engine.reading.published.web_styles import PLAIN, Look, look_by, look_of, on_colour, part_by_role
from reportgen.engine.reading.published.web_tables import OpenTable

_UNSHOWN: Final = frozenset(
    ("head", "script", "style", "noscript", "template", "datalist", "iframe", "embed", "object", "svg", "title",
     "audio", "video", "canvas", "map", "button", "math", "noframes", "noembed", "rp", "col", "colgroup")
)  # fmt: skip
_BLOCKS: Final = frozenset(
    ("p", "div", "section", "article", "header", "footer", "nav", "main", "aside", "ul", "ol", "li", "dl", "dt", "dd",
     "h1", "h2", "h3", "h4", "h5", "h6", "hr", "form", "fieldset", "blockquote", "center", "address", "figure",
     "figcaption", "caption", "body", "html", "pre", "legend", "details", "summary")
)  # fmt: skip
_ROLES: Final = (
    dict.fromkeys(_UNSHOWN, "unshown")
    | dict.fromkeys(_BLOCKS, "block")
    | dict.fromkeys(("s", "strike", "del"), "struck")
    | dict.fromkeys(("sup", "sub", "rt"), "raised")
    | dict.fromkeys(("tbody", "thead", "tfoot"), "rows")
    | dict.fromkeys(("input", "textarea", "select"), "field")
    | {"table": "table", "tr": "tr", "td": "td", "th": "td", "br": "br", "img": "img"}
)
"""What an element is to the reader of a page; any other is text like that around it."""
_FRAMES: Final = frozenset(("iframe", "object", "embed", "svg", "canvas", "button", "math"))
"""What may show a figure and is not read."""
_UNSEEN_NAMES: Final = frozenset(("sr-only", "visually-hidden", "screen-reader-text"))
"""The classes by which sites hide what is only to be heard."""
_FIELDS: Final = frozenset(("", "text", "number", "tel"))
"""The kinds of input fields that show their value as text."""
_WRAPPERS: Final = frozenset(("p", "span", "div", "font", "b", "strong", "center"))
_OF_WRAPPERS: Final = frozenset(("align", "class", "face", "lang", "size", "style"))
_OF_CELLS: Final = _OF_WRAPPERS | {
    "bgcolor", "border", "colspan", "height", "nowrap", "rowspan", "scope", "valign", "width",
}  # fmt: skip
"""Attributes that decide nothing of whether a text is shown, but for style and class."""
_WHITE: Final = frozenset(("#fff", "#ffffff", "white"))
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_BROKEN_LINE: Final = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_PLAIN: Final = re.compile(r"[^\s\x0b-\x10\u200b\ufeff\ufffd]+")
"""A text without white space or marks, as most cells are."""
_AT_ENDS: Final = " \t\r\n\f\u3000\xa0\u200b\ufeff"
_ENTITIES: Final = re.compile(r"<!ENTITY", re.IGNORECASE)
_CONTROLS: Final = bytes((*range(9), 11, *range(14, 32)))
_BREAKABLE: Final = re.compile(r"</?wbr\b[^<>]*>", re.IGNORECASE)
_BREAK: Final = "\x0b"
_DEEPEST: Final = 120


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
    cleaned = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    root = etree.fromstring(cleaned, parser) if cleaned.strip() else None
    blocks = () if root is None else tuple(flat(_Walk(name, unread, limits).blocks(root)))
    return ShownDocument(name, blocks, tuple(unread.faults()))


@attrs.define(eq=False)
class _Walk:
    """One pass over the page's elements; texts gather in ``buffer`` until a block ends."""

    name: str
    unread: Unread
    limits: Limits
    buffer: list[str] = attrs.field(factory=list)
    tables: list[OpenTable] = attrs.field(factory=list)
    top: list[ShownText | FoundTable] = attrs.field(factory=list)
    level: int = 0
    """The depth of the heading that is open, 0 outside of headings."""
    centred: bool = False
    lists: list[int] = attrs.field(factory=list)
    """The number of the last item of each open list, negative where its items have none."""
    marker: str = ""
    """The number of the list's item that begins."""
    sheets: Sheets | None = None
    """The page's style sheets, where they say something that matters."""
    struck: int = 0
    plain: bool = False
    """Whether some of the gathered text is not struck through."""
    verbatim: int = 0
    paragraphs: int = 0
    counted: int = 0
    elements: int = 0

    def blocks(self, root: etree._Element) -> list[ShownText | FoundTable]:
        """Return the page's paragraphs and tables."""
        self.sheets = Sheets("\n".join(str(one.text or "") for one in root.iter("style"))) or None
        put_in_order(root)
        self._inside(root, 1)
        self.flush()
        return self.top

    def where(self) -> str:
        """Return the place that is being read."""
        if self.tables and self.tables[-1].is_open:
            return str(self.tables[-1].origin.place)
        return f"第 {self.paragraphs} 段"

    def _inside(self, parent: etree._Element, depth: int) -> None:
        """Read what is in an element."""
        text = parent.text
        if text and (self.buffer or not text.isspace()):
            self._add(text)
        for element in parent:
            self._child(element, _ROLES.get(element.tag, ""), depth)
            text = element.tail
            if text and (self.buffer or not text.isspace()):
                self._add(text)

    def _child(self, element: etree._Element, role: str, depth: int) -> None:
        """Read one element."""
        self.elements += 1
        if self.elements > self.limits.page_elements:
            says = Text("网页的元素太多", "the page has too many elements")
            remedy = Text("请只保存报告正文那一页", "save the report's page alone")
            raise DataError(Fault("html-too-large", says, Origin(self.name), remedy))
        if self.sheets is not None or element.keys():
            self._styled(element, role, depth)
        elif role == "td" and self.tables and not len(element) and not self.struck:
            self._plain_cell(element, None, None)
        elif role != "unshown":
            self._element(element, role, depth, PLAIN)
        elif element.tag in _FRAMES:
            self._frame(element)

    def _cells(self, row: etree._Element, depth: int) -> None:
        """Read the cells of a row, those with nothing but plain text without looking for anything else."""
        table = self.tables[-1]
        quick = self.sheets is None and not self.struck
        for element in row:
            role = _ROLES.get(element.tag, "")
            if quick and role == "td" and (text := self._sole_text(element)) is not None:
                table.plain_cell(text, element.get("colspan"), element.get("rowspan"))
                continue
            self._child(element, role, depth)
            tail = element.tail
            if tail and not tail.isspace():
                self._add(tail)

    def _sole_text(self, element: etree._Element) -> str | None:
        """Return the text of a cell with one text and nothing that decides how it is shown, else None."""
        keys, attributes = element.keys(), _OF_CELLS
        while not keys or (attributes.issuperset(keys) and _is_plain(element)):
            self.elements += 1
            if not len(element):
                text = element.text or ""
                return text if not text or text.isalnum() or _PLAIN.fullmatch(text) else None
            inner = element[0]
            alone = len(element) == 1 and _is_blank(element.text) and _is_blank(inner.tail)
            if not alone or inner.tag not in _WRAPPERS:
                return None
            element, attributes = inner, _OF_WRAPPERS
            keys = element.keys()
        return None

    def _add(self, text: str) -> None:
        self.plain = self.plain or not (self.struck or text.isspace())
        self.buffer.append(text)

    def _styled(self, element: etree._Element, role: str, depth: int) -> None:
        """Read an element that has attributes, or of which a style sheet may say something."""
        get = element.get
        style = get("style")
        look = PLAIN if style is None else look_of(style)
        if self.sheets is not None:
            said = self.sheets.said_of(element)
            look = look_by(said) if said else look
        hidden = look.hidden or ("gone" if get("hidden") is not None else "")
        hidden = hidden or ("unseen" if look.tiny and not len(element) else "")
        named = get("class")
        hidden = hidden or ("gone" if named is not None and not _UNSEEN_NAMES.isdisjoint(named.split()) else "")
        if hidden or role == "unshown":
            self._unseen(element, keeps_place=hidden == "unseen" and role == "td")
            return
        part = look.part or part_by_role(get("role") or "")
        if part and role in {"", "block"} and (part == "table" or self.tables):
            role = part
        white = look.white or (get("color") or "").lower() in _WHITE
        marked = self.struck or look.struck or look.raised or white
        if role == "td" and not marked and self.tables and not len(element):
            self._plain_cell(element, get("colspan"), get("rowspan"))
            return
        marks = STRUCK if look.struck else UNSURE if white and not on_colour(element) else ""
        if role == "td" or (not marks and not look.raised):
            self._element(element, role, depth, look, marks)
            return
        self.struck += look.struck
        self.buffer.append(marks or RAISED)
        self._element(element, role, depth, look)
        self.buffer.append(marks or LOWERED)
        self.struck -= look.struck

    def _unseen(self, element: etree._Element, *, keeps_place: bool) -> None:
        """Pass over an element that is not shown; its text is told where it has any."""
        if _ROLES.get(element.tag) == "unshown":
            self._frame(element)
            return
        text = _SPACES.sub(" ", "".join(str(text) for text in element.itertext())).strip(_AT_ENDS)
        if text:
            self.unread.add("published-hidden", self.where(), shortened(text))
        if keeps_place and self.tables:
            self.flush()
            self.tables[-1].plain_cell("", element.get("colspan"), element.get("rowspan"))

    def _plain_cell(self, element: etree._Element, columns: str | None, rows: str | None) -> None:
        """Read a cell with nothing but text."""
        if self.buffer:
            self.flush()
        text = element.text or ""
        if not text or _PLAIN.fullmatch(text):
            self.tables[-1].plain_cell(text, columns, rows)
            return
        self.tables[-1].open_cell(columns, rows)
        self._add(text)
        self.flush()
        self.tables[-1].close_cell()

    def _element(self, element: etree._Element, role: str, depth: int, look: Look, marks: str = "") -> None:
        """Read an element by what it is to a reader; ``marks`` stand around all text of a cell."""
        if depth > _DEEPEST:
            self.unread.add("published-deep", self.where())
            self.buffer.append(MARK if self.tables else "")  # a figure that lacks a part is none
        elif role == "":
            self._inside(element, depth + 1)
        elif role == "block":
            self._block(element, depth, look)
        elif role in {"td", "tr", "rows"}:
            self._part(element, role, depth, marks)
        elif role == "table":
            self._table(element, depth)
        elif role == "br":
            self.buffer.append(_BREAK)
        elif role == "struck":
            self.struck += 1
            self.buffer.append(STRUCK)
            self._inside(element, depth + 1)
            self.buffer.append(STRUCK)
            self.struck -= 1
        elif role == "raised":
            self.buffer.append(RAISED)
            self._inside(element, depth + 1)
            self.buffer.append(LOWERED)
        elif role == "img":
            self._picture(element)
        elif self.tables and self.tables[-1].is_open:
            self._add(_shown_value(element))

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
        self._inside(element, depth + 1)
        self.flush()
        if is_list:
            self.lists.pop()
        self.marker = ""
        self.verbatim -= tag == "pre"
        self.level, self.centred = before

    def _table(self, element: etree._Element, depth: int) -> None:
        self.flush()
        self.counted += 1
        table = OpenTable(self.name, self.counted, element.tag == "table")
        self.tables.append(table)
        self._inside(element, depth + 1)
        self.flush()
        self.tables.pop()
        self.blocks_here().append(table.closed(self.unread))

    def _part(self, element: etree._Element, role: str, depth: int, marks: str) -> None:
        """Read a cell, a row or a group of rows."""
        if not self.tables:
            self._inside(element, depth + 1)
            return
        self.flush()
        table = self.tables[-1]
        if role == "td":
            table.open_cell(element.get("colspan"), element.get("rowspan"))
        elif role == "tr":
            table.open_row()
        if role == "tr" and not (element.text or "").strip():
            self._cells(element, depth + 1)
            self.flush()
            return
        if marks:
            self.buffer.append(marks)
        self._inside(element, depth + 1)
        if marks:
            self.buffer.append(marks)
        self.flush()
        if role == "td":
            table.close_cell()
        elif role == "rows":
            table.end_group()

    def _picture(self, element: etree._Element) -> None:
        around = element.getparent()
        if (around is None or around.tag != "a") and not _is_small(element):
            self.unread.add("published-picture", self.where())

    def _frame(self, element: etree._Element) -> None:
        """Tell of another document inside of the page, and in a cell of anything that is drawn."""
        in_cell = bool(self.tables) and self.tables[-1].is_open
        if element.tag in _FRAMES and (in_cell or element.tag in {"iframe", "embed"}) and not _is_small(element):
            self.unread.add("published-embedded", self.where())

    def blocks_here(self) -> list[ShownText | FoundTable]:
        """Return the list that a block belongs to now: the open cell's, or the page's."""
        return self.tables[-1].blocks if self.tables and self.tables[-1].is_open else self.top

    def flush(self) -> None:
        """End the paragraph that was gathered."""
        if not self.buffer:
            return
        text = "".join(self.buffer)
        struck, self.plain = not self.plain, False
        self.buffer.clear()
        if text.isspace():
            return
        here = self.blocks_here()
        for line in self._lines(text):
            if here is self.top:
                self.paragraphs += 1
                origin = Origin(self.name, place=f"第 {self.paragraphs} 段")
            else:
                origin = self.tables[-1].origin
            numbered = line if not self.marker or number_of(line) else self.marker + line
            here.append(ShownText(numbered, origin, self.level, self.centred, None, struck))
            self.marker = ""

    def _lines(self, text: str) -> Iterator[str]:
        """Yield the lines of a paragraph: those of source inside ``pre``, else where ``br`` stands."""
        if _PLAIN.fullmatch(text):
            yield text
            return
        if not self.verbatim:
            text = _SPACES.sub(" ", _BROKEN_LINE.sub("", text))
        for line in text.replace(_BREAK, "\n").split("\n"):
            shown = line.rstrip(_AT_ENDS) if self.verbatim else line.strip(_AT_ENDS)
            shown = shown.replace(RAISED + LOWERED, "").replace(STRUCK * 2, "").replace(UNSURE * 2, "")
            if shown.strip(_AT_ENDS + MARKS):
                if MARK in shown:
                    self.unread.add("published-undecodable", self.where(), shortened(shown.strip()))
                yield shown


def _is_blank(text: str | None) -> bool:
    return text is None or text.isspace()


def _is_plain(element: etree._Element) -> bool:
    """Whether the style and the class of an element neither hide its text nor mark it."""
    style, named = element.get("style"), element.get("class")
    plain = style is None or not look_of(style).tells
    return plain and (named is None or _UNSEEN_NAMES.isdisjoint(named.split()))


def _is_small(element: etree._Element) -> bool:
    """Whether a picture or frame is too small to hold text."""
    for side in ("width", "height"):
        size = (element.get(side) or "").removesuffix("px")
        if size.isdecimal() and len(size) < 6 and int(size) < 60:
            return True
    return False


def _shown_value(element: etree._Element) -> str:
    """Return the text that a field of a form shows."""
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "input":
        return (element.get("value") or "") if (element.get("type") or "").lower() in _FIELDS else ""
    options = list(element.iter("option"))
    chosen = next((one for one in options if one.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else "".join(str(text) for text in chosen.itertext())
