"""What a tag is made of is read in one place: how it opens, what it takes away, its keyword and the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.word.language.tags import NEWLINE, marked_number, marker, read_tag, tags


@pytest.mark.parametrize(
    ("text", "opening", "takes", "inner", "keyword"),
    [
        ("{{ year }}", "{{", "", "year", "year"),
        ("{{- year -}}x", "{{", "", "year", "year"),
        ("{{r note }}", "{{", "r", "note", "note"),
        ("{%tr for a in b %}", "{%", "tr", "for a in b", "for"),
        ("{%- endfor -%}", "{%", "", "endfor", "endfor"),
        ("{% if a == '}}' %}", "{%", "", "if a == '}}'", "if"),
        ("{{ a == '%}' }}", "{{", "", "a == '%}'", "a"),
        ("{%p%}", "{%", "", "p", "p"),
        ("{% 5 %}", "{%", "", "5", ""),
    ],
)
def test_a_tag_is_taken_apart(text: str, opening: str, takes: str, inner: str, keyword: str) -> None:
    tag = read_tag(text)
    assert tag is not None
    assert (tag.opening, tag.takes, tag.inner, tag.keyword) == (opening, takes, inner, keyword)
    assert tag.keyword + tag.rest == tag.inner


@pytest.mark.parametrize("text", ["", "x {{ a }}", "{# {{ a }} #}", "{{ a", "{ a }"])
def test_what_does_not_begin_with_a_tag_is_none(text: str) -> None:
    assert read_tag(text) is None


@given(st.integers(0, 10**6), st.sampled_from(["{{ a %s}}", "{%% if a %s%%}", "{{ a %s-}}"]))
def test_a_tags_number_is_white_space_that_reading_leaves_out(number: int, text: str) -> None:
    numbered = text % marker(number)
    assert marker(number).isspace()
    assert marked_number(f"x{NEWLINE}{numbered}{marker(number + 1)}") == number
    assert read_tag(numbered) == read_tag(text % "")


@given(st.text("{}%# a", max_size=40))
def test_tags_are_apart_in_order_and_closed(text: str) -> None:
    position = 0
    for start, stop in tags(text):
        assert position <= start < stop
        assert text[start] == "{"
        assert text[stop - 1] == "}"
        position = stop
