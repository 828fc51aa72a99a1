"""What a reader sees of a Word document's body: its paragraphs and tables as texts, read in one pass without a tree.

The XML is cut at tables, rows, cells and paragraphs by regular expressions. That is exact: no text or attribute of
well-formed XML holds a bare ``<``, comments and CDATA are resolved before, and a document is refused in which the
prefix ``w`` does not name Word's elements, or another prefix does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from operator import methodcaller
from typing import Final, TypeAlias

from reportgen.core.errors import Fault, RenderError
from reportgen.core.text import Text
from reportgen.engine.word.proof.plain_xml import ATTRIBUTES, TAG, proof_fault, with_references

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Table: TypeAlias = list[list[str]]
"""The texts of a table's cells, row by row."""

_TABLE_TAGS: Final = re.compile(rf"<(/w:tc><w:tc|/?w:t(?:bl|r|c)(?=[\s/>]){ATTRIBUTES})>")
_TEXT: Final = '<w:t xml:space="preserve">'
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
_USUAL: Final = (_CELL, "Bp")
_LONG: Final = 4096
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
        self._begin = 0
        if self._read(_cut_body(xml)) != "B":
            raise RenderError(_no_body())
        self.text = "".join(self._words)

    def table_under(self, heading: str) -> Table | None:
        """Return the first table below the paragraph that is ``heading``."""
        found = False
        for block in self.blocks:
            if isinstance(block, str):
                found = found or block.strip() == heading
            elif found:
                return block
        return None

    def _read(self, body: list[str]) -> str:
        """Read a body that is cut at the start tags of texts, and return the path at its end."""
        words, path = self._words, "B"
        markup, *pieces = body
        for piece in pieces:
            usual = path in _USUAL and len(markup) < _LONG
            steps, path = (_known_meaning if usual else _meaning)(path, markup)
            for step in steps:
                step(self)
            text, sign, rest = piece.partition("<")
            words.append(with_references(text) if "&" in text else text)
            markup = sign + rest
        steps, path = _meaning(path, markup, "")
        for step in steps:
            step(self)
        return path

    def _say(self, word: str) -> None:
        self._words.append(word)

    def _start(self) -> None:
        self._begin = len(self._words)

    def _next_cell(self) -> None:
        words, begin = self._words, self._begin
        self._begin = end = len(words)
        self._rows[-1].append(words[begin] if end == begin + 1 else "".join(words[begin:]))

    def _end_cell(self) -> None:
        self._rows[-1].append("".join(self._words[self._begin :]))

    def _end_paragraph(self) -> None:
        self.blocks.append("".join(self._words[self._begin :]))

    def _start_row(self) -> None:
        self._rows.append([])

    def _start_table(self) -> None:
        self._rows = []
        self.blocks.append(self._rows)


_Step: TypeAlias = Callable[[BodyText], object]


def _meaning(path: str, markup: str, following: str = _TEXT) -> tuple[tuple[_Step, ...], str]:
    """Return the steps of markup that begins at ``path``, up to the ``following`` text, and the path there."""
    found = _Markup(path)
    found.read(f"{markup}{following}")
    return tuple(found.steps), found.path


_known_meaning = functools.lru_cache(maxsize=512)(_meaning)
"""The markup between two texts in a cell or paragraph is mostly alike, in a document and in all of one template."""


class _Markup:
    """Markup understood: ``steps`` are what it does to the texts.

    ``path`` has the elements open here: B body, b table, r row, c cell, p paragraph, ? others around any of those.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.steps: list[_Step] = []

    def read(self, xml: str) -> None:
        """Add the steps of ``xml``."""
        for number, piece in enumerate(_TABLE_TAGS.split(xml)):
            if number % 2:
                if piece != _NEXT_CELL:
                    self._table_tag(piece)
                elif self.path == _CELL:
                    self.steps.append(BodyText._next_cell)
            elif piece:
                if "c" in self.path:  # of paragraphs in cells nothing is asked
                    self._show(piece)
                else:
                    self._between(piece)

    def _show(self, xml: str) -> None:
        for text, sign in _VISIBLE.findall(xml):
            if text or sign:
                self.steps.append(methodcaller("_say", with_references(text) or _SIGNS[sign]))

    def _table_tag(self, tag: str) -> None:
        path = self.path
        if tag[0] == "/":
            self.path = path[:-1]
            if path == _CELL:
                self.steps.append(BodyText._end_cell)
            return
        self.path = path = path + tag[3]
        if path == _CELL:
            self.steps.append(BodyText._start)
        elif path == "Bbr":
            self.steps.append(BodyText._start_row)
        elif path == "Bb":
            self.steps.append(BodyText._start_table)
        if tag[-1] == "/":
            self._table_tag("/")

    def _between(self, xml: str) -> None:
        """Read what stands outside cells: paragraphs, and what is around them."""
        for number, piece in enumerate(_PARAGRAPH_TAGS.split(xml)):
            if number % 2:
                self._paragraph_tag(piece)
            elif piece:
                self._show(piece)
                if "p" not in self.path:
                    closed, opened = _closed_and_opened(piece)
                    self.path = self.path[: len(self.path) - closed] + "?" * opened

    def _paragraph_tag(self, tag: str) -> None:
        if tag[0] == "/":
            self.path = self.path[:-1]
            if self.path == "B":
                self.steps.append(BodyText._end_paragraph)
            return
        if self.path == "B":
            self.steps.append(BodyText._start)
        self.path += "p"
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


def _cut_body(xml: str) -> list[str]:
    """Return what stands in the body, cut at the start tags of texts, without a copy of the whole."""
    start, stop = _body(xml)
    pieces = xml.split(_TEXT)
    if len(pieces[0]) < start or len(xml) - len(pieces[-1]) > stop:  # there are texts outside the body
        return xml[start:stop].split(_TEXT)
    pieces[0] = pieces[0][start:]
    pieces[-1] = pieces[-1][: stop - len(xml)]
    return pieces


def _body(xml: str) -> tuple[int, int]:
    """Return where the content of the body begins and ends, the one child of that name of the outermost element."""
    opening = _BODY.search(xml)
    if opening is None or _closed_and_opened(xml[: opening.start()]) != (0, 1):
        raise RenderError(_no_body())
    start = opening.end()
    return start, start if xml[start - 2] == "/" else xml.rindex("</w:body")


def _no_body() -> Fault:
    return proof_fault(Text("文档没有正文", "the document has no body"))


def _require_plain_prefix(xml: str) -> None:
    """Refuse a document in which ``w`` is not the prefix of all Word elements and of nothing else."""
    tags = _declaring_tags(xml)
    spaces = [_ATTRIBUTE.findall(tag) for tag in tags]
    of_root = spaces[0] if tags and xml.startswith(tags[0], xml.find("<")) else []
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
