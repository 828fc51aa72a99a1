"""A zip file in pieces, read back by the standard library: every member, also past the limits of the old format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch import zip_stream
from reportgen.batch.zip_stream import is_ours, zip_pieces

NAMES = st.text(st.characters(exclude_categories=["C"], exclude_characters='/\\:*?"<>|'), min_size=1, max_size=20)
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=50)), max_size=8, unique_by=lambda one: one[0])


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    return b"".join(zip_pieces(members))


def unzipped(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return [(one.filename, archive.read(one)) for one in archive.infolist()]


@given(MEMBERS)
def test_every_member_is_read_back_in_its_order(members: list[tuple[str, bytes]]) -> None:
    content = zipped(members)
    assert unzipped(content) == members
    assert content == zipped(members)
    assert is_ours(content[-40:])
    assert not is_ours(content[:-1])


def test_members_past_four_gigabytes_have_long_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is lowered: what is written past it is the same."""
    members = [(f"{number}.docx", b"x" * 40) for number in range(9)]
    monkeypatch.setattr(zip_stream, "_LARGE", 200)
    content = zipped(members)
    assert b"PK\6\6" in content
    short = content.replace(b"\xc8\0\0\0", b"\xff\xff\xff\xff")  # what a reader takes for a long number
    assert unzipped(short) == members


def test_more_members_than_the_old_format_counts_are_read_back() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped([(f"{number}", b"") for number in range(66_000)]))) as archive:
        assert len(archive.infolist()) == 66_000
        assert archive.infolist()[-1].filename == "65999"


def test_members_have_one_date_and_plain_permissions() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped([("报告.docx", b"PK")]))) as archive:
        (one,) = archive.infolist()
    assert (one.date_time, one.external_attr >> 16) == ((1980, 1, 1, 0, 0, 0), 0o100644)
