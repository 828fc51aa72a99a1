"""A new workbook for every room that writes one: its texts stay texts, and no clock is in it."""

from __future__ import annotations

import datetime as dt
import io
from types import ModuleType
from typing import Any

from reportgen.core.errors import UsageError
from reportgen.report.workbook_layout import missing

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 — a workbook's dates have no time zone
_ONLY_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}


def xlsxwriter(name: str) -> ModuleType:
    """Return XlsxWriter, for the workbook that messages call ``name``.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import xlsxwriter as library  # noqa: PLC0415 — an extra
    except ImportError:
        raise UsageError(missing(name, "XlsxWriter")) from None
    found: ModuleType = library
    return found


def new_workbook(to: io.BytesIO, name: str, *, row_by_row: bool = False, **properties: str) -> Any:
    """Return XlsxWriter's workbook, which closing it writes ``to``; the same content gives the same bytes.

    ``row_by_row`` is for very many rows, written in their order: each is forgotten when the next begins.
    ``properties`` are the title and the author; messages call the workbook ``name``.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    options = {"constant_memory" if row_by_row else "in_memory": True, **_ONLY_TEXT}
    book = xlsxwriter(name).Workbook(to, options)
    book.set_properties({"created": _CREATED, **properties})
    return book
