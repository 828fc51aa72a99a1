"""HOSTILE T1, T5 and V1 in the kinds of places that ``engine/filling/everywhere.py`` has not.

Text boxes as Word writes them (twice), content controls, links, ruby, tracked changes, first and even headers,
and the properties that are not Word's own.
"""

from __future__ import annotations

import re

import pytest
from docx import Document
from lxml import etree

from reportgen.core.errors import RenderError, TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.packages import OFFICE
from tests.engine.word.word_templates import bytes_of, members_of, paragraphs, text_of, with_body, with_story, zipped

HOSTILE = "& < > \" ' ]]> <!-- &lt; </w:p> {{ 7*7 }} 𠮷"
TAG = "{{ a }}"
INNER = f"<w:p><w:r><w:t>[{TAG}]</w:t></w:r></w:p>"
RUN = f"<w:r><w:t>[{TAG}]</w:t></w:r>"
CONTROL = '<w:sdtPr><w:alias w:val="x"/><w:tag w:val="y"/></w:sdtPr>'
CELL = f"<w:tc>{INNER}</w:tc>"
TABLE = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>{}</w:tbl><w:p/>'
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="wps"><w:drawing><wps:wsp xmlns:wps="{SHAPE}"><wps:txbx><w:txbxContent>{INNER}'
    "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f'<v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{INNER}</w:txbxContent></v:textbox>'
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
BODIES = {
    "text box, written twice": (BOX, 2),
    "content control around a paragraph": (f"<w:sdt>{CONTROL}<w:sdtContent>{INNER}</w:sdtContent></w:sdt>", 1),
    "content control in a paragraph": (f"<w:p><w:sdt>{CONTROL}<w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>", 1),
    "content control around a row": (
        TABLE.format(f"<w:sdt>{CONTROL}<w:sdtContent><w:tr>{CELL}</w:tr></w:sdtContent></w:sdt>"), 1),
    "content control around a cell": (
        TABLE.format(f"<w:tr><w:sdt>{CONTROL}<w:sdtContent>{CELL}</w:sdtContent></w:sdt></w:tr>"), 1),
    "link": (f'<w:p><w:hyperlink w:anchor="x">{RUN}</w:hyperlink></w:p>', 1),
    "ruby": (f"<w:p><w:r><w:ruby><w:rt>{RUN}</w:rt><w:rubyBase>{RUN}</w:rubyBase></w:ruby></w:r></w:p>", 2),
    "insertion": (f'<w:p><w:ins w:id="1" w:author="x">{RUN}</w:ins></w:p>', 1),
    "moved text": (f'<w:p><w:moveTo w:id="1" w:author="x">{RUN}</w:moveTo></w:p>', 1),
    "smart tag": (f'<w:p><w:smartTag w:element="x">{RUN}</w:smartTag></w:p>', 1),
    "custom XML around a paragraph": (f'<w:customXml w:element="x">{INNER}</w:customXml>', 1),
    "field's result": (f'<w:p><w:fldSimple w:instr=" TITLE ">{RUN}</w:fldSimple></w:p>', 1),
    "nested table": (TABLE.format(f"<w:tr><w:tc>{TABLE.format(f'<w:tr>{CELL}</w:tr>')}</w:tc></w:tr>"), 1),
}  # fmt: skip


@pytest.mark.parametrize("place", BODIES)
def test_t5_v1_a_value_is_verbatim_in_every_kind_of_place_of_the_body(place: str) -> None:
    body, count = BODIES[place]
    template = compile_template(with_body(body))
    made = template.render({"a": HOSTILE})
    assert text_of(made).count(f"[{HOSTILE}]") == count
    shapes = [
        [element.tag for element in etree.fromstring(members_of(document)["word/document.xml"]).iter()]
        for document in (made, template.render({"a": "x"}))
    ]
    assert shapes[0] == shapes[1], "the structure does not depend on the value"


CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"


@pytest.mark.parametrize("store", ["{11111111-2222-3333-4444-555555555555}", ""])
@pytest.mark.parametrize("binding", ["w:dataBinding", "w15:dataBinding"])
def test_t5_a_control_that_word_fills_from_elsewhere_is_refused(store: str, binding: str) -> None:
    word15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    bound = f'<{binding} xmlns:w15="{word15}" w:xpath="/x" w:storeItemID="{store}"/>'
    body = f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent>{INNER}</w:sdtContent></w:sdt>"
    with pytest.raises(TemplateError) as caught:
        compile_template(with_body(body))
    assert [fault.id for fault in caught.value.faults] == ["template-bound-control"]
    assert compile_template(with_body(body.replace("{{ a }}", "x") + INNER)).render({"a": 1})


def test_t5_a_control_bound_to_a_property_is_filled() -> None:
    bound = f'<w:dataBinding w:xpath="/x" w:storeItemID="{CORE}"/>'
    body = f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent>{INNER}</w:sdtContent></w:sdt>"
    assert "[5]" in text_of(compile_template(with_body(body)).render({"a": 5}))


@pytest.mark.parametrize(
    "element",
    [
        '<w:hyperlink w:anchor="x" w:tooltip="{{ a }}"><w:r/></w:hyperlink>',
        '<w:sdt><w:sdtPr><w:alias w:val="{{ a }}"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>',
        f'<w:r><w:drawing><wp:docPr xmlns:wp="{DRAWING}" id="1" name="x" descr="{{{{ a }}}}"/></w:drawing></w:r>',
        '<w:del w:id="1" w:author="{{ a }}"/>',
    ],
)
def test_t5_v1_a_value_is_verbatim_in_an_attribute(element: str) -> None:
    made = compile_template(with_body(f"<w:p>{element}</w:p>")).render({"a": HOSTILE})
    values = [
        value for found in etree.fromstring(members_of(made)["word/document.xml"]).iter() for value in found.values()
    ]
    assert HOSTILE in values


def test_t5_v1_first_and_even_headers_and_footers_are_filled() -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for kind in ("header", "footer", "first_page_header", "first_page_footer", "even_page_header", "even_page_footer"):
        getattr(section, kind).paragraphs[0].text = f"{kind} [{TAG}]"
    made = compile_template(bytes_of(document)).render({"a": HOSTILE})
    parts = [name for name in members_of(made) if re.fullmatch(r"word/(header|footer)\d\.xml", name)]
    assert len(parts) == 6
    for part in parts:
        assert f"[{HOSTILE}]" in text_of(made, part)


VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<Properties xmlns="{OFFICE[:-14]}/custom-properties" xmlns:vt="{VT}"><property '
    'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="编号"><vt:lpwstr>[{{ a }}]</vt:lpwstr></property>'
    "</Properties>"
)


def with_properties() -> bytes:
    """A template with a tag in the custom properties and in the company of the extended ones."""
    members = members_of(paragraphs("x"))
    members["docProps/custom.xml"] = CUSTOM.encode()
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    override = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", override.encode())
    arrow = f'<Relationship Id="rIdC" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"</Relationships>", arrow.encode())
    app = members["docProps/app.xml"].decode()
    members["docProps/app.xml"] = re.sub(
        r"<Company>.*?</Company>|<Company/>", "<Company>[{{ a }}]</Company>", app
    ).encode()
    assert b"{{ a }}" in members["docProps/app.xml"]
    return zipped(members)


def test_t5_v1_custom_and_extended_properties_are_filled() -> None:
    made = members_of(compile_template(with_properties()).render({"a": HOSTILE}))
    for part, name in (("docProps/custom.xml", "lpwstr"), ("docProps/app.xml", "Company")):
        found = [element.text for element in etree.fromstring(made[part]).iter() if str(element.tag).endswith(name)]
        assert found == [f"[{HOSTILE}]"]


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("{{ yaer }}", "yaer", "year"),
        ("{{ group.totl }}", "totl", "total"),
        ("{% if yaer %}x{% endif %}", "yaer", "year"),
        ("{% if year and yaer %}x{% endif %}", "yaer", "year"),
        ("{% if year > yaer %}x{% endif %}", "yaer", "year"),
        ("{% for r in rowz %}{{ r }}{% endfor %}", "rowz", "rows"),
        ("{% for r in rows if r == yaer %}{{ r }}{% endfor %}", "yaer", "year"),
        ("{{ year ~ yaer }}", "yaer", "year"),
        ("{{ year | share(yaer) }}", "yaer", "year"),
        ("{{ yaer | thousands }}", "yaer", "year"),
        ("{{ year if yaer else year }}", "yaer", "year"),
        ("{{ group[yaer] }}", "yaer", "year"),
        ("{% set x = yaer %}{{ x }}", "yaer", "year"),
        ("{% if yaer is odd %}x{% endif %}", "yaer", "year"),
        ("{% if yaer in rows %}x{% endif %}", "yaer", "year"),
    ],
)
@pytest.mark.parametrize("kind", ["body", "header", "footer", "property", "footnotes", "endnotes", "comments"])
def test_t1_a_misspelt_name_is_refused_in_every_position_and_part(text: str, name: str, near: str, kind: str) -> None:
    document = Document()
    if kind == "body":
        document.add_paragraph(text)
    elif kind == "property":
        document.core_properties.subject = text
    elif kind in ("header", "footer"):
        getattr(document.sections[0], kind).paragraphs[0].text = text
    escaped = text.replace(">", "&gt;")
    source = with_story(kind, escaped) if kind.endswith("s") else bytes_of(document)
    data = {"a": 1, "year": 2021, "rows": [1, 2], "group": {"total": 5}}
    with pytest.raises(RenderError) as caught:
        compile_template(source, "模板.docx").render(data)
    fault = caught.value.faults[0]  # what set gives a wrong name is told of where it is used, too
    assert fault.id == "unknown-name"
    assert f"没有 {name}" in fault.in_("zh")
    assert near in fault.in_("zh")
    where = {"body": "正文 第1段", "header": "页眉 第1段", "footer": "页脚 第1段", "property": "文档属性"}
    assert where.get(kind, {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}.get(kind, "")) in fault.in_(
        "zh"
    )
