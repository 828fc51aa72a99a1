"""HOSTILE P5, T3: a field that reaches outside cannot be put together by filling, from whatever pieces and data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from docxtpl import RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.core.errors import RenderError, ReportgenError, TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.finished_parts import field_faults
from tests.engine.word.packages import document, docx
from tests.engine.word.word_templates import WORD, members_of, text_of

DATA: Mapping[str, Any] = {"a": "DDEAUTO c:", "yes": True, "no": False, "xs": ["DDE", "AUTO"]}
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def deleted(words: str) -> str:
    return (
        f'<w:del w:id="1" w:author="x"><w:r><w:delInstrText xml:space="preserve">{words}</w:delInstrText></w:r></w:del>'
    )


def inserted(words: str) -> str:
    return f'<w:ins w:id="2" w:author="x">{code(words)}</w:ins>'


def field(*instruction: str, result: str = "1") -> str:
    return f"<w:p>{BEGIN}{''.join(instruction)}{SEPARATE}{text(result)}{END}</w:p>"


def refused(body: str) -> ReportgenError:
    with pytest.raises(TemplateError) as caught:
        compile_template(docx(body), "模板.docx")
    return caught.value


# ------------------------------------------------------------------------------------------------ tags and field codes


@pytest.mark.parametrize(
    "body",
    [
        field(text("{% if no %}"), code(" QUOTE "), text("{% endif %}"), code("DDEAUTO c:")),
        field(text("{% for x in xs %}"), code(" QUOTE "), text("{% endfor %}")),
        field(text(" {{ a }} ")),
        field(code(" QUOTE "), text("{{ a }}")),
        field(code(" QUOTE "), text("{% set b = 1 %}")),
        f"<w:p>{BEGIN}{code(' IF ')}{field(code(' PAGE '))[5:-6]}{text('{{ a }}')}{SEPARATE}{END}</w:p>",
        f"<w:p>{BEGIN}{code(' PAGE ')}</w:p><w:p>{text('{{ a }}')}</w:p><w:p>{END}</w:p>",
    ],
    ids=["branch", "loop", "value", "value after a name", "set", "nested", "over paragraphs"],
)
def test_p5_no_tag_may_stand_in_a_fields_code(body: str) -> None:
    (fault,) = refused(body).faults
    assert fault.id == "template-structure"
    assert "正文 第" in fault.says.zh
    assert "域代码里不能写标签" in fault.says.zh


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{BEGIN}{code(' PAGE ')}{SEPARATE}{text('{% if yes %}1')}{END}{text('{% endif %} tail')}</w:p>",
        f"<w:p>{text('{% if yes %}')}{BEGIN}{code(' PAGE ')}{SEPARATE}{text('{% endif %}1')}{END}</w:p>",
        f"<w:p>{text('{% for x in xs %}')}{BEGIN}{code(' PAGE ')}{SEPARATE}{text('1{% endfor %}')}{END}</w:p>",
    ],
)
def test_p5_a_field_begins_and_ends_in_one_branch(body: str) -> None:
    (fault,) = refused(body).faults
    assert fault.id == "template-structure"
    assert "一个域" in fault.says.zh
    assert "正文 第1段" in fault.says.zh


def test_p5_a_field_without_an_end_is_refused_beside_tags() -> None:
    assert "没有结尾的域" in refused(f"<w:p>{text('{{ a }}')}{BEGIN}{code(' PAGE ')}{SEPARATE}</w:p>").in_("zh")


def test_a_tag_may_stand_in_a_fields_result_and_a_field_in_a_loop() -> None:
    body = text("{%p for x in xs %}").join(("<w:p>", "</w:p>"))
    body += field(code(" PAGE "), result="{{ x }}") + text("{%p endfor %}").join(("<w:p>", "</w:p>"))
    made = compile_template(docx(body)).render({"xs": ["1", "2"]})
    assert text_of(made) == "1\n2"
    assert members_of(made)["word/document.xml"].count(b"instrText") == 4


@pytest.mark.parametrize(
    "attribute",
    [
        '<w:hyperlink r:id="{{ a }}"/>',
        '<w:hyperlink r:id="{% if yes %}rId1{% else %}rId2{% endif %}"/>',
        '<w:hyperlink r:id="rId{# x #}1"/>',
        '<w:fldSimple w:instr=" QUOTE {{ a }}"/>',
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="http://{{ a }}"/></w:pict></w:r>',
    ],
)
def test_t3_p5_no_tag_not_even_a_comment_may_stand_in_a_link(attribute: str) -> None:
    error = refused(f"<w:p>{attribute}{text('words')}</w:p>")
    assert [fault.id for fault in error.faults] == ["template-structure"]
    assert "正文 第1段“words”" in error.in_("zh")


@pytest.mark.parametrize("prefix", ["q", "w14"])
def test_t2_p5_word_under_a_second_prefix_is_refused(prefix: str) -> None:
    body = field(code(" PAGE "), text("{{ a }}")).replace("w:fldChar ", f"{prefix}:fldChar ")
    error = refused(body.replace("<w:p>", f'<w:p xmlns:{prefix}="{WORD}">', 1))
    assert [fault.id for fault in error.faults] == ["template-prefix"]


# ----------------------------------------------------------------------------------------- what a code says, in a part


@pytest.mark.parametrize(
    "instruction",
    [
        [text(" DDEAUTO c: ")],
        [text(" dde"), text("Auto c:")],
        [code(" D"), text("DE"), code(" c:")],
        [deleted(" QUOTE "), code("DDEAUTO c:")],
        [inserted(" QUOTE "), code("LINK c:")],
        [code(" DDE"), "<w:r><w:tab/></w:r>", code("c:")],
        [code(" &#68;D"), code("&#x45; c:")],
        [code('"INCLUDEPICTURE" "http://a/b"')],
        [code(" D"), field(code(" QUOTE "), result="DE")[5:-6], code(" c:")],
        [code(' HYPERLINK \\l "a" "file://x/y"')],
        [code(' HYPERLINK "'), field(code(" QUOTE "), result="file://x")[5:-6], code('"')],
        [code(" QUOTE "), "<mc:AlternateContent/>"],
    ],
)
def test_p5_a_forbidden_code_is_found_however_it_is_written(instruction: list[str]) -> None:
    body = field(*instruction).replace(
        "<mc:AlternateContent/>",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>',
    )
    assert {fault.id for fault in refused(body).faults} == {"package-active-content"}


@pytest.mark.parametrize("kind", ["Begin", "{{ a }}", "{% if yes %}begin{% endif %}", "be{# #}gin", ""])
def test_p5_a_field_mark_of_an_unknown_kind_is_refused(kind: str) -> None:
    assert "域标记" in refused(f'<w:p><w:r><w:fldChar w:fldCharType="{kind}"/></w:r></w:p>').in_("zh")


@pytest.mark.parametrize(
    "body",
    [
        field(code(" TOC "), result="1") + field(code(" IF "), field(code(" PAGE "))[5:-6], code(' = 1 "a" "b" ')),
        f"<w:p>{BEGIN}{code(' TOC ')}{SEPARATE}{field(code(' PAGEREF x '))[5:-6]}{END}</w:p>",
        field(code(" ="), field(code(" PAGE "))[5:-6], code("+1 ")),
        field(code(' HYPERLINK "https://a.cn" \\o "DDE" \\* MERGEFORMAT')),
        field(code(" DATE "), deleted("DDE"), code(" x")),
        f"<w:p>{text('DDEAUTO is a field')}</w:p>",
    ],
)
def test_ordinary_fields_in_every_form_are_accepted(body: str) -> None:
    assert compile_template(docx(body)).render({})


# ---------------------------------------------------------------------------------------------- the finished document


def test_p5_rendered_parts_are_held_to_the_same_policy() -> None:
    """The second look, by itself: it sees what the check of the template would have to let pass."""
    bad, good = (document(field(code(name))) for name in (" DDE c:", " PAGE "))
    assert [fault.id for fault in field_faults({"word/document.xml": bad}, "模板.docx")] == ["package-active-content"]
    assert [fault.id for fault in field_faults({"word/document.xml": good[:-9]}, "模板.docx")] == ["package-bad-xml"]
    assert field_faults({"word/document.xml": good}, "模板.docx") == []
    tagged = document(field(text(" DDE {{ c }}")))  # nothing but text any more
    assert field_faults({"word/document.xml": tagged}, "模板.docx")


def test_p5_every_rendering_looks_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the first look switched off, neither plain nor other data brings a forbidden code into the bytes."""
    template = compile_template(docx(field(code(" PAGE ")) + f"<w:p>{text('{{ a }}')}</w:p>"))
    assert template.render({"a": "DDEAUTO"})
    part = template.parts[0]
    made = document(field(code(" DDEAUTO c:")))
    monkeypatch.setattr(type(part), "render", lambda *_: made)
    monkeypatch.setattr(type(part), "examine", lambda *_: (made, []))
    for data in ({"a": "x"}, {"a": "x", "rich": RichText("y")}):
        with pytest.raises(RenderError, match="DDEAUTO"):
            template.render(data)


def test_p5_a_rich_text_cannot_bring_a_field_in() -> None:
    rich = RichText("x")
    rich.xml += field(code("DDE c:"))[5:-6]
    with pytest.raises(RenderError, match="DDE"):
        compile_template(docx(f"<w:p>{text('{{r a }}')}</w:p>")).render({"a": rich})


FORBIDDEN = {"DDE", "DDEAUTO", "LINK", "INCLUDETEXT"}
WORDS = st.sampled_from([" ", "D", "DE", "DDE", "auto", "AUTO c:", " QUOTE ", "LINK", " PAGE ", "x"])
TAGS = st.sampled_from(["{{ a }}", "{{ xs[0] }}", "{% if no %}", "{% if yes %}", "{% else %}", "{% endif %}"])
LOOPS = st.sampled_from(["{% for x in xs %}", "{{ x }}", "{% endfor %}"])
MARKS = st.sampled_from([BEGIN, SEPARATE, END])
RUN = st.one_of(
    WORDS.map(code), WORDS.map(text), WORDS.map(deleted), WORDS.map(inserted), TAGS.map(text), LOOPS.map(text)
)
WHOLE = st.lists(WORDS.map(code), max_size=3).map(lambda runs: field(*runs)[5:-6])
CLOSED = st.sampled_from(["{% if yes %}|{% endif %}", "{% if no %}|{% endif %}", "{% for x in xs %}|{% endfor %}"])


@st.composite
def _blocks(draw: st.DrawFn) -> str:
    """Runs inside a block that is closed, so that many templates are accepted."""
    first, last = draw(CLOSED).split("|")
    return text(first) + "".join(draw(st.lists(st.one_of(WHOLE, WORDS.map(code), MARKS), max_size=3))) + text(last)


def codes_of(package: bytes) -> set[str]:
    """The first words of every field's code, read by code of its own: as code alone, and with all text."""
    found: set[str] = set()
    stack: list[tuple[list[str], list[str]]] = []

    def note() -> None:
        for pieces in stack.pop():
            found.update("".join(pieces).upper().split()[:1])

    for element in etree.fromstring(members_of(package)["word/document.xml"]).iter(f"{{{WORD}}}*"):
        name = etree.QName(element).localname
        if name == "fldChar":
            kind = element.get(f"{{{WORD}}}fldCharType")
            if kind == "begin":
                stack.append(([], []))
            elif stack:
                note()
                if kind == "separate":
                    stack.append(([], []))  # the result, which is looked at for nothing
                    stack[-1][0].append("-")
                    stack[-1][1].append("-")
        elif stack and name in ("instrText", "delInstrText", "t"):
            stack[-1][1].append(element.text or "")
            if name == "instrText":
                stack[-1][0].append(element.text or "")
        elif name == "fldSimple":
            found.update((element.get(f"{{{WORD}}}instr") or "").upper().split()[:1])
    while stack:
        note()
    return found


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(MARKS, RUN, WHOLE, _blocks()), max_size=8).map("".join),
    st.sampled_from(["DDE c:", "AUTO", "LINK x", "plain"]),
)
def test_p5_no_pieces_make_a_forbidden_code(runs: str, value: str) -> None:
    """Whatever stands in what order, the document is without such a code, or there is none."""
    try:
        made = compile_template(docx(f"<w:p>{runs}</w:p>")).render({**DATA, "a": value})
    except ReportgenError:
        return
    assert not codes_of(made) & FORBIDDEN


def test_the_reader_of_this_test_sees_forbidden_codes() -> None:
    assert codes_of(docx(field(code(" D"), code("DE c:")))) & FORBIDDEN
    assert codes_of(docx(field(text(" link x")))) & FORBIDDEN
    assert not codes_of(docx(field(code(" PAGE "), result="DDE"))) & FORBIDDEN
