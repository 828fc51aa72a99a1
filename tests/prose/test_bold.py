"""Bold words and their marks: the one is the other, whichever a file has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.prose.bold import marked, runs_of

PIECES = st.lists(st.sampled_from(["**", "*", "甲", " ", "件", "{{ year }}", "{{ a | b(1) }}", "{{", "，"]), max_size=9)


@given(PIECES.map("".join))
def test_the_pieces_of_a_line_give_the_line_again(line: str) -> None:
    text, ranges = "", []
    for words, strong in runs_of(line):
        if strong:
            ranges.append((len(text), len(text) + len(words)))
        text += words
    assert marked(text, ranges) == line


@given(
    st.text(alphabet="甲乙 \n", max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=3)
)
def test_marks_change_no_other_character(text: str, ranges: list[tuple[int, int]]) -> None:
    inside = [(min(one, other, len(text)), min(max(one, other), len(text))) for one, other in ranges]
    assert marked(text, inside).replace("**", "") == text


@pytest.mark.parametrize(
    ("text", "ranges", "line"),
    [
        ("新收3件。", [(2, 4)], "新收**3件**。"),
        ("新收3件。", [(2, 3), (3, 4)], "新收**3件**。"),
        ("甲 乙 丙", [(1, 4)], "甲 **乙** 丙"),
        ("收{{ a }}件", [(3, 5)], "收**{{ a }}**件"),
        ("甲\n乙", [(0, 3)], "**甲**\n**乙**"),
        ("**甲**乙", [(5, 6)], "**甲**乙"),
        (" ", [(0, 1)], " "),
    ],
)
def test_marks_stand_around_words(text: str, ranges: list[tuple[int, int]], line: str) -> None:
    assert marked(text, ranges) == line


@pytest.mark.parametrize("line", ["甲**乙", "甲** 乙**", "甲"])
def test_what_has_no_pieces_stays_as_it_is(line: str) -> None:
    assert runs_of(line) == [(line, False)]
