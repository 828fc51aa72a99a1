"""docxtpl's own rendering is the oracle: every part of our document equals its, as canonical XML.

Only the properties of a cell stand in the order of the schema here, which docxtpl does not keep.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.word_templates import (
    add_table,
    by_docxtpl,
    bytes_of,
    in_schema_order,
    paragraphs,
    story_parts,
    table,
    with_body,
    with_story,
)

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff{}%#_"), max_size=12
) | st.sampled_from(["R&D <5", "a\nb", "x\ty", "公开\n信息\t条", " 前后 ", "'\"", "</w:t>", "]]>", "&lt;"])
values = texts | st.integers(-(10**12), 10**12)
rows = st.lists(st.fixed_dictionaries({"name": texts, "count": st.integers(0, 10**8)}), min_size=1, max_size=4)
data = st.fixed_dictionaries(
    {
        "a": values,
        "b": texts,
        "n": st.integers(-5, 5),
        "flag": st.booleans(),
        "group": st.fixed_dictionaries({"x": values, "inner": st.fixed_dictionaries({"y": values})}),
        "rows": rows,
        "cols": st.lists(texts, min_size=1, max_size=6),
        "span": st.integers(1, 3),
        "colour": st.sampled_from(["FFC000", "00ff00", "auto"]),
    }
)


def _split_runs() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("x ")
    for piece, bold in (("{", True), ("{ gro", False), ("up.inn", True), ("er.y }", False), ("}", True), (" z", False)):
        paragraph.add_run(piece).bold = bold
    paragraph = document.add_paragraph()
    for piece in ("{%", " if fl", "ag %", "}yes{% el", "se %}no{%", " endif %}"):
        paragraph.add_run(piece).italic = True
    return bytes_of(document)


def _headers() -> bytes:
    document = Document()
    document.add_paragraph("{{ a }}")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "head {{ group.x }}"
    section.first_page_header.paragraphs[0].text = "first {% for r in rows %}{{ r.name }},{% endfor %}"
    section.footer.paragraphs[0].text = "foot {{ b }}"
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_footer.paragraphs[0].text = "even {{ n }}"
    section.header.add_paragraph("{% if flag %}y{% endif %}")
    return bytes_of(document)


def _formatted() -> bytes:
    document = Document()
    paragraph = document.add_paragraph(style="List Bullet")
    run = paragraph.add_run("pre {{ b }} post\tstatic tab {{ a }}")
    run.bold = True
    paragraph.add_run(" tail {{ b }}").italic = True
    return bytes_of(document)


def _wide_table() -> bytes:
    document = Document()
    add_table(
        document,
        ["head", "{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"],
        ["{{ b }}", "{%tc for c in cols %}", "{{ loop.index }}", "{%tc endfor %}"],
    )
    return bytes_of(document)


def _nested_table() -> bytes:
    document = Document()
    outer = document.add_table(rows=2, cols=2)
    outer.cell(0, 0).text = "{{ a }}"
    inner = outer.cell(1, 1).add_table(rows=3, cols=2)
    for row, text in zip(inner.rows, ("{%tr for r in rows %}", "{{ r.name }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text
    return bytes_of(document)


_DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="7" name="n"/></wp:inline></w:drawing></w:r></w:p>'
)
_PLAIN = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_TEXT_BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>in the box {{ a }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
_CONTROL = "<w:sdt><w:sdtContent><w:p><w:r><w:t>in the control {{ b }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"

CORPUS: dict[str, Callable[[], bytes]] = {
    "values": lambda: paragraphs(
        "{{ a }}", "x {{ b }} y {{ n }}", "{{ group.x }}{{group.inner.y}}", "{{ group['x'] }}"
    ),
    "inline if": lambda: paragraphs(
        "{% if flag %}yes {{ a }}{% else %}no{% endif %} end", "{{ 'p' if flag else 'q' }}"
    ),
    "elif": lambda: paragraphs(
        "{% if n > 2 %}big{% elif n == 0 %}zero{% elif n in [1, 2] %}few{% else %}below{% endif %}"
    ),
    "inline for": lambda: paragraphs("{% for r in rows %}{{ loop.index }}/{{ loop.length }} {{ r.name }};{% endfor %}"),
    "loop words": lambda: paragraphs(
        "{% for r in rows %}{{ loop.index0 }}{% if not loop.first %},{% endif %}{{ loop.revindex }}{{ loop.revindex0 }}"
        "{% if loop.last %}.{% endif %}{{ loop.cycle('a', 'b') }}{% endfor %}"
    ),
    "loop with condition": lambda: paragraphs(
        "{% for r in rows if r.count > 5 %}{{ r.count }} {% else %}none{% endfor %}"
    ),
    "nested loops": lambda: paragraphs(
        "{% for r in rows %}{% set label = r.name %}{% for c in cols %}{{ label }}-{{ c }} {% endfor %}|{% endfor %}"
    ),
    "set": lambda: paragraphs("{% set x = group.x %}{{ x }}{% if flag %}{% set x = b %}{% endif %}{{ x }}"),
    "set in a loop": lambda: paragraphs(
        "{% set x = b %}{% for r in rows %}{{ x }}{% set x = r.count %}{{ x }}{% endfor %}{{ x }}"
    ),
    "logic": lambda: paragraphs("{% if flag and n > 0 or not flag and a is string %}1{% endif %}{{ a ~ '/' ~ b ~ n }}"),
    "tests": lambda: paragraphs(
        "{% if nothing is defined %}x{% endif %}{% if n is odd %}odd{% endif %}{% if b is none %}{% endif %}"
    ),
    "comments": lambda: paragraphs("a{# gone #}b", "{#p whole paragraph gone #}", "c"),
    "raw": lambda: paragraphs("{% raw %}{{ not a tag }}{% endraw %} {{ a }}"),
    "escaped braces": lambda: paragraphs("{_{ a }_} {_% x %_}"),
    "smart quotes": lambda: paragraphs("{{ “x” ~ ‘y’ }}"),
    "comparison entities": lambda: paragraphs("{% if n < 2 and n > -2 %}x{% endif %}"),
    "merge with -": lambda: paragraphs("start {%- if flag %}", "yes", "{%- endif -%}", "after {{ a }}"),
    "paragraph tags": lambda: paragraphs(
        "{%p if flag %}", "shown {{ a }}", "{%p else %}", "other", "{%p endif %}", "end"
    ),
    "paragraph loop": lambda: paragraphs(
        "{%p for r in rows %}", "{{ r.name }}", "{{ r.count }}", "{%p endfor %}", "end"
    ),
    "block across paragraphs": lambda: paragraphs("a {% if flag %}b", "c {{ a }}", "d{% endif %} e"),
    "run tags": lambda: with_body(
        "<w:p>"
        + "".join(f"<w:r><w:t>{t}</w:t></w:r>" for t in ("{%r for r in rows %}", "{{ r.name }}", "{%r endfor %}"))
        + "</w:p>"
    ),
    "row loop": lambda: table(
        ["name", "count"], ["{%tr for r in rows %}"], ["{{ r.name }}", "{{ r.count }}"], ["{%tr endfor %}"]
    ),
    "only row loop": lambda: table(
        ["{%tr for r in rows %}", ""], ["{{ r.name }}", "{{ r.count }}"], ["{%tr endfor %}"]
    ),
    "row if": lambda: table(["a", "b"], ["{%tr if flag %}"], ["{{ a }}", "x"], ["{%tr endif %}"], ["c", "{{ n }}"]),
    "wider rows": lambda: table(["a"], ["{%tr if flag %}"], ["{{ a }}", "x", "y"], ["{%tr endif %}"]),
    "cell loop": _wide_table,
    "nested table": _nested_table,
    "colspan": lambda: table(["{% colspan span %}{{ a }}", "b", "c"], ["1", "2", "3"]),
    "cellbg": lambda: table(["{% cellbg colour %}{{ a }}", "b"]),
    "vm": lambda: table(["{%tr for r in rows %}", ""], ["{% vm %}{{ b }}", "{{ r.name }}"], ["{%tr endfor %}"]),
    "hm": lambda: table(
        ["{%tc for c in cols %}", "{% hm %}{{ b }}", "{%tc endfor %}"],
        ["{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"],
    ),
    "split over runs": _split_runs,
    "headers and footers": _headers,
    "formatted lines and tabs": _formatted,
    "footnotes": lambda: with_story("footnotes", "note {{ a }} {% if flag %}x{% endif %}"),
    "text box": lambda: with_body(_TEXT_BOX + _PLAIN.format("{{ b }}")),
    "content control": lambda: with_body(_CONTROL + _PLAIN.format("{{ a }}")),
    "drawings": lambda: with_body(_DRAWING + _PLAIN.format("{{ n }}") + _DRAWING),
    "repeated drawings": lambda: with_body(
        _PLAIN.format("{%p for r in rows %}") + _DRAWING + _PLAIN.format("{%p endfor %}") + _DRAWING
    ),
    "attribute": lambda: with_body(_DRAWING.replace('name="n"', 'name="n" descr="about {{ n }} &amp; {{ colour }}"')),
}


_made: dict[str, tuple[bytes, Any]] = {}


@pytest.mark.parametrize("kind", CORPUS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(values=data)
def test_every_part_equals_docxtpls(kind: str, values: dict[str, Any]) -> None:
    if kind not in _made:
        source = CORPUS[kind]()
        _made[kind] = (source, compile_template(source))
    source, template = _made[kind]
    assert template.renderer == "fast"
    ours, theirs = story_parts(template.render(values)), story_parts(by_docxtpl(source, values))
    assert ours.keys() == theirs.keys()
    for part, xml in theirs.items():
        assert ours[part].decode() == in_schema_order(xml).decode(), part


def test_numbers_print_as_docxtpl_prints_them() -> None:
    source = paragraphs("{{ a }}")
    for value in (0, -7, 10**18 + 1, Decimal("8937.02765"), Decimal("0.10")):
        assert story_parts(compile_template(source).render({"a": value})) == story_parts(
            by_docxtpl(source, {"a": value})
        )
