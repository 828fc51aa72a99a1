"""One pass over a part's XML: its text as one stream, its paragraphs as a person counts them in Word, their places."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.engine.word.markup.location import Place

_TOKEN: Final = re.compile(r"<[^>]*>|[^<]+")
_NAME: Final = re.compile(r"</?([^\s/>]+)")
_VALUE: Final = re.compile(r'\sw:val="([^"]*)"')
_BRACE: Final = re.compile("[{}｛｝]")
_MOST_WORDS: Final = 2000
_BREAKS: Final = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:noBreakHyphen": "\u2011"}
_BODY_LEVEL: Final = "9"
_DELETED: Final = frozenset(("w:del", "w:moveFrom", "w:delText"))
"""What a tracked change took away: its text is none of the document, and tags in it are none."""
Cell = tuple[int | None, int | None, int | None]
"""Table, row and column, all from 1; None outside tables. A row counts the cells that it has, merged ones as one."""


@attrs.define(eq=False)
class Paragraph:
    """A paragraph: its number in the part (0 for what is in none), its cell, its style and whether it is a heading."""

    number: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    style: str = ""
    heading: bool = False
    """Whether it has an outline level; set for its own one first, then for that of its style."""
    lacking: str = attrs.field(default="", repr=False)
    """The text that tracked changes took out of it, as XML writes it."""
    pieces: list[str] = attrs.field(factory=list, repr=False)
    length: int = attrs.field(default=0, init=False, repr=False)
    _text: str | None = attrs.field(default=None, init=False, repr=False)
    _words: str = attrs.field(default="", init=False, repr=False)

    @property
    def text(self) -> str:
        """The paragraph's text, to be read when it is complete; a line break is a line feed, a tab a tab."""
        if self._text is None:
            self._text = html.unescape("".join(self.pieces))
            self._words = self._text[:_MOST_WORDS]
            self.pieces = []
        return self._text

    def add(self, piece: str) -> None:
        """Add a piece of text as XML writes it."""
        self.pieces.append(piece)
        self.length += _length(piece)

    def place(self, part: str, tag: str = "", offset: int | None = None) -> Place:
        """Return the paragraph as a place, or that of a tag in it (as XML writes it); long texts are shortened."""
        words = self._words if self.text else ""
        tag = html.unescape(tag[:_MOST_WORDS])
        return Place(part, self.number or None, self.table, self.row, self.column, words, tag, offset)


def _length(piece: str) -> int:
    return len(html.unescape(piece)) if "&" in piece else len(piece)


@attrs.frozen(eq=False)
class XmlTag:
    """An XML tag that holds a sign looked for: its offset in the XML, its paragraph and cell."""

    offset: int
    token: str
    home: Paragraph
    cell: Cell


class PartText:
    """A part's ``text`` outside its XML tags, its ``paragraphs``, and ``tags``: the XML tags that hold a brace.

    ``xml`` is the part as lxml serialises it; ``sign`` is looked for instead of braces. Text boxes count as paragraphs
    of their own; text that a tracked change took away is left out. Text outside any paragraph (a document property) is
    in a paragraph with the number 0 at the head of ``paragraphs``, if there is any.
    """

    def __init__(self, xml: str, sign: re.Pattern[str] = _BRACE) -> None:
        self.xml = xml
        self.tags: list[XmlTag] = []
        self._starts: list[int] = []
        self._offsets: list[int] = []
        self._homes: list[Paragraph] = []
        self._inside: list[int] = []
        self._last = (0, 0, 0)
        outside = Paragraph()
        self._open = [outside]
        self._cells: list[list[int]] = []
        self._path: list[str] = [""]
        self._tables = 0
        self._deleted = 0
        self._found: list[Paragraph] = []
        pieces: list[str] = []
        length = 0
        for match in _TOKEN.finditer(xml):
            token = match.group()
            if token[0] == "<":
                self._element(token)
                if sign.search(token):
                    self.tags.append(XmlTag(match.start(), token, self._open[-1], self._cell()))
                continue
            if self._deleted:
                self._open[-1].lacking += token
                continue
            home = self._open[-1]
            self._starts.append(length)
            self._offsets.append(match.start())
            self._homes.append(home)
            self._inside.append(home.length)
            pieces.append(token)
            home.add(token)
            length += len(token)
        self.text = "".join(pieces)
        self.paragraphs = (outside, *self._found) if outside.pieces else tuple(self._found)

    def home(self, index: int) -> Paragraph:
        """Return the paragraph of the character at ``index`` of the text."""
        return self._homes[bisect_right(self._starts, index) - 1]

    def offset(self, index: int) -> int:
        """Return where in the XML the character at ``index`` of the text lies."""
        piece = bisect_right(self._starts, index) - 1
        return self._offsets[piece] + index - self._starts[piece]

    def place(self, part: str, index: int, tag: str) -> Place:
        """Return the place of a tag that begins at ``index`` of the text; fastest for one tag after the other."""
        piece = bisect_right(self._starts, index) - 1
        known, position, length = self._last
        if known != piece or position > index or not position:
            position, length = self._starts[piece], self._inside[piece]
        length += _length(self.text[position:index])
        self._last = (piece, index, length)
        return self._homes[piece].place(part, tag, length)

    def tokens(self) -> Iterator[tuple[Paragraph, int, str]]:
        """Yield every piece of text with its paragraph and its offset in the XML."""
        ends = (*self._starts[1:], len(self.text))
        for home, offset, start, end in zip(self._homes, self._offsets, self._starts, ends, strict=False):
            yield home, offset, self.text[start:end]

    def pieces(self, start: int, stop: int) -> Iterator[tuple[Paragraph, int, str]]:
        """Yield the text from ``start`` to ``stop`` in pieces of one paragraph each, with where each begins."""
        piece = bisect_right(self._starts, start) - 1
        while start < stop:
            piece += 1
            end = min(self._starts[piece] if piece < len(self._starts) else stop, stop)
            yield self._homes[piece - 1], start, self.text[start:end]
            start = end

    def _cell(self) -> Cell:
        return (self._cells[-1][0], self._cells[-1][1], self._cells[-1][2]) if self._cells else (None, None, None)

    def _element(self, token: str) -> None:
        name = _NAME.match(token)
        tag = name.group(1) if name else ""
        if tag[:1] in "?!":
            return
        if token[1] == "/":
            self._path.pop()
            if tag in _DELETED:
                self._deleted -= 1
            if tag == "w:p" and len(self._open) > 1:
                self._open.pop()
            elif tag == "w:tbl" and self._cells:
                self._cells.pop()
            return
        self._start(tag, token)
        if token.endswith("/>"):
            if tag == "w:p":
                self._open.pop()
            elif tag == "w:tbl":
                self._cells.pop()
        else:
            self._path.append(tag)
            self._deleted += tag in _DELETED

    def _start(self, tag: str, token: str) -> None:
        parent = self._path[-1]
        if tag == "w:p":
            self._found.append(Paragraph(len(self._found) + 1, *self._cell()))
            self._open.append(self._found[-1])
        elif tag == "w:tbl":
            self._tables += 1
            self._cells.append([self._tables, 0, 0])
        elif tag == "w:tr" and self._cells:
            self._cells[-1][1:] = self._cells[-1][1] + 1, 0
        elif tag == "w:tc" and self._cells:
            self._cells[-1][2] += 1
        elif tag in _BREAKS and parent == "w:r":
            self._open[-1].add(_BREAKS[tag])
        elif tag in ("w:pStyle", "w:outlineLvl") and parent == "w:pPr" and self._path[-2] == "w:p":
            value = _VALUE.search(token)
            found = html.unescape(value.group(1)) if value else ""
            if tag == "w:pStyle":
                self._open[-1].style = found
            else:
                self._open[-1].heading = found != _BODY_LEVEL
