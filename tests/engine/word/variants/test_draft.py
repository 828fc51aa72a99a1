"""A draft says on every page that it is one, whatever headers the document has."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION

from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.proof.body_text import WORD
from reportgen.engine.word.variants.draft import MARK, PAGES, mark_as_draft
from reportgen.engine.word.variants.draft_findings import Noted
from reportgen.pipeline import draft
from tests.engine.word.official_templates import OWN, PATH, altered, full_report, printed


def _document(*, headers: bool, sections: int) -> bytes:
    document = docx.Document()
    document.add_paragraph("正文")
    for _ in range(sections - 1):
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_paragraph("又一节")
    if headers:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].header.is_linked_to_previous = False
        document.sections[0].header.paragraphs[0].text = "本机关"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _headers(section: Any) -> list[Any]:
    return [section.header, section.even_page_header, section.first_page_header]


@pytest.mark.parametrize("headers", [False, True])
@pytest.mark.parametrize("sections", [1, 3])
def test_every_kind_of_page_of_every_section_is_marked(headers: bool, sections: int) -> None:
    draft = docx.Document(
        io.BytesIO(mark_as_draft(_document(headers=headers, sections=sections), [Noted(True, "T3-BAL 差一")]))
    )
    for section in draft.sections:
        kinds = {
            reference.get(f"{{{WORD}}}type") for reference in section._sectPr.findall(f"{{{WORD}}}headerReference")
        }
        assert kinds == set(PAGES)
        assert all(header.paragraphs[0].text == MARK for header in _headers(section))
    if headers:
        assert draft.sections[0].header.paragraphs[1].text == "本机关"


def test_the_findings_stand_last_on_a_page_of_their_own_with_numbers() -> None:
    noted = [Noted(True, "甲"), Noted(True, "乙 <&>", ("丙",))]
    draft = docx.Document(io.BytesIO(mark_as_draft(_document(headers=False, sections=1), noted)))
    heading, *lines = draft.paragraphs[-4:]
    assert heading.paragraph_format.page_break_before
    assert [line.text for line in lines] == ["1. 甲", "2. 乙 <&>", "丙"]


def test_a_draft_without_findings_has_no_page_more() -> None:
    draft = docx.Document(io.BytesIO(mark_as_draft(_document(headers=False, sections=1), [])))
    assert [paragraph.text for paragraph in draft.paragraphs] == ["正文（草稿）"]


def test_what_forbids_publishing_stands_apart_from_what_is_to_be_verified() -> None:
    noted = [Noted(True, "甲"), Noted(False, "乙")]
    draft = docx.Document(io.BytesIO(mark_as_draft(_document(headers=False, sections=1), noted)))
    texts = [paragraph.text for paragraph in draft.paragraphs[-4:]]
    assert texts == ["草稿：以下问题改正之前不得公开", "1. 甲", "请核实：", "2. 乙"]
    draft = docx.Document(io.BytesIO(mark_as_draft(_document(headers=False, sections=1), noted[1:])))
    assert [paragraph.text for paragraph in draft.paragraphs[-2:]] == ["请核实：", "1. 乙"]


def test_the_title_says_that_it_is_a_draft() -> None:
    content = draft(full_report(), compile_template(PATH), [])
    document = docx.Document(io.BytesIO(content))
    titles = [
        paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Title"
    ]
    assert titles == ["某市人民政府", "2021年政府信息公开工作年度报告（草稿）"]
    assert document.core_properties.title == "某市人民政府2021年政府信息公开工作年度报告（草稿）"


def test_a_draft_prints_a_blank_own_figure_as_blank_despite_filters() -> None:
    """A blank own figure is printed as such in a draft whatever its filters."""
    tags = "甲{{ visits }}乙{{ visits | thousands }}丙{{ 3 | share(visits) }}丁"
    template = compile_template(altered((printed("line"), printed("line") + tags)), PATH.name)
    content = draft(full_report(figures={**OWN, "visits": None}), template, [])
    text = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "甲〔空白〕乙〔空白〕丙〔空白〕丁" in text
