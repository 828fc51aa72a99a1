"""Signs that cannot be seen are taken out; what other scripts need between their letters stays."""

from __future__ import annotations

import pytest

from reportgen.core.unseen_signs import without_hidden


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("政府\u200b信息", "政府信息"), ("\ufeff政府", "政府"), ("政\u200b\u200c府", "政府"), ("a\u00adb", "ab"),
        ("政府\n\u2060信息", "政府\n信息"), ("ᠯ\u180eᠠ", "ᠯ\u180eᠠ"), ("政府", "政府"), ("", ""),
        ("左\u200e右", "左\u200e右"),
    ],
)  # fmt: skip
def test_hidden_signs_are_taken_out_of_chinese_and_latin_text(text: str, shown: str) -> None:
    assert without_hidden(text) == shown
