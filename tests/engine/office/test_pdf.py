"""The dates and identifiers of a PDF follow from the document; nothing else of it changes, and nothing moves."""

from __future__ import annotations

import re

import pytest

from reportgen.engine.office.pdf import dated

MADE = (
    b"%PDF-1.6\n/Author<FEFF00000000000000000000000000000000>\n/CreationDate(D:2026%s1127185314Z')>>\n"
    b"<xmp:CreateDate>2026-11-27T18:56:13Z</xmp:CreateDate>\n/ID [ <E74E89CE943D6761D0131A9FD078EA16>\n"
    b"<E74E89CE943D6761D0131A9FD078EA16> ]\n/DocChecksum /10C120560F9BD94D74185AF1D2FD86B3\nstartxref\n"
).replace(b"%s", b"")
ANOTHER = MADE.replace(b"1853", b"1952").replace(b"E74E", b"0000").replace(b"10C1", b"FFFF").replace(b"T18", b"T19")


@pytest.mark.parametrize("moment", ["2022-01-28T00:00:00Z", None])
def test_two_runs_give_the_same_bytes(moment: str | None) -> None:
    first, second = dated(MADE, moment), dated(ANOTHER, moment)
    assert first == second
    assert dated(first, moment) == first
    assert len(first) == len(MADE)
    assert b"/Author<FEFF00000000000000000000000000000000>" in first


def test_the_day_of_publishing_is_the_day_of_its_making() -> None:
    made = dated(MADE, "2022-01-28T00:00:00Z")
    assert b"/CreationDate(D:20220128000000Z')" in made
    assert b"<xmp:CreateDate>2022-01-28T00:00:00Z</xmp:CreateDate>" in made


def test_without_a_day_there_is_none() -> None:
    made = dated(MADE, None)
    assert b"CreationDate" not in made
    assert b"CreateDate" not in made


def test_another_content_has_another_identifier() -> None:
    identifiers = {re.search(rb"/ID \[ <(\w+)>", dated(pdf, None))[1] for pdf in (MADE, MADE.replace(b"1.6", b"1.7"))}  # type: ignore[index]  # it is there
    assert len(identifiers) == 2
