"""A data file in which only what changed is written anew."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.engine.export.edited_data_file import with_figures, with_prose
from reportgen.engine.reading import read_text

TEXT = """\
# 说明
figures:
  posts: 12   # 条
  share: "0.5"
row: [508, 2, null]   # 一行
narrative:
  # 一、总体情况
  overview: |
    甲

    乙

  # 五、问题
  problems: "一句"
"""


def test_a_block_is_exchanged_and_comments_around_it_stay() -> None:
    document = read_text(TEXT, "a.yaml")
    changed = with_prose(TEXT, document.locate_key(("narrative", "overview")), ["丙", "", "丁", "", "戊"])
    assert changed is not None
    assert changed == TEXT.replace("    甲\n\n    乙\n", "    丙\n\n    丁\n\n    戊\n")
    assert read_text(changed, "a.yaml").data["narrative"]["overview"] == "丙\n\n丁\n\n戊\n"


def test_prose_that_is_no_literal_block_is_left_alone() -> None:
    document = read_text(TEXT, "a.yaml")
    assert with_prose(TEXT, document.locate_key(("narrative", "problems")), ["丙"]) is None


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("figures", "posts"), 13, "  posts: 13   # 条"),
        (("figures", "share"), Decimal("0.75"), '  share: "0.75"'),
        (("row", 0), 509, "row: [509, 2, null]   # 一行"),
        (("row", 2), 7, "row: [508, 2, 7]   # 一行"),
    ],
)
def test_a_figure_is_exchanged_in_its_place(path: tuple[str | int, ...], value: int | Decimal, line: str) -> None:
    changed = with_figures(TEXT, read_text(TEXT, "a.yaml").locate, {path: value})
    assert changed is not None
    assert line in changed.split("\n")
    assert len(set(changed.split("\n")) ^ set(TEXT.split("\n"))) == 2


def test_several_figures_of_one_row_are_exchanged_together() -> None:
    changed = with_figures(TEXT, read_text(TEXT, "a.yaml").locate, {("row", 0): 5, ("row", 1): 1234, ("row", 2): 6})
    assert changed is not None
    assert "row: [5, 1234, 6]   # 一行" in changed


def test_the_sample_s_prose_is_written_in_its_place(root: Path) -> None:
    text = (root / "samples/disclosure_2021/kaifeng-2021.yaml").read_text("utf-8")
    document = read_text(text, "a.yaml")
    for name in document.data["narrative"]:
        lines = document.data["narrative"][name].rstrip("\n").split("\n")
        assert with_prose(text, document.locate_key(("narrative", name)), lines) == text
