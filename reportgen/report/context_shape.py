"""The shape of a template's data, known from the report type before any data is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

import attrs

from reportgen.core.value import Value
from reportgen.model.symbolic import join
from reportgen.prose.rendering import nested, nested_notes
from reportgen.report.particulars import CONTACT
from reportgen.report.report_type import ReportType

EACH: Final = "[]"
"""The step of an address from a list to any of its items: ``narrative.overview[].text``."""


@attrs.frozen(eq=False, repr=False)
class Leaf(Value):
    """One value: a number, a text, a flag (true or false), or a ``code``: a number or a text, which is only printed."""

    kind: Literal["number", "text", "flag", "code"]


@attrs.frozen(eq=False, repr=False)
class Listing(Value):
    """A list whose items all have the shape ``of``."""

    of: Shape


@attrs.frozen(eq=False, repr=False)
class Group(Value):
    """A mapping of names to shapes.

    ``others`` is the shape of names that are not listed, None where there are none; ``optional`` names may be absent,
    those in ``blank`` may have no value.
    """

    members: Mapping[str, Shape]
    others: Shape | None = None
    optional: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()


@attrs.frozen
class Anything:
    """A value of unknown shape."""


Shape = Leaf | Listing | Group | Anything
NUMBER: Final = Leaf("number")
TEXT: Final = Leaf("text")
FLAG: Final = Leaf("flag")
ANYTHING: Final = Anything()
PROSE: Final = Listing(
    Group({"level": NUMBER, "text": TEXT, "strong": FLAG, "runs": Listing(Group({"text": TEXT, "strong": FLAG}))}),
)
"""A piece of the narrative, as :func:`reportgen.prose.rendering.print_prose` gives it: its paragraphs."""


def context_shape(report_type: ReportType, *, named: bool = True) -> Group:
    """Return the shape of ``Report.context(named=named)`` for a report type, without an office's own figures."""
    book = report_type.addresses
    members: dict[str, Shape] = {}
    for name, value in nested(book, {name: Leaf(kind.used_as) for name, kind in book.kinds.items()}).items():
        members[name] = shape_of(value)
    if named:
        leaves = {name: Leaf(kind.used_as) for name, kind in book.kinds.items()}
        members.update({name: shape_of(value) for name, value in report_type.named_cells(leaves).items()})
    members["organ"], members["year"] = TEXT, NUMBER
    members["contact"] = Group(dict.fromkeys(CONTACT, TEXT))
    members["published"] = TEXT
    members["remarks"] = Group(dict.fromkeys(report_type.remarked, TEXT))
    members["comparison"] = Listing(Group(dict.fromkeys(("label", "last", "this", "change"), TEXT)))
    members.update(dict.fromkeys(("title_lines", "contact_lines", "attachments"), Listing(TEXT)))
    members["notes"] = shape_of(nested_notes(book, {}))
    members["narrative"] = Group({field.name: PROSE for field in report_type.narrative})
    return Group(members)


def shape_of(value: Any) -> Shape:
    """Return the shape of a value; a blank figure (``None``) has a number's, and a shape is its own."""
    if isinstance(value, Leaf):
        return value
    if isinstance(value, Mapping):
        return Group({name: shape_of(inner) for name, inner in value.items() if isinstance(name, str)})
    if isinstance(value, list | tuple):
        shapes = [shape_of(inner) for inner in value]
        return Listing(shapes[0] if shapes and all(shape == shapes[0] for shape in shapes) else ANYTHING)
    if isinstance(value, bool):
        return FLAG
    if value is None or isinstance(value, int | Decimal):
        return NUMBER
    return TEXT if isinstance(value, str) else ANYTHING


def addresses(shape: Shape, prefix: str = "") -> Iterator[tuple[str, Shape]]:
    """Yield every address inside ``shape`` with its own shape; groups and lists come before their members."""
    if prefix:
        yield prefix, shape
    if isinstance(shape, Group):
        for name, inner in shape.members.items():
            yield from addresses(inner, join(prefix, name))
    elif isinstance(shape, Listing):
        yield from addresses(shape.of, prefix + EACH)
