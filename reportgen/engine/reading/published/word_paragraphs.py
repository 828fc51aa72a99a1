"""The paragraphs of a Word document as their reader sees them, with the text boxes that hang on them."""

from __future__ import annotations

import abc
from collections.abc import Iterable, Iterator
from typing import Final

import attrs
from lxml import etree

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.core.text import shortened
from reportgen.engine.opc.read_only import ReadOnlyPackage
from reportgen.engine.reading.published.nested_tables import APART, LOWERED, RAISED, STRUCK, UNSURE, FoundTable
from reportgen.engine.reading.published.unread import Unread
from reportgen.engine.reading.published.web_encoding import MARK
from reportgen.engine.reading.published.word_look import BLANKS, Blocks, ParagraphLook
from reportgen.engine.reading.published.word_runs import (
    NOTHING,
    PLAIN,
    Properties,
    RunLook,
    formula,
    look_of_run,
    of_style,
)
from reportgen.engine.reading.published.word_styles import LOCAL, Styles, attribute, child, is_on

THROUGH: Final = frozenset(
    ("sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "ins", "moveTo", "dir", "bdo", "ruby", "rubyBase")
)
"""Elements whose content is text like that around them."""
DELETED: Final = frozenset(("del", "moveFrom"))
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "footnoteReference": "", "softHyphen": ""}


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
    fill: str = ""
    """That colour, as six digits."""
    unfilled: int = 0
    """How many content controls are open that show what stands in them before somebody fills them in."""
    homes: dict[str, etree._Element] = attrs.field(factory=dict)
    """The paragraph or cell that each place is."""
    _notes: dict[str, dict[str, str]] = attrs.field(factory=dict)
    _around: dict[str, Properties] = attrs.field(factory=dict)

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
        look = ParagraphLook(around=self._run_properties(attribute(child(properties, "pStyle"))))
        if not self.place:
            self.fields.clear()
        self.inline(element, look)
        if self.place:
            look.mark_smaller()
        text = "".join(look.pieces).strip(BLANKS)
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
                look.bold_parts(len(before)),
            )
        yield from look.boxes

    def inline(self, parent: Iterable[etree._Element], look: ParagraphLook) -> None:
        """Add the text of runs below ``parent``."""
        for one in parent:
            kind = LOCAL[one.tag]
            if kind == "r":
                self.run(one, look)
            elif kind == "bdo" and attribute(one) == "rtl":
                look.pieces.append(UNSURE)  # shown from the right
                self.inline(one, look)
                look.pieces.append(UNSURE)
            elif kind in THROUGH:
                self.inline(one, look)
            elif kind == "sdt":
                self.control(one, look)
            elif kind in DELETED:
                self.unread.add("published-tracked", self.where())
            elif kind == "AlternateContent":
                self.inline(chosen(one), look)
            elif kind in {"oMath", "oMathPara"}:
                text, plain = formula(one)
                look.pieces.append(text if plain else f"{UNSURE}{text}{UNSURE}")
                look.struck = False

    def control(self, element: etree._Element, look: ParagraphLook) -> None:
        """Add the text of a content control; what it shows before somebody filled it in is no figure."""
        content = child(element, "sdtContent")
        unfilled = is_on(child(element, "sdtPr"), "showingPlcHdr")
        self.unfilled += unfilled
        self.inline(() if content is None else content, look)
        self.unfilled -= unfilled

    def run(self, element: etree._Element, look: ParagraphLook) -> None:
        """Add the text of one run."""
        properties = child(element, "rPr")
        plain = properties is None and not look.around
        seen = PLAIN if plain else look_of_run(properties, self.styles, look.around)
        if look.size is None:
            look.size = seen.size
        text = "".join(self.content(element, look))
        if not text or self.in_code:
            return
        if seen.hidden:
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
        elif text.strip() and self.place and (self.unfilled or self._is_unseen(seen)):
            text = f"{UNSURE}{text}{UNSURE}"  # perhaps nobody sees it
        elif seen.apart and not seen.raised:
            text = f"{APART}{text}{APART}"
        if seen.height is not None and not seen.raised:
            look.heights[len(look.pieces)] = seen.height
        look.struck = look.struck and (seen.struck or not text.strip())
        if is_on(properties, "b"):
            look.bold.append(len(look.pieces))
        look.pieces.append(text)

    def _is_unseen(self, seen: RunLook) -> bool:
        """Whether the letters of a run have the colour of what is behind them."""
        return (seen.white and not self.shaded) or (self.shaded and seen.colour != "" and seen.colour == self.fill)

    def _run_properties(self, style: str | None) -> Properties:
        """Return what a paragraph's style says of the look of its runs."""
        if style is None:
            return NOTHING
        if style not in self._around:
            self._around[style] = of_style(style, self.styles)
        return self._around[style]

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

    def content(self, element: Iterable[etree._Element], look: ParagraphLook) -> Iterator[str]:
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

    def drawing(self, element: etree._Element, look: ParagraphLook) -> None:
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
