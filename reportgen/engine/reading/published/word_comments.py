"""The comments that people wrote on a Word document: who, on which words, and what."""

from __future__ import annotations

from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import DataError, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.value import Value
from reportgen.engine.opc.read_only import open_to_read
from reportgen.engine.reading.published.word_styles import LOCAL, attribute

OWN: Final = "reportgen"
"""Who wrote the comments of this program itself."""


@attrs.frozen(eq=False, repr=False)
class Comment(Value):
    """One comment: its author, the words that it is on (empty where it is on none), and its text.

    Paragraphs are divided by LF.
    """

    author: str
    quoted: str
    text: str


def comments_of(content: bytes, name: str, limits: Limits = DEFAULT) -> tuple[Comment, ...]:
    """Return the comments of the Word document ``content``, which messages call ``name``, in the order of their part.

    Comments of this program itself are left out.

    Raises:
        DataError: it is no Word document, or none that can be opened safely; every fault at once.
    """
    try:
        package = open_to_read(content, name, limits)
        roots = [package.tree(part) for part in package.parts_of("comments")]
        comments = [one for root in roots for one in root if LOCAL[one.tag] == "comment"]
        if not comments:
            return ()
        quoted = _quoted(package.tree(package.main))
    except TemplateError as error:
        raise DataError(error.faults) from None
    found = (
        Comment(attribute(one, "author") or "", quoted.get(attribute(one, "id") or "", "").strip(), _text(one).strip())
        for one in comments
    )
    return tuple(one for one in found if one.author != OWN)


def _text(element: etree._Element) -> str:
    pieces = (_piece(one) for one in element.iter("*"))
    return "".join(pieces)


def _quoted(root: etree._Element) -> dict[str, str]:
    """Return the words between the marks of each comment, by its number; deleted words are no words."""
    found: dict[str, list[str]] = {}
    opened: set[str] = set()
    for one in root.iter("*"):
        kind = LOCAL[one.tag]
        if kind == "commentRangeStart":
            opened.add(attribute(one, "id") or "")
        elif kind == "commentRangeEnd":
            opened.discard(attribute(one, "id") or "")
        elif opened and (piece := _piece(one)):
            for number in opened:
                found.setdefault(number, []).append(piece)
    return {number: "".join(pieces) for number, pieces in found.items()}


def _piece(one: etree._Element) -> str:
    """Return what an element shows by itself: words, or the beginning of a paragraph or a line."""
    kind = LOCAL[one.tag]
    return one.text or "" if kind == "t" else "\n" if kind in {"p", "br"} else ""
