"""The pieces of a part's program: the template's own text, values, branches, loops, and marks of containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:  # a compiled template holds contexts and must not load Jinja for them
    from jinja2 import nodes

    from reportgen.engine.word.markup.run_context import TextContext


@attrs.define(eq=False)
class Static:
    """Text of the template itself."""

    text: str


@attrs.define(eq=False)
class DrawingNumber:
    """The place of a drawing's number, which must be unique in the document."""

    conditional: bool


@attrs.define(eq=False)
class NewNumber:
    """The place where a loop repeats an element with an identifier of its own; ``number`` is its own."""

    number: int


@attrs.define(eq=False)
class Numbered:
    """Such an element: ``first`` as the template has it, ``later`` with numbers that no other has, or empty."""

    number: int
    first: str
    later: str


@attrs.define(eq=False)
class Container:
    """An element that must not be empty: a cell or story needs a paragraph at its end, a control one, a row cells …"""

    kind: str
    body: list[object] | None
    """The list of pieces that it was opened in; None if it was opened in one branch and goes on in another."""
    number: int = 0
    ends_well: bool = False
    risky: bool = False
    dynamic: bool = False
    columns: int = 0
    cells: int = 0
    span: int = 0
    conditional: bool = False
    rows: list[Container] = attrs.Factory(list)


@attrs.define(eq=False)
class Open:
    """The place where a container's content begins (for a table: where it begins itself)."""

    container: Container


@attrs.define(eq=False)
class Close:
    """The place where a container's content ends (for a table: where it ends itself)."""

    container: Container


@attrs.define(eq=False)
class Value:
    """A printed expression: how it is printed, and for text in which context."""

    expression: nodes.Expr
    line: int
    kind: str
    context: int = 0


@attrs.define(eq=False)
class Branch:
    """An ``if`` with its ``elif`` and ``else``."""

    cases: list[tuple[nodes.Node, int, list[object]]]
    otherwise: list[object]


@attrs.define(eq=False)
class Loop:
    """A ``for`` with its condition and ``else``."""

    node: nodes.For
    body: list[object]
    otherwise: list[object]


@attrs.define(eq=False)
class Let:
    """A ``set``."""

    name: str
    expression: nodes.Node
    line: int


@attrs.define(eq=False)
class Program:
    """What a part prints, in order, and the contexts that its text values name by number."""

    body: list[object]
    contexts: tuple[TextContext, ...]
    drawings: tuple[DrawingNumber, ...]
    numbers: int = 0
    """How many elements with identifiers stand in loops."""
