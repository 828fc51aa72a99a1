"""A part as a program: the template's own text and, between its pieces, values, branches and loops.

Built from the Jinja tree with :mod:`wellformed`, which proves that the result is well-formed whatever the data.
"""

from __future__ import annotations

import re
from typing import Any, Final

import attrs
from jinja2 import nodes

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.word.compiler.ir import Branch, Let, Loop, Program, Value
from reportgen.engine.word.compiler.open_elements import State
from reportgen.engine.word.compiler.table_shape import StructureError
from reportgen.engine.word.compiler.wellformed import Structure
from reportgen.engine.word.language.jinja_source import Patched
from reportgen.engine.word.language.prose_braces import restored
from reportgen.engine.word.language.tags import MARKER, NEWLINE
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.paragraphs import PartText
from reportgen.engine.word.markup.run_context import TextContext

_ESCAPES: Final = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class _Builder:
    def __init__(self, patched: Patched, file: str, properties: bool) -> None:
        self.patched, self.file = patched, file
        self.structure = Structure(properties)
        self.contexts: dict[TextContext, int] = {}
        self.faults: list[Fault] = []
        self.line = 1
        self.loops = 0

    def build(self, children: list[nodes.Node], body: list[object]) -> None:
        structure = self.structure
        outer, structure.body = structure.body, body
        for node in children:
            if isinstance(node, nodes.Output):
                for piece in node.nodes:
                    if isinstance(piece, nodes.TemplateData):
                        structure.feed(_own_text(piece.data))
                    else:
                        self._value(piece)
                continue
            self.line = node.lineno
            structure.interrupt()
            if isinstance(node, nodes.If):
                self._branch(node, body)
            elif isinstance(node, nodes.For):
                self._loop(node, body)
            elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                body.append(Let(node.target.name, node.node, node.lineno))
        structure.body = outer

    def _value(self, expression: nodes.Expr) -> None:
        self.line = expression.lineno
        kind = self.structure.value_kind()
        context = 0
        if kind in ("text", "run", "block", "object"):
            found = self.structure.text_context() if kind == "text" else self.structure.object_context()
            context = self.contexts.setdefault(found, len(self.contexts))
        self.structure.body.append(Value(expression, expression.lineno, kind, context))

    def _branch(self, node: nodes.If, body: list[object]) -> None:
        entry = self.structure.state()
        cases: list[tuple[nodes.Node, int, list[object]]] = []
        exits: list[State] = []
        for case in (node, *node.elif_):
            inner: list[object] = []
            self.structure.restore(entry)
            self.build(case.body, inner)
            exits.append(self.structure.state())
            cases.append((case.test, case.lineno, inner))
        otherwise: list[object] = []
        self.structure.restore(entry)
        self.build(node.else_, otherwise)
        self.line = node.lineno
        for state in exits:
            self.structure.merge(self.structure.state(), state)
        body.append(Branch(cases, otherwise))

    def _loop(self, node: nodes.For, body: list[object]) -> None:
        entry = self.structure.state()
        inner: list[object] = []
        otherwise: list[object] = []
        around = self.structure.loops
        self.loops += 1
        self.structure.loops = (*around, self.loops)
        self.build(node.body, inner)
        self.structure.loops = around
        self.line = node.lineno
        self.structure.merge(entry, self.structure.state())
        turned = self.structure.state()
        self.structure.restore(entry)
        self.build(node.else_, otherwise)
        self.line = node.lineno
        self.structure.merge(self.structure.state(), turned)
        body.append(Loop(node, inner, otherwise))


def build(
    tree: nodes.Template, patched: Patched, text: PartText, file: str, *, properties: bool
) -> tuple[Program | None, list[Fault]]:
    """Return the program of a part (``text``), or the fault that makes its result ill-formed or unsafe.

    ``properties``: the part holds document properties, whose elements hold plain text.
    """
    builder = _Builder(patched, file, properties)
    try:
        builder.build(tree.body, builder.structure.body)
        if builder.structure.node is not None or builder.structure.lexical != "text":
            raise StructureError(Text(zh="标签破坏了文档结构", en="a tag breaks the document's structure"))
        if builder.structure.fields:
            raise StructureError(Text(zh="文档里有一个没有结尾的域", en="a field of the document has no end"))
    except StructureError as problem:
        place = _place(problem.element, text, patched.place(builder.line))
        remedy = Text(
            zh="请移动该标签；整段、整行的循环请用 {%p … %}、{%tr … %}",
            en="Move the tag; to repeat paragraphs or rows use {%p … %} or {%tr … %}",
        )
        return None, [place.fault(file, "template-structure", problem.says, problem.remedy or remedy)]
    structure = builder.structure
    return Program(structure.root, tuple(builder.contexts), tuple(structure.drawings), structure.identifiers.count), []


def _place(element: str, text: PartText, beside: Place) -> Place:
    """Return where an element stands that a fault is about, else the place of the tag before it."""
    found = PartText(text.xml, re.compile(re.escape(element))).tags if element else []
    if not found:
        return beside
    place = found[0].home.place(beside.part)
    table, row, column = found[0].cell
    return place if place.paragraph else attrs.evolve(place, table=table, row=row, column=column)


def _own_text(text: str) -> str:
    """Return static text as it will be in the document: without line marks, docxtpl's escaped braces resolved."""
    text = text.replace("\n", "")
    if "\x1f" in text:
        text = MARKER.sub("", text)
    text = restored(text.replace(NEWLINE, "\n"))
    for written, meant in _ESCAPES:
        if written in text:
            text = text.replace(written, meant)
    return text


def uses_loop(tree: nodes.Node | list[nodes.Node]) -> bool:
    """Return whether anything under ``tree`` names ``loop``, inner loops aside."""
    stack: list[Any] = list(tree) if isinstance(tree, list) else [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.Name) and node.name == "loop":
            return True
        if isinstance(node, nodes.For):
            stack.append(node.iter)
        else:
            stack += node.iter_child_nodes()
    return False
