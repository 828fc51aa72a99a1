"""Prose in tokens: numbers and words whole, placeholders as what they print."""

from __future__ import annotations

from reportgen.engine.merging.tokens import lines_of, tokens_of

VALUES = {"a": 545, "organ": "某市"}


def test_a_number_with_its_commas_is_one_token() -> None:
    assert tokens_of("共1,234.5件、50%，A4纸") == ("共", "1,234.5", "件", "、", "50", "%", "，", "A", "4", "纸")


def test_every_line_is_written_again_as_it_was() -> None:
    text = "##  （一）概况\n\n**新收{{ a }}件**。"
    lines = lines_of(text, VALUES)
    assert [line.source for line in lines] == ["##  （一）概况", "**新收{{ a }}件**。"]
    assert [(line.level, line.text) for line in lines] == [(2, "（一）概况"), (0, "新收545件。")]


def test_a_placeholder_is_one_unit_whatever_it_prints() -> None:
    (line,) = lines_of("由{{ organ }}办理", VALUES)
    assert [unit.tokens for unit in line.units if unit.figure is not None] == [("某", "市")]
