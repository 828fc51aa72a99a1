"""The numbers of lists in Word's formats."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.published.chinese_numbering import chinese, numbered


def test_chinese_numbers_are_written_as_they_are_read() -> None:
    written = {1: "一", 10: "十", 12: "十二", 20: "二十", 101: "一百零一", 110: "一百一十", 1002: "一千零二"}
    assert {number: chinese(number) for number in written} == written


@pytest.mark.parametrize(
    ("kind", "count", "text"),
    [("decimal", 3, "3"), ("upperRoman", 4, "IV"), ("lowerLetter", 27, "aa"), ("decimalEnclosedCircle", 2, "②"),
     ("japaneseCounting", 11, "十一"), ("decimalFullWidth", 12, "１２"), ("unheardOf", 5, "5"),
     ("chineseCounting", 0, "0")],
)  # fmt: skip
def test_a_count_is_written_in_its_format(kind: str, count: int, text: str) -> None:
    assert numbered(count, kind) == text
