"""Where in the XML a template's own text is, piece by piece: the proof that every rendering is well-formed.

The pieces of a part are read in order with the open elements on a stack. A block (``if``, ``for``) must leave the
stack as it found it, and a value may stand only in text or in an attribute's value: then every document that the
template can make has the template's own elements, balanced, and data in it as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.text import Text
from reportgen.engine.word.compiler.crossings import crossing
from reportgen.engine.word.compiler.identifiers import Identifiers
from reportgen.engine.word.compiler.ir import Close, Container, DrawingNumber, Open, Static
from reportgen.engine.word.compiler.table_shape import SPANS, StructureError, count_inside, count_span, settle
from reportgen.engine.word.markup.run_context import TextContext, between_runs, inside_run

_NAME: Final = re.compile(r"</?([^\s/>]+)")
_ATTRIBUTE: Final = re.compile(r'([\w:.-]+)="[^"]*\Z')
_DECLARED: Final = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_FIELD_CHARACTER: Final = re.compile(r'\sw:fldCharType="([^"]*)"')
_DRAWING: Final = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*(?=")')
STORIES: Final = frozenset(("w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote", "w:comment"))
_HOLDING_BLOCKS: Final = STORIES | {"w:body", "w:tc"}
_NEVER_EMPTY: Final = frozenset(("w:tbl", "w:tr", "w:tc"))
_LINES: Final = frozenset(("m:t", "a:t", "w:delText", "w:t"))


@attrs.define(eq=False)
class _Node:
    """An open element; ``props`` is the static ``w:rPr`` or ``w:pPr`` of a run or paragraph, None if it varies."""

    token: str
    name: str
    parent: _Node | None
    props: str | None = ""
    container: Container | None = None
    static: Static | None = None


@attrs.frozen
class State:
    """Where the static text is between two pieces."""

    lexical: str
    head: str
    node: _Node | None
    fields: tuple[bool, ...] = ()
    """The open fields, the outermost first: whether each is still at its code, before its result."""


class Structure:
    """Reads static text and appends what it is to ``body``, a list that the caller changes with every block."""

    def __init__(self, properties: bool) -> None:
        self.body: list[object] = []
        self.lexical, self.head = "text", ""
        self.node: _Node | None = None
        self.fields: tuple[bool, ...] = ()
        self.properties = properties
        self.drawings: list[DrawingNumber] = []
        self.containers = 0
        self.loops = 0
        self.identifiers = Identifiers()
        self.root = self.body
        self._capture: list[str] | None = None
        self._capture_node: _Node | None = None

    # ------------------------------------------------------------------------------------------------ state at blocks

    def state(self) -> State:
        """Return where the text is now."""
        return State(self.lexical, self.head, self.node, self.fields)

    def restore(self, state: State) -> None:
        """Go back to ``state``, for the next branch of a block."""
        self.lexical, self.head, self.node, self.fields = state.lexical, state.head, state.node, state.fields

    def merge(self, first: State, second: State) -> None:
        """Go on from either state; raises StructureError if they are not equal."""
        same_tag = first.lexical == "text" or _cut(first.head) == _cut(second.head)
        if first.lexical != second.lexical or not same_tag:
            raise crossing()
        if first.fields != second.fields:
            raise StructureError(
                Text(
                    zh="一个域（如页码、目录）的开头、结尾不在同一个循环或条件里",
                    en="a field (a page number, a table of contents) begins or ends inside the block only",
                )
            )
        self.restore(State(second.lexical, second.head, _merged(first.node, second.node), second.fields))

    def interrupt(self) -> None:
        """Note that something other than static text stands here."""
        if self.lexical == "tag":
            raise StructureError(
                Text(zh="标签写在了 XML 元素内部不允许的位置", en="a tag stands inside an element's own brackets")
            )
        if any(self.fields) or (self.node is not None and self.node.name in ("w:instrText", "w:delInstrText")):
            raise StructureError(Text(zh="域代码里不能写标签", en="a field's code cannot hold a tag"))
        if self._capture_node is not None:
            self._capture_node.props = None
        node = self.node
        if node is not None and node.name == "w:t" and node.static is not None and "xml:space" not in node.static.text:
            node.static.text = '<w:t xml:space="preserve">'

    def value_kind(self) -> str:
        """Return what kind of value can be printed here: text, line, plain, attribute, span, colour or object."""
        self.interrupt()
        if self.lexical == "attribute":
            name, attribute = _cut(self.head)
            if (name, attribute) == ("w:gridSpan", "w:val"):
                return "span"
            return "colour" if (name, attribute) == ("w:shd", "w:fill") else "attribute"
        node = self.node
        if node is None:
            raise StructureError(Text(zh="标签在文档之外", en="a tag stands outside the document"))
        if node.name == "w:t" and node.parent is not None and node.parent.name == "w:r":
            return "text"
        if self.properties:
            return "plain"
        if node.name in _LINES:
            return "line"
        return "run" if node.name == "w:p" else ("block" if node.name in _HOLDING_BLOCKS else "object")

    def text_context(self) -> TextContext:
        """Return how tabs and line feeds of a value are written at this place (kind ``text``)."""
        run = self.node.parent if self.node is not None else None
        return inside_run(
            run.props if run is not None else None, _between_runs(run.parent if run is not None else None)
        )

    def object_context(self) -> TextContext:
        """Return how new paragraphs and pages of a rich text are written at this place."""
        return _between_runs(self.node)

    # ------------------------------------------------------------------------------------------------------- reading

    def feed(self, text: str) -> None:
        """Read the next static text. Raises StructureError."""
        position, end = 0, len(text)
        while position < end:
            if self.lexical == "text":
                start = text.find("<", position)
                if start != position:
                    self._words(text[position : start if start >= 0 else end])
                    if start < 0:
                        return
                stop = text.find(">", start)
                if stop < 0:
                    self.head = text[start:]
                    self._emit(self.head)
                    self._lex()
                    return
                self._element(text[start : stop + 1], text[start : stop + 1])
                position = stop + 1
            else:
                stop = text.find(">", position)
                piece = text[position : stop + 1 if stop >= 0 else end]
                self.head += piece
                position += len(piece)
                if stop < 0:
                    self._emit(piece)
                    self._lex()
                else:
                    whole, self.head, self.lexical = self.head, "", "text"
                    self._element(whole, piece, dynamic=True)

    def _lex(self) -> None:
        self.lexical = "attribute" if self.head.count('"') % 2 else "tag"

    def _words(self, text: str) -> None:
        node = self.node
        in_run = node is not None and node.name == "w:t" and node.parent is not None and node.parent.name == "w:r"
        if in_run and ("\n" in text or "\t" in text):
            context = self.text_context()
            text = text.replace("\t", context.tab or " ").replace("\n", context.line or " ")
        self._emit(text)

    def _emit(self, text: str) -> None:
        if self._capture is not None:
            self._capture.append(text)
        if "<wp:docPr" in text:
            for index, piece in enumerate(_DRAWING.split(text)):
                if index % 2:
                    self.body.append(Static(piece))
                    number = DrawingNumber(self.body is not self.root)
                    self.drawings.append(number)
                    self.body.append(number)
                else:
                    self.body.append(Static(piece))
        else:
            self.body.append(Static(text))

    def _element(self, whole: str, rest: str, dynamic: bool = False) -> None:
        if whole.startswith(("<?", "<!")):
            self._emit(rest)
            return
        match = _NAME.match(whole)
        name = match.group(1) if match else ""
        if whole[1] == "/":
            self._close(name, rest)
        else:
            self._open(name, whole, rest, dynamic)
            if whole.endswith("/>"):
                self._leave(name)

    def _open(self, name: str, whole: str, rest: str, dynamic: bool) -> None:
        declared = "".join(sorted(_DECLARED.findall(whole)))
        node = _Node(name + declared, name, self.node)
        empty = whole.endswith("/>")
        if empty and name in _NEVER_EMPTY:
            raise StructureError(
                Text(
                    zh=f"表格里有空的 {name} 元素，Word 打不开这样的文档，请在 Word 中重新插入该表格",
                    en=f"a table has an empty {name}, which Word cannot open; insert the table again in Word",
                )
            )
        if name in ("w:rPr", "w:pPr") and not empty and self.node is not None and self.node.name == "w:" + name[2]:
            self._capture, self._capture_node = [], self.node
        if name == "w:tbl":
            node.container = self._container("tbl")
            self.body.append(Open(node.container))
            self._emit(rest)
        elif name in ("w:tr", "w:tc") or name in STORIES:
            node.container = self._container(name[2:] if name in ("w:tr", "w:tc") else "story")
            outer = self._nearest()
            if outer is not None:
                count_inside(outer, node.container)
            self._emit(rest)
            if not empty:
                self.body.append(Open(node.container))
        elif name == "w:sdtContent" and not empty and self._holds_blocks():
            node.container = self._container("control")
            self._emit(rest)
            self.body.append(Open(node.container))
        else:
            pieces = self.identifiers.pieces(name, self.node.name if self.node else "", rest) if self.loops else None
            if pieces is None or dynamic:
                self._emit(rest)
            else:
                self.body += pieces
            self._count(name, whole, dynamic)
        if name == "w:fldChar":
            self._field_character(whole)
        if name == "w:t" and not dynamic:
            last = self.body[-1]
            node.static = last if isinstance(last, Static) else None
        self.node = node

    def _field_character(self, whole: str) -> None:
        match = _FIELD_CHARACTER.search(whole)
        kind = match.group(1) if match else ""
        if kind == "begin":
            self.fields = (*self.fields, True)
        elif kind == "separate" and self.fields:
            self.fields = (*self.fields[:-1], False)
        elif kind == "end":
            self.fields = self.fields[:-1]

    def _count(self, name: str, whole: str, dynamic: bool) -> None:
        table = self._nearest("tbl") if name == "w:gridCol" else None
        row = self._nearest("tr") if name in SPANS else None
        if table is not None:
            table.columns += 1
        elif row is not None:
            count_span(row, name, whole, known=not dynamic and self.body is row.body)

    def _close(self, name: str, rest: str) -> None:
        node = self.node
        if node is None or node.name != name:
            raise crossing(name, node.name if node is not None else "")
        container = node.container
        if container is not None and container.kind != "tbl":
            container.risky = container.body is self.body and not container.ends_well
            self.body.append(Close(container))
        self._emit(rest)
        if self._capture is not None and name in ("w:rPr", "w:pPr") and node.parent is self._capture_node:
            if self._capture_node is not None and self._capture_node.props is not None:
                self._capture_node.props = "".join(self._capture)
            self._capture = self._capture_node = None
        self._leave(name)

    def _leave(self, name: str) -> None:
        node = self.node
        assert node is not None  # noqa: S101 — an element that was just open
        self.node = node.parent
        if name == "w:tbl" and node.container is not None:
            settle(node.container)
            if node.container.body is self.body:
                node.container.risky = not node.container.ends_well
                self.body.append(Close(node.container))
            else:
                node.container.dynamic = False
        for control in self._controls():
            control.ends_well |= name in ("w:p", "w:tbl") and control.body is self.body
        outer = self._nearest(control=False)
        if outer is not None and outer.kind in ("tc", "story"):
            if name == "w:p":
                outer.ends_well |= outer.body is self.body
            elif name == "w:tbl":
                outer.ends_well = False

    def _container(self, kind: str) -> Container:
        self.containers += 1
        return Container(kind, self.body, self.containers)

    def _nearest(self, kind: str | None = None, *, control: bool = True) -> Container | None:
        node = self.node
        while node is not None and (
            node.container is None
            or (kind is not None and node.container.kind != kind)
            or (node.container.kind == "control" and not control)
        ):
            node = node.parent
        return node.container if node is not None else None

    def _holds_blocks(self) -> bool:
        """Return whether the content control that is open stands where paragraphs and tables stand."""
        around = self.node.parent if self.node is not None else None
        if around is None or around.name == "w:sdtContent":
            return around is not None and around.container is not None
        return around.name in _HOLDING_BLOCKS

    def _controls(self) -> Iterator[Container]:
        """Yield the content controls of paragraphs that are open, up to the cell or story around them."""
        node = self.node
        while node is not None and (node.container is None or node.container.kind == "control"):
            if node.container is not None:
                yield node.container
            node = node.parent


def _between_runs(node: _Node | None) -> TextContext:
    return between_runs(node.props if node is not None and node.name == "w:p" else None)


def _cut(head: str) -> tuple[str, str]:
    name, attribute = _NAME.match(head), _ATTRIBUTE.search(head)
    return (name.group(1) if name else "", attribute.group(1) if attribute else "")


def _merged(first: _Node | None, second: _Node | None) -> _Node | None:
    """Return the stack that stands for both; where they differ, nothing is known of the elements' insides."""
    if first is second:
        return second
    if first is None or second is None or first.token != second.token:
        raise crossing(*(_names(first) ^ _names(second)))
    container = second.container
    if first.container is not second.container and container is not None:
        container = Container(container.kind, None, container.number, ends_well=True, dynamic=True)
    props = second.props if first.props == second.props else None
    return _Node(second.token, second.name, _merged(first.parent, second.parent), props, container, None)


def _names(node: _Node | None) -> set[str]:
    found = set()
    while node is not None:
        found.add(node.name)
        node = node.parent
    return found
