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
from reportgen.engine.reading.published.nested_tables import FoundTable, flat
from reportgen.engine.reading.published.unread import Unread
from reportgen.engine.reading.published.web_encoding import MARK, decoded
from reportgen.engine.reading.published.web_tables import OpenTable

_UNSHOWN: Final = frozenset(
    ("head", "script", "style", "noscript", "template", "select", "datalist", "textarea", "iframe", "object", "svg",
     "title", "audio", "video", "canvas", "map", "button", "math")
)  # fmt: skip
_BLOCKS: Final = frozenset(
    ("p", "div", "section", "article", "header", "footer", "nav", "main", "aside", "ul", "ol", "li", "dl", "dt", "dd",
     "h1", "h2", "h3", "h4", "h5", "h6", "hr", "form", "fieldset", "blockquote", "center", "address", "figure",
     "figcaption", "caption", "body", "html", "pre", "legend", "details", "summary")
)  # fmt: skip
_STRUCK: Final = frozenset(("s", "strike", "del"))
_WATCHED: Final = _BLOCKS | _STRUCK | {"table", "tr", "td", "th", "br", "sup", "img"}
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASS: Final = re.compile(r"(?:^|[}\s])\.([\w-]+)\s*\{[^{}]*display\s*:\s*none", re.IGNORECASE)
_CENTRED: Final = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_BROKEN_LINE: Final = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_PLAIN: Final = re.compile(r"[^\s\x0b\u200b\ufeff\ufffd~\[\]]+")
"""A text without white space or marks, as most cells are."""
_AT_ENDS: Final = " \t\r\n\f\u3000\xa0\u200b\ufeff"
_ENTITIES: Final = re.compile(r"<!ENTITY", re.IGNORECASE)
_BREAK: Final = "\x0b"
_DEEPEST: Final = 250


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
    cleaned = text.encode("utf-8", "replace").replace(b"\x00", b"")
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
    levels: list[int] = attrs.field(factory=list)
    centred: list[bool] = attrs.field(factory=list)
    hidden_classes: frozenset[str] = frozenset()
    struck: int = 0
    plain: bool = False
    """Whether some of the gathered text is not struck through."""
    verbatim: int = 0
    paragraphs: int = 0
    counted: int = 0

    def blocks(self, root: etree._Element) -> list[ShownText | FoundTable]:
        """Return the page's paragraphs and tables."""
        styles = "".join(str(one.text or "") for one in root.iter("style"))
        self.hidden_classes = frozenset(_HIDING_CLASS.findall(styles[:100_000]))
        walk = etree.iterwalk(root, events=("start", "end"))
        depth = elements = 0
        skipped = None
        for event, element in walk:
            tag = element.tag
            if event == "start":
                depth += 1
                elements += 1
                if elements > self.limits.page_elements:
                    says = Text("网页的元素太多", "the page has too many elements")
                    remedy = Text("请只保存报告正文那一页", "save the report's page alone")
                    raise DataError(Fault("html-too-large", says, Origin(self.name), remedy))
                if tag in _UNSHOWN or depth > _DEEPEST or self._hides(element):
                    if depth > _DEEPEST:
                        self.unread.add("published-deep", self.where())
                    skipped = element
                    walk.skip_subtree()
                    continue
                if tag in _WATCHED:
                    self._start(element, tag)
                if element.text:
                    self.plain = self.plain or not (self.struck or element.text.isspace())
                    self.buffer.append(element.text)
            else:
                depth -= 1
                if tag in _WATCHED and element is not skipped:
                    self._end(tag)
                if element.tail:
                    self.plain = self.plain or not (self.struck or element.tail.isspace())
                    self.buffer.append(element.tail)
        self.flush()
        return self.top

    def where(self) -> str:
        """Return the place that is being read."""
        if self.tables and self.tables[-1].is_open:
            return str(self.tables[-1].origin.place)
        return f"第 {self.paragraphs} 段"

    def _hides(self, element: etree._Element) -> bool:
        """Whether an element says that it is not shown; its text is told where it has any."""
        get = element.get
        style = get("style")
        if (style is None or _HIDING.search(style) is None) and get("hidden") is None:
            named = get("class") if self.hidden_classes else None
            if named is None or self.hidden_classes.isdisjoint(named.split()):
                return bool(element.tag == "input")
        text = _SPACES.sub(" ", "".join(str(text) for text in element.itertext())).strip(_AT_ENDS)
        if text:
            self.unread.add("published-hidden", self.where(), shortened(text))
        return True

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self.buffer.append(_BREAK)
        elif tag in {"td", "th"}:
            if self.tables:
                self.flush()
                self.tables[-1].open_cell(element.get("colspan"), element.get("rowspan"))
        elif tag == "tr":
            if self.tables:
                self.flush()
                self.tables[-1].open_row()
        elif tag == "table":
            self.flush()
            self.counted += 1
            self.tables.append(OpenTable(self.name, self.counted))
        elif tag == "sup":
            self.buffer.append("[")
        elif tag in _STRUCK:
            self.buffer.append("~~" if self.tables else "")
            self.struck += 1
        elif tag == "img":
            if element.getparent() is None or element.getparent().tag != "a":  # type: ignore[union-attr]  # it is there
                self._picture(element)
        else:
            self.flush()
            self.levels.append(int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0)
            style, align = element.get("style") or "", (element.get("align") or "").lower()
            self.centred.append(align == "center" or tag == "center" or _CENTRED.search(style) is not None)
            self.verbatim += tag == "pre"

    def _end(self, tag: str) -> None:
        if tag in {"br", "img"} or (tag in {"td", "th", "tr"} and not self.tables):
            return
        if tag in {"td", "th", "tr"}:
            self.flush()
            if tag != "tr":
                self.tables[-1].close_cell()
        elif tag == "table":
            self.flush()
            if self.tables:
                self.blocks_here(outer=True).append(self.tables.pop().closed(self.unread))
        elif tag == "sup":
            self.buffer.append("]")
        elif tag in _STRUCK:
            if self.struck:
                self.struck -= 1
                self.buffer.append("~~" if self.tables else "")
        elif self.levels:
            self.flush()
            self.levels.pop()
            self.centred.pop()
            self.verbatim -= tag == "pre"

    def _picture(self, element: etree._Element) -> None:
        for side in ("width", "height"):
            size = (element.get(side) or "").removesuffix("px")
            if size.isdecimal() and len(size) < 6 and int(size) < 60:
                return
        self.unread.add("published-picture", self.where())

    def blocks_here(self, *, outer: bool = False) -> list[ShownText | FoundTable]:
        """Return the list that a block belongs to now: the open cell's, or the page's."""
        around = self.tables[:-1] if outer else self.tables
        return around[-1].blocks if around and around[-1].is_open else self.top

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
        level = max(self.levels, default=0)
        centred = True in self.centred
        for line in self._lines(text):
            if here is self.top:
                self.paragraphs += 1
                origin = Origin(self.name, place=f"第 {self.paragraphs} 段")
            else:
                origin = self.tables[-1].origin
            here.append(ShownText(line, origin, level, centred, None, struck))

    def _lines(self, text: str) -> Iterator[str]:
        """Yield the lines of a paragraph: those of source inside ``pre``, else where ``br`` stands."""
        if _PLAIN.fullmatch(text):
            yield text
            return
        if not self.verbatim:
            text = _SPACES.sub(" ", _BROKEN_LINE.sub("", text))
        for line in text.replace(_BREAK, "\n").split("\n"):
            shown = line.rstrip(_AT_ENDS) if self.verbatim else line.strip(_AT_ENDS)
            shown = shown.replace("[]", "").replace("~~~~", "")
            if shown.strip(_AT_ENDS):
                if MARK in shown:
                    self.unread.add("published-undecodable", self.where(), shortened(shown.strip()))
                yield shown
