"""A template is understood as a whole before any data: every mistake at once, each with its place and words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from reportgen.core.errors import Fault, RenderError, TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.compiler.template_source import open_template
from reportgen.engine.word.markup.location import Place
from tests.engine.word.word_templates import (
    add_table,
    bytes_of,
    members_of,
    paragraphs,
    table,
    text_of,
    with_body,
    with_story,
    zipped,
)


def refused(source: bytes) -> tuple[Fault, ...]:
    with pytest.raises(TemplateError) as caught:
        compile_template(source, "模板.docx")
    return caught.value.faults


@pytest.mark.parametrize(
    ("text", "id", "word"),
    [
        ("{{ a | shar(b) }}", "template-unsafe", "最接近的是 share"),
        ("{% fro a in b %}", "template-syntax", "fro"),
        ("{% for a in b %}", "template-syntax", "后面没有 endfor"),
        ("{% if a %}", "template-syntax", "后面没有 endif"),
        ("{% endif %}", "template-syntax", "前面没有 if"),
        ("{% if a %}{% endfor %}", "template-syntax", "前面没有 for"),
        ("{% for a on b %}{% endfor %}", "template-syntax", "for a on b"),
        ("{{ a b }}", "template-syntax", "a b"),
        ("{{ }}", "template-syntax", "{{ }}"),
        ("{ year }}", "template-braces", "{ year }}"),
        ("{{ year }", "template-braces", "{{ year }"),
        ("{ { year }}", "template-braces", "{ { year }}"),
        ("{{ year } }", "template-braces", "{{ year } }"),
        ("{{ year", "template-braces", "{{ year"),
        ("year }}", "template-braces", "year }}"),
        ("{% if a", "template-braces", "{% if a"),
        ("｛｛ year ｝｝", "template-braces", "｛｛ year ｝｝"),
        ("{｛ year }}", "template-braces", "{｛ year }}"),
        ("｛% if a %｝", "template-braces", "｛% if a %｝"),
        ("{{ year {{ organ }}", "template-unclosed-tag", "{{ year {{ organ }}"),
        ("{{ a " + " " * 100 + "}}", "template-tag-size", "标签过长"),
        ("{{ " + "a" * 3000 + " }}", "template-tag-size", "标签过长"),
        ("{{ a if b }}", "template-unsafe", "缺少 else"),
        ("{{ loop.index }}", "template-unsafe", "loop"),
        ("{% for (a, (b, c)) in d %}{% endfor %}", "template-unsafe", "循环变量"),
    ],
)
def test_a_mistake_is_refused_with_the_paragraphs_words(text: str, id: str, word: str) -> None:
    fault = refused(paragraphs("第一段", text))[0]
    assert fault.id == id
    assert "第2段" in fault.says.zh
    assert word in fault.says.zh or word in "".join(fault.says.zh.split("\n"))
    assert "paragraph 2" in fault.says.en
    assert fault.remedy is not None or id == "template-tag-size" or "loop" in text or "(b, c)" in text


def test_five_different_mistakes_are_all_shown_each_with_its_place() -> None:
    document = Document()
    document.add_paragraph("{{ a | shar(b) }}")
    document.add_paragraph("{{ a.__class__ }} {% fro x in y %}")
    add_table(document, ["x"], ["{{ a + 1 }}"])
    document.sections[0].header.paragraphs[0].text = "{ year }}"
    document.sections[0].footer.paragraphs[0].text = "{% if a %}"
    said = [fault.in_("zh") for fault in refused(bytes_of(document))]
    for wrong, where in (
        ("shar", "正文 第1段"),
        ("__class__", "正文 第2段"),
        ("fro", "正文 第2段"),
        ("算术", "正文 表1 第2行 第1列"),
        ("{ year }}", "页眉 第1段"),
        ("endif", "页脚 第1段"),
    ):
        assert any(wrong in sentence and where in sentence for sentence in said), (wrong, said)


def test_a_tag_split_over_runs_and_smart_quotes_work() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ye", "ar ~ “年”", " }", "}"):
        paragraph.add_run(piece).bold = True
    assert text_of(compile_template(bytes_of(document)).render({"year": 2021})) == "2021年"


def test_a_tag_that_runs_over_the_end_of_its_paragraph_is_refused() -> None:
    faults = refused(paragraphs("{{ a", "b }}"))
    assert [(fault.id, fault.place.paragraph) for fault in faults if isinstance(fault.place, Place)] == [
        ("template-unclosed-tag", 1),
    ]


@pytest.mark.parametrize("kind", ["footnotes", "endnotes", "comments"])
def test_notes_and_comments_are_filled(kind: str) -> None:
    made = compile_template(with_story(kind, "note {{ a }}")).render({"a": "x<y"})
    assert text_of(made, f"word/{kind}.xml") == "note x<y"


def test_tags_in_every_property_are_filled() -> None:
    document = Document()
    names = ("title", "subject", "keywords", "category", "comments", "author")
    for name in names:
        setattr(document.core_properties, name, "{{ a }}&{% if b %}y{% endif %}")
    made = compile_template(bytes_of(document)).render({"a": "<R&D>", "b": 1})
    core = members_of(made)["docProps/core.xml"].decode()
    assert core.count("&lt;R&amp;D&gt;&amp;y") == len(names)


@pytest.mark.parametrize("part", ["word/charts/chart1.xml", "customXml/item1.xml", "word/diagrams/data1.xml"])
def test_a_part_that_cannot_be_filled_is_refused_if_it_holds_tags(part: str) -> None:
    members = {**members_of(paragraphs("x")), part: b"<a><b>{{ ye</b><b>ar }}</b></a>"}
    fault = refused(zipped(members))[0]
    assert fault.id == "template-part"
    assert fault.origin is not None
    assert fault.origin.place == part


def test_a_block_that_starts_in_a_table_and_ends_outside_is_refused() -> None:
    document = Document()
    add_table(document, ["{% if a %}x"])
    document.add_paragraph("{% endif %}")
    assert refused(bytes_of(document))[0].id == "template-structure"


def test_a_loop_that_starts_in_one_cell_and_ends_in_the_next_works() -> None:
    template = compile_template(table(["{% if a %}x", "y{% endif %}"]))
    assert "x" in text_of(template.render({"a": 1}))


def test_a_table_without_a_grid_is_refused() -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p></w:tc></w:tr>"
    assert "tblGrid" in refused(with_body(f"<w:tbl><w:tblPr/>{row}</w:tbl>"))[0].says.zh


@pytest.mark.parametrize("span", ["abc", "2000000000", "-1", ""])
def test_a_cell_with_an_impossible_span_is_refused(span: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>{{{{ a }}}}</w:t></w:r></w:p></w:tc>'
    body = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>'
    assert refused(with_body(body))[0].id == "template-structure"


def test_a_merged_cell_in_the_first_row_does_not_stop_a_template() -> None:
    cell = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p></w:tc>"
    body = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>'
    assert text_of(compile_template(with_body(body)).render({"a": 5})).strip() == "5"


def test_a_template_without_tags_gives_the_same_parts() -> None:
    source = paragraphs("no tags at all")
    template = compile_template(source)
    assert template.parts == ()
    assert members_of(template.render({})) == members_of(source)


def test_two_compilations_of_one_template_give_the_same_bytes(tmp_path: Path) -> None:
    source = table(["{%tr for r in rows %}"], ["{{ r.a }}"], ["{%tr endfor %}"])
    path = tmp_path / "模板.docx"
    path.write_bytes(source)
    data = {"rows": [{"a": 1}, {"a": Decimal("2.50")}]}
    assert compile_template(path).render(data) == compile_template(source).render(data)


def test_a_template_says_who_renders_it_and_why() -> None:
    assert compile_template(paragraphs("{{ a }}")).renderer == "fast"
    template = compile_template(paragraphs("x", "{{r note }}"))
    assert template.renderer == "docxtpl"
    assert [reason.zh for reason in template.reasons] == ["正文 第2段 的 {{r note }} 印出富文本、图片或子文档"]


def test_analysis_names_every_tag_with_its_place() -> None:
    document = Document()
    document.add_paragraph("title {{ year }}")
    add_table(document, ["a", "b"], ["{%tr for r in rows %}", ""], ["{{ r.x }}", "{{ r.y }}"], ["{%tr endfor %}", ""])
    part = open_template(bytes_of(document)).parts[0]
    assert part.patched is not None
    assert part.tree is not None
    places = [(place.tag, place.table, place.row, place.column, place.paragraph) for place in part.patched.places]
    assert places == [
        ("{{ year }}", None, None, None, 1),
        ("{%tr for r in rows %}", 1, 2, 1, 4),
        ("{{ r.x }}", 1, 3, 1, 6),
        ("{{ r.y }}", 1, 3, 2, 7),
        ("{%tr endfor %}", 1, 4, 1, 8),
    ]
    from jinja2 import nodes

    lines = {
        name.name: part.patched.place(name.lineno).tag for name in part.tree.find_all(nodes.Name) if name.ctx == "load"
    }
    assert lines["year"] == "{{ year }}"
    assert lines["rows"] == "{%tr for r in rows %}"


def test_texts_in_a_template_that_only_look_odd_are_kept() -> None:
    odd = "100% {a-b} {1} { # %% “x” {_{ kept }_}"
    made = text_of(compile_template(paragraphs(odd, "{{ a }}")).render({"a": 1}))
    assert made.split("\n")[0] == "100% {a-b} {1} { # %% “x” {{ kept }}"


def test_a_name_set_on_no_path_is_refused_when_it_is_printed() -> None:
    template = compile_template(paragraphs("{% if a %}{% set x = 1 %}{% endif %}{{ x }}"))
    assert text_of(template.render({"a": 1})) == "1"
    with pytest.raises(RenderError, match="no x"):
        template.render({"a": 0})
