"""A page knows whether somebody edited it: any other byte, anywhere, is noticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.engine.export.web_page.fingerprint import is_unchanged, with_fingerprint


@given(st.binary(max_size=60), st.data())
def test_any_other_byte_is_noticed(page: bytes, data: st.DataObject) -> None:
    made = with_fingerprint(page)
    assert is_unchanged(made)
    place = data.draw(st.integers(0, len(made) - 1))
    other = data.draw(st.integers(1, 255))
    assert not is_unchanged(made[:place] + bytes([made[place] ^ other]) + made[place + 1 :])
    assert not is_unchanged(made[:place])
    assert not is_unchanged(made + b"\n")


def test_a_page_with_its_fingerprint_is_xml_still() -> None:
    assert etree.fromstring(with_fingerprint(b"<!DOCTYPE html>\n<html><p>1</p></html>\n"))[0].text == "1"


def test_a_file_of_any_other_kind_was_edited() -> None:
    assert not is_unchanged(b"")
    assert not is_unchanged(b"<html></html>")
