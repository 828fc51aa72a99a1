"""A copy of a document with comments on paragraphs and cells; nothing else in it is changed.

Comments of an earlier run go, so that a copy never says what no longer holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportgen.engine.opc.package import open_package
from reportgen.engine.word.variants.comments import AUTHOR, Comments, W
from reportgen.engine.word.variants.part_trees import read_tree

_INSIDE_A_BOX: Final = f"{W}txbxContent"
_MARKS: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")


def commented(document: bytes, name: str, said: Mapping[int | None, Sequence[str]]) -> bytes:
    """Return ``document``, which messages call ``name``, with what is ``said`` of its places as comments.

    A place is the number of an element of the main part, counted from 0: a paragraph, or a cell, whose first paragraph
    is meant. ``None`` is the document itself, whose first paragraph says it.

    Raises:
        TemplateError: it is no sound Word document.
    """
    package = open_package(document, name, template=False)
    root = read_tree(package, package.main)
    elements = [*root.iter("*")]
    first = next(root.iter(f"{W}p"), None)
    comments = Comments(package)
    _remove_earlier(root, comments)
    for place, sentences in said.items():
        home = first if place is None or place >= len(elements) else _paragraph_of(elements[place])
        if home is not None:
            for sentence in sentences:
                comments.comment(home, [sentence])
    return comments.written(root)


def _paragraph_of(element: Any) -> Any:
    """Return the paragraph that takes the comment on a paragraph or a cell; Word has none in text boxes."""
    found = element if element.tag == f"{W}p" else next(element.iter(f"{W}p"), None)
    for box in () if found is None else found.iterancestors(_INSIDE_A_BOX):
        found = next(box.iterancestors(f"{W}p"), None)
    return found


def _remove_earlier(root: Any, comments: Comments) -> None:
    """Remove the comments that this program wrote before, and their marks in the document."""
    old = [one for one in comments.root.iter(f"{W}comment") if one.get(f"{W}author") == AUTHOR]
    numbers = {one.get(f"{W}id") for one in old}
    for one in old:
        comments.root.remove(one)
        comments.added = True
    for mark in [mark for name in _MARKS for mark in root.iter(f"{W}{name}") if mark.get(f"{W}id") in numbers]:
        parent = mark.getparent()
        parent.remove(mark)
        if parent.tag == f"{W}r" and not [one for one in parent if one.tag != f"{W}rPr"]:
            parent.getparent().remove(parent)
