"""Wrappers that a word processor made by itself do no harm; those that somebody made are named with what to do."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.word_templates import members_of, text_of, with_body

DATA: dict[str, Any] = {"name": "N", "rows": ["a", "b"]}


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def smart(inner: str) -> str:
    props = '<w:smartTagPr><w:attr w:name="a"/></w:smartTagPr>'
    return f'<w:smartTag w:uri="u" w:element="chsdate">{props}{inner}</w:smartTag>'


def suggested(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def control(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="own"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def inserted(inner: str) -> str:
    return f'<w:ins w:id="1" w:author="a">{inner}</w:ins>'


def link(inner: str) -> str:
    return f'<w:hyperlink w:anchor="a">{inner}</w:hyperlink>'


def filled(inner: str) -> bytes:
    return compile_template(with_body(f"<w:p>{inner}</w:p>")).render(DATA)


@pytest.mark.parametrize("wrap", [smart, suggested, lambda inner: smart(suggested(inner))])
@pytest.mark.parametrize(
    ("before", "inside", "after", "shown"),
    [
        ("", "{{ na", "me }} tail", "N tail"),
        ("x {{ name", " }}", " y", "x N y"),
        ("{% for r in rows %}", "{{ r }}{% endfor %}", ".", "ab."),
        ("{", "{ name }} 2021", "", "N 2021"),
        ("", "{{ name }}", "", "N"),
    ],
)
def test_a_tag_may_cross_the_edge_of_such_a_wrapper(
    wrap: Any, before: str, inside: str, after: str, shown: str
) -> None:
    made = filled(run(before) + wrap(run(inside)) + run(after))
    assert text_of(made).strip("\n") == shown
    document = members_of(made)["word/document.xml"].decode()
    assert "smartTag" not in document
    assert "goog_rdk" not in document


def test_wrappers_without_tags_and_controls_of_ones_own_stay() -> None:
    body = f"<w:p>{smart(run('2021'))}</w:p><w:p>{suggested(run('x'))}</w:p><w:p>{control(run('{{ name }}'))}</w:p>"
    made = members_of(compile_template(with_body(body)).render(DATA))["word/document.xml"].decode()
    assert all(words in made for words in ('w:element="chsdate"', "goog_rdk_1", 'w:val="own"'))


@pytest.mark.parametrize(
    ("wrap", "zh", "en"),
    [
        (inserted, "请在 Word 的“审阅”中接受全部修订", "Accept all changes"),
        (control, "请在 Word 中删除该内容控件（保留内容）", "Remove the content control"),
        (link, "请删去整个标签，在它外面重新输入一遍", "type it again"),
    ],
)
@pytest.mark.parametrize(
    ("before", "inside", "after"),
    [
        ("{{ name ", "}}", ""),
        ("", "{{ na", "me }} tail"),
        ("{% for r in rows %}{{ r }} ", "{% endfor %}", ""),
        ("", "{% if name %}x", "{% endif %}"),
    ],
)
def test_where_a_tag_crosses_another_edge_the_way_out_is_told(
    wrap: Any, zh: str, en: str, before: str, inside: str, after: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        filled(run(before) + wrap(run(inside)) + run(after))
    (fault,) = caught.value.faults
    assert fault.id == "template-structure"
    assert "正文 第1段" in fault.says.zh
    assert zh in fault.message("zh")
    assert en in fault.message("en")


CHANGE = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    "gone",
    [
        f"<w:del {CHANGE}><w:r><w:delText>{{{{ gone }}}}</w:delText></w:r></w:del>",
        f"<w:del {CHANGE}><w:r><w:delText>{{{{ gone </w:delText></w:r></w:del>",
        f"<w:moveFrom {CHANGE}><w:r><w:t>{{% if gone %}}</w:t></w:r></w:moveFrom>",
    ],
)
def test_tags_in_deleted_text_are_not_asked_for(gone: str) -> None:
    template = compile_template(with_body(f"<w:p>{gone}<w:r><w:t>{{{{ a }}}}</w:t></w:r></w:p>"))
    made = members_of(template.render({"a": "N"}))["word/document.xml"].decode()
    assert gone in made
    assert ">N<" in made


def test_deleted_text_inside_a_tag_is_no_part_of_it() -> None:
    half = f"<w:del {CHANGE}><w:r><w:delText>yz</w:delText></w:r></w:del>"
    body = f"<w:p><w:r><w:t>{{{{ a</w:t></w:r>{half}<w:r><w:t> }}}}</w:t></w:r></w:p>"
    assert text_of(compile_template(with_body(body)).render({"a": "N"})) == "N"


def test_deleted_text_beside_a_paragraphs_tag_is_not_lost() -> None:
    gone = f"<w:del {CHANGE}><w:r><w:delText>note</w:delText></w:r></w:del>"
    tags = [f"<w:p><w:r><w:t>{text}</w:t></w:r>{{}}</w:p>" for text in ("{{%p if a %}}", "x", "{{%p endif %}}")]
    assert text_of(compile_template(with_body("".join(tags).format(gone, "", ""))).render({"a": 1})) == "x"


def deleted(inner: str) -> str:
    inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:del w:id="1" w:author="a">{inner}</w:del>'


@pytest.mark.parametrize(
    ("body", "says", "remedy"),
    [
        (
            deleted(run("{{ na")) + run("me }} tail"),
            "text that a tracked change deleted: me }}",
            "Accept or reject all",
        ),
        (
            run("{{ na") + deleted(run("me }} tail")),
            "text that a tracked change deleted: {{ na",
            "Accept or reject all",
        ),
        (run("{") + deleted(run("x")) + run("{ name }}"), "deleted stands between its braces", "type it again"),
        (
            deleted(run("{% for r in rows %}")) + run("{{ r }}{% endfor %}"),
            "endfor without for",
            "Accept or reject all",
        ),
        (deleted(run("prose")) + run("{{ name }"), "braces that are no tag: {{ name }", "half-width"),
    ],
)
def test_a_tag_that_is_partly_deleted_says_so(body: str, says: str, remedy: str) -> None:
    with pytest.raises(TemplateError) as caught:
        filled(body)
    (fault,) = caught.value.faults
    assert says in fault.message("en")
    assert remedy in fault.message("en")
