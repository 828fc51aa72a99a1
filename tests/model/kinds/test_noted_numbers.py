"""A number with a note or its mark is told apart; no number is ever made of signs that are no digits."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from reportgen.model.kinds.amounts import Amount
from reportgen.model.kinds.counts import Count
from reportgen.model.kinds.noted_numbers import mark_remedy, marked, noted, other_numerals
from reportgen.model.kinds.written_numbers import suggestion

ODD = [
    sign
    for sign in map(chr, range(sys.maxunicode + 1))
    if (changed := unicodedata.decomposition(sign))
    and not changed.startswith(("<wide>", "<narrow>", "<small>", "<noBreak>"))
    and any(one in "0123456789" for one in unicodedata.normalize("NFKC", sign))
    and not sign.isascii()
]
"""Every sign that compatibility turns into something with digits."""


def test_no_number_is_made_of_signs_that_are_no_digits() -> None:
    assert {"²", "①", "⑴", "⒈", "½", "㏠"} <= {*ODD}
    for sign in [*ODD, "Ⅳ", "㎡"]:
        for text in (f"2{sign}", f"{sign}2", f"1{sign}8", sign, f"98.55{sign}"):
            assert suggestion(text, whole=True) is None
            assert suggestion(text, whole=False) is None


@pytest.mark.parametrize(("text", "right"), [("１２", "12"), ("１，１８０", "1180"), ("13件", "13"), ("１２　", "12")])
def test_wide_digits_are_digits(text: str, right: str) -> None:
    assert suggestion(text, whole=True) == right


@pytest.mark.parametrize(
    ("text", "number", "mark"),
    [
        ("2①", "2", "①"),
        ("1180①", "1180", "①"),
        ("13¹", "13", "¹"),
        ("98.5521 ⑴", "98.5521", "⑴"),
        ("1,180②", "1180", "②"),
    ],
)
def test_the_mark_of_a_note_is_told_from_its_number(text: str, number: str, mark: str) -> None:
    assert marked(text) == (number, mark)
    told = mark_remedy(text)
    assert told is not None
    assert f"“{mark}”是附注的编号，只写 {number}，" in told.zh


@pytest.mark.parametrize("text", ["2½", "Ⅳ", "2⒈", "①2"])
def test_other_numerals_are_named_and_no_number_is(text: str) -> None:
    told = mark_remedy(text)
    assert told is not None
    assert told.zh == f"只用 0 到 9 填写，不用“{other_numerals(text)}”"


@pytest.mark.parametrize("text", ["12", "一百〇八", "约12", "98㎡"])
def test_what_has_no_mark_is_left_to_other_messages(text: str) -> None:
    assert mark_remedy(text) is None


def test_a_note_keeps_its_signs() -> None:
    found = noted("２件（其中：①修订1件，②废止）", Count())
    assert found is not None
    assert (found.number, found.note) == ("2", "（其中：①修订1件，②废止）")
    amount = noted("98.55（万元，含罚没）", Amount())
    assert amount is not None
    assert amount.number == "98.55"
    assert noted("2①（注）", Count()) is None
