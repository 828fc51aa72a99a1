"""The kinds of docxtpl's own example scripts: its users' templates mean the same here, whatever they print.

The templates and data are ours; docxtpl renders them, too, and both documents are compared in meaning.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest
from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from markupsafe import escape

from reportgen.core.errors import RenderError, TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.language.own_functions import own_functions
from tests.engine.word.meaning import meanings
from tests.engine.word.word_templates import add_table, bytes_of, members_of, paragraphs, table, with_story, zipped


def png(red: int, wide: int = 1, high: int = 1) -> bytes:
    """A picture of one colour."""
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    lines = zlib.compress((b"\0" + bytes((red, 0, 0)) * wide) * high)
    pieces = ((b"IHDR", header), (b"IDAT", lines), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in pieces
    )


DOT, OTHER_DOT = png(200), png(100)
Data = Callable[[Any], dict[str, Any]]
"""Makes the data for a DocxTemplate, as the scripts do."""


def rendered(source: bytes, data: Data, tmp_path: Path, environment: Any = None) -> tuple[bytes, bytes]:
    """The document that we make of a template and data, and docxtpl's."""
    path = tmp_path / "template.docx"
    path.write_bytes(source)
    owner = DocxTemplate(path)
    own = own_functions(None if environment is None else environment.mine, None)
    ours = compile_template(source, own=own.names).with_functions(own).render({**data(owner), "owner": owner})
    theirs = DocxTemplate(path)
    theirs.render(data(theirs), environment, autoescape=True)
    return ours, bytes_of(theirs)


def styled(*texts: str) -> bytes:
    document = Document()
    for text in texts:
        document.add_paragraph(text, style="List Bullet").runs[0].bold = True
    return bytes_of(document)


def everywhere(tag: str) -> bytes:
    """A template with one tag in the body, a cell, a header and a footer."""
    document = Document()
    document.add_paragraph(f"before {tag} after").runs[0].italic = True
    add_table(document, [f"in a cell {tag}", "x"])
    document.sections[0].header.paragraphs[0].text = f"head {tag}"
    document.sections[0].footer.paragraphs[0].text = tag
    return bytes_of(document)


def in_runs(*texts: str) -> bytes:
    """A template with one paragraph, a run a text."""
    document = Document()
    paragraph = document.add_paragraph()
    for text in texts:
        paragraph.add_run(text).bold = True
    return bytes_of(document)


def in_lines(*texts: str) -> bytes:
    """A template with one paragraph, whose lines are broken by hand."""
    document = Document()
    paragraph = document.add_paragraph()
    for number, text in enumerate(texts):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(text)
    return bytes_of(document)


def with_property(tag: str) -> bytes:
    document = Document()
    document.add_paragraph("x")
    document.core_properties.title = tag
    return bytes_of(document)


def rich(owner: Any, *, links: bool = True) -> RichText:
    inner = RichText(" nested\n", italic=True, font="eastAsia:仿宋", size=14)
    text = RichText("a rich text", style="Strong", color="#ff00ff", highlight="#ffff00", underline="wave", strike=True)
    text.add(inner)
    text.add("1st line\n2nd\tline\n", superscript=True, bold=True, rtl=True, lang="zh-CN")
    if not links:  # docxtpl numbers them in the body alone
        return text
    text.add("R&D <cool>", url_id=owner.build_url_id("https://example.com/?a=1&b=2"), underline=True)
    text.add("another", url_id=owner.build_url_id("mailto:a@example.com"))
    return text


def block(owner: Any) -> RichTextParagraph:
    text = RichTextParagraph("first", parastyle="IntenseQuote")
    text.add("custom bullet\apoints\fnext\tpage\n", parastyle="ListBullet")
    text.add(RichText("This ", bold=True))
    text.add(rich(owner), parastyle="ListNumber")
    return text


def picture(owner: Any, **size: Any) -> InlineImage:
    return InlineImage(owner, io.BytesIO(DOT), **size)


def composed(owner: Any) -> Any:
    part = owner.new_subdoc()
    part.add_heading("Heading", 2)
    part.add_paragraph("R&D <5", style="List Number").add_run(" bold").bold = True
    part.add_picture(io.BytesIO(DOT), width=Mm(5))
    add_table(part, ["a", "b"], ["c", "{{ d }}"])
    return part


SIGNS = "line\nnext\ttab\anew <paragraph>\f& new page"
ROWS = [{"k": "b", "n": 1, "cols": ["x", "y"]}, {"k": "a", "n": 2, "cols": ["z"]}]

EXAMPLES: dict[str, tuple[bytes, Data]] = {
    "rich text everywhere": (everywhere("{{r x }}"), lambda owner: {"x": rich(owner, links=False)}),
    "rich text in a footnote": (with_story("footnotes", "note {{r x }}"), lambda _: {"a": 1, "x": RichText("1\n2\t3")}),
    "rich text in a loop of rows": (
        table(["{%tr for r in rows %}", ""], ["{{r r.x }}", "{{ r.n }}"], ["{%tr endfor %}", ""]),
        lambda owner: {"rows": [{"x": rich(owner), "n": 1}, {"x": RichText("\a2"), "n": 2}]},
    ),
    "rich text and if": (
        paragraphs("{% if t %}yes {{r x }}{% else %}no{% endif %}", "{%r if t %}{{r x }}{%r endif %}"),
        lambda _: {"t": True, "x": RichText("x", color="00FF00")},
    ),
    "new paragraphs and pages in a rich text": (
        styled("{{r x }}", "tail {{r x }}"),
        lambda _: {"x": RichText(SIGNS, bold=True)},
    ),
    "rich text paragraphs": (paragraphs("before", "{{p x }}", "after"), lambda owner: {"x": block(owner)}),
    "rich text paragraphs in a cell": (table(["{{p x }}", "b"]), lambda owner: {"x": block(owner)}),
    "a listing": (styled("{{ x }}"), lambda _: {"x": Listing(SIGNS)}),
    "signs in a plain text": (styled("{{ x }}", "tail {{ x }} end"), lambda _: {"x": SIGNS}),
    "escaping": (paragraphs("{{ x|e }} {{ x|escape }} {{ x }}"), lambda _: {"x": "<, >, &, \", and '."}),
    "pictures everywhere": (everywhere("{{ x }}"), lambda owner: {"x": picture(owner)}),
    "pictures with a size": (
        paragraphs("{{ x }}{{ y }}", "{{ z }}"),
        lambda o: {
            "x": picture(o, width=Mm(20)),
            "y": picture(o, height=Mm(9)),
            "z": picture(o, width=Mm(2), height=Mm(3)),
        },
    ),
    "a picture that is a link": (paragraphs("{{ x }}"), lambda o: {"x": picture(o, anchor="https://example.com/")}),
    "pictures in a loop of rows": (
        table(["{%tr for r in rows %}", ""], ["{{ r }}", "x"], ["{%tr endfor %}", ""]),
        lambda owner: {"rows": [picture(owner)] * 3},
    ),
    "default, count and the like": (
        paragraphs(
            "{{ nothing|default('—') }} {{ a.b|d('x') }} {{ rows|count }} {{ rows|first|items|list|length }}",
            "{{ 'a-b'|replace('-', '/')|upper }} {{ names|join(', ') }} {{ names|sort|last|title }}",
            "{{ names|reverse|first }} {{ rows|map(attribute='k')|join }} {{ rows|sum(attribute='n') }}",
            "{{ rows|selectattr('n', '>', 1)|list|length }} {{ rows|rejectattr('n', 'eq', 1)|list|count }}",
            "{% for g in rows|groupby('k') %}{{ g.grouper }}{{ g.list|length }};{% endfor %}",
            "{{ names|unique|join('+') }}",
            "{{ '%s has %05d of %.2f%%'|format('x', 7, 1.5) }} {{ names|min }} {{ names|max|capitalize }}",
            "{% for pair in names|batch(2, '-') %}{{ pair|join('/') }};{% endfor %}{{ -3|abs }} {{ ' b '|trim }}",
            "{% for name, value in map|dictsort %}{{ name }}={{ value }} {% endfor %}",
            "{{ [3, 1, 2]|select('odd')|list|length }}",
        ),
        lambda _: {"rows": ROWS, "names": ["ab", "B", "ab"], "a": {}, "map": {"z": 1, "A": 2}},
    ),
    "vertical merge": (
        table(["{%tr for r in rows %}", ""], ["{% vm %}{{ t }}", "{{ r.n }}"], ["{%tr endfor %}", ""]),
        lambda _: {"rows": ROWS, "t": "together"},
    ),
    "horizontal merge": (
        table(
            ["{%tc for c in cols %}", "{% hm %}{{ t }}", "{%tc endfor %}"],
            ["{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"],
        ),
        lambda _: {"cols": ["a", "b", "c"], "t": "together"},
    ),
    "merges in nested loops": (
        table(
            ["{%tr for r in rows %}", ""],
            ["{% vm %}{{ r.k }}", "{% for c in r.cols %}{{ c }}{% if not loop.last %}, {% endif %}{% endfor %}"],
            ["{%tr endfor %}", ""],
        ),
        lambda _: {"rows": ROWS},
    ),
    "backgrounds and spans": (
        table(["{% cellbg c %}{{ a }}", "{% colspan n %}b", "c"], ["1", "2", "3"]),
        lambda _: {"c": "FFC000", "a": "x", "n": 2},
    ),
    "dynamic tables": (
        table(
            ["name", "{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"],
            ["{%tr for r in rows %}", "", "", ""],
            ["{{ r.k }}", "{%tc for c in cols %}", "{{ c }}{{ r.n }}", "{%tc endfor %}"],
            ["{%tr endfor %}", "", "", ""],
        ),
        lambda _: {"cols": ["a", "b"], "rows": ROWS},
    ),
    "numbers counted": (
        table(
            ["{%tc for i in range(3) %}", "{% hm %}{{ i }}", "{%tc endfor %}"],
            ["{%tc for i in range(1, n) %}", "{{ i }}", "{%tc endfor %}"],
            ["{%tr for i in range(9, 2, -3) %}", "", ""],
            ["{% vm %}{{ n }}", "{{ i }} of {{ loop.length }}", "{% if i < 6 %}small{% endif %}"],
            ["{%tr endfor %}", "", ""],
        ),
        lambda _: {"n": 4},
    ),
    "comments": (
        paragraphs(
            "a {# of the author #} b", "{#p a paragraph #}", "{# alone #}", "{%p if t %}{# x #}", "{%p endif %}"
        ),
        lambda _: {"t": True},
    ),
    "comments in tables": (
        table(["a", "{#tc a cell #}", "b"], ["{#tr a row #}", "", ""], ["c", "d {# x #}", "e"]),
        lambda _: {},
    ),
    "escaped before": (paragraphs("{{ x }} {{ x|e }}"), lambda _: {"x": escape("R&D <5> 'x'")}),
    "blanks and tabs alone": (
        paragraphs("a{{ x }}b", "{{ y }}c", "{{r rich }}d"),
        lambda _: {"x": "      ", "y": "\t\t\t", "rich": RichText("   \t\t ")},
    ),
    "a page of raw text": (paragraphs("{{ x }}"), lambda _: {"x": "HTTP 200\n\n<html>\n\t<p>\n\t\t&nbsp;\n</html>"}),
    "nested loops": (
        paragraphs("{% for r in rows %}{{ r.k }}: {% for c in r.cols %}{{ c }} {% endfor %}", "{% endfor %}"),
        lambda _: {"rows": ROWS},
    ),
    "merged paragraphs": (
        paragraphs("start {%- if t %}", "{{ x }}", "{%- else -%}", "no", "{%- endif -%}", "end"),
        lambda _: {"t": True, "x": "yes"},
    ),
    "merged lines of one paragraph": (
        in_lines("start", "{%- if t -%}", " yes", "{%- else -%}", " no", "{%- endif -%}", " end"),
        lambda _: {"t": False},
    ),
    "escaped braces": (paragraphs("{_{ x }_} {_% y %_} {{ x }}"), lambda _: {"x": 1}),
    "escaped braces, sign by sign": (in_runs(*"{_{", "x", *"}_} {_% %_} ", "{a_{ {f_{"), lambda _: {}),
    "spaces between tags": (in_runs("a {{ x", " }} ", " for ", "{{ y }}", " b "), lambda _: {"x": "1", "y": "2"}),
    "rows of several lengths": (
        table(["{%tr for r in rows %}"], ["{{ r.k }}", "{{ r.n }}", "c"], ["{%tr endfor %}"], ["total"]),
        lambda _: {"rows": ROWS},
    ),
    "signs and entities everywhere": (everywhere("R&D <é> 中 {{ x }}"), lambda _: {"x": "&lt; <b> ’"}),
    "a title": (with_property("Report {{ x }}"), lambda _: {"x": "中"}),
    "numbers": (paragraphs("{{ a }} {{ b }} {% if a > 0.1 %}more{% endif %}"), lambda _: {"a": 0.5, "b": 1_000}),
}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_template_of_docxtpls_kinds_means_the_same_here(kind: str, tmp_path: Path) -> None:
    ours, theirs = (meanings(one) for one in rendered(*EXAMPLES[kind], tmp_path))
    assert ours.keys() == theirs.keys()
    for part, meaning in theirs.items():
        assert ours[part] == meaning, part


SUB_DOCUMENTS: dict[str, Callable[[Any, Path], Any]] = {
    "made in the script": lambda owner, _: composed(owner),
    "of another file": lambda owner, path: owner.new_subdoc(str(path)),
}


@pytest.mark.parametrize("kind", SUB_DOCUMENTS)
def test_a_sub_document_means_the_same_here(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("docxcompose", reason="docxtpl's extra for sub-documents is not installed")
    other = Document()
    other.add_heading("其他文件", 1)
    other.add_paragraph("one", style="List Number")
    other.add_paragraph("two", style="List Bullet").add_run(" red").font.italic = True
    other.add_picture(io.BytesIO(OTHER_DOT), width=Mm(7))  # docxtpl cannot have the same one twice
    add_table(other, ["a", "b"])
    path = tmp_path / "other.docx"
    path.write_bytes(bytes_of(other))

    def data(owner: Any) -> dict[str, Any]:
        return {"part": SUB_DOCUMENTS[kind](owner, path), "image": picture(owner), "x": rich(owner)}

    source = paragraphs("before", "{{p part }}", "{{ image }} {{r x }}", "after")
    ours, theirs = (meanings(one) for one in rendered(source, data, tmp_path))
    assert ours == theirs


def test_a_sub_document_and_the_data_may_have_the_same_picture() -> None:
    pytest.importorskip("docxcompose", reason="docxtpl's extra for sub-documents is not installed")
    other = Document()
    other.add_picture(io.BytesIO(DOT))
    source = with_story("footnotes", "{{ image }}")
    source = zipped(
        members_of(source)
        | {"word/document.xml": members_of(paragraphs("{{p part }}", "{{ image }}"))["word/document.xml"]}
    )
    owner = DocxTemplate(io.BytesIO(source))
    made = compile_template(source).render(
        {"part": owner.new_subdoc(io.BytesIO(bytes_of(other))), "image": picture(owner)}
    )
    assert members_of(made)["word/document.xml"].count(b"<pic:pic") == 2
    assert members_of(made)["word/footnotes.xml"].count(b"<pic:pic") == 1


def test_filters_of_ones_own_mean_the_same_here(tmp_path: Path) -> None:
    environment: Any = jinja2.Environment(autoescape=True)
    environment.mine = {"with_words": lambda value, words: f"{value} {words}", "plus": lambda value, more: value + more}
    environment.filters.update(environment.mine)
    source = paragraphs("{{ text|with_words('my text') }} {{ number|plus(1.5) }} {{ number|plus(more=2) }}")
    ours, theirs = rendered(source, lambda _: {"text": "Hello <", "number": 1.5}, tmp_path, environment)
    assert meanings(ours) == meanings(theirs)


def test_one_template_is_rendered_as_often_as_wanted(tmp_path: Path) -> None:
    source = paragraphs("{{ name }} {{ image }}")
    template = compile_template(source)

    def ours(name: str) -> Any:
        return meanings(template.render({"name": name, "image": picture(None)}))

    def theirs(name: str) -> Any:
        return meanings(rendered(source, lambda owner: {"name": name, "image": picture(owner)}, tmp_path)[1])

    assert [ours(name) for name in "aba"] == [theirs(name) for name in "aba"]


def test_what_nobody_gave_a_value_is_refused_with_its_place() -> None:
    with pytest.raises(RenderError, match=r"paragraph 2 .*the data has no test_vra. The nearest name is test_var"):
        compile_template(paragraphs("a", "{{ test_vra }}")).render({"test_var": 1})


@pytest.mark.parametrize(
    "tag", ["{{ x.upper() }}", "{{ today() }}", "{% for a in x.items() %}{% endfor %}", "{{ x|safe }}"]
)
def test_a_call_is_refused_with_its_place(tag: str) -> None:
    with pytest.raises(TemplateError, match=r"paragraph 2 .*is refused"):
        compile_template(paragraphs("a", tag))


def test_an_ole_object_is_refused() -> None:
    members = members_of(paragraphs("{{ x }}"))
    body = members["word/document.xml"].decode()
    ole = '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed"/>'
    ole = f"<w:p><w:r><w:object>{ole}</w:object></w:r></w:p>"
    members["word/document.xml"] = body.replace("<w:sectPr", f"{ole}<w:sectPr", 1).encode()
    with pytest.raises(TemplateError, match=r"word/document\.xml.*OLE"):
        compile_template(zipped(members))
