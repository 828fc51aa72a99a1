"""HOSTILE T1 to T6 beyond single modules: what a template may not do, lose or leave unfilled.

Payloads that reach out are in ``engine/filling/test_sandbox.py`` (T3); misspelt names in ``test_rendering.py`` and
``test_inspecting.py`` there (T1, T2); broken tables in ``test_compiling.py`` and ``test_rendering.py`` (T6).
"""

from __future__ import annotations

import io
import sys
from typing import Any

import attrs
import pytest
from docx import Document
from lxml import etree

from reportgen.core.errors import RenderError, TemplateError
from reportgen.core.limits import DEFAULT, MEBIBYTE
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.everywhere import everywhere
from tests.engine.word.packages import OFFICE
from tests.engine.word.word_templates import WORD, members_of, paragraphs, text_of, with_body, zipped


def refused(template: bytes) -> list[tuple[str, str | None]]:
    """Return every fault of a template: its id, and the part that it names."""
    with pytest.raises(TemplateError) as caught:
        compile_template(template, "模板.docx")
    return [(fault.id, fault.origin.place if fault.origin else None) for fault in caught.value.faults]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system does not limit memory")
@pytest.mark.parametrize("test", ["odd", "even", "divisibleby(5)"])
def test_t3_t4_no_test_formats_a_text(test: str) -> None:
    """``%`` on a text is formatting: '%900000000d' % 2 is a text of 900 MB."""
    template = compile_template(paragraphs(f"{{% if '%900000000d' is {test} %}}x{{% endif %}}"))
    with pytest.raises(RenderError, match="is no number"):
        template.render({})


class Speaking:
    """An object whose words must never be asked for."""

    def __str__(self) -> str:
        raise AssertionError("its text was asked for")

    __repr__ = __str__
    __format__ = __str__  # type: ignore[assignment]  # it is never called


@pytest.mark.parametrize(
    "expression",
    [
        "a",
        "a ~ 'x'",
        "a | upper",
        "a | length",
        "a | thousands",
        "a | join",
        "[a] | join",
        "b | places(a)",
        "a | items",
    ],
)
def test_t3_an_object_is_refused_without_asking_it_anything(expression: str) -> None:
    template = compile_template(paragraphs(f"{{{{ {expression} }}}}"))
    with pytest.raises(RenderError):
        template.render({"a": Speaking(), "b": 1})


@pytest.mark.parametrize("value", ["% " * 450_000, list(range(100_000)), {"a": "y" * 900_000}])
def test_v5_a_message_about_a_huge_value_is_short(value: Any) -> None:
    filters = ("thousands", "places(2)", "chinese_number", "upper", "signed")
    template = compile_template(paragraphs(*(f"{{{{ a | {name} }}}}" for name in filters)))
    with pytest.raises(RenderError) as caught:
        template.render({"a": value})
    assert len(caught.value.in_("zh")) < 2_000


# ---------------------------------------------------------------------------------------- nothing is left unfilled (T5)

NUMBERING, SETTINGS, RELATIONS = "word/numbering.xml", "word/settings.xml", "word/_rels/document.xml.rels"


def _link(address: str) -> str:
    kind = f"{OFFICE}/hyperlink"
    return f'<Relationship Id="rIdH" Type="{kind}" Target="{address}" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("part", "end", "added"),
    [
        (NUMBERING, '<w:lvlText w:val="', '<w:lvlText w:val="{{ a }}'),
        (SETTINGS, "</w:settings>", '<w:docVars><w:docVar w:name="x" w:val="{{ a }}"/></w:docVars></w:settings>'),
        (RELATIONS, "</Relationships>", _link("https://example.cn/{{ a }}")),
        (RELATIONS, "</Relationships>", _link("https://example.cn/%7B%7B%20a%20%7d%7d")),
        (RELATIONS, "</Relationships>", _link("https://example.cn/%7b%25%20if%20a%20%25%7d")),
    ],
)
def test_t5_a_tag_in_numbering_settings_or_a_link_is_refused(part: str, end: str, added: str) -> None:
    members = members_of(paragraphs("x {{ a }}"))
    assert end in members[part].decode()
    members[part] = members[part].decode().replace(end, added, 1).encode()
    assert refused(zipped(members)) == [("template-part", part)]


@pytest.mark.parametrize("target", ["{{ a }}", "%7B%7B%20a%20%7D%7D", "file:///{{ a }}", "{% if a %}x{% endif %}"])
def test_t5_a_link_that_is_a_tag_is_refused_and_not_left_out(target: str) -> None:
    members = members_of(paragraphs("x {{ a }}"))
    members[RELATIONS] = members[RELATIONS].decode().replace("</Relationships>", _link(target), 1).encode()
    assert refused(zipped(members)) == [("template-part", "word/document.xml")]


@pytest.mark.parametrize(
    "content",
    [
        b"<c><t>{{ a }}</t></c>",
        b'<c><t v="{{ a }}"/></c>',
        b"<c><t>{</t><t>{ a }</t><t>}</t></c>",
        b"<c><t>&#123;&#x7b; a &#125;}</t></c>",
        b"<c><t><![CDATA[{{ a > 1 }}]]></t></c>",
        b"<c><t>{<!-- > -->{ a }}</t></c>",
        b"<c><t>{{ a </t></c>",
        b"<c><t>{% if a</t></c>",
        "<c><t>｛｛ a ｝｝</t></c>".encode(),
        "<c><t>{％ if a ％}</t></c>".encode(),
        '<?xml version="1.0" encoding="utf-16"?><c><t>{{ a }}</t></c>'.encode("utf-16"),
        '<?xml version="1.0" encoding="utf-16"?><c><t>&#123;&#123; a</t></c>'.encode("utf-16"),
        '<?xml version="1.0" encoding="utf-16"?><c><t>｛｛ a</t></c>'.encode("utf-16"),
    ],
)
@pytest.mark.parametrize("part", ["word/charts/chart1.xml", "word/diagrams/data1.xml", "word/drawings/drawing1.vml"])
def test_t5_a_tag_in_a_part_that_is_not_filled_is_refused(part: str, content: bytes) -> None:
    """T5 a tag in a part that is not filled is refused however it is written."""
    assert refused(zipped({**members_of(paragraphs("x {{ a }}")), part: content})) == [("template-part", part)]


def test_t5_braces_of_other_kinds_in_other_parts_are_left_alone() -> None:
    other = b'<c uri="{28A0092B-C50C-407E-A947-70E740481C1C}"><t>{"a":{"b":{}}} {1} {_{ %7B 100%</t></c>'
    picture = {"word/media/a.png": b"\x89PNG{{ a }}"}
    members = {**members_of(paragraphs("x {{ a }}")), "customXml/item9.xml": other, **picture}
    assert members_of(compile_template(zipped(members)).render({"a": 1}))["customXml/item9.xml"] == other


# ------------------------------------------------------------------------------ nothing of its own is lost (T2)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    return "<w:p>" + "".join(piece if piece.startswith("<") else run(piece) for piece in inner) + "</w:p>"


def rows(*cells: tuple[str, ...]) -> str:
    grid = '<w:gridCol w:w="9"/>' * max(map(len, cells))
    made = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl><w:p/>"


PICTURE = "<w:r><w:drawing/></w:r>"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
PAGE = '<w:r><w:br w:type="page"/></w:r>'
SECTION = "<w:pPr><w:sectPr/></w:pPr>"
IF, END = paragraph("{%p if a %}"), paragraph("{%p endif %}")
BODY = paragraph("kept {{ a }}")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (paragraph("LOST {%p if a %}") + BODY + END, "LOST"),
        (paragraph("{%p if a %} LOST") + BODY + END, "LOST"),
        (IF + BODY + paragraph("{%p endif %}LOST"), "LOST"),
        (IF + BODY + paragraph("LOST{%p else %}") + BODY + END, "LOST"),
        (paragraph("{%p if a %}{%p if a %}") + BODY + paragraph("{%p endif %}{%p endif %}"), "{%p if a %}"),
        (paragraph("{{ a }}{%p if a %}") + BODY + END, "{{ a }}"),
        (paragraph("LOST {#p note #}") + BODY, "LOST"),
        (paragraph(PICTURE, "{%p if a %}") + BODY + END, "picture or drawing"),
        (paragraph(NOTE, "{%p if a %}") + BODY + END, "a footnote"),
        (paragraph(PAGE, "{%p if a %}") + BODY + END, "page or column break"),
        (IF + BODY + paragraph(SECTION, "{%p endif %}"), "section break"),
        (paragraph("{{ a", PICTURE, " }}"), "picture or drawing"),
        (paragraph("{{ a", NOTE, " }}"), "a footnote"),
        (paragraph("{{ a", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', " }}"), "a field"),
        (paragraph("{# note", PICTURE, " #}{{ a }}"), "picture or drawing"),
        (rows(("{%tr for r in rows %}LOST",), ("{{ r }}",), ("{%tr endfor %}",)), "LOST"),
        (rows(("{%tr for r in rows %}", "LOST"), ("{{ r }}", "x"), ("{%tr endfor %}", "")), "LOST"),
        (rows(("{%tr for r in rows %}", "{{ a }}"), ("{{ r }}", "x"), ("{%tr endfor %}", "")), "{{ a }}"),
        (rows(("{%tc for r in rows %}LOST", "{{ r }}", "{%tc endfor %}")), "LOST"),
        (paragraph("x") + paragraph("LOST {%- if a %}y{% endif %}"), "LOST"),
    ],
)  # fmt: skip
def test_t2_what_docxtpl_would_drop_without_a_word_is_refused(body: str, says: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(with_body(body), "模板.docx")
    fault = caught.value.faults[0]
    assert fault.id == "template-lost"
    assert says in fault.says.en
    assert "丢失" in fault.says.zh
    assert "第" in fault.says.zh, "the place is named"


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        (paragraph("{%p if a %}", PAGE) + BODY + END, [("正文 第1段", "{%p if a %} 旁边的分页符")]),
        (IF + BODY + paragraph("LOST", "{%p endif %}", PICTURE),
         [("正文 第3段", "{%p endif %} 旁边的文字“LOST”"), ("正文 第3段", "{%p endif %} 旁边的图片")]),
        (paragraph("{%p if a %}LOST") + BODY + paragraph("ALSO{%p endif %}"),
         [("正文 第1段", "{%p if a %} 旁边的文字“LOST”会"), ("正文 第3段", "{%p endif %} 旁边的文字“ALSO”会")]),
        (rows(("{%tr for r in rows %}", "LOST"), ("{{ r }}", "x"), ("{%tr endfor %}", "")),
         [("正文 表1 第1行 第1列", "{%tr for r in rows %} 旁边的文字“LOST”会丢失：这种标签去掉它所在的整行")]),
        (rows(("{%tr for r in rows %}", ""), ("{{ r }}", "x"), ("LOST", "{%tr endfor %}")),
         [("正文 表1 第3行 第2列", "{%tr endfor %} 旁边的文字“LOST”会")]),
        (rows(("{%tc for r in rows %}LOST", "{{ r }}", "{%tc endfor %}")),
         [("正文 表1 第1行 第1列", "{%tc for r in rows %} 旁边的文字“LOST”会丢失：这种标签去掉它所在的整格")]),
    ],
)  # fmt: skip
def test_t2_the_tag_that_takes_something_away_is_named(body: str, faults: list[tuple[str, str]]) -> None:
    """And only what it takes: not the words of the paragraphs after it."""
    with pytest.raises(TemplateError) as caught:
        compile_template(with_body(body), "模板.docx")
    said = [fault.says.zh for fault in caught.value.faults]
    assert len(said) == len(faults)
    for sentence, (place, words) in zip(said, faults, strict=True):
        assert sentence.startswith(place)
        assert words in sentence


@pytest.mark.parametrize(
    "body",
    [
        IF + BODY + END,
        paragraph("  {%p if a %}", '<w:bookmarkStart w:id="1" w:name="_GoBack"/>', " ") + BODY + END,
        paragraph("a ", "{{", '<w:bookmarkStart w:id="1" w:name="b"/>', " a ", "}}"),
        paragraph("{{ a", "<w:r><w:br/></w:r>", " }}", PICTURE, NOTE),
        paragraph("{{", '<w:ins w:id="1" w:author="x">' + run(" a ") + "</w:ins>", "}}"),
        rows(("{%tr for r in rows %}", " "), ("{{ r }}", "x"), ("{%tr endfor %}", "")),
        rows(("{% cellbg 'FFC000' %}x {{ a }}", "{% colspan 1 %}y")),
        rows(("{%tc for r in rows %}", "{{ r }}", "{%tc endfor %}")),
        paragraph("x {# a note to the next editor {{ b }} #} y {{ a }}"),
        paragraph("{% raw %}{{ as it is }} {# this, too #}{% endraw %}{{ a }}"),
        paragraph("x {{- a -}} y{% if a %}", PICTURE, "{% endif %}"),
        paragraph("{%r if a %}", PICTURE, "{%r endif %}"),
        paragraph("{{ '&lt;' ~ a ~ \"&gt;\" }} &lt;&amp;&gt;"),
    ],
)  # fmt: skip
def test_t2_what_loses_nothing_is_accepted(body: str) -> None:
    assert compile_template(with_body(body)).render({"a": "甲", "rows": [1, 2]})


@pytest.mark.parametrize(
    "body",
    [
        paragraph("A {# start") + paragraph("LOST {{ a }}") + paragraph("end #} {{ a }}"),
        rows(("{#", "#} {{ a }}")),
    ],
)
def test_t2_a_comment_that_swallows_paragraphs_is_refused(body: str) -> None:
    assert [id for id, _ in refused(with_body(body))] == ["template-unclosed-tag"]


@pytest.mark.parametrize("words", ["{ a }}", "{{ a }", "｛｛ a ｝｝", "a }}", "{{ a }} {{ a", "｛% if a ％｝"])
@pytest.mark.parametrize("attribute", ["alt", "title"])
def test_t2_broken_braces_in_an_attribute_are_refused(attribute: str, words: str) -> None:
    shape = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" {attribute}="{words}"/></w:pict></w:r>'
    assert [id for id, _ in refused(with_body(paragraph(shape, "{{ a }}")))] == ["template-braces"]


def test_t2_a_number_in_braces_in_an_attribute_is_no_tag() -> None:
    odd = "{28A0092B-C50C-407E-A947-70E740481C1C}"
    shape = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{odd}"/></w:pict></w:r>'
    made = compile_template(with_body(paragraph(shape, "{{ a }}"))).render({"a": 1})
    assert odd in members_of(made)["word/document.xml"].decode()


# ------------------------------------------------------------------------------------------- stopped at the limit (T4)

SMALL = attrs.evolve(DEFAULT, output_bytes=MEBIBYTE)
TIGHT = attrs.evolve(DEFAULT, render_cpu_seconds=1)
MANY = {"rows": list(range(1, 3001)), "big": "字" * 900_000}


@pytest.mark.parametrize(
    "inner",
    [
        "{% if 'q' in rows %}{% endif %}",
        "{% if rows | join == 'q' %}{% endif %}",
        "{% set q = big ~ rows[0] %}",
        "{% if big == big ~ '' %}{% endif %}",
    ],
)
def test_t4_loops_over_slow_work_are_stopped_at_the_limit(inner: str) -> None:
    text = "{% for x in rows %}{% for y in rows %}" + inner + "{% endfor %}{% endfor %}"
    with pytest.raises(RenderError) as caught:
        compile_template(paragraphs(text), limits=SMALL).render(MANY)
    assert [fault.id for fault in caught.value.faults] == ["output-too-large"]
    assert "第1段" in caught.value.faults[0].says.zh


def test_t4_what_a_loop_leaves_out_counts_as_well() -> None:
    text = "{% for x in rows %}{% for y in rows %}{% for z in rows if z == 0 %}{% endfor %}{% endfor %}{% endfor %}"
    with pytest.raises(RenderError) as caught:
        compile_template(paragraphs(text)).render(MANY)
    assert [fault.id for fault in caught.value.faults] == ["output-too-large"]


def test_t1_t4_a_missing_name_in_a_loop_that_is_stopped_is_reported() -> None:
    """T1, T4: the missing name is reported beside the limit that stopped the loop."""
    row = {f"name_of_a_column_{number}": 1 for number in range(300)}
    text = "{% for x in rows %}{% for y in rows %}{{ y.name_of_a_colum }}{% endfor %}{% endfor %}"
    with pytest.raises(RenderError) as caught:
        compile_template(paragraphs(text), limits=TIGHT).render({"rows": [row] * 5_000})
    told, stopped = caught.value.faults
    assert told.id == "unknown-name"
    assert "name_of_a_column_" in told.in_("zh")
    assert stopped.id in ("limit-time", "output-too-large")


def test_t4_texts_put_together_are_no_longer_than_a_text_may_be() -> None:
    text = "{% set q = " + " ~ ".join(["big"] * 190) + " %}"
    with pytest.raises(RenderError, match="too long"):
        compile_template(paragraphs(text)).render(MANY)


def test_t4_a_document_of_many_parts_is_counted_as_one() -> None:
    template = compile_template(everywhere("{% for x in rows %}{{ word }}{% endfor %}"), limits=SMALL)
    assert template.render({"rows": list(range(1000)), "word": "x" * 50})
    with pytest.raises(RenderError) as caught:
        template.render({"rows": list(range(1000)), "word": "x" * 300})
    assert "output-too-large" in {fault.id for fault in caught.value.faults}


# ------------------------------------------------------------------------------------------------- no way out (T3)

REACHING = [
    "{{ self.title() }}", "{{ caller() }}", "{{ super() }}", "{{ cycler('a', 'b').next() }}", "{{ config() }}",
    "{% macro x(a=1) %}{% endmacro %}", "{% call(u) x() %}q{% endcall %}", "{% from 'a' import b with context %}",
    "{% include ['a', 'b'] ignore missing %}", "{% block x scoped %}{% endblock %}", "{{ a.upper() }}",
    "{{ a.join(b) }}", "{{ a.encode('idna') }}", "{{ a[::2] }}", "{{ a[-1:] }}", "{{ a['x':'y'] }}",
    "{{ a|indent(1000000000) }}", "{{ a|safe }}", "{{ a|groupby('b.__class__') }}", "{{ a|int }}",
    "{{ a|wordwrap(1) }}",
    "{{ a|truncate(3) }}", "{{ f'{a}' }}",
    "{{ '%s' % a }}", "{{ '%d' % (a,) }}", "{{ 'x'.__mod__(a) }}", "{{ 'upper' is filter }}", "{{ a is iterable }}",
    "{{ a is divisibleby }}", "{% set a, b = c %}", "{% set a[0] = 1 %}", "{% set _x = 1 %}", "{% set loop = 1 %}",
    "{% set true = 1 %}", "{% for true in a %}{% endfor %}", "{% for a.b in c %}{% endfor %}",
    "{% for x in a %}{% break %}{% endfor %}", "{% for x in loop %}{% endfor %}",
    "{% for x in a %}{{ loop.parent }}{% endfor %}", "{% for x in a %}{{ loop.nextitem.__class__ }}{% endfor %}",
    "{% for x in a %}{{ loop['index'] }}{% endfor %}", "{% for x in a %}{{ loop.cycle(*x) }}{% endfor %}",
    "{% for x in a %}{{ loop.index.__class__ }}{% endfor %}", "{% for x in a %}{% set loop = x %}{% endfor %}",
    "{{ a['__cl' 'ass__'] }}", "{{ a[b ~ c] }}", "{{ a[b|lower] }}", "{{ a[1.5] }}", "{{ a[true] }}", "{{ a[[1]] }}",
    "{{ a[b if c else d] }}", "{% cellbg a.__class__ %}", "{% colspan 10**9 %}", "{%hm%}", "{% vm %}",
    "{{p a.__class__ }}", "{{r a() }}", "{%p include 'x' %}", "{%tr macro m() %}", "{{{{a}}}}", "{%{{a}}%}",
    "{{ a;b }}", "{{ a\\b }}", "{{ lambda: 1 }}", "{{ a := 1 }}", "{{ await a }}", "{{ [x for x in a] }}",
    "{{ a|share(b.__class__) }}", "{{ a|share(**b) }}", "{{ a|share(b, whole=c) }}",
    "{{ 1000000000000000000000 }}", "{{ a|upper(1) }}",
]  # fmt: skip


@pytest.mark.parametrize("payload", REACHING)
def test_t3_what_reaches_out_is_refused_before_any_data(payload: str) -> None:
    for id, place in refused(paragraphs("title", payload)):
        assert id in ("template-unsafe", "template-syntax", "template-braces", "template-unclosed-tag", "template-lost")
        assert place == "word/document.xml"


@pytest.mark.parametrize(
    "name",
    ["self", "caller", "varargs", "kwargs", "namespace", "lipsum", "dict", "range", "cycler", "joiner", "config",
     "request.application", "url_for", "X", "c", "out", "meter", "left", "render", "MISSING", "DEC", "f_share", "len"],
)  # fmt: skip
def test_t3_no_name_but_those_of_the_data_means_anything(name: str) -> None:
    template = compile_template(paragraphs("{{ " + name + " }}"))
    with pytest.raises(RenderError, match="the data has no") as caught:
        template.render({"a": 1})
    assert {fault.id for fault in caught.value.faults} == {"unknown-name"}


def test_names_of_the_engine_and_of_python_are_ordinary_names() -> None:
    """Names of the engine and of python are ordinary names in data loops and set."""
    names = ["c", "out", "X", "T", "left", "mark", "meter", "class", "def", "lambda", "len", "v1_x", "年度", "件"]
    text = "".join(f"{{{{ {name} }}}}{{% set {name} = 8 %}}{{{{ {name} }}}}" for name in names)
    text += "".join(f"{{% for {name} in rows %}}{{{{ {name} }}}}{{% endfor %}}" for name in names)
    template = compile_template(paragraphs(text))
    made = text_of(template.render({**dict.fromkeys(names, 7), "rows": [1, 2]}))
    assert made == "78" * len(names) + "12" * len(names)


@pytest.mark.parametrize("literal", ["{{", "{%", "{{ x", "}", "%", "{", "a{#b"])
def test_t2_braces_in_a_templates_own_text_are_printed_as_they_are(literal: str) -> None:
    assert text_of(compile_template(paragraphs(f"x{{{{ '{literal}' ~ a }}}}y")).render({"a": 1})) == f"x{literal}1y"


# ------------------------------------------------------------------------------------- tables that cannot be right (T6)

TABLES = {
    "no grid": "<w:tbl><w:tblPr/><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
    "no rows": "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p>{}</w:p>",
    "row without cells": "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr/></w:tbl><w:p>{}</w:p>",
    "cell without paragraph": (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc/></w:tr></w:tbl><w:p>{}</w:p>'
    ),
    **{
        f"{what} {value}": '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>'
        f'<w:tc><w:tcPr><w:{what} w:val="{value}"/></w:tcPr><w:p>{{}}</w:p></w:tc></w:tr></w:tbl>'
        for what in ("gridSpan", "vMerge", "hMerge", "tcW")
        for value in ("abc", "2000000000", "-1", "", "continue", "1e9")
    },
    "grid of odd widths": (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="abc"/><w:gridCol/></w:tblGrid>'
        "<w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>"
    ),
    "more cells than columns": (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr>'
        "<w:tc><w:p>{}</w:p></w:tc>" + "<w:tc><w:p/></w:tc>" * 70 + "</w:tr></w:tbl>"
    ),
    "table in a table in a table": (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>' * 30 + "<w:p>{}</w:p>"
        + "</w:tc></w:tr></w:tbl><w:p/>" * 30
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "tag", ["{{ a }}", "{% for r in rows %}{{ r }}{% endfor %}", "{%p if none %}", "{% colspan a %}"]
)
@pytest.mark.parametrize("table", TABLES)
def test_t6_a_broken_table_is_refused_or_gives_a_sound_document(table: str, tag: str) -> None:
    filled = paragraph(tag) + (END if tag.startswith("{%p") else "")
    body = TABLES[table].replace("<w:p>{}</w:p>", filled) + "<w:p/>"
    assert filled in body
    try:
        made = compile_template(with_body(body)).render({"a": 1, "rows": [], "none": 0})
    except (TemplateError, RenderError):
        assert not table.startswith(("vMerge", "hMerge", "tcW", "more", "grid of")) or tag.startswith("{% colspan")
        return
    tree = etree.fromstring(members_of(made)["word/document.xml"])
    assert not table.startswith(("no", "row", "cell"))
    assert all(str(cell[-1].tag).endswith("}p") for cell in tree.iter(f"{{{WORD}}}tc"))
    assert all(row.find(f"{{{WORD}}}tc") is not None for row in tree.iter(f"{{{WORD}}}tr"))
    assert Document(io.BytesIO(made)).tables
