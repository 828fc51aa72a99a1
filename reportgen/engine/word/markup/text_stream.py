"""One pass over a part's XML: its text as one stream, and for every character where it lies and in which paragraph."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import Final

import attrs

_TOKEN: Final = re.compile(r"<[^>]*>|[^<]+")
_BRACE: Final = re.compile("[{}｛｝]")
_NAME: Final = re.compile(r"</?([^\s/>]+)")
_MOST_WORDS: Final = 400


@attrs.define(eq=False)
class Paragraph:
    """A paragraph: its number in the part (0 for what is in none), its cell, and its words.

    ``table``, ``row`` and ``column`` count from 1; a row counts the cells that it has, merged ones as one.
    """

    number: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    words: list[str] = attrs.Factory(list)

    def text(self) -> str:
        """Return the paragraph's words; shortened, because only messages show them."""
        if len(self.words) > 1:
            self.words[:] = ["".join(self.words)]
        return html.unescape(self.words[0][:_MOST_WORDS]) if self.words else ""


@attrs.define
class _Cell:
    table: int
    row: int = 0
    column: int = 0


class Walk:
    """A part's ``text`` outside its XML tags, and ``attributes``: XML tags that hold a brace, with their offsets."""

    def __init__(self, xml: str) -> None:
        self.attributes: list[tuple[int, str, Paragraph]] = []
        self._starts: list[int] = []
        self._offsets: list[int] = []
        self._homes: list[Paragraph] = []
        self._open = [Paragraph()]
        self._cells: list[_Cell] = []
        self._paragraphs = self._tables = 0
        pieces: list[str] = []
        length = 0
        for match in _TOKEN.finditer(xml):
            token = match.group()
            if token[0] == "<":
                if _BRACE.search(token):
                    self.attributes.append((match.start(), token, self._open[-1]))
                self._element(token)
                continue
            home = self._open[-1]
            pieces.append(token)
            home.words.append(token)
            self._starts.append(length)
            self._offsets.append(match.start())
            self._homes.append(home)
            length += len(token)
        self.text = "".join(pieces)

    def home(self, index: int) -> Paragraph:
        """Return the paragraph of the character at ``index`` of the text."""
        return self._homes[bisect_right(self._starts, index) - 1]

    def offset(self, index: int) -> int:
        """Return where in the XML the character at ``index`` of the text lies."""
        piece = bisect_right(self._starts, index) - 1
        return self._offsets[piece] + index - self._starts[piece]

    def _element(self, token: str) -> None:
        name = _NAME.match(token)
        tag = name.group(1) if name else ""
        empty, closing = token.endswith("/>"), token[1] == "/"
        if tag == "w:p":
            self._paragraph(opens=not closing and not empty, closes=closing)
        elif tag == "w:tbl" and not empty:
            self._table(closing)
        elif tag in ("w:tr", "w:tc") and not closing and self._cells:
            cell = self._cells[-1]
            if tag == "w:tr":
                cell.row, cell.column = cell.row + 1, 0
            else:
                cell.column += 1

    def _paragraph(self, *, opens: bool, closes: bool) -> None:
        if closes:
            if len(self._open) > 1:
                self._open.pop()
            return
        self._paragraphs += 1
        if opens:
            cell = self._cells[-1] if self._cells else None
            where = (cell.table, cell.row, cell.column) if cell is not None else (None, None, None)
            self._open.append(Paragraph(self._paragraphs, *where))

    def _table(self, closing: bool) -> None:
        if not closing:
            self._tables += 1
            self._cells.append(_Cell(self._tables))
        elif self._cells:
            self._cells.pop()
