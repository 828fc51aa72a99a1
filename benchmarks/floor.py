"""The least that any renderer must do: CRC, deflate and write the finished parts, and copy the others as packed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

_LOCAL_HEADER = 30
_LEVEL = 6


@dataclass(frozen=True)
class _Changed:
    content: bytes
    crc: int


def rewriter(document: bytes, template: bytes) -> Callable[[], bytes]:
    """Return a function that makes ``document`` again from its finished parts.

    What is not packed as it is in ``template`` counts as changed. Headers and directory are ready-made; where the
    document's own packing was zlib's level 6, the result is the same file.
    """
    pieces: list[bytes | _Changed] = []
    position = 0
    kept = _packed(template)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        packed = _packed(document)
        for entry in sorted(package.infolist(), key=lambda entry: entry.header_offset):
            if packed[entry.filename] == kept.get(entry.filename):
                continue
            start, stop = _span(document, entry)
            pieces += (document[position:start], _Changed(package.read(entry), entry.CRC))
            position = stop
    pieces.append(document[position:])
    return lambda: _write(pieces)


def changed_bytes(document: bytes, template: bytes) -> int:
    """Return how many bytes of finished parts the floor packs."""
    kept, packed = _packed(template), _packed(document)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        entries = package.infolist()
    return sum(entry.file_size for entry in entries if packed[entry.filename] != kept.get(entry.filename))


def _write(pieces: list[bytes | _Changed]) -> bytes:
    written = io.BytesIO()
    for piece in pieces:
        if isinstance(piece, bytes):
            written.write(piece)
        else:
            if zlib.crc32(piece.content) != piece.crc:
                raise ValueError("the finished document does not hold what its directory says")
            written.write(zlib.compress(piece.content, _LEVEL, -zlib.MAX_WBITS))
    return written.getvalue()


def _packed(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        spans = {entry.filename: _span(document, entry) for entry in package.infolist()}
    return {name: document[start:stop] for name, (start, stop) in spans.items()}


def _span(document: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Return where an entry's packed bytes begin and end."""
    header = document[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = entry.header_offset + _LOCAL_HEADER + names
    return start, start + entry.compress_size
