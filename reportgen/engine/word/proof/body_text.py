"""What a reader sees of a Word document's body: its paragraphs and tables as texts, read without a tree.

The XML is cut at the start tags of texts. What stands between two texts, the markup, is alike in all documents of a
template: expat parses a piece of it where it is first met, inside of the elements that are open there, and what it
opens, closes and shows is remembered. The whole is well-formed exactly if every piece is where it stands, no element
is open at the end, and the texts hold no sign that XML reserves. A document that is not so, or has a cut in a comment
or in CDATA, is read by expat in one piece.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from operator import methodcaller
from typing import Final, TypeAlias
from xml.parsers import expat

import attrs

from reportgen.core.errors import RenderError
from reportgen.core.text import Text
from reportgen.engine.word.proof.plain_xml import is_utf_8, parse, proof_fault

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Table: TypeAlias = list[list[str]]
"""The texts of a table's cells, row by row."""

_TEXT: Final = b'<w:t xml:space="preserve">'
_RESERVED: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|]]>")
"""What a text cannot hold, or not as itself: but for ``&`` and ``<``, which are seen before."""
_SIGNS: Final = {"w:br": "\n", "w:tab": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:sym": "\ufffd"}
"""Elements that show a sign; the ``tab`` of a paragraph's properties, which has a position, shows none."""
_ROW: Final = ["w:body", "w:tbl", "w:tr"]
_AROUND: Final = {"w:p": _ROW[:1], "w:tbl": _ROW[:1], "w:tr": _ROW[:2], "w:tc": _ROW}
"""What a paragraph, table, row or cell that is read as one stands in, from the body."""
_MEANT: Final = frozenset((*_SIGNS, *_AROUND, "w:body", "w:t"))
_LONG: Final = 4096
"""Longer markup is not remembered."""
_MOST_KNOWN: Final = 1024


class UnusualError(Exception):
    """The document cannot be read in pieces: it is not well-formed, or a comment or CDATA goes over a cut."""


class BodyText:
    """The texts of the body of a document's main part.

    ``blocks`` are the paragraphs and tables that stand directly in the body, in order; what stands in a content control
    is not among them. ``text`` is all that the body shows. A paragraph's or cell's text includes the text boxes and
    tables inside it; tracked deletions and field codes are left out.

    Raises:
        RenderError: the XML is not well-formed or declares a document type, it has no body, or its prefix ``w`` does
            not name Word's elements, or another prefix does.
    """

    def __init__(self, content: bytes) -> None:
        self.blocks: list[str | Table] = []
        self._words: list[str] = []
        self._rows: Table = []
        self._begin = self._bodies = 0
        try:
            self._read(content)
        except (UnusualError, RenderError, UnicodeDecodeError):
            self._read_whole(content)

    def table_under(self, heading: str) -> Table | None:
        """Return the first table below the paragraph that is ``heading``."""
        found = False
        for block in self.blocks:
            if isinstance(block, str):
                found = found or block.strip() == heading
            elif found:
                return block
        return None

    def _read(self, content: bytes) -> None:
        words, opened = self._words, _NOTHING
        markup, *pieces = content.split(_TEXT)
        for piece in pieces:
            steps, opened = _KNOWN.get((opened, markup)) or _learned(opened, markup)
            for step in steps:
                step(self)
            text, sign, markup = piece.partition(b"<")
            if sign and not markup:
                raise UnusualError
            word = text.decode()
            words.append(_parsed_text(text) if "&" in word else word)
        steps, opened = _KNOWN.get((opened, markup, b"")) or _learned(opened, markup, b"")
        for step in steps:
            step(self)
        self._end(opened)
        if _RESERVED.search(self.text):
            raise UnusualError

    def _read_whole(self, content: bytes) -> None:
        parse(content)
        self.blocks.clear()
        self._words.clear()
        self._bodies = 0
        found = _Markup(())
        found.read(content)
        for step in found.steps:
            step(self)
        self._end(_Opened(tuple(found.names)))

    def _end(self, opened: _Opened) -> None:
        if opened.names:
            raise UnusualError
        if self._bodies != 1:
            raise RenderError(proof_fault(Text("文档没有正文", "the document has no body")))
        self.text = "".join(self._words)

    def _start_body(self) -> None:
        self._bodies += 1

    def _say(self, word: str) -> None:
        self._words.append(word)

    def _take_back(self) -> None:
        self._words.pop()

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
_STARTS: Final[Mapping[str, _Step]] = {
    "w:p": BodyText._start, "w:tbl": BodyText._start_table, "w:tr": BodyText._start_row, "w:tc": BodyText._start
}  # fmt: skip
_ENDS: Final[Mapping[str, _Step]] = {"w:p": BodyText._end_paragraph, "w:tc": BodyText._end_cell}


@attrs.frozen(eq=False)
class _Opened:
    """The elements that are open somewhere, from the root; the same object for the same names, while remembered."""

    names: tuple[str, ...]


_NOTHING: Final = _Opened(())
_KNOWN: Final[dict[tuple[_Opened | bytes, ...], tuple[tuple[_Step, ...], _Opened]]] = {}
"""Every piece of markup that was met: asked four hundred times a document, for which ``lru_cache`` is slow."""
_opened = functools.lru_cache(maxsize=512)(_Opened)


def _meaning(before: _Opened, markup: bytes, following: bytes = _TEXT) -> tuple[tuple[_Step, ...], _Opened]:
    """Return the steps of markup that begins behind the ``<`` of its first tag, where ``before`` is open, and what is
    open after the ``following`` start tag of a text.

    Raises UnusualError, RenderError.
    """
    found = _Markup(before.names)
    if before.names:
        markup = b"<" + markup
    found.read(markup + following)
    return found.merged_steps(), _opened(tuple(found.names))


def _learned(before: _Opened, markup: bytes, *following: bytes) -> tuple[tuple[_Step, ...], _Opened]:
    """Return what :func:`_meaning` does, and remember it."""
    meaning = _meaning(before, markup, *following)
    if len(markup) < _LONG:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[before, markup, *following] = meaning
    return meaning


class _Markup:
    """One piece of markup as expat reads it: ``names`` are the elements open after it, ``steps`` what it does."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = list(names)
        self.steps: list[_Step] = []
        self.word: list[str] | None = None
        """The text of a ``w:t`` before the first element in it."""
        if names[1:2] == ("w:body",):
            self.word = []  # the text before this markup goes on after a comment
        elif names:
            self.steps.append(BodyText._take_back)  # that text stands outside the body

    def read(self, xml: bytes) -> None:
        """Read a piece of XML in the place where it stands."""
        parser = expat.ParserCreate("utf-8")
        parser.StartDoctypeDeclHandler = _refuse
        parser.XmlDeclHandler = _require_utf_8
        try:
            parser.Parse("".join([f"<{name}>" for name in self.names]).encode(), False)
            parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
            parser.CharacterDataHandler = self._characters
            parser.Parse(xml, False)
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
            parser.Parse("".join([f"</{name}>" for name in reversed(self.names)]).encode(), True)
        except expat.ExpatError:
            raise UnusualError from None

    def merged_steps(self) -> tuple[_Step, ...]:
        """Return the steps, one for the end of a cell and the start of the next."""
        steps: list[_Step] = []
        for step in self.steps:
            if step is BodyText._start and steps and steps[-1] is BodyText._end_cell:
                steps[-1] = BodyText._next_cell
            else:
                steps.append(step)
        return tuple(steps)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        names = self.names
        if attributes or not names:
            _require_plain_prefix(attributes, root=not names)
        self._end_word()
        if name in _MEANT and names:
            self._meant(name, attributes)
        names.append(name)

    def _meant(self, name: str, attributes: Mapping[str, str]) -> None:
        around = self.names[1:]
        if name == "w:body" and not around:
            self.steps.append(BodyText._start_body)
        elif around[:1] != _ROW[:1]:
            pass
        elif name == "w:t":
            self.word = []
        elif name in _SIGNS:
            if not (name == "w:tab" and "w:pos" in attributes):
                self._say(_SIGNS[name])
        elif around == _AROUND.get(name):
            self.steps.append(_STARTS[name])

    def _end(self, name: str) -> None:
        self._end_word()
        del self.names[-1]
        if name in _ENDS and self.names[1:] == _AROUND[name]:
            self.steps.append(_ENDS[name])

    def _characters(self, text: str) -> None:
        if self.word is not None:
            self.word.append(text)

    def _end_word(self) -> None:
        if self.word:
            self._say("".join(self.word))
        self.word = None

    def _say(self, word: str) -> None:
        self.steps.append(methodcaller("_say", word))


def _refuse(*_found: object) -> None:
    raise UnusualError


def _require_utf_8(_version: str, encoding: str | None, _standalone: int) -> None:
    if not is_utf_8(encoding):
        raise UnusualError


def _require_plain_prefix(attributes: Mapping[str, str], *, root: bool) -> None:
    """Refuse a document in which ``w`` is not the prefix of all Word elements and of nothing else."""
    plain = not root or "xmlns:w" in attributes
    for name, value in attributes.items():
        if name.startswith("xmlns"):
            plain = plain and (name == "xmlns:w") is (value == WORD)
    if not plain:
        says = Text("文档的 XML 没有用前缀 w 表示 Word 的内容", "its XML does not call Word's elements by the prefix w")
        raise RenderError(proof_fault(says))


def _parsed_text(text: bytes) -> str:
    """Return what a text with references says."""
    found: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.CharacterDataHandler = found.append
    try:
        parser.Parse(b"<t>%b</t>" % text, True)
    except expat.ExpatError:
        raise UnusualError from None
    return "".join(found)
