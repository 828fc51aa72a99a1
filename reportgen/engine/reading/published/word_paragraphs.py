"""The paragraphs of a Word document as their reader sees them, with the text boxes that hang on them."""

from __future__ import annotations

import abc
import itertools
from collections.abc import Iterable, Iterator
from typing import Final

import attrs
from lxml import etree

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.core.text import shortened
from reportgen.engine.opc.read_only import ReadOnlyPackage
from reportgen.engine.reading.published.nested_tables import LOWERED, MARKS, RAISED, STRUCK, UNSURE, FoundTable
from reportgen.engine.reading.published.unread import Unread
from reportgen.engine.reading.published.web_encoding import MARK
from reportgen.engine.reading.published.word_runs import PLAIN, formula, look_of_run
from reportgen.engine.reading.published.word_styles import LOCAL, Styles, attribute, child, is_on

Blocks = list[ShownText | FoundTable]
THROUGH: Final = frozenset(
    ("sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "ins", "moveTo", "dir", "bdo", "ruby", "rubyBase")
)
"""Elements whose content is text like that around them."""
DELETED: Final = frozenset(("del", "moveFrom"))
_BLANKS: Final = " \t\n\r\u3000\xa0\u200b\ufeff"
"""What may stand around a paragraph's words."""
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "footnoteReference": "", "softHyphen": ""}


@attrs.define(eq=False)
class _Look:
    """What the runs of one paragraph say of themselves."""

    pieces: list[str] = attrs.field(factory=list)
    boxes: Blocks = attrs.field(factory=list)
    """Tables and paragraphs of text boxes that hang on the paragraph."""
    size: int | None = None
    struck: bool = True
    """Whether every visible run is struck through."""
    bold: list[int] = attrs.field(factory=list)
    """Which pieces are bold, by number."""


@attrs.define(eq=False)
class ParagraphReader(abc.ABC):
    """Reads paragraphs, and knows where in the document the reader is."""

    package: ReadOnlyPackage
    name: str
    styles: Styles
    unread: Unread = attrs.field(init=False)
    tables: int = 0
    paragraphs: int = 0
    place: str = ""
    """The cell that is being read; empty outside of tables."""
    pending: str = ""
    """The text of a paragraph whose end was deleted: the next one goes on with it."""
    fields: list[bool] = attrs.field(factory=list)
    """For each open field of the paragraph, whether its instructions are still being read."""
    shaded: bool = False
    """Whether the cell that is being read has a colour of its own."""
    homes: dict[str, etree._Element] = attrs.field(factory=dict)
    """The paragraph or cell that each place is."""
    _notes: dict[str, dict[str, str]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.unread = Unread(self.name)

    @abc.abstractmethod
    def blocks(self, parent: Iterable[etree._Element]) -> Blocks:
        """Return the paragraphs and tables below ``parent``."""

    def where(self) -> str:
        """Return the place that is being read, as messages name it."""
        return self.place or f"第 {self.paragraphs} 段"

    def paragraph(self, element: etree._Element) -> Iterator[ShownText | FoundTable]:
        """Yield a paragraph that shows something, then what hangs on it."""
        if not self.place:
            self.paragraphs += 1
            self.homes[self.where()] = element
        properties = child(element, "pPr")
        number = self.styles.number_of(properties) if len(element) > (properties is not None) else ""
        look = _Look()
        self.fields.clear()
        hidden = properties is not None and self.styles.hides(attribute(child(properties, "pStyle")))
        self.inline(element, look, hidden)
        text = "".join(look.pieces).strip(_BLANKS)
        if properties is not None and is_on(child(properties, "rPr"), "del"):
            self.unread.add("published-tracked", self.where())
            self.pending += text
            yield from look.boxes
            return
        before = f"{number}{'' if number[-1] in '、）)．' else ' '}{self.pending}" if number else self.pending
        text, self.pending = before + text if self.pending or text else "", ""
        if text:
            yield ShownText(
                text,
                Origin(self.name, place=self.where()),
                self.styles.level_of(properties),
                self.styles.centred(properties),
                None if look.size is None else look.size / 2,
                look.struck,
                _bold(look, len(before)),
            )
        yield from look.boxes

    def inline(self, parent: Iterable[etree._Element], look: _Look, hidden: bool) -> None:
        """Add the text of runs below ``parent``."""
        for one in parent:
            kind = LOCAL[one.tag]
            if kind == "r":
                self.run(one, look, hidden)
            elif kind in THROUGH:
                self.inline(one, look, hidden)
            elif kind == "sdt":
                self.control(one, look, hidden)
            elif kind in DELETED:
                self.unread.add("published-tracked", self.where())
            elif kind == "AlternateContent":
                self.inline(chosen(one), look, hidden)
            elif kind in {"oMath", "oMathPara"}:
                text, plain = formula(one)
                look.pieces.append(text if plain else f"{UNSURE}{text}{UNSURE}")
                look.struck = False

    def control(self, element: etree._Element, look: _Look, hidden: bool) -> None:
        """Add the text of a content control; what it shows before somebody filled it in is no figure."""
        content = child(element, "sdtContent")
        before = len(look.pieces)
        self.inline(() if content is None else content, look, hidden)
        if self.place and is_on(child(element, "sdtPr"), "showingPlcHdr"):
            look.pieces[before:] = [f"{UNSURE}{''.join(look.pieces[before:])}{UNSURE}"]

    def run(self, element: etree._Element, look: _Look, hidden: bool) -> None:
        """Add the text of one run."""
        properties = child(element, "rPr")
        seen = PLAIN if properties is None else look_of_run(properties, self.styles)
        hidden = hidden if seen.hidden is None else seen.hidden
        if look.size is None:
            look.size = seen.size
        text = "".join(self.content(element, look))
        if not text or self.in_code:
            return
        if hidden:
            if text.strip():
                self.unread.add("published-hidden", self.where(), shortened(text.strip()))
            return
        if seen.pictured and text.strip():
            self.unread.add("published-undecodable", self.where(), shortened(text.strip()))
            text = MARK
        if seen.raised and text.strip():
            text = f"{RAISED}{text.strip()}{LOWERED}"  # a small 1 behind 22 must not become 221
        if text.strip() and seen.struck:
            text = f"{STRUCK}{text}{STRUCK}"  # no figure: somebody crossed it out
        elif text.strip() and seen.white and self.place and not self.shaded:
            text = f"{UNSURE}{text}{UNSURE}"  # perhaps nobody sees it
        look.struck = look.struck and (seen.struck or not text.strip())
        if is_on(properties, "b"):
            look.bold.append(len(look.pieces))
        look.pieces.append(text)

    def field(self, sign: str | None) -> None:
        """Note where a field begins and where its result does: what stands between is not shown."""
        if sign == "begin":
            self.fields.append(True)
        elif self.fields:
            if sign == "separate":
                self.fields[-1] = False
            elif sign == "end":
                self.fields.pop()

    @property
    def in_code(self) -> bool:
        """Whether the instructions of a field are being read."""
        return True in self.fields

    def content(self, element: Iterable[etree._Element], look: _Look) -> Iterator[str]:
        """Yield the pieces of text in one run; text boxes are put aside."""
        for one in element:
            kind = LOCAL[one.tag]
            if kind == "t":
                yield one.text or ""
            elif kind == "br":
                yield "\n" if attribute(one, "type") in {None, "textWrapping"} else ""
            elif kind in {"footnoteReference", "endnoteReference"}:
                yield self.note(f"{kind.removesuffix('Reference')}s", attribute(one, "id") or "")
            elif kind in _SIGNS:
                yield _SIGNS[kind]
            elif kind == "sym":
                yield _symbol(attribute(one, "char"))
            elif kind == "AlternateContent":
                yield from self.content(chosen(one), look)
            elif kind == "fldChar":
                self.field(attribute(one, "fldCharType"))
            elif kind in {"drawing", "pict", "object"}:
                self.drawing(one, look)
            elif kind == "ruby":
                base = child(one, "rubyBase")
                yield "".join(text for run in (() if base is None else base) for text in self.content(run, look))

    def drawing(self, element: etree._Element, look: _Look) -> None:
        """Put the paragraphs of a drawing's text boxes aside; a picture is told."""
        boxes = [one for one in element.iter() if LOCAL[one.tag] == "txbxContent"]
        outermost = [one for one in boxes if not any(above in boxes for above in one.iterancestors())]
        for one in outermost:
            look.boxes += self.blocks(one)
        if any(LOCAL[one.tag] == "OLEObject" for one in element.iter()):
            self.unread.add("published-embedded", self.where())
        elif not boxes and any(LOCAL[one.tag] in {"blip", "imagedata"} for one in element.iter()):
            self.unread.add("published-picture", self.where())
            if self.place:
                look.pieces.append(f"{UNSURE}□{UNSURE}")  # it may show a digit

    def note(self, part: str, id_: str) -> str:
        """Return what a footnote adds to its cell, in brackets; one outside of tables is told and not read."""
        if part not in self._notes:
            self._notes[part] = {}
            for name in self.package.parts_of(part):
                for one in self.package.tree(name):
                    texts = (text.text or "" for text in one.iter() if LOCAL[text.tag] == "t")
                    self._notes[part][attribute(one, "id") or ""] = "".join(texts).strip()
        text = self._notes[part].get(id_, "")
        if not text:
            return ""
        if self.place:
            return f"（{text}）"
        self.unread.add("published-footnote", self.where(), shortened(text))
        return ""


def _bold(look: _Look, before: int) -> tuple[tuple[int, int], ...]:
    """Return where a paragraph is bold; so many characters stand ``before`` the words of its runs."""
    text = "".join(look.pieces)
    if not look.bold or any(mark in text for mark in MARKS):  # marks will not stay
        return ()
    least = before - (len(text) - len(text.lstrip(_BLANKS)))
    most = before + len(text.strip(_BLANKS))
    ends = [*itertools.accumulate(map(len, look.pieces), initial=least)]
    found = ((max(ends[number], before), min(ends[number + 1], most)) for number in look.bold)
    return tuple((begin, end) for begin, end in found if begin < end)


def chosen(element: etree._Element) -> Iterable[etree._Element]:
    """Return what stands in the first branch of markup that is written twice, for old programs and new."""
    branch = child(element, "Choice")
    branch = child(element, "Fallback") if branch is None else branch
    return () if branch is None else branch


def _symbol(code: str | None) -> str:
    """Return a character of a symbol font, where it has a meaning of its own."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 < number < 0xD800 else "□"
