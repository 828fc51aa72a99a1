"""A text that was copied out of a page or a document: one paragraph a line, white space inside it kept."""

from __future__ import annotations

import re
from typing import Final

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument, ShownText
from reportgen.core.text import Text
from reportgen.engine.reading.published import laid_out_text
from reportgen.engine.reading.published.unread import Unread
from reportgen.engine.reading.published.web_encoding import MARK, decoded

_AT_ENDS: Final = " \t\r\n\f\u3000\xa0\u200b\ufeff"
_HEADING: Final = re.compile(r"(#{1,6})\s+(?=\S)")
_LINE: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_PAGE: Final = re.compile(
    r"[-—–－─]+\s*[0-9]{1,3}\s*[-—–－─]+|第\s*[0-9]{1,3}\s*页(?:\s*[,，/]?\s*共\s*[0-9]{1,3}\s*页)?"
    r"|Page [0-9]{1,3}(?: of [0-9]{1,3})?"
)
"""A page's number, as copied out of a document; a number alone may be a figure."""
_STRONG: Final = re.compile(r"\*\*(.+?)\*\*")


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> ShownDocument:
    """Return the lines of the text ``content``, which messages call ``name``, with their numbers; blank ones are none.

    Raises:
        DataError: it is no text in a known encoding, or has too many lines.
    """
    text, lost = decoded(content, name)
    unread = Unread(name)
    lines = _LINE.split(text.replace("\x00", ""))
    if len(lines) > limits.xml_elements:
        says = Text("文本的行数太多", "the text has too many lines")
        raise DataError(Fault("text-too-large", says, Origin(name)))
    if not lost:
        pages = [_LINE.split(page) for page in text.split("\f")]
        kept = [["" if _PAGE.fullmatch(line.strip(_AT_ENDS)) else line for line in page] for page in pages]
        laid_out = laid_out_text.shown(kept, name)
        if laid_out is not None:
            return ShownDocument(name, laid_out)
    blocks: list[ShownText] = []
    for number, line in enumerate(lines, start=1):
        shown = line.strip(_AT_ENDS)
        if not shown or _PAGE.fullmatch(shown) is not None:
            continue
        if shown.count("\t") > 1:  # a row of a table, of which blank cells may be the first and the last
            shown = line.strip(_AT_ENDS.replace("\t", ""))
        if lost and MARK in shown:
            unread.add("published-undecodable", f"第 {number} 行")
        heading = _HEADING.match(shown)
        if heading is not None:
            shown = shown[heading.end() :].rstrip("# ")
        if "**" in shown:
            shown = _STRONG.sub(r"\1", shown)
        if shown:
            level = len(heading[1]) if heading is not None else 0
            blocks.append(ShownText(shown, Origin(name, number), level))
    return ShownDocument(name, tuple(blocks), tuple(unread.faults()))
