"""A Word document as its reader sees it: tracked changes accepted, hidden text left out, lists numbered.

Headers, footers and comments are not part of a report's text and are not read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs
from lxml import etree

from reportgen.core.errors import DataError, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.shown_document import ShownDocument
from reportgen.engine.opc.read_only import ReadOnlyPackage, open_to_read
from reportgen.engine.reading.published.nested_tables import flat
from reportgen.engine.reading.published.word_look import Blocks
from reportgen.engine.reading.published.word_paragraphs import DELETED, THROUGH, chosen
from reportgen.engine.reading.published.word_styles import LOCAL, Styles, child, is_on
from reportgen.engine.reading.published.word_tables import TableReader


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> ShownDocument:
    """Return what the Word document ``content``, which messages call ``name``, shows.

    Raises:
        DataError: it is no Word document, or none that can be opened safely; every fault at once.
    """
    try:
        package = open_to_read(content, name, limits)
        reader = _Reader(package, name, Styles(package))
        body = child(package.tree(package.main), "body")
        blocks = tuple(flat(reader.blocks(() if body is None else body)))
    except TemplateError as error:
        raise DataError(error.faults) from None
    return ShownDocument(name, blocks, tuple(reader.unread.faults()))


def homes(content: bytes, name: str, limits: Limits = DEFAULT) -> dict[str, int]:
    """Return for each place that :func:`read` names which element of the main part it is, counted from 0.

    Raises DataError as :func:`read` does.
    """
    try:
        package = open_to_read(content, name, limits)
        root = package.tree(package.main)
        reader = _Reader(package, name, Styles(package))
        body = child(root, "body")
        reader.blocks(() if body is None else body)
    except TemplateError as error:
        raise DataError(error.faults) from None
    numbers = {element: number for number, element in enumerate(root.iter("*"))}
    return {place: numbers[element] for place, element in reader.homes.items()}


def reader_of_parts(package: ReadOnlyPackage, name: str) -> Callable[[Iterable[etree._Element]], Blocks]:
    """Return what gives the paragraphs and tables below an element of any part, as :func:`read` takes them."""
    return _Reader(package, name, Styles(package)).blocks


@attrs.define(eq=False)
class _Reader(TableReader):
    """Walks the body once, in order."""

    def blocks(self, parent: Iterable[etree._Element]) -> Blocks:
        """Return the paragraphs and tables below ``parent``."""
        found: Blocks = []
        for one in parent:
            kind = LOCAL[one.tag]
            if kind == "p":
                found += self.paragraph(one)
            elif kind == "tbl":
                found.append(self.table(one))
            elif kind == "sdt":
                content = child(one, "sdtContent")
                unfilled = is_on(child(one, "sdtPr"), "showingPlcHdr")
                self.unfilled += unfilled
                found += self.blocks(() if content is None else content)
                self.unfilled -= unfilled
            elif kind in THROUGH:
                found += self.blocks(one)
            elif kind in DELETED:
                self.unread.add("published-tracked", self.where())
            elif kind == "AlternateContent":
                found += self.blocks(chosen(one))
            elif kind == "altChunk":
                self.unread.add("published-embedded", self.where())
        return found
