"""What a published cell shows: a plain number, a blank, or a doubt, never a guess."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.form_matching.printed_figures import is_value, printed
from reportgen.model.kinds.amounts import Amount
from reportgen.model.kinds.counts import Count, SignedCount


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("12", 12, ""),
        (" 1,234 ", 1234, ""),
        ("１２", 12, ""),
        ("1，234，567件", 1234567, ""),
        ("0", 0, ""),
        ("22（其中修订16件）", 22, "其中修订16件"),
        ("22\n(含5件)", 22, "含5件"),
        ("22其中修订16件", 22, "其中修订16件"),
        ("22①", 22, ""),
        ("22[1]", 22, "1"),
        ("22*", 22, ""),
    ],
)
def test_a_clear_figure_is_read_with_its_note(text: str, value: int, note: str) -> None:
    found = printed(text, Count())
    assert (found.value, found.note, found.doubt) == (value, note, None)
    assert is_value(text)


@pytest.mark.parametrize("text", ["", "/", "—", "——", "-", "－", " ", "无", "\xa0", "\u3000"])
def test_a_blank_is_null_and_no_doubt(text: str) -> None:
    assert (printed(text, Count()).shape, printed(text, Count()).value) == ("blank", None)


@pytest.mark.parametrize(
    "text",
    ["12 34", "1,23", "约12", "12.5", "-3", "1O", "12?", "012", "35\n25", "~~3~~4", "12、13", "12/3", "12%", "12万",
     "十二", "\ufffd2", "12元", "1.234.567", "²", "12-13"],
)  # fmt: skip
def test_what_is_no_clear_count_is_a_doubt_without_a_value(text: str) -> None:
    found = printed(text, Count())
    assert (found.shape, found.value) == ("doubt", None)
    assert found.doubt is not None


def test_digits_on_both_sides_of_a_note_are_no_figure() -> None:
    assert printed("3（注）5", Count()).value is None
    assert printed("35（其中修订2）件", Count()).value == 35


def test_a_change_may_have_its_sign_in_words_or_a_line_of_its_own() -> None:
    words = {"负19": -19, "增加6": 6, "减15": -15, "减少 7": -7, "-\n7": -7, "﹣25": -25, "–8": -8}
    assert {text: printed(text, SignedCount()).value for text in words} == words
    assert all(printed(text, Count()).value is None for text in words)


def test_each_kind_reads_its_own() -> None:
    assert printed("8937.0276万元", Amount()).value == Decimal("8937.0276")
    assert printed("8937.0276元", Amount()).value is None
    assert printed("5120（元）", Amount()).value is None
    assert printed("5120（万元）", Amount()).value == 5120
    assert printed("8937.02765", Amount()).value is None
    assert [printed(text, SignedCount()).value for text in ("-8", "＋19", "−3", "+0")] == [-8, 19, -3, 0]


@given(st.integers(0, 10**15), st.sampled_from([str, "{:,}".format, lambda n: f" {n}件", lambda n: f"{n}（注）"]))
def test_every_way_of_printing_a_count_is_read(number: int, way: Any) -> None:
    assert printed(way(number), Count()).value == number


@given(st.text("0123456789,.，． /-—（）()件万 \n①元", max_size=8))
def test_a_figure_has_no_digits_that_the_cell_does_not_show(text: str) -> None:
    found = printed(text, Count())
    if found.value is not None:
        assert str(found.value) in "".join(text.replace(",", "").replace("，", "").split())
