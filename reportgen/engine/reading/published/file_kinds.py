"""Which files are published reports, and which reader takes each."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Final

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT, MEBIBYTE, Limits
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument
from reportgen.core.text import Text

_READERS: Final = {
    ".docx": "word",
    ".html": "web_page",
    ".htm": "web_page",
    ".shtml": "web_page",
    ".xhtml": "web_page",
    ".txt": "plain_text",
    ".md": "plain_text",
    ".csv": "plain_text",
    ".pdf": "pdf",
    ".doc": "office_converter",
    ".wps": "office_converter",
    ".odt": "office_converter",
    ".rtf": "office_converter",
}
"""The module that reads a kind of file, by its suffix."""
_STARTS: Final = ((b"%PDF", ".pdf"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0", ".doc"))
_DATA: Final = re.compile(rb"^\s*[\"']?report[\"']?\s*:", re.MULTILINE)
_WEB: Final = re.compile(rb"\s*(?:<!DOCTYPE\s+html|<html|<meta|<table|<p\b|<div)", re.IGNORECASE)
_LOOKED_AT: Final = 4096


def kind_of(content: bytes, name: str) -> str | None:
    """Return the suffix that says how a published report is to be read, or None for a data file.

    A text with a line ``report:`` is a data file whatever it is called; a file without a suffix is told by its content.
    """
    suffix = Path(name).suffix.lower()
    if suffix in {".txt", ".md", ".csv"} and _DATA.search(content[:_LOOKED_AT]) is not None:
        return None
    if suffix in _READERS:
        return suffix
    if suffix or name == "":
        return None
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(b"PK\x03\x04") and b"word/document.xml" in content:
        return ".docx"
    return ".html" if _WEB.match(content[:_LOOKED_AT]) else None


def shown(content: bytes, name: str, kind: str, limits: Limits = DEFAULT) -> ShownDocument:
    """Return what a file of the given kind, a suffix, shows to its reader.

    Raises:
        DataError: it is too large, or its reader refuses it.
        UsageError: what reads such files is not installed.
    """
    if len(content) > limits.file_bytes:
        most = limits.file_bytes // MEBIBYTE
        says = Text(f"文件超过 {most} MB", f"the file is larger than {most} MB")
        raise DataError(Fault("file-too-large", says, Origin(name)))
    reader = importlib.import_module(f"reportgen.engine.reading.published.{_READERS[kind]}")
    found: ShownDocument = reader.read(content, name, limits)
    return found
