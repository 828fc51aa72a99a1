"""The packed streams of a PDF: bombs are refused before they are opened, broken streams are noticed."""

from __future__ import annotations

import zlib

import attrs
import pytest

from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT
from reportgen.engine.reading.published.pdf_safety import check
from tests.pdf_pages import Page, pdf


def test_a_sound_file_is_sound() -> None:
    assert check(pdf(Page().text(72, 72, "一、总体情况")), "年报.pdf", DEFAULT)


def test_a_bomb_is_refused() -> None:
    packed = zlib.compress(bytes(5_000_000), 9)
    bomb = b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode /Length 9 >>\nstream\n" + packed + b"\nendstream\nendobj\n"
    with pytest.raises(DataError):
        check(bomb, "年报.pdf", attrs.evolve(DEFAULT, unzipped_bytes=1_000_000))


def test_a_changed_stream_is_refused() -> None:
    content = pdf(Page().text(72, 72, "一、总体情况" * 30))
    place = content.rindex(b"stream\n", 0, content.rindex(b"endstream")) + 20
    with pytest.raises(DataError):
        check(content[:place] + b"\x00\xff\x00\xff" + content[place + 4 :], "年报.pdf", DEFAULT)


def test_a_file_without_its_end_is_noticed() -> None:
    assert not check(pdf(Page().text(72, 72, "一、总体情况"))[:-40], "年报.pdf", DEFAULT)
