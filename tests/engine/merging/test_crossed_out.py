"""Crossed out words of an edited document are told, and their paragraphs stay as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.merging.crossed_out import restored
from reportgen.engine.merging.merge import merge
from reportgen.engine.reading.published.word import read
from tests.engine.word_forms import edited, rendered

AT = Origin("a.docx")


def text(words: str, *crossed: str, struck: bool = False) -> ShownText:
    return ShownText(words, AT, struck=struck, crossed_out=crossed)


@pytest.mark.parametrize(
    "changed",
    [text("严格审核，没有差错，运行平稳。", "没有差错，"), text("严格审核，运行平稳。此句删去。", "此句删去。")],
)
def test_a_paragraph_with_crossed_out_words_stays_as_it_was(changed: ShownText) -> None:
    made = [text("甲段。"), text("严格审核，没有差错，运行平稳。"), text("乙段。")]
    kept, left = restored([made[0], changed, made[2]], made)
    assert [one.text for one in kept] == [one.text for one in made]
    assert not any(one.crossed_out for one in kept)
    assert [changed.crossed_out[0] in one.says.zh for one in left] == [True]


def test_a_paragraph_that_is_crossed_out_as_a_whole_stays() -> None:
    made = [text("甲段。"), text("乙段。")]
    kept, left = restored([made[0], text("乙段。", struck=True)], made)
    assert [(one.text, one.struck) for one in kept] == [("甲段。", False), ("乙段。", False)]
    assert len(left) == 1


def test_a_new_paragraph_with_crossed_out_words_is_left_out() -> None:
    made = [text("甲段。")]
    kept, left = restored([made[0], text("另外新写的一句。", "新写")], made)
    assert [one.text for one in kept] == ["甲段。"]
    assert len(left) == 1


@pytest.mark.parametrize("whole", [False, True])
def test_struck_words_of_a_document_change_nothing_and_are_told(root: Path, whole: bool) -> None:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    document = rendered(report)

    def strike(book: Any) -> None:
        paragraph = next(one for one in book.paragraphs if "健全从受理到归档" in one.text)
        if not whole:
            paragraph.add_run("此句删去。")
        for run in paragraph.runs if whole else paragraph.runs[-1:]:
            run.font.strike = True

    found = merge(report, read(document, "a.docx"), read(edited(document, strike), "a.docx"))
    assert not found.narrative
    assert not found.changes
    assert ["有删除线" in one.says.zh for one in found.left] == [True]


def test_a_struck_figure_is_told_in_words_and_not_taken(root: Path) -> None:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    document = rendered(report)

    def strike(book: Any) -> None:
        table = next(one for one in book.tables if len(one.rows) == 28)
        for run in table.rows[5].cells[3].paragraphs[0].runs:
            run.font.strike = True

    found = merge(report, read(document, "a.docx"), read(edited(document, strike), "a.docx"), take_figures=True)
    assert not found.changes
    assert ["~~" not in one.says.zh and "删除线" in one.says.zh for one in found.left] == [True]
