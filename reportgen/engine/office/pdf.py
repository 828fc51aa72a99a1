"""A Word document as a tagged PDF, made by LibreOffice; its dates are the document's, not those of the machine."""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial
from typing import Any, Final

from reportgen.engine.office.libreoffice import convert

_FLAT: Final = "fodt:OpenDocument Text Flat XML"
_HANGING: Final = b'style:punctuation-wrap="hanging"'
_INSIDE: Final = b'style:punctuation-wrap="simple"'
"""LibreOffice 7 loses a full stop that hangs over the end of a line behind a number; it does not read from a Word
document that none should hang, so that this is written into its own form of the text."""
_HYPHEN: Final = "\u2011".encode()
"""A hyphen at which no line ends: LibreOffice 7 ends a line there all the same, and now and then shows it twice."""
_DATE: Final = re.compile(rb"/CreationDate\(D:(\d{14})[^()]{0,8}\)")
_STAMP: Final = re.compile(rb"<xmp:CreateDate>([^<]*)</xmp:CreateDate>")
_ID: Final = re.compile(rb"/ID \[ ?<([0-9A-F]{32})>\s*<([0-9A-F]{32})> ?\]")
_CHECKSUM: Final = re.compile(rb"/DocChecksum /([0-9A-F]{32})")


def pdf_of(document: bytes, name: str, moment: str | None, *, archive: bool = False) -> bytes:
    """Return the Word ``document`` as a PDF with tags, bookmarks, language and title, which messages call ``name``.

    ``moment`` (``2022-01-28T00:00:00Z``) is written as the day of its making; without it the PDF has none. An
    ``archive`` is PDF/A-2b. The same document gives the same bytes, as far as LibreOffice and its fonts are the same.

    Raises:
        OfficeError: as :func:`libreoffice.convert`.
    """
    options: dict[str, Any] = {
        "UseTaggedPDF": ("boolean", "true"),
        "ExportBookmarks": ("boolean", "true"),
        "SelectPdfVersion": ("long", "2" if archive else "0"),
    }
    written = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in options.items()})
    text = convert(document, ".docx", _FLAT, name).replace(_HANGING, _INSIDE).replace(_HYPHEN, b"-")
    made = convert(text, ".fodt", f"pdf:writer_pdf_Export:{written}", name)
    return dated(made, moment)


def dated(pdf: bytes, moment: str | None) -> bytes:
    """Return a PDF of LibreOffice with another date of making, or none, and an identifier made of its content.

    Nothing changes its length, so that every place in the file stays as it is.
    """
    pdf = _STAMP.sub(partial(_with, moment), _DATE.sub(partial(_with, _digits(moment)), pdf))
    plain = _identified(pdf, "0" * 32)
    return _identified(pdf, hashlib.sha256(plain).hexdigest()[:32].upper())


def _identified(pdf: bytes, identifier: str) -> bytes:
    return _CHECKSUM.sub(partial(_with, identifier), _ID.sub(partial(_with, identifier), pdf))


def _digits(moment: str | None) -> str | None:
    return None if moment is None else re.sub(r"\D", "", moment)[:14]


def _with(text: str | None, found: re.Match[bytes]) -> bytes:
    """Return what was found with ``text`` in the place of its groups, or blanks where there is none."""
    if text is None:
        return b" " * len(found[0])
    made = found[0]
    for old in found.groups():
        made = made.replace(old, text.encode()[: len(old)].ljust(len(old)), 1)
    return made
