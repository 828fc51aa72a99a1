"""The Word form is the official form with empty cells, prose as written, and the rest on its last page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

import reportgen
from reportgen.report.word_form_layout import COMPUTED, END, HINT, refused_type
from tests.engine.word_forms import built, form
from tests.toy_report.report_type import REPORT as TOY


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def sample(root: Path) -> reportgen.Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


def test_a_new_form_has_the_title_the_headings_and_no_figure() -> None:
    document = opened(reportgen.new_word_form(None, "某区教育局", 2025))
    texts = [one.text for one in document.paragraphs]
    assert texts[0].startswith(HINT)
    assert texts[1:3] == ["某区教育局", "2025年政府信息公开工作年度报告"]
    headings = [one.text for one in document.paragraphs if one.style.name.lower() == "heading 1"]
    assert len(headings) == 6
    cells = {cell.text.replace("\n", "") for row in document.tables[1].rows[3:] for cell in row.cells[3:]}
    assert cells == {"", COMPUTED}


def test_the_prose_stands_with_its_placeholders_and_headings(sample: reportgen.Report) -> None:
    document = opened(form(sample))
    texts = {one.text: one.style.name.lower() for one in document.paragraphs}
    assert texts["（一）主动公开"] == "heading 2"
    assert any("全年新收申请{{ applications.new.total }}件" in text for text in texts)
    (bold,) = (one for one in document.paragraphs if one.text.startswith("突出重点领域。"))
    assert [run.text for run in bold.runs if run.bold] == ["突出重点领域"]


def test_last_year_s_figures_are_small_and_grey_beside_the_place(sample: reportgen.Report) -> None:
    document = opened(reportgen.new_word_form(None, "开封市人民政府", 2022, sample))
    cell = document.tables[1].rows[3].cells[3]
    assert [one.text for one in cell.paragraphs] == ["", "〔上年508〕"]
    run = cell.paragraphs[1].runs[0]
    assert (run.font.size.pt, str(run.font.color.rgb)) == (6, "7F7F7F")


def test_a_stated_total_stands_in_its_cell_as_text_of_the_table(sample: reportgen.Report) -> None:
    document = opened(form(sample))
    assert document.tables[1].rows[3].cells[9].text == "545"
    assert document.tables[1].rows[3].cells[3].text == "508"


def test_the_last_page_says_what_is_not_printed(sample: reportgen.Report) -> None:
    document = opened(form(sample))
    assert [one.text for one in document.paragraphs if one.text == END] == [END]
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[3].rows]
    assert rows[:4] == [
        ("项目", "名称", "内容"),
        ("报告种类", "", "disclosure_2021"),
        ("机关全称", "", "开封市人民政府"),
        ("报告年份", "", "2021"),
    ]
    assert ("本机关数字", "hotline.calls", "119093") in rows
    assert ("应当成立的等式", "1", "hotline.relayed + hotline.online == hotline.accepted") in rows


def test_the_same_report_gives_the_same_bytes() -> None:
    assert form(built()) == form(built())


def test_a_type_whose_rows_repeat_has_no_form(tmp_path: Path) -> None:
    refused = refused_type(TOY, str(tmp_path / "a.docx"))
    assert refused is not None
    assert refused.id == "word-form-type"
