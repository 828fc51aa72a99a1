"""How many rows the tables of a word processor's file have, counted without understanding the file."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from reportgen.core.limits import Limits

_DOC: Final = b"\xd0\xcf\x11\xe0"
_ODF_ROW: Final = re.compile(rb"<table:table-row\b([^>]*)>")
_REPEATED: Final = re.compile(rb'number-rows-repeated="(\d{1,4})"')
_RTF_ROW: Final = re.compile(rb"\\row(?![a-z])")
_DOCX_ROW: Final = re.compile(rb"<w:tr[ >]")
_DOC_ROW_END: Final = b"\x17\x24\x01"
"""The property of a paragraph that ends a row (sprmPFTtp); rows that are alike may share it, so that more are there."""


def rows_of_original(content: bytes) -> int | None:
    """Return how many rows the tables of an .odt, .rtf or .doc have at least; None where that cannot be told.

    Rows of a .doc that are alike may share their properties, so that it has at least the rows that are counted.
    """
    if content.startswith(b"{\\rtf"):
        return len(_RTF_ROW.findall(content))
    if content.startswith(_DOC):
        return content.count(_DOC_ROW_END)
    if content.startswith(b"PK"):
        found = _member(content, "content.xml")
        if found is None:
            return None
        return sum(_times(match.group(1)) for match in _ODF_ROW.finditer(found))
    if content.lstrip()[:5] == b"<?xml":
        return sum(_times(match.group(1)) for match in _ODF_ROW.finditer(content))
    return None


def rows_of_docx(content: bytes, limits: Limits) -> int:
    """Return how many rows the tables of a .docx have, those in text boxes once."""
    found = _member(content, "word/document.xml", limits.part_bytes)
    return 0 if found is None else len(_DOCX_ROW.findall(found))


def _times(attributes: bytes) -> int:
    repeated = _REPEATED.search(attributes)
    return int(repeated.group(1)) if repeated else 1


def _member(content: bytes, name: str, most: int = 64 * 1024 * 1024) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(name) as part:
            found = part.read(most + 1)
    except (KeyError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return None
    return found if len(found) <= most else None
