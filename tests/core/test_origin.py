"""Places in inputs, as editors read them and in Chinese words."""

from __future__ import annotations

import pytest

from reportgen.core.origin import Origin


@pytest.mark.parametrize(
    ("origin", "plain", "words"),
    [
        (Origin("a.yaml"), "a.yaml", "a.yaml"),
        (Origin("a.yaml", 3), "a.yaml:3", "a.yaml 第 3 行"),
        (Origin("a.yaml", 3, 5), "a.yaml:3:5", "a.yaml 第 3 行第 5 列"),
        (Origin("a.yaml", 3, 5, "organ"), "a.yaml:3:5: organ", "a.yaml 第 3 行第 5 列：organ"),
        (Origin("a.docx", place="表 2"), "a.docx: 表 2", "a.docx: 表 2"),
    ],
)
def test_a_place_reads_as_editors_and_chinese_readers_expect(origin: Origin, plain: str, words: str) -> None:
    assert (str(origin), origin.in_("en"), origin.in_("zh")) == (plain, plain, words)


def test_a_column_without_a_line_is_not_shown() -> None:
    assert str(Origin("a.yaml", column=5)) == "a.yaml"


def test_a_line_or_a_cell_is_told_and_a_way_through_keys_is_not() -> None:
    assert Origin("a.yaml", 3, 5).line_or_cell == "第 3 行"
    assert Origin("a.xlsx", place="表三!D4").line_or_cell == "表三!D4"
    assert Origin("data", place="applications.new").line_or_cell == ""
