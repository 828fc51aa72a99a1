"""The texts of a page while it is read: gathered until a block ends, then a paragraph of the page or of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.core.text import shortened
from reportgen.engine.form_matching.labels import number_of
from reportgen.engine.reading.published.nested_tables import LOWERED, MARKS, RAISED, STRUCK, UNSURE, FoundTable
from reportgen.engine.reading.published.unread import Unread
from reportgen.engine.reading.published.web_encoding import MARK
from reportgen.engine.reading.published.web_tables import OpenTable

SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_BROKEN_LINE: Final = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
AT_ENDS: Final = " \t\r\n\f\u3000\xa0\u200b\ufeff"
BREAK: Final = "\x0b"


def is_one_word(text: str) -> bool:
    """Whether a text has no white space and no marks, as most cells have none."""
    return text.isprintable() and " " not in text and MARK not in text


@attrs.define(eq=False)
class PageTexts:
    """Gathers texts in ``buffer``; puts paragraphs where they belong."""

    name: str
    unread: Unread
    buffer: list[str] = attrs.field(factory=list)
    tables: list[OpenTable] = attrs.field(factory=list)
    top: list[ShownText | FoundTable] = attrs.field(factory=list)
    level: int = 0
    """The depth of the heading that is open, 0 outside of headings."""
    centred: bool = False
    marker: str = ""
    """The number of the list's item that begins."""
    struck: int = 0
    unsure: int = 0
    """How many elements are open in which a text is struck through, or may not be seen."""
    plain: bool = False
    """Whether some of the gathered text is not struck through."""
    verbatim: int = 0
    paragraphs: int = 0

    def where(self) -> str:
        """Return the place that is being read."""
        if self.tables and self.tables[-1].is_open:
            return str(self.tables[-1].origin.place)
        return f"第 {self.paragraphs} 段"

    def add(self, text: str) -> None:
        """Gather a piece of text."""
        self.plain = self.plain or not (self.struck or text.isspace())
        self.buffer.append(text)

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
                mark = STRUCK if self.struck else UNSURE if self.unsure else ""
                line = line if mark in line else f"{mark}{line}{mark}"  # noqa: PLW2901 — the same line
            numbered = line if not self.marker or number_of(line) else self.marker + line
            here.append(ShownText(numbered, origin, self.level, self.centred, None, struck))
            self.marker = ""

    def _lines(self, text: str) -> Iterator[str]:
        """Yield the lines of a paragraph: those of source inside ``pre``, else where ``br`` stands."""
        if is_one_word(text):
            yield text
            return
        if not self.verbatim:
            text = SPACES.sub(" ", _BROKEN_LINE.sub("", text) if "\n" in text or "\r" in text else text)
        for line in text.replace(BREAK, "\n").split("\n"):
            shown = line.rstrip(AT_ENDS) if self.verbatim else line.strip(AT_ENDS)
            shown = shown.replace(RAISED + LOWERED, "").replace(STRUCK * 2, "").replace(UNSURE * 2, "")
            if shown.strip(AT_ENDS + MARKS):
                if MARK in shown:
                    self.unread.add("published-undecodable", self.where(), shortened(shown.strip()))
                yield shown
