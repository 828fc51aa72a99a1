"""Pictures, rich texts and sub-documents take docxtpl's own road: same language, same checks, same escaping."""

from __future__ import annotations

import base64
import io
import pickle
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from reportgen.engine.filling.compiling import compile_template
from reportgen.errors import RenderError, TemplateError
from tests.engine.filling.word_templates import (
    by_docxtpl,
    bytes_of,
    members_of,
    paragraphs,
    story_parts,
    table,
    text_of,
)

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def picture() -> InlineImage:
    return InlineImage(None, io.BytesIO(PICTURE))


def test_rich_texts_are_printed_as_docxtpl_prints_them() -> None:
    source = paragraphs("a {{r note }} b {{ n }}", "{{p block }}", "{%p for x in xs %}", "{{r x }}", "{%p endfor %}")
    note = RichText("R&D <5", bold=True, color="FF0000")
    note.add("{{ 7*7 }}", italic=True)
    data = {"note": note, "n": 5, "block": RichTextParagraph("own"), "xs": [RichText("1"), RichText("2")]}
    template = compile_template(source)
    assert template.road == "docxtpl"
    assert story_parts(template.render(data)) == story_parts(by_docxtpl(source, data))


def test_a_listing_is_printed_on_the_fast_road_as_docxtpl_prints_it() -> None:
    source = paragraphs("start {{ text }} end")
    data = {"text": Listing("a & b\nnext\tcell\anew <paragraph>\fnew page")}
    template = compile_template(source)
    assert template.road == "fast"
    assert story_parts(template.render(data)) == story_parts(by_docxtpl(source, data))


@pytest.mark.parametrize("sign", ["\a", "\f"])
def test_only_a_listing_may_hold_paragraph_and_page_signs(sign: str) -> None:
    with pytest.raises(RenderError, match="U\\+00"):
        compile_template(paragraphs("{{ text }}")).render({"text": f"a{sign}b"})


def test_a_picture_is_put_into_body_table_and_header() -> None:
    document = Document()
    document.add_paragraph("{{ picture }}")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{{ picture }}"
    document.sections[0].header.paragraphs[0].text = "{{ picture }}"
    made = compile_template(bytes_of(document)).render({"picture": picture()})
    members = members_of(made)
    opened = Document(io.BytesIO(made))
    assert len(opened.inline_shapes) == 2
    assert members["word/header1.xml"].count(b"<pic:pic") == 1
    assert PICTURE in members.values()
    identifiers = [shape._inline.docPr.id for shape in opened.inline_shapes]
    assert len(set(identifiers)) == 2


def test_a_sub_document_is_put_in_its_place() -> None:
    source = paragraphs("before", "{{p part }}", "after {{ n }}")
    owner = DocxTemplate(io.BytesIO(source))
    part = _sub_document(owner)
    part.add_paragraph("R&D <5 {{ 7*7 }}")
    made = compile_template(source).render({"part": part, "n": 1})
    assert text_of(made) == "before\nR&D <5 {{ 7*7 }}\nafter 1"


def _sub_document(owner: Any) -> Any:
    pytest.importorskip("docxcompose", reason="docxtpl's extra for sub-documents is not installed")
    return owner.new_subdoc()


def test_a_sub_document_of_another_template_is_refused() -> None:
    part = _sub_document(DocxTemplate(io.BytesIO(paragraphs("{{p part }} another"))))
    with pytest.raises(RenderError, match="not made for this template"):
        compile_template(paragraphs("{{p part }}")).render({"part": part})


def test_the_same_data_gives_the_same_bytes_and_survives_a_pickle() -> None:
    template = compile_template(paragraphs("{{r note }} {{ picture }}"))
    again = pickle.loads(pickle.dumps(template))  # noqa: S301 — what this very line packed
    data = {"note": RichText("x"), "picture": picture()}
    assert template.render(data) == template.render(data) == again.render(data)


def test_faults_of_both_kinds_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    template = compile_template(paragraphs("{{r note }}", "{{ picture }}", "{{ missing }}", "{{ rich }}"), "模板.docx")
    lost = InlineImage(None, str(tmp_path / "no-such.png"))
    with pytest.raises(RenderError) as caught:
        template.render({"note": "plain text", "picture": lost, "rich": RichText("x")})
    said = caught.value.in_("zh").split("\n")
    assert len(said) == 4
    for sentence, number, word in zip(said, (1, 2, 3, 4), ("富文本", "InlineImage", "missing", "{{r"), strict=True):
        assert f"正文 第{number}段" in sentence
        assert word in sentence


def test_an_object_whose_xml_is_broken_is_refused() -> None:
    with pytest.raises(RenderError, match="no sound XML"):
        compile_template(paragraphs("{{r note }}")).render({"note": RichText("x", color='"/><w:p')})


@pytest.mark.parametrize("payload", ["{{r note.add('x') }}", "{{ note.__class__ }}", "{{ image.tpl() }}"])
def test_objects_cannot_be_called_or_reached_into(payload: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs(payload))
    assert caught.value.faults[0].id == "template-unsafe"


def test_an_objects_own_attributes_are_no_addresses() -> None:
    with pytest.raises(RenderError, match="has no xml"):
        compile_template(paragraphs("{{ note.xml }}")).render({"note": RichText("x")})


def test_loops_and_rows_work_on_this_road_too() -> None:
    source = table(["{%tr for r in rows %}", ""], ["{{ r.name }}", "{{r r.note }}"], ["{%tr endfor %}", ""])
    data = {"rows": [{"name": "a<b", "note": RichText("x")}, {"name": "c", "note": RichText("y", bold=True)}]}
    assert story_parts(compile_template(source).render(data)) == story_parts(by_docxtpl(source, data))
