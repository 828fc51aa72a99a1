"""A template is opened once, and every fault of it carries its place, its tag and its offset as data."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.core.errors import Fault, RenderError, TemplateError
from reportgen.core.text import Text
from reportgen.engine.opc.package import open_package
from reportgen.engine.word.compiler import template_source
from reportgen.engine.word.compiler.compile import compile_source, compile_template
from reportgen.engine.word.compiler.template_source import open_template
from reportgen.engine.word.contract.inspect import check
from reportgen.engine.word.markup.location import Place
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.word_templates import add_table, bytes_of, paragraphs, text_of


def place_of(fault: Fault) -> Place:
    assert isinstance(fault.place, Place)
    return fault.place


def test_an_opened_template_is_read_and_compiled_without_opening_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    source = open_template(paragraphs("{{ a }}"), "t.docx")
    monkeypatch.setattr(template_source, "open_package", None)
    assert source.parts[0].patched is not None
    assert text_of(compile_source(source).render({"a": 1})) == "1"


@pytest.mark.parametrize("text", ["{{ year }}", "{{ yeer }}", "｛｛ year ｝｝", "{% if year %}"])
def test_a_check_opens_the_file_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    opening = open_package

    def counted(content: bytes, *arguments: object, **named: object) -> object:
        opened.append(len(content))
        return opening(content, *arguments, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(template_source, "open_package", counted)
    check(paragraphs(text), "t.docx", report_type=REPORT)
    assert len(opened) == 1


def test_a_fault_of_a_tag_carries_part_paragraph_tag_and_offset() -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs("甲", "乙 & 丙 {{ year }}，{{ a + 1 }}"), "t.docx")
    (fault,) = caught.value.faults
    place = place_of(fault)
    assert (place.part, place.paragraph, place.tag, place.offset) == ("word/document.xml", 2, "{{ a + 1 }}", 17)
    assert place.words[place.offset or 0 :] == "{{ a + 1 }}"


def test_a_fault_of_the_data_carries_the_cell() -> None:
    document = Document()
    add_table(document, ["a", "b"], ["c", "{{ year }} {{ organ }}"])
    with pytest.raises(RenderError) as caught:
        compile_template(bytes_of(document), "t.docx").render({"year": 2025})
    place = place_of(caught.value.faults[0])
    assert (place.table, place.row, place.column, place.tag, place.offset) == (1, 2, 2, "{{ organ }}", 11)


def test_the_sentence_is_made_of_problem_place_and_heading() -> None:
    fault = Place("word/document.xml", 3, words="甲乙", heading="一、概述").fault("t.docx", "x", Text("错", "wrong"))
    assert fault.problem == Text("错", "wrong")
    assert fault.says == Text(
        "正文 第3段“甲乙”：错（在“一、概述”之下）", "body, paragraph 3 “甲乙”: wrong (under “一、概述”)"
    )
    assert copy.copy(fault) == fault


def test_two_paragraphs_that_begin_alike_are_told_apart() -> None:
    same = "同样的开头" * 20
    document = Document()
    document.add_heading("一、第一", 1)
    document.add_paragraph(f"{same}{{{{ year }}}}")
    document.add_heading("二、第二", 1)
    document.add_paragraph(f"{same}{{{{ year + 1 }}}}")
    found = [
        one for one in check(bytes_of(document), "t.docx", report_type=REPORT) if one.fault.id == "template-unsafe"
    ]
    assert [(one.place.paragraph, one.heading) for one in found if one.place] == [(4, "二、第二")]


def test_a_tag_beside_a_broken_brace_is_quoted_as_typed() -> None:
    found = check(paragraphs("{{ yeer }} ｛｛ organ ｝｝"), "t.docx", report_type=REPORT)
    places = [one.place.words for one in found if one.place and one.place.paragraph]
    assert len(places) >= 2
    assert set(places) == {"{{ yeer }} ｛｛ organ ｝｝"}


@pytest.mark.parametrize(
    ("text", "tag", "offset"),
    [("甲{{ year", "{{ year", 1), ("甲{# 注释", "{# 注释", 1), ("甲 {{ a }} {{ b", "{{ b", 10)],
)
def test_an_open_brace_carries_its_offset(text: str, tag: str, offset: int) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs(text), "t.docx")
    place = place_of(caught.value.faults[0])
    assert (place.tag, place.offset) == (tag, offset)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="{}｛｝"), max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, min_size=2, max_size=5))
def test_every_tag_stands_at_its_offset_whatever_is_around_it(texts: list[str]) -> None:
    typed = "{{ a }}".join(texts)
    patched = open_template(paragraphs(typed)).parts[0].patched
    assert patched is not None
    assert [place.words[place.offset or 0 :][:7] for place in patched.places] == ["{{ a }}"] * (len(texts) - 1)


def test_a_path_is_opened_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(paragraphs("{{ a }}"))
    assert open_template(path).digest == open_template(path.read_bytes()).digest
