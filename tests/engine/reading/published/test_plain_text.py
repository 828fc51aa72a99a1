"""Texts as lines with their numbers."""

from __future__ import annotations

from reportgen.core.shown_document import ShownText
from reportgen.engine.reading.published.plain_text import read


def test_lines_have_their_numbers_and_blank_ones_are_none() -> None:
    blocks = read("\ufeff一、总体情况\r\n\r\n\u3000\u3000文字\t二\n## 标题 ##\n**粗**".encode(), "a.txt").blocks
    assert [(one.text, one.origin.line, one.level) for one in blocks if isinstance(one, ShownText)] == [
        ("一、总体情况", 1, 0), ("文字\t二", 3, 0), ("标题", 4, 2), ("粗", 5, 0),
    ]  # fmt: skip
