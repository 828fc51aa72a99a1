"""HOSTILE P5: neither template nor data put a field that reaches outside, or an outward link, into a document."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reportgen.core.errors import ReportgenError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.everywhere import everywhere
from tests.engine.word.packages import OFFICE
from tests.engine.word.word_templates import members_of, with_body, zipped

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
DDE = r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'
DATA = {
    "yes": True, "no": False, "rows": [1, 2], "value": 1, "field": DDE, "number": "rId77",
    "address": "http://example.com/a.png", "file": "file:///etc/hostname",
}  # fmt: skip


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def code(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def field(*runs: str) -> str:
    return paragraph(BEGIN, *runs, SEPARATE, text("1"), END)


QUOTE, LATER = code(" QUOTE "), code(f" {DDE} ")
FIELDS: dict[str, str] = {
    "a branch leaves out the harmless name": field(text("{% if no %}"), QUOTE, text("{% endif %}"), LATER),
    "a loop that never runs": field(text("{% for r in [] %}"), QUOTE, text("{% endfor %}"), LATER),
    "a branch of runs": field(text("{%r if no %}"), QUOTE, text("{%r endif %}"), LATER),
    "a branch of paragraphs": paragraph(BEGIN) + paragraph(text("{%p if no %}")) + paragraph(QUOTE)
    + paragraph(text("{%p endif %}")) + paragraph(LATER, SEPARATE, END),
    "a comment": field(text("{#"), QUOTE, text("#}"), LATER),
    "a comment that holds the name": field(QUOTE, text("{#"), code(" "), text("#}"), LATER),
    "a comment over an end and a begin": field(QUOTE, SEPARATE, text("{#"), END, BEGIN, text("#}"), LATER),
    "set": field(text("{% set x = 1 %}"), QUOTE, text("{% set y = 1 %}"), LATER),
    "the data": field(text("{{ field }}")),
    "the data in code": field(code("{{ field }}")),
    "the data in deleted code": field("<w:r><w:delInstrText>{{ field }}</w:delInstrText></w:r>"),
    "a tag over code and text": field(code(" {"), text("{ field }}")),
    "no separator": paragraph(BEGIN, text("{{ field }}"), END),
    "no end": paragraph(BEGIN, text("{{ field }}")),
    "a name in pieces": field(code(" D"), text("{{ '' }}"), code("DEAUTO x ")),
    "words that are code": field(text(f" {DDE} ")),
    "a begin in a branch": paragraph(text("{% if yes %}"), BEGIN, text("{% endif %}"), LATER, SEPARATE, END),
    "a kind of mark from the data": paragraph(
        '<w:r><w:fldChar w:fldCharType="{{ kind }}"/></w:r>', text("{{ field }}"), SEPARATE, END
    ),
    "the result of an inner field": field(code(" IF 1=1 "), BEGIN, code(" PAGE "), SEPARATE, text("{{ field }}"), END),
    "a simple field": paragraph(f'<w:fldSimple w:instr="{{{{ field }}}}">{text("1")}</w:fldSimple>'),
    "a simple field's branch": paragraph(
        f'<w:fldSimple w:instr="{{% if yes %}}DDE{{% endif %}}AUTO x">{text("1")}</w:fldSimple>'
    ),
    "a text box inside of the code": field(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph(text('{{ field }}'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ),
}  # fmt: skip
HARMLESS = {
    "a page number": field(code(" PAGE ")) + paragraph(text("{{ value }}")),
    "a tag in the result": paragraph(BEGIN, code(" PAGE "), SEPARATE, text("{{ value }}"), END),
    "a whole field in a branch": paragraph(text("{% if yes %}"))
    + field(code(" PAGE "))
    + paragraph(text("{% endif %}")),
    "a whole field in a loop": paragraph(text("{%p for r in rows %}"))
    + field(code(" PAGE "))
    + paragraph(text("{%p endfor %}")),
}


def rendered(template: bytes) -> str:
    """Return the XML of the finished document; refusals go through."""
    members = members_of(compile_template(template).render(DATA))
    return "".join(content.decode("utf-8", "replace") for name, content in members.items() if name.endswith(".xml"))


@pytest.mark.parametrize("kind", FIELDS)
def test_p5_a_field_is_not_put_together_from_pieces(kind: str) -> None:
    try:
        xml = rendered(with_body(FIELDS[kind]))
    except ReportgenError as refused:
        ids = {fault.id for fault in refused.faults}
        assert ids <= {"template-structure", "package-active-content", "template-lost"}
    else:
        assert "DDE" not in xml


@pytest.mark.parametrize("kind", HARMLESS)
def test_p5_ordinary_fields_beside_tags_are_printed(kind: str) -> None:
    assert "PAGE" in rendered(with_body(HARMLESS[kind]))


@pytest.mark.parametrize("story", ["header1", "footer1", "footnotes", "endnotes", "comments"])
@pytest.mark.parametrize("kind", ["a branch leaves out the harmless name", "the data", "words that are code"])
def test_p5_fields_are_looked_at_in_every_part(story: str, kind: str) -> None:
    members = members_of(everywhere())
    name = f"word/{story}.xml"
    members[name] = re.sub(rb"</w:p>", b"</w:p>" + FIELDS[kind].encode(), members[name], count=1)
    with pytest.raises(ReportgenError):
        rendered(zipped(members))


SHAPE = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"{0}>{1}</v:shape></w:pict></w:r>'
BLIP = (
    '<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:blip {0}/>'
    "</a:graphic></w:drawing></w:r>"
)
LINKS: dict[str, Callable[[str], str]] = {
    "a hyperlink's relation": lambda value: f'<w:hyperlink r:id="{value}">{text("x")}</w:hyperlink>',
    "a linked picture's relation": lambda value: BLIP.format(f'r:link="{value}"'),
    "an old picture's relation": lambda value: SHAPE.format("", f'<v:imagedata r:id="{value}"/>'),
    "an old picture's address": lambda value: SHAPE.format("", f'<v:imagedata src="{value}"/>'),
    "a filling's address": lambda value: SHAPE.format("", f'<v:fill src="{value}" type="frame"/>'),
    "a shape's link": lambda value: SHAPE.format(f' href="{value}"', ""),
    "a bound picture": lambda value: SHAPE.format("", f'<v:imagedata r:href="{value}"/>'),
}


@pytest.mark.parametrize("value", ["{{ number }}", "{{ address }}", "{{ file }}", "{% if yes %}rId77{% endif %}"])
@pytest.mark.parametrize("kind", LINKS)
def test_p5_data_says_nowhere_which_link_is_followed(kind: str, value: str) -> None:
    members = members_of(with_body(paragraph(LINKS[kind](value)) + paragraph(text("{{ value }}"))))
    name = "word/_rels/document.xml.rels"
    arrow = f'<Relationship Id="rId77" Type="{OFFICE}/hyperlink" Target="http://example.com/" TargetMode="External"/>'
    members[name] = members[name].replace(b"</Relationships>", arrow.encode() + b"</Relationships>")
    with pytest.raises(ReportgenError) as refused:
        rendered(zipped(members))
    assert {fault.id for fault in refused.value.faults} <= {"template-structure", "package-active-content"}
