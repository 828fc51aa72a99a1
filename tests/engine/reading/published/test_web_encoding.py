"""Encodings told from the bytes themselves."""

from __future__ import annotations

import pytest

from reportgen.core.errors import DataError
from reportgen.engine.reading.published.web_encoding import decoded

TEXT = "某市人民政府政府信息公开工作年度报告，本年处理决定数量。" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_text_is_decoded_without_a_declaration(encoding: str) -> None:
    assert decoded(f"{TEXT}12\n".encode(encoding), "a") == (f"{TEXT}12\n", 0)


def test_a_declared_big5_is_read_as_such() -> None:
    page = "<meta charset=big5>政府資訊公開工作年度報告"
    assert decoded(page.encode("big5"), "a") == (page, 0)


def test_a_damaged_byte_costs_one_place_and_is_counted() -> None:
    content = TEXT.encode()
    text, lost = decoded(content[:30] + b"\xff" + content[30:], "a")
    assert (lost, text.count("信息")) == (1, TEXT.count("信息"))


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(DataError):
        decoded(b"\x00\x01\x02\x03" * 100, "a")
