"""What Word demands inside of an element, looked for in what has just been printed, from its end backwards.

A cell, header or note ends with a paragraph; a row has cells, a table rows, a content control something. The search
stops at the last piece that says so, so that it costs the same however long the document is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.text import Text
from reportgen.engine.word.meter import Meter
from reportgen.engine.word.runtime.values import UnprintableError

_REFERENCE: Final = 8
_TAIL: Final = 1000
_MARKS: Final = rb"(?:\s|<w:(?:bookmarkStart|bookmarkEnd|permEnd|commentRangeEnd|proofErr)(?: [^<>]*)?/>)*"
_ONLY_MARKS: Final = re.compile(_MARKS)
_FINISHED: Final = re.compile(rb"(?:</w:p>|<w:p(?: [^<>]*)?/>|</w:sdt>)" + _MARKS + rb"\Z")
_CONTROL: Final = b"<w:sdtContent"


_UNCONTROL: Final = Text(
    "请在 Word 中删除该内容控件（保留内容），或让它总留下内容",
    "Remove the content control in Word (keeping its contents), or let something always stay in it",
)
_HANDLE: Final = Text("请在模板里用 {% if %} 处理没有数据的情况", "Let the template handle this with {% if %}")


@attrs.frozen
class _Need:
    """What must be found (the end of it) before any of the starts around it, and what is said where it is not."""

    found: bytes
    around: tuple[bytes, ...]
    says: Text
    remedy: Text = _HANDLE


_NEEDS: Final = {
    "tbl": _Need(b"</w:tr>", (b"<w:tbl>", b"<w:tbl ", _CONTROL), Text("表格一行也没有", "the table has no rows")),
    "tr": _Need(
        b"</w:tc>", (b"<w:tr>", b"<w:tr ", _CONTROL), Text("表格的一行没有单元格", "a row of the table has no cells")
    ),
    "rows": _Need(
        b"</w:tr>", (_CONTROL,), Text("内容控件里一行也没有", "a content control is left without rows"), _UNCONTROL
    ),
    "cells": _Need(
        b"</w:tc>", (_CONTROL,), Text("内容控件里一格也没有", "a content control is left without cells"), _UNCONTROL
    ),
}
"""By the kind of the container."""


def unfinished(out: list[bytes], meter: Meter, tag: int) -> bool:
    """Return whether a cell or story that is being written lacks the paragraph that must end it."""
    for piece in _backwards(out, meter, tag):
        if len(piece) > _TAIL or not _ONLY_MARKS.fullmatch(piece):
            return _FINISHED.search(piece, max(len(piece) - _TAIL, 0)) is None
    return True


def empty(out: list[bytes], meter: Meter, tag: int) -> bool:
    """Return whether nothing has been written yet into a content control, which needs a paragraph."""
    for piece in _backwards(out, meter, tag):
        if piece.strip():
            return piece.startswith(_CONTROL, piece.rfind(b"<")) and piece.rstrip().endswith(b">")
    return True


def needs(kind: str, out: list[bytes], meter: Meter, tag: int) -> None:
    """Refuse a table without rows, a row without cells, or a content control of rows or cells without any."""
    need = _NEEDS[kind]
    for piece in _backwards(out, meter, tag):
        found, around = piece.rfind(need.found), max(map(piece.rfind, need.around))
        if found > around:
            return
        if around >= 0:
            break
    raise UnprintableError(need.says, need.remedy)


def _backwards(out: list[bytes], meter: Meter, tag: int) -> Iterator[bytes]:
    for piece in reversed(out):
        meter.charge(_REFERENCE, tag)
        yield piece
