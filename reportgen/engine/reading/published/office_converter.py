"""Older word processors' files (.doc, .odt, .rtf, .wps) made a .docx by LibreOffice, where it is installed.

It is run as :mod:`reportgen.engine.office.libreoffice` says: on a copy, without macros, one at a time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument
from reportgen.core.text import Text
from reportgen.engine.office.libreoffice import OfficeError, convert
from reportgen.engine.reading.published import word
from reportgen.engine.reading.published.table_rows import rows_of_docx, rows_of_original

SUFFIXES: Final = (".doc", ".odt", ".rtf", ".wps", ".wpt", ".dot", ".ott", ".fodt")
_WALL_FACTOR: Final = 4
"""After this many times the CPU limit a conversion is stopped: starting LibreOffice reads much from the disk."""
_SAVE_AS: Final = Text("请用 Word 或 WPS 打开后另存为 .docx", "open it in Word or WPS and save it as .docx")


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> ShownDocument:
    """Return what the document ``content``, which messages call ``name``, shows once LibreOffice made it a .docx.

    Raises:
        DataError, UsageError: as :func:`converted` and the reader of Word documents.
    """
    made, lost = converted(content, name, limits)
    shown = word.read(made, name, limits)
    return attrs.evolve(shown, unread=(*lost, *shown.unread))


def converted(content: bytes, name: str, limits: Limits = DEFAULT) -> tuple[bytes, tuple[Fault, ...]]:
    """Return ``content``, a file which messages call ``name``, as a .docx, and what the conversion lost.

    Raises:
        DataError: LibreOffice cannot convert it, or was not done in time.
        UsageError: LibreOffice is not installed.
    """
    suffix = Path(name).suffix.lower()
    suffix = suffix if suffix in SUFFIXES else ".doc"
    seconds = limits.reading_cpu_seconds * _WALL_FACTOR
    try:
        made = convert(content, suffix, "docx:MS Word 2007 XML", name, remedy=_SAVE_AS, seconds=seconds)
    except OfficeError as problem:
        raise (UsageError if problem.is_missing else DataError)(problem.fault) from None
    before, after = rows_of_original(content), rows_of_docx(made, limits)
    lost = () if before is None or after >= before else (_lost_rows(name, before, after),)
    return made, lost


def _lost_rows(name: str, before: int, after: int) -> Fault:
    says = Text(
        f"转换后表格只有 {after} 行，原文件有 {before} 行：可能丢了表格",
        f"after conversion the tables have {after} rows, before it {before}: a table may be lost",
    )
    return Fault("office-lost-rows", says, Origin(name), _SAVE_AS)
