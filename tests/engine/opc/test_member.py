"""Members are unpacked to exactly the size that their directory declares."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.opc.member import CHUNK_BYTES, DEFLATED, STORED, Member, WrongSizeError, stored, unpacked


def packed(content: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflate.compress(content) + deflate.flush()


@given(st.binary(), st.sampled_from([1, CHUNK_BYTES]))
def test_content_is_unpacked_as_it_was_packed(content: bytes, times: int) -> None:
    whole = content * times if len(content) < 4 else content
    raw = packed(whole)
    assert b"".join(unpacked(raw, DEFLATED, len(whole))) == whole
    assert Member("a", raw, DEFLATED, zlib.crc32(whole), len(whole)).read() == whole
    assert stored("a", whole).read() == b"".join(unpacked(whole, STORED, len(whole))) == whole


@given(st.binary(min_size=1, max_size=200), st.integers(-5, 5).filter(bool))
def test_another_size_than_declared_is_refused(content: bytes, more: int) -> None:
    size = max(len(content) + more, 0)
    for raw, method in ((packed(content), DEFLATED), (content, STORED)):
        with pytest.raises(WrongSizeError):
            list(unpacked(raw, method, size))


@pytest.mark.parametrize("raw", [packed(b"abc") + b"x", packed(b"abc")[:-2], b"\xff\xff\xff", b""])
def test_bytes_left_over_a_cut_stream_and_no_stream_are_refused(raw: bytes) -> None:
    with pytest.raises(WrongSizeError):
        list(unpacked(raw, DEFLATED, 3))


def test_nothing_beyond_the_declared_size_is_unpacked() -> None:
    pieces = unpacked(packed(b"0" * 10_000_000), DEFLATED, 1000)
    taken: list[bytes] = []
    with pytest.raises(WrongSizeError):
        taken.extend(pieces)
    assert sum(map(len, taken)) <= 1000
