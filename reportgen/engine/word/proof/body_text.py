"""What a reader sees of a Word document's body: its paragraphs and tables as texts, read in one pass without a tree.

The XML is cut at tables, rows, cells and paragraphs by regular expressions. That is exact: no text or attribute of
well-formed XML holds a bare ``<``, comments and CDATA are resolved before, and a document is refused in which the
prefix ``w`` does not name Word's elements, or another prefix does.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from reportgen.core.errors import Fault, RenderError
from reportgen.core.text import Text
from reportgen.engine.word.proof.plain_xml import ATTRIBUTES, TAG, proof_fault, with_references

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Table: TypeAlias = list[list[str]]
"""The texts of a table's cells, row by row."""

_TABLE_TAGS: Final = re.compile(rf"<(/w:tc><w:tc|/?w:t(?:bl|r|c)(?=[\s/>]){ATTRIBUTES})>")
_NEXT_CELL: Final = "/w:tc><w:tc"
_PARAGRAPH_TAGS: Final = re.compile(rf"<(/?w:p(?=[\s/>]){ATTRIBUTES})>")
_BODY: Final = re.compile(rf"<w:body(?=[\s/>]){ATTRIBUTES}>")
_TAB_STOP: Final = r"""(?:[^>"']|"[^"]*"|'[^']*')*?\sw:pos\s*="""
_VISIBLE: Final = re.compile(
    rf'<w:(?:t(?: xml:space="preserve")?(?:>|\s{ATTRIBUTES}(?<!/)>)([^<]*)'
    rf"|(br|tab(?!{_TAB_STOP})|cr|noBreakHyphen|sym)(?=[\s/>]))"
)
"""A text, or a sign that has an element of its own; the ``tab`` of a paragraph's properties is a position, no sign."""
_CELL: Final = "Bbrc"
_SIGNS: Final = {"": "", "br": "\n", "tab": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "\ufffd"}
_ATTRIBUTE: Final = re.compile(r"""\s([^\s=<>"']+)\s*=\s*("[^"]*"|'[^']*')""")


class BodyText:
    """The texts of the body of ``xml``: a document's main part, proved to be well-formed, comments resolved.

    ``blocks`` are the paragraphs and tables that stand directly in the body, in order; what stands in a content control
    is not among them. ``text`` is all that the body shows. A paragraph's or cell's text includes the text boxes and
    tables inside it; tracked deletions and field codes are left out. Raises RenderError.
    """

    def __init__(self, xml: str) -> None:
        _require_plain_prefix(xml)
        self.blocks: list[str | Table] = []
        self._rows: Table = []
        self._words: list[str] = []
        self._start = 0
        self._path = "B"
        """The elements open here: B body, b table, r row, c cell, p paragraph, ? other elements around any of those."""
        self._idle: set[str] = set()
        """What stood between two tags and neither shows nor opens anything: the properties of most rows are alike."""
        self._read(_body(xml))
        if self._path != "B":
            raise RenderError(_no_body())
        self.text = with_references("".join(self._words))

    def table_under(self, heading: str) -> Table | None:
        """Return the first table below the paragraph that is ``heading``."""
        found = False
        for block in self.blocks:
            if isinstance(block, str):
                found = found or block.strip() == heading
            elif found:
                return block
        return None

    def _read(self, body: str) -> None:
        words, visible, join = self._words, _VISIBLE.findall, "".join
        for number, piece in enumerate(_TABLE_TAGS.split(body)):
            if number % 2:
                if piece != _NEXT_CELL:
                    self._table_tag(piece)
                elif self._path == _CELL:
                    self._rows[-1].append(with_references(join(words[self._start :])))
                    self._start = len(words)
            elif piece:
                if "c" in self._path:  # of paragraphs in cells nothing is asked
                    words += [text or _SIGNS[sign] for text, sign in visible(piece)]
                elif piece not in self._idle:
                    self._between(piece)

    def _since_start(self) -> str:
        return with_references("".join(self._words[self._start :]))

    def _table_tag(self, tag: str) -> None:
        path = self._path
        if tag[0] == "/":
            self._path = path[:-1]
            if path == _CELL:
                self._rows[-1].append(self._since_start())
            return
        self._path = path = path + tag[3]
        if path == _CELL:
            self._start = len(self._words)
        elif path == "Bbr":
            self._rows.append([])
        elif path == "Bb":
            self._rows = []
            self.blocks.append(self._rows)
        if tag[-1] == "/":
            self._table_tag("/")

    def _between(self, xml: str) -> None:
        """Read what stands outside cells: paragraphs, and what is around them."""
        path, words = self._path, len(self._words)
        pieces = _PARAGRAPH_TAGS.split(xml)
        for number, piece in enumerate(pieces):
            if number % 2:
                self._paragraph_tag(piece)
            elif piece:
                self._words += [text or _SIGNS[sign] for text, sign in _VISIBLE.findall(piece)]
                if "p" not in self._path:
                    closed, opened = _closed_and_opened(piece)
                    self._path = self._path[: len(self._path) - closed] + "?" * opened
        if len(pieces) == 1 and len(self._words) == words and self._path == path and "p" not in path:
            self._idle.add(xml)

    def _paragraph_tag(self, tag: str) -> None:
        if tag[0] == "/":
            self._path = self._path[:-1]
            if self._path == "B":
                self.blocks.append(self._since_start())
            return
        if self._path == "B":
            self._start = len(self._words)
        self._path += "p"
        if tag[-1] == "/":
            self._paragraph_tag("/")


def _closed_and_opened(xml: str) -> tuple[int, int]:
    """Return how many elements that stood open before ``xml`` it closes, and how many it leaves open."""
    closed = opened = 0
    for tag in TAG.findall(xml):
        if tag[1] != "/":
            opened += tag[-2] != "/"
        elif opened:
            opened -= 1
        else:
            closed += 1
    return closed, opened


def _body(xml: str) -> str:
    """Return what stands in the body, the one child of that name that the outermost element has."""
    opening = _BODY.search(xml)
    if opening is None or _closed_and_opened(xml[: opening.start()]) != (0, 1):
        raise RenderError(_no_body())
    start = opening.end()
    return "" if xml[start - 2] == "/" else xml[start : xml.rindex("</w:body")]


def _no_body() -> Fault:
    return proof_fault(Text("文档没有正文", "the document has no body"))


def _require_plain_prefix(xml: str) -> None:
    """Refuse a document in which ``w`` is not the prefix of all Word elements and of nothing else."""
    tags = _declaring_tags(xml)
    spaces = [_ATTRIBUTE.findall(tag) for tag in tags]
    of_root = spaces[0] if tags and xml.lstrip().startswith(tags[0]) else []
    if "xmlns:w" not in dict(of_root) or not all(_is_plain(*attribute) for found in spaces for attribute in found):
        says = Text("文档的 XML 没有用前缀 w 表示 Word 的内容", "its XML does not call Word's elements by the prefix w")
        raise RenderError(proof_fault(says))


def _is_plain(name: str, value: str) -> bool:
    """Return whether an attribute declares no prefix, or ``w`` for Word's elements, or another one for others."""
    return not name.startswith("xmlns") or (name == "xmlns:w") is (with_references(value[1:-1]) == WORD)


def _declaring_tags(xml: str) -> list[str]:
    """Return the tags that declare a prefix."""
    tags = []
    position = xml.find("xmlns")
    while position >= 0:
        tag = TAG.match(xml, xml.rfind("<", 0, position))
        if tag is not None and tag.end() > position:  # else the letters stand in a text
            tags.append(tag.group())
            position = tag.end()
        position = xml.find("xmlns", position + 1)
    return tags
