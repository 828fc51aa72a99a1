"""Where in the XML a template's own text is, piece by piece: the proof that every rendering is well-formed.

The pieces of a part are read in order with the open elements on a stack. A block (``if``, ``for``) must leave the
stack as it found it, and a value may stand only in text or in an attribute's value: then every document that the
template can make has the template's own elements, balanced, and data in it as text.
"""

from __future__ import annotations

import re
from typing import Final

from reportgen.core.text import Text
from reportgen.engine.word.compiler.crossings import crossing
from reportgen.engine.word.compiler.identifiers import Identifiers
from reportgen.engine.word.compiler.ir import Close, Container, Open, Static
from reportgen.engine.word.compiler.open_elements import (
    CONTROLS,
    ELEMENT_NAME,
    HOLDING_BLOCKS,
    STORIES,
    OpenElement,
    State,
    around_runs,
    control_kind,
    controls,
    cut,
    merged,
    nearest,
)
from reportgen.engine.word.compiler.static_text import StaticText
from reportgen.engine.word.compiler.table_shape import SPANS, StructureError, count_inside, count_span, decide_grid
from reportgen.engine.word.markup.run_context import TextContext

_DECLARED: Final = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_FIELD_CHARACTER: Final = re.compile(r'\sw:fldCharType="([^"]*)"')
_NEVER_EMPTY: Final = frozenset(("w:tbl", "w:tr", "w:tc"))
_LINES: Final = frozenset(("m:t", "a:t", "w:delText", "w:t"))


class Structure(StaticText):
    """Reads static text with the open elements on a stack, and says what may stand between two pieces of it."""

    def __init__(self, properties: bool) -> None:
        super().__init__()
        self.fields: tuple[bool, ...] = ()
        self.properties = properties
        self.containers = 0
        self.loops: tuple[int, ...] = ()
        """The loops around, each by a number of its own, the innermost last."""
        self.identifiers = Identifiers()
        self._capture_node: OpenElement | None = None

    def state(self) -> State:
        """Return where the text is now."""
        return State(self.lexical, self.head, self.node, self.fields)

    def restore(self, state: State) -> None:
        """Go back to ``state``, for the next branch of a block."""
        self.lexical, self.head, self.node, self.fields = state.lexical, state.head, state.node, state.fields

    def merge(self, first: State, second: State) -> None:
        """Go on from either state; raises StructureError if they are not equal."""
        same_tag = first.lexical == "text" or cut(first.head) == cut(second.head)
        if first.lexical != second.lexical or not same_tag:
            raise crossing()
        if first.fields != second.fields:
            raise StructureError(
                Text(
                    zh="一个域（如页码、目录）的开头、结尾不在同一个循环或条件里",
                    en="a field (a page number, a table of contents) begins or ends inside the block only",
                )
            )
        self.restore(State(second.lexical, second.head, merged(first.node, second.node), second.fields))

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
            name, attribute = cut(self.head)
            if (name, attribute) == ("w:gridSpan", "w:val"):
                return "span"
            return "colour" if (name, attribute) == ("w:shd", "w:fill") else "attribute"
        node = self.node
        if node is None:
            raise StructureError(Text(zh="标签在文档之外", en="a tag stands outside the document"))
        if node.in_run:
            return "text"
        if self.properties:
            return "plain"
        if node.name in _LINES:
            return "line"
        return "run" if node.name == "w:p" else ("block" if node.name in HOLDING_BLOCKS else "object")

    def object_context(self) -> TextContext:
        """Return how new paragraphs and pages of a rich text are written at this place."""
        return around_runs(self.node)

    def _element(self, whole: str, rest: str, dynamic: bool = False) -> None:
        if whole.startswith(("<?", "<!")):
            self._emit(rest)
            return
        match = ELEMENT_NAME.match(whole)
        name = match.group(1) if match else ""
        if whole[1] == "/":
            self._close(name, rest)
        else:
            self._open(name, whole, rest, dynamic)
            if whole.endswith("/>"):
                self._leave(name)

    def _open(self, name: str, whole: str, rest: str, dynamic: bool) -> None:
        declared = "".join(sorted(_DECLARED.findall(whole)))
        node = OpenElement(name + declared, name, self.node)
        empty = whole.endswith("/>")
        if empty and name in _NEVER_EMPTY:
            raise StructureError(
                Text(
                    zh=f"表格里有空的 {name} 元素，Word 打不开这样的文档，请在 Word 中重新插入该表格",
                    en=f"a table has an empty {name}, which Word cannot open; insert the table again in Word",
                ),
                element=whole,
            )
        if name in ("w:rPr", "w:pPr") and not empty and self.node is not None and self.node.name == "w:" + name[2]:
            self._capture, self._capture_node = [], self.node
        if name == "w:tbl":
            node.container = self._container("tbl")
            self.body.append(Open(node.container))
            self._emit(rest)
        elif name in ("w:tr", "w:tc") or name in STORIES:
            node.container = self._container(name[2:] if name in ("w:tr", "w:tc") else "story")
            outer = nearest(self.node, control=False)
            if outer is not None:
                count_inside(outer, node.container)
            self._emit_start(name, rest, dynamic)
            if not empty:
                self.body.append(Open(node.container))
        elif name == "w:sdtContent" and (kind := control_kind(self.node)):
            node.container = None if empty else self._container(kind)
            self._emit(f"{rest[:-2]}><w:p/></w:sdtContent>" if empty and kind == "control" else rest)
        else:
            self._emit_start(name, rest, dynamic)
            self._count(name, whole, dynamic)
        if name == "w:fldChar":
            self._field_character(whole)
        if name == "w:t" and not dynamic:
            last = self.body[-1]
            node.static = last if isinstance(last, Static) else None
        self.node = node

    def _emit_start(self, name: str, rest: str, dynamic: bool) -> None:
        """Write a start tag with identifiers of its own, where a loop repeats it."""
        parent = self.node.name if self.node else ""
        pieces = None if dynamic else self.identifiers.pieces(name, parent, rest, self.loops)
        if pieces is None:
            self._emit(rest)
        else:
            self.body += pieces

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
        table = nearest(self.node, "tbl") if name == "w:gridCol" else None
        row = nearest(self.node, "tr") if name in SPANS else None
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
            container.risky = not container.ends_well
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
            decide_grid(node.container)
            node.container.risky = not node.container.ends_well
            node.container.dynamic &= node.container.body is self.body
            self.body.append(Close(node.container))
        for control in controls(self.node):
            control.ends_well |= name in CONTROLS[control.kind] and control.body is self.body
        outer = nearest(self.node, control=False)
        if outer is not None and outer.kind in ("tc", "story"):
            if name == "w:p":
                outer.ends_well |= outer.body is self.body
            elif name == "w:tbl":
                outer.ends_well = False

    def _container(self, kind: str) -> Container:
        self.containers += 1
        return Container(kind, self.body, self.containers)
