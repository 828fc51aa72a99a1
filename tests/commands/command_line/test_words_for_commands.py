"""Other words for the commands lead to them, and change nothing else of a command line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.commands.command_line.help_page import COMMANDS
from reportgen.commands.command_line.words_for_commands import WORDS, understood


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("帮助", "--help"), ("help", "--help"), ("/?", "--help"), ("help check", "check --help"),
        ("帮助 检查", "check --help"), ("检查 a.yaml --strict", "check a.yaml --strict"), ("a.yaml", "render a.yaml"),
        ("数据.xlsx", "render 数据.xlsx"), ("--lang zh 核对 a.yaml", "--lang zh check a.yaml"),
        ("--lang=zh a.yaml", "--lang=zh render a.yaml"), ("a.yaml b.yaml", "a.yaml b.yaml"),
        ("", ""), ("--lang", "--lang"), ("-？", "--help"), ("--帮助", "--help"), ("-help", "--help"),
        ("render a.yaml -o=b.docx", "render a.yaml -o b.docx"), ("check --o=b", "check --o=b"),
        ("check a.yaml -o=", "check a.yaml -o="),
    ],
)  # fmt: skip
def test_a_word_leads_to_its_command(typed: str, meant: str) -> None:
    assert understood(typed.split()) == meant.split()


@given(st.sampled_from(sorted(COMMANDS)), st.lists(st.sampled_from(["帮助", "a.yaml", "-o", "检查", "--strict"])))
def test_a_command_line_that_names_a_command_is_left_as_it_is(name: str, rest: list[str]) -> None:
    assert understood([name, *rest]) == [name, *rest]


def test_every_word_leads_to_a_command_or_to_what_stands_before_one() -> None:
    assert set(WORDS.values()) <= {*COMMANDS, "--help", "--version"}
    assert not set(WORDS) & set(COMMANDS)


def test_every_command_but_the_schema_for_editors_has_a_chinese_word() -> None:
    assert set(COMMANDS) - {WORDS[word] for word in WORDS if not word.isascii()} == {"schema"}
