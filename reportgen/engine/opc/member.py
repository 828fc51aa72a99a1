"""One file inside a package, kept packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.value import Value

STORED: Final = 0
DEFLATED: Final = 8
CHUNK_BYTES: Final = 256 * 1024


@attrs.frozen(eq=False, repr=False)
class Member(Value):
    """A package's member: its name, and its bytes exactly as they lie in the file.

    ``raw`` is the raw deflate stream (``method`` 8) or the content itself (``method`` 0); ``crc`` and ``size`` are
    those of the content and were checked when the package was opened.
    """

    name: str
    raw: bytes = attrs.field(repr=False)
    method: int
    crc: int
    size: int

    def read(self) -> bytes:
        """Return the content, unpacked."""
        return self.raw if self.method == STORED else zlib.decompress(self.raw, -zlib.MAX_WBITS, max(self.size, 1))


def stored(name: str, content: bytes) -> Member:
    """Return a member that is not packed: of a few hundred bytes packing saves less than it costs."""
    return Member(name, content, STORED, zlib.crc32(content), len(content))


class WrongSizeError(Exception):
    """A packed stream that holds more or less than its directory declares, or is no deflate stream at all."""


def unpacked(raw: bytes | memoryview, method: int, size: int) -> Iterator[bytes]:
    """Yield the content of ``raw`` in pieces, never more than ``size`` bytes in all.

    Raises WrongSizeError if the stream is longer or shorter than the declared size or has bytes left over, before
    anything beyond the declared size is unpacked.
    """
    if method == STORED:
        if len(raw) != size:
            raise WrongSizeError
        for start in range(0, size, CHUNK_BYTES):
            yield bytes(raw[start : start + CHUNK_BYTES])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = size
    try:
        for start in range(0, len(raw), CHUNK_BYTES):
            pending: bytes | memoryview = raw[start : start + CHUNK_BYTES]
            last = start + CHUNK_BYTES >= len(raw)
            while (pending or last) and not inflater.eof:
                piece = inflater.decompress(pending, min(left + 1, CHUNK_BYTES))
                if not piece and not inflater.unconsumed_tail:
                    break
                left -= len(piece)
                if left < 0:
                    raise WrongSizeError
                yield piece
                pending = inflater.unconsumed_tail
            if inflater.eof and (inflater.unused_data or not last):
                raise WrongSizeError
    except zlib.error:
        raise WrongSizeError from None
    if left or not inflater.eof:
        raise WrongSizeError
