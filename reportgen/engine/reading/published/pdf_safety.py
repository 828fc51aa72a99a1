"""What the packed streams of a PDF say before it is opened: how large they unpack, and whether one is broken."""

from __future__ import annotations

import re
import zlib
from typing import Final

from reportgen.core.errors import DataError
from reportgen.core.limits import Limits
from reportgen.engine.reading.published.pdf_faults import damaged, too_much

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY: Final = 600
"""Bytes before a stream among which its dictionary says how it is packed."""
_PIECE: Final = 1024 * 1024


def check(content: bytes, name: str, limits: Limits) -> bool:
    """Return whether every packed stream of the PDF is whole and the file has its end.

    pdfminer.six reads what it can of a broken stream and says nothing: of one that was changed, wrong digits.

    Raises:
        DataError: a stream was changed, or all together unpack to more than is allowed.
    """
    left = limits.unzipped_bytes
    sound = b"%%EOF" in content[-2048:] and b"startxref" in content[-2048:]
    locked = b"/Encrypt" in content
    for found in _STREAM.finditer(content):
        dictionary = content[max(0, found.start() - _DICTIONARY) : found.start()].rpartition(b" obj")[2]
        if not re.search(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\b", dictionary) or locked:
            continue
        unpacker, position, whole = zlib.decompressobj(), found.end(), False
        try:
            while not unpacker.eof and position < len(content) and left >= 0:
                piece = unpacker.unconsumed_tail or content[position : position + _PIECE]
                position += 0 if unpacker.unconsumed_tail else len(piece)
                left -= len(unpacker.decompress(piece, _PIECE))
            whole = unpacker.eof
        except zlib.error:  # what was unpacked before the fault may be wrong as well
            if b"/Image" not in dictionary:
                raise DataError(damaged(name)) from None
        if left < 0:
            raise DataError(too_much(name, 1))
        sound = sound and whole
    return sound
