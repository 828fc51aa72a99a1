"""The walk refuses what the decoder refuses, and its words and places are the same under every Python."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.engine.reading.json_text.syntax import Slip, first_slip
from tests.engine.reading.json_text.json_texts import texts

SIGNS = st.text(
    st.sampled_from(list('{}[],:"\\ \n\t\r0123456789.-+eEnulltruefalsebNaNInfinity/\x00\u3000，')), max_size=12
)


def is_json(text: str) -> bool:
    try:
        json.JSONDecoder(parse_int=str).decode(text)
    except json.JSONDecodeError:
        return False
    return True


@settings(max_examples=300)
@given(texts() | SIGNS | st.builds("[{}]".format, SIGNS) | st.builds('{{"{}'.format, SIGNS))
@example("-")
@example("[1.,]")
@example("[1.5e]")
@example("[nullx]")
@example("-Infinity")
@example('["\\u12G4"]')
@example('["\\ud800"]')
@example("[1\u3000]")
@example('"\\')
def test_a_slip_is_found_in_exactly_what_is_no_json(text: str) -> None:
    assert (first_slip(text, 1000) is None) == is_json(text)


@settings(max_examples=300)
@given(texts() | SIGNS | st.builds("[{}]".format, SIGNS) | st.builds('{{"{}'.format, SIGNS))
def test_nothing_before_the_place_of_a_slip_is_wrong(text: str) -> None:
    found = first_slip(text, 1000)
    if found is not None:
        before = first_slip(text[: found[1]], 1000)
        assert before is None or before[0] is Slip.OPEN_TEXT or before[1] == found[1]


@pytest.mark.parametrize(
    ("text", "slip", "position"),
    [
        ("", Slip.NO_VALUE, 0),
        ('{"a": }', Slip.NO_VALUE, 6),
        ("[1,,2]", Slip.NO_VALUE, 3),
        ("[1,", Slip.NO_VALUE, 3),
        ("[-]", Slip.NO_VALUE, 1),
        ("{a: 1}", Slip.NO_NAME, 1),
        ('{"a": 1,', Slip.NO_NAME, 8),
        ('{"a": 1,, "b": 2}', Slip.NO_NAME, 8),
        ('{"a" 1}', Slip.NO_COLON, 5),
        ('{"a": 1 "b": 2}', Slip.NO_COMMA, 8),
        ("[1 2]", Slip.NO_COMMA, 3),
        ("[01]", Slip.NO_COMMA, 2),
        ("[1}", Slip.NO_COMMA, 2),
        ('{"a": 1', Slip.NO_COMMA, 7),
        ('{"a": 1,\n}', Slip.LAST_COMMA, 9),
        ("[1, 2 , ]", Slip.LAST_COMMA, 8),
        ('["甲", "乙]', Slip.OPEN_TEXT, 6),
        ('{"a', Slip.OPEN_TEXT, 1),
        ('["\\', Slip.OPEN_TEXT, 1),
        ('["甲\n"]', Slip.CONTROL_CHARACTER, 3),
        ('{"a\t": 1}', Slip.CONTROL_CHARACTER, 3),
        ('["a\\q"]', Slip.ESCAPE, 3),
        ('["a\\u12"]', Slip.ESCAPE, 3),
        ('{"a": 1} {}', Slip.SECOND_DOCUMENT, 9),
        ("[[[[[[]]]]]]", Slip.TOO_DEEP, 5),
        ("[[[[[1, []]]]]]", Slip.TOO_DEEP, 8),
        ('[[1, [2], {"a": 3, "b": 4}], [1, [2], {"a": 3, "b": 4,}]]', Slip.LAST_COMMA, 54),
        ('{"a": [{"b": [[[1', Slip.TOO_DEEP, 15),
    ],
)
def test_every_slip_has_its_name_and_place(text: str, slip: Slip, position: int) -> None:
    assert first_slip(text, 5) == (slip, position)


def test_json_as_deep_as_allowed_has_no_slip() -> None:
    assert first_slip("[[[[[1]]], []]]", 5) is None
