"""Pictures, rich texts and sub-documents are rendered by docxtpl: same language, same checks, same escaping."""

from __future__ import annotations

import base64
import copy
import gc
import io
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from lxml import etree

import reportgen
from reportgen.core.errors import RenderError, TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.packages import OFFICE
from tests.engine.word.word_templates import (
    WORD,
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
    assert template.renderer == "docxtpl"
    assert story_parts(template.render(data)) == story_parts(by_docxtpl(source, data))


def test_a_listing_is_printed_on_the_fast_road_as_docxtpl_prints_it() -> None:
    source = paragraphs("start {{ text }} end")
    data = {"text": Listing("a & b\nnext\tcell\anew <paragraph>\fnew page")}
    template = compile_template(source)
    assert template.renderer == "fast"
    assert story_parts(template.render(data)) == story_parts(by_docxtpl(source, data))


@pytest.mark.parametrize("sign", ["\a", "\f", "\n", "\t"])
def test_signs_in_a_text_are_written_as_docxtpl_writes_them(sign: str) -> None:
    source, data = paragraphs("start {{ text }} end"), {"text": f"a{sign}b & c{sign}"}
    assert story_parts(compile_template(source).render(data)) == story_parts(by_docxtpl(source, data))


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
    for sentence, number, word in zip(said, (1, 2, 3, 4), ("富文本", "图片文件不存在", "missing", "{{r"), strict=True):
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


HEAD = "{{r x }}"
PLACES = paragraphs("before {{r x }} after", "{{p block }}", "{%p for one in many %}", "{{r one }}", "{%p endfor %}")


@pytest.mark.parametrize(
    "text", ["line1\nline2", "a\tb", "\n", "a & b\n<c>\td", "new\aparagraph", "new\fpage", "R\r\nN"]
)
def test_signs_in_a_rich_text_are_written_as_docxtpl_writes_them(text: str) -> None:
    first = RichText(text, bold=True, color="FF0000")
    first.add("plain\tafter\n")
    block = RichTextParagraph(text, parastyle="Heading1")
    block.add(RichText("second\n", italic=True))
    data = {"x": first, "block": block, "many": [RichText(text), RichText(text, url_id="")]}
    made = compile_template(PLACES).render(data)
    assert not re.search(rb"<w:t[ >][^<]*[\n\t\r][^<]*</w:t>", members_of(made)["word/document.xml"])
    plain = {name: _unified(value) for name, value in data.items()}
    assert story_parts(made) == story_parts(by_docxtpl(PLACES, plain))


def _unified(value: Any) -> Any:
    """The same object with line feeds alone, which docxtpl knows as the only end of a line."""
    if isinstance(value, list):
        return [_unified(one) for one in value]
    value = copy.copy(value)
    value.xml = value.xml.replace("\r\n", "\n")
    return value


def test_a_paragraph_cannot_begin_inside_a_link(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(PLACES)
    owner = DocxTemplate(tmp_path / "t.docx")
    link = RichText("a\ab", url_id=owner.build_url_id("https://example.com/"))
    with pytest.raises(RenderError, match=r"paragraph 1 .*a new paragraph or page cannot be printed here"):
        compile_template(PLACES).render({"x": link, "block": RichTextParagraph("b"), "many": []})


@pytest.mark.parametrize(("text", "said"), [("a\x01b", r"U\+0001"), ("a\ud800", r"U\+D800")])
def test_a_rich_text_with_a_forbidden_character_has_its_place(text: str, said: str) -> None:
    with pytest.raises(RenderError, match=f"paragraph 2 .*{said}"):
        compile_template(paragraphs("a", HEAD)).render({"x": RichText(text)})


def _arrows(package: bytes, part: str) -> dict[str, str]:
    name = part.replace("word/", "word/_rels/") + ".rels"
    tree = etree.fromstring(members_of(package)[name])
    return {str(arrow.get("Id")): str(arrow.get("Target")) for arrow in tree if arrow.get("TargetMode") == "External"}


def _linked(package: bytes, part: str = "word/document.xml") -> list[str]:
    """The addresses that a part's links lead to."""
    tree = etree.fromstring(members_of(package)[part])
    arrows = _arrows(package, part)
    return [arrows[str(link.get(f"{{{OFFICE}}}id"))] for link in tree.iter(f"{{{WORD}}}hyperlink")]


@pytest.fixture
def linked(tmp_path: Path) -> tuple[Path, Any]:
    """A template with a rich text in body and header, and docxtpl's object for it."""
    document = Document()
    document.add_paragraph(HEAD)
    document.add_paragraph("{{p block }}")
    document.sections[0].header.paragraphs[0].text = HEAD
    path = tmp_path / "t.docx"
    path.write_bytes(bytes_of(document))
    return path, DocxTemplate(path)


def test_a_rich_texts_links_lead_to_their_addresses(linked: tuple[Path, Any]) -> None:
    path, owner = linked
    text = RichText("one", url_id=owner.build_url_id("https://example.com/a?b=1&c=2"))
    text.add("two", url_id=owner.build_url_id("mailto:a@example.com"))
    block = RichTextParagraph(RichText("three", url_id=owner.build_url_id("http://example.com/中")))
    made = compile_template(path).render({"x": text, "block": block})
    both = ["https://example.com/a?b=1&c=2", "mailto:a@example.com"]
    assert _linked(made) == [*both, "http://example.com/中"]
    assert _linked(made, "word/header1.xml") == both
    oracle = by_docxtpl(path.read_bytes(), {"x": text, "block": block})
    assert text_of(made) == text_of(oracle)


def test_links_and_pictures_do_not_take_each_others_numbers(linked: tuple[Path, Any]) -> None:
    path, owner = linked
    path.write_bytes(paragraphs("{{ image }} {{r x }}"))
    text = RichText("one", url_id=owner.build_url_id("https://example.com/"))
    made = compile_template(path).render({"image": InlineImage(owner, io.BytesIO(PICTURE)), "x": text})
    assert _linked(made) == ["https://example.com/"]
    assert len(Document(io.BytesIO(made)).inline_shapes) == 1


def test_a_template_given_in_the_data_is_asked_first(linked: tuple[Path, Any]) -> None:
    path, owner = linked
    other = DocxTemplate(path)
    number = owner.build_url_id("https://example.com/mine")
    assert number == other.build_url_id("https://example.com/another")
    data = {"x": RichText("a", url_id=number), "block": RichTextParagraph("b")}
    with pytest.raises(RenderError, match="more than one address"):
        compile_template(path).render(data)
    assert _linked(compile_template(path).render({**data, "links": owner})) == ["https://example.com/mine"]


def test_a_template_that_nobody_has_any_more_is_not_asked(linked: tuple[Path, Any]) -> None:
    path, owner = linked
    number = owner.build_url_id("https://example.com/mine")
    gone = DocxTemplate(path)
    assert gone.build_url_id("https://example.com/of-an-earlier-request") == number
    gone.myself = gone  # only the collector frees it
    template, data = compile_template(path), {"x": RichText("a", url_id=number), "block": RichTextParagraph("b")}
    gc.disable()
    try:
        del gone
        assert _linked(template.render(data)) == ["https://example.com/mine"]
    finally:
        gc.enable()


def test_a_link_without_an_address_is_refused_with_its_place(linked: tuple[Path, Any]) -> None:
    path, _ = linked
    data = {"x": RichText("a", url_id="rId77"), "block": RichTextParagraph("b")}
    with pytest.raises(RenderError, match=r"paragraph 1 .*rId77.* without an address.*build_url_id"):
        compile_template(path).render(data)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", r"\\host\share"])
def test_a_link_that_no_template_may_hold_is_refused(linked: tuple[Path, Any], address: str) -> None:
    path, owner = linked
    data = {"x": RichText("a", url_id=owner.build_url_id(address)), "block": RichTextParagraph("b")}
    with pytest.raises(RenderError, match=r"paragraph 1 .*is not allowed"):
        compile_template(path).render(data)


def test_a_picture_made_as_docxtpl_documents_it_is_printed(tmp_path: Path) -> None:
    path, dot = tmp_path / "t.docx", tmp_path / "dot.png"
    path.write_bytes(paragraphs("{{ image }}"))
    dot.write_bytes(PICTURE)
    picture = InlineImage(DocxTemplate(path), str(dot), width=914400)
    made = reportgen.compile_template(path).render({"image": picture})
    (shape,) = Document(io.BytesIO(made)).inline_shapes
    assert shape.width == 914400
    assert PICTURE in members_of(made).values()


@pytest.mark.parametrize(
    ("place", "value", "remedy"),
    [
        ("{{p x }}", RichText("a"), r"Write \{\{r …\}\}"),
        ("{{r x }}", RichTextParagraph("a"), r"Write \{\{p …\}\}"),
    ],
)
def test_a_run_is_no_paragraph_and_a_paragraph_no_run(place: str, value: Any, remedy: str) -> None:
    with pytest.raises(RenderError, match=rf"paragraph 2 .*{remedy}"):
        compile_template(paragraphs("first", place)).render({"x": value})
