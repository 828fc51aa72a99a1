"""Writes a zip file piece by piece, however many members it has: its directory waits in a temporary file.

The standard library's ``zipfile`` holds half a kilobyte of memory for each member until the end. The same members give
the same bytes: fixed dates and permissions, no field that depends on a clock or a machine.
Source: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Final

from reportgen.engine.opc.zip_directory import CENTRAL, END, LOCAL, UTF8_NAME

COMMENT: Final = b"reportgen batch"
"""The comment of the whole file, by which a later run knows that it wrote it."""
_LARGE: Final = 0xFFFFFFFF
_MANY: Final = 0xFFFF
_PLAIN, _ZIP64 = 20, 45
_UNIX: Final = 3 << 8
_MODE: Final = 0o100644 << 16
_DATE: Final = 0x21  # 1980-01-01, the first day that the format knows
_LONG: Final = struct.Struct("<2HQ")
_LONG_END: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_PIECE: Final = 1 << 16


def zip_pieces(members: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield a zip file of ``members``, names with contents, in their order; they are packed already and only stored."""
    at = count = 0
    with TemporaryFile() as directory:
        for name, content in members:
            raw, size, crc = name.encode(), len(content), zlib.crc32(content)
            yield LOCAL.pack(b"PK\3\4", _PLAIN, UTF8_NAME, 0, 0, _DATE, crc, size, size, len(raw), 0) + raw
            yield content
            extra = b"" if at < _LARGE else _LONG.pack(1, 8, at)
            version = _ZIP64 if extra else _PLAIN
            head = (b"PK\1\2", _UNIX | version, version, UTF8_NAME, 0, 0, _DATE, crc, size, size, len(raw), len(extra))
            directory.write(CENTRAL.pack(*head, 0, 0, 0, _MODE, min(at, _LARGE)) + raw + extra)
            at += LOCAL.size + len(raw) + size
            count += 1
        size = directory.tell()
        directory.seek(0)
        while piece := directory.read(_PIECE):
            yield piece
    yield _end(count, size, at)


def is_ours(end: bytes) -> bool:
    """Return whether a file that ends so was written by :func:`zip_pieces`."""
    return end.endswith(struct.pack("<H", len(COMMENT)) + COMMENT)


def _end(count: int, size: int, at: int) -> bytes:
    """Return what stands behind the directory, which has ``count`` records in ``size`` bytes from ``at`` on."""
    long = b""
    if count >= _MANY or size >= _LARGE or at >= _LARGE:
        numbers = (_UNIX | _ZIP64, _ZIP64, 0, 0, count, count, size, at)
        long = _LONG_END.pack(b"PK\6\6", _LONG_END.size - 12, *numbers)
        long += _LOCATOR.pack(b"PK\6\7", 0, at + size, 1)
    short = min(count, _MANY)
    return long + END.pack(b"PK\5\6", 0, 0, short, short, min(size, _LARGE), min(at, _LARGE), len(COMMENT)) + COMMENT
