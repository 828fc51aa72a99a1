"""The comments that people wrote on cells of a workbook: on which cell, and what."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened

Comment = tuple[str, str, str]
"""A sheet, a cell, and what somebody wrote on it."""
_KINDS: Final = ("threadedComment", "comments")
"""The last words of the relations' types, newer programs' first: they write each comment in the old way, too."""
_MOST: Final = 20


def comments_of(parts: Mapping[str, bytes], sheets: Mapping[str, str]) -> list[Comment]:
    """Return the comments among the ``parts`` of a workbook; ``sheets`` are the parts of its sheets by their names."""
    found: dict[tuple[str, str], list[str]] = {}
    if not any("comment" in part.lower() for part in parts):
        return []
    for sheet, part in sheets.items():
        folder, _, file = part.rpartition("/")
        relations = _tree(parts.get(f"{folder}/_rels/{file}.rels"))
        for kind in _KINDS:
            seen = {cell for name, cell in found if name == sheet}
            for one in relations:
                if one.get("Type", "").rpartition("/")[2] != kind:
                    continue
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                for cell, text in _written(_tree(parts.get(target))):
                    if cell not in seen and text:
                        found.setdefault((sheet, cell), []).append(text)
    return [(sheet, cell, " ".join(texts)) for (sheet, cell), texts in found.items()]


def told(comments: Sequence[Comment], name: str) -> Iterator[tuple[Origin, Text]]:
    """Yield that each comment of the workbook ``name`` was not read; of very many the first ones."""
    for sheet, cell, text in comments[:_MOST]:
        shown = shortened(text)
        says = Text(
            f"这一格有批注“{shown}”，批注不读入；请看过以后照着改，或删去批注",
            f"a comment on this cell, “{shown}”, is not read; see to it, or delete it",
        )
        yield Origin(name, place=f"{sheet}!{cell}"), says
    if len(comments) > _MOST:
        more = len(comments) - _MOST
        yield Origin(name), Text(f"另有 {more} 条批注没有读入", f"{more} more comments are not read")


def _tree(xml: bytes | None) -> etree._Element:
    """Return the root of a part, an empty one where it is missing or broken: a comment is no figure."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(xml or b"<none/>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return etree.Element("none")


def _written(root: etree._Element) -> Iterator[tuple[str, str]]:
    for one in root.iter("{*}comment", "{*}threadedComment"):
        words = "".join(text.text or "" for text in one.iter("{*}t", "{*}text"))
        yield one.get("ref", ""), " ".join(words.split())
