"""Prose: what is a heading, what is strong, what is a figure, and everything else verbatim."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.prose.markup import Call, Placeholder, Words, parse
from reportgen.prose.rendering import HYPHEN, UnprintableError, misprints, print_prose

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}*#＃｛｝%")
PLAIN = st.text(LETTERS, min_size=1).filter(str.strip)


def printed_narrative(text: str, values: Mapping[str, Any], blank: str | None = None) -> list[dict[str, Any]]:
    return print_prose(parse(text), values, blank).require()


def problems(text: str, values: Mapping[str, Any]) -> list[UnprintableError]:
    prose = parse(text)
    return [*misprints(prose, values), *print_prose(prose, values).problems]


@given(st.lists(PLAIN, min_size=1))
def test_any_text_without_marks_survives_verbatim_one_paragraph_a_line(lines: list[str]) -> None:
    printed = printed_narrative("\n\n".join(lines), {})
    assert [paragraph["text"].replace(HYPHEN, "-") for paragraph in printed] == [
        line.replace(HYPHEN, "-") for line in lines
    ]
    assert all(paragraph["level"] == 0 for paragraph in printed)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    problems(text, {})


def test_headings_emphasis_and_figures_are_told_apart() -> None:
    text = "## （一）主动公开\n发布**{{ a }}条**，占{{ a | share(b, 1) }}%\n### 1.网站"
    first, second, third = printed_narrative(text, {"a": 3, "b": 4})
    assert (first["level"], first["text"]) == (2, "（一）主动公开")
    assert second["runs"] == [
        {"text": "发布", "strong": False},
        {"text": "3条", "strong": True},
        {"text": "，占75.0%", "strong": False},
    ]
    assert (third["level"], third["text"]) == (3, "1.网站")


def test_emphasis_closes_beside_chinese_punctuation() -> None:
    (paragraph,) = printed_narrative("**“双公开”**工作", {})
    assert paragraph["runs"] == [{"text": "“双公开”", "strong": True}, {"text": "工作", "strong": False}]


@pytest.mark.parametrize(
    "line",
    [
        "甲**乙", "甲*{{ a }}*乙**", "*{{ a }}*乙**",
        "##（二）依申请公开", "＃＃ （二）依申请公开", "# 标题", "#### 标题", "  ## 标题", "##",
    ],
)  # fmt: skip
def test_marks_that_would_be_printed_are_asked_about(line: str) -> None:
    text = f"第一段\n{line}\n"
    (problem,) = problems(text, {"a": 1})
    assert 4 <= problem.position < 4 + len(line)


@given(st.lists(PLAIN, min_size=1))
def test_ordinary_prose_has_no_problem(lines: list[str]) -> None:
    assert not problems("\n".join(lines), {})


def test_values_are_never_read_as_prose() -> None:
    (paragraph,) = printed_narrative("{{ organ }}", {"organ": "**{{ 7*7 }}** ## 甲"})
    assert paragraph["runs"] == [{"text": "**{{ 7*7 }}** ## 甲", "strong": False}]


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{{ a.b() }}",
        "{% if a %}",
        "{{ a",
        "a }}",
        "｛｛ a ｝｝",
        "{{ a | share(b }}",
        "{{ a | 'x' }}",
        "{# a #}",
    ],
)
def test_what_only_looks_like_a_placeholder_is_named(text: str) -> None:
    assert parse(f"前面{text}后面").malformed
    assert problems(f"前面{text}后面", {"a": 1, "b": 2})


def test_a_placeholder_knows_its_filters_and_its_place() -> None:
    piece = parse("甲{{ a.b | share(c.d, 2) | signed }}").paragraphs[0].pieces[1]
    assert piece == Placeholder("a.b", (Call("share", ("c.d", 2)), Call("signed")), strong=False, position=1)


def test_every_problem_is_found_at_once() -> None:
    found = problems("{{ x }} {{ a | nothing }} {{ 1+1 }} {{ blank }}", {"a": 1, "blank": None})
    assert [problem.blank for problem in found] == [False, False, False, True]


@pytest.mark.parametrize(
    "tag", ["{{ none }}", "{{ none | thousands }}", "{{ a | share(none, 1) }}", "{{ none | share(a) }}", "{{ none.c }}"]
)
def test_a_blank_figure_is_a_blank_wherever_a_placeholder_names_it(tag: str) -> None:
    (problem,) = problems(f"甲{tag}乙", {"a": 3, "none": None})
    assert problem.blank
    assert printed_narrative(f"甲{tag}乙", {"a": 3, "none": None}, "〔空白〕")[0]["text"] == "甲〔空白〕乙"


def test_a_filter_that_does_not_exist_is_told_even_of_a_blank_figure() -> None:
    (problem,) = problems("{{ none | nothing }}", {"none": None})
    assert not problem.blank


def test_a_figure_that_does_not_exist_is_not_printed() -> None:
    with pytest.raises(UnprintableError, match="no figure is called x"):
        printed_narrative("{{ x }}", {})


@pytest.mark.parametrize("value", [10**5000, Decimal("1E+2000")], ids=["int", "Decimal"])
def test_a_figure_too_long_to_be_printed_is_asked_about(value: Any) -> None:
    (problem,) = problems("甲{{ a }}", {"a": value})
    assert "位数太多" in problem.says.zh


PIECES = st.sampled_from(
    ["{{ a }}", "{{ b|share(c) }}", "{{t}}", "{{ none }}", "{{ gone }}", "{{ a | }}", "{{ a ** b }}", "**", "*", "## ",
     "###\t", "#", "＃", "\n", "甲", "乙", " ", "\u3000", "\x0b", "\x85"]
)  # fmt: skip
BRACES = st.sampled_from(["{", "}", "｛", "｝", "{%", "{{"])
FIGURES = {"a": 3, "b": Decimal("4.50"), "c": 7, "none": None}


def prose(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(pieces, max_size=12).map("".join)


@settings(max_examples=1000)
@given(prose(PIECES | BRACES))
def test_every_character_of_prose_is_in_exactly_one_place(text: str) -> None:
    """Pieces, marks and blank lines put back together are the text; placeholders are hidden in ``typed``, no more."""
    parsed = parse(text)
    seen = list(parsed.typed)
    for paragraph in parsed.paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Words):
                assert text.startswith(piece.text, piece.position)
                seen[piece.position : piece.position + len(piece.text)] = "\1" * len(piece.text)
            else:
                assert text.startswith("{{", piece.position)
                assert parsed.typed.startswith("\0\0", piece.position)
    assert set(seen) - set("\0\1") <= set("*#\n \t\u3000\x0b\x85")


@settings(max_examples=1000)
@given(prose(PIECES | BRACES), prose(PIECES | BRACES))
def test_what_a_placeholder_prints_is_never_read_as_a_mark(text: str, own: str) -> None:
    values = FIGURES | {"t": "某市"}
    told = [(problem.position, problem.says.zh) for problem in problems(text, values)]
    assert told == [(problem.position, problem.says.zh) for problem in problems(text, FIGURES | {"t": own})]
    first, second = (print_prose(parse(text), FIGURES | {"t": each}).paragraphs for each in ("某市", own))
    assert [paragraph["level"] for paragraph in first] == [paragraph["level"] for paragraph in second]
    assert [[run["strong"] for run in paragraph["runs"]] for paragraph in first] == [
        [run["strong"] for run in paragraph["runs"]] for paragraph in second
    ]


@pytest.mark.parametrize("text", ["甲***乙", "＃ 甲**乙", "{{ 1+1 ** 2 }}**"])
def test_a_line_has_one_problem_of_its_marks_at_most(text: str) -> None:
    assert len(parse(text).unmarked) == 1


def test_an_odd_mark_is_shown_from_its_last_two_stars() -> None:
    assert [piece.position for piece in parse("甲***乙").unmarked] == [2]
