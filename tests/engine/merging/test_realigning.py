"""Edited paragraphs written as their source: they print just what the document shows, and placeholders stay."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.merging.realigning import Replaced, rewritten
from reportgen.engine.merging.tokens import lines_of, tokens_of

VALUES = {"a": 545, "b": 3, "o": "开封市人民政府", "c": 1200}
PIECES = st.sampled_from(
    [
        *("{{ a }}", "{{ b }}", "{{ o }}", "{{ c }}", "**一是**", "**{{ a }}件**", "新收", "件，", "其中3项", "。"),
        *("谋划不够", "abc ", "545", "0371-123"),
    ]
)
LINES = st.tuples(st.sampled_from(["", "", "## ", "### "]), st.lists(PIECES, min_size=1, max_size=8)).map(
    lambda line: line[0] + "".join(line[1]).strip()
)
PROSE = st.lists(LINES, min_size=1, max_size=4).map("\n\n".join)


def shown(text: str) -> list[tuple[int, str]]:
    """Return the paragraphs that a piece of prose prints."""
    return [(line.level, line.text) for line in lines_of(text, VALUES)]


def as_typed(replaced: Replaced, _at: int) -> str:
    """Take the number that was typed over a figure; a figure that nobody touched stays."""
    return replaced.unit.source if replaced.typed == "".join(replaced.unit.tokens) else replaced.typed


def edit(before: str, *after: tuple[int, str]) -> list[str]:
    return rewritten(lines_of(before, VALUES), list(after), as_typed)


@settings(max_examples=200)
@given(PROSE, PROSE)
def test_the_new_source_prints_what_the_edited_document_shows(before: str, after: str) -> None:
    lines = edit(before, *shown(after))
    assert [(level, tokens_of(text)) for level, text in shown("\n".join(lines))] == [
        (level, tokens_of(text)) for level, text in shown(after)
    ]


@given(PROSE)
def test_what_nobody_touched_is_written_as_it_was(text: str) -> None:
    assert edit(text, *shown(text)) == [line for line in text.split("\n") if line]


def test_words_around_a_number_are_taken_and_its_placeholder_stays() -> None:
    assert edit("全年新收申请{{ a }}件，结转{{ b }}件。", (0, "今年共收到申请545件，其中结转3件。")) == [
        "今年共收到申请{{ a }}件，其中结转{{ b }}件。"
    ]


def test_numbers_that_change_places_take_their_placeholders_along() -> None:
    assert edit("新收{{ c }}件、结转{{ b }}件。", (0, "结转3件、新收1200件。")) == ["结转{{ b }}件、新收{{ c }}件。"]


def test_a_number_typed_over_a_figure_is_told_with_its_paragraph() -> None:
    asked: list[tuple[str, str, int]] = []

    def resolve(replaced: Replaced, at: int) -> str:
        asked.append((replaced.unit.source, replaced.typed, at))
        return replaced.unit.source

    lines = rewritten(lines_of("甲\n\n新收{{ a }}件。", VALUES), [(0, "甲"), (0, "新收546件。")], resolve)
    assert lines == ["甲", "新收{{ a }}件。"]
    assert asked == [("{{ a }}", "546", 1)]


def test_a_paragraph_that_is_divided_or_joined_keeps_its_marks() -> None:
    assert edit("**一是谋划**不足。新收{{ a }}件。", (0, "一是谋划不足。"), (0, "新收545件。")) == [
        "**一是谋划**不足。",
        "新收{{ a }}件。",
    ]
    assert edit("**一是**不足。\n\n**二是**新收{{ a }}件。", (0, "一是不足。二是新收545件。")) == [
        "**一是**不足。**二是**新收{{ a }}件。"
    ]


def test_a_heading_and_a_paragraph_may_become_each_other() -> None:
    assert edit("## （一）概况\n\n新收{{ a }}件。", (0, "（一）概况"), (3, "新收545件。")) == [
        "（一）概况",
        "### 新收{{ a }}件。",
    ]
