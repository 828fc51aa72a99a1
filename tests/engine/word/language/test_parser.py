"""Template code that reaches for anything but names is refused while it is compiled, before any data is read."""

from __future__ import annotations

import io

import pytest
from docx import Document

from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.word_templates import paragraphs, table, with_body

PAYLOADS = [
    "{{ a.__class__ }}",
    "{{ a.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ a['__class__'] }}",
    "{{ a['__cla' ~ 'ss__'] }}",
    "{{ a|attr('__class__') }}",
    "{{ a|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ ()|attr('__class__')|attr('__base__') }}",
    "{{ a.__init__.__globals__ }}",
    "{{ self }}".replace("self", "self._TemplateReference__context"),
    "{{ self.__init__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner() }}",
    "{{ lipsum.__globals__ }}",
    "{{ lipsum(n=1000) }}",
    "{{ namespace(a=1).a }}",
    "{{ dict(a=1) }}",
    "{{ range(1000000000) }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{{ '{0.__class__}'.format(a) }}",
    "{{ '{x.__class__}'.format_map({'x': a}) }}",
    "{{ a.format(1) }}",
    "{{ 'x' * 10000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 7 ** 30000000 }}",
    "{{ 1 + 1 }}",
    "{{ a - b }}",
    "{{ a / b }}",
    "{{ a % b }}",
    "{{ a // b }}",
    "{{ -a }}",
    "{{ +a }}",
    "{{ a|center(1000000000) }}",
    "{{ a|map(attribute='__class__')|list }}",
    "{{ a|groupby('__class__') }}",
    "{{ a|selectattr('__class__') }}",
    "{{ a|sort(attribute='__class__') }}",
    "{{ a|safe }}",
    "{{ a|pprint }}",
    "{{ a|tojson }}",
    "{{ a|xmlattr }}",
    "{{ a.append(1) }}",
    "{{ a.update({'x': 1}) }}",
    "{{ a.clear() }}",
    "{{ note.add('x') }}",
    "{{ image.tpl.docx }}".replace("tpl", "__dict__"),
    "{% set a.b = 1 %}",
    "{% set ns = namespace() %}",
    "{% set a %}block{% endset %}",
    "{% include 'x' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'x' %}",
    "{% block a %}{% endblock %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}{{ a }}{% endautoescape %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{% for x in a recursive %}{{ loop(x) }}{% endfor %}",
    "{% for x in a %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in a %}{{ loop }}{% endfor %}",
    "{% for x in a %}{{ loop.changed(x) }}{% endfor %}",
    "{% for _x in a %}{{ _x }}{% endfor %}",
    "{% for loop in a %}{{ loop }}{% endfor %}",
    "{{ _private }}",
    "{{ a[1:] }}",
    "{{ a[b.c()] }}",
    "{{ {'a': 1} }}",
    "{{ a is callable }}",
    "{{ a is sameas(b) }}",
    "{{ a() }}",
    "{% for x in range() %}{% endfor %}",
    "{% for x in range(1, 2, 3, 4) %}{% endfor %}",
    "{% for x in range(stop=3) %}{% endfor %}",
    "{% for x in range(*a) %}{% endfor %}",
    "{{ range.__class__ }}",
    "{{ a.range(3) }}",
    "{{ (a)() }}",
    "{{ a.b.c(1, *d, **e) }}",
    "{{ 99999999999999999999999999999 }}",
    "{{ a|share }}",
    "{{ a|upper|default(b) }}",
    "{{ a|sum(attribute='b.__class__') }}",
    "{{ a|join(',', '_b') }}",
    "{{ a|random }}",
    "{{ a|share(1, 2, 3, 4) }}",
    "{{ a|share(*b) }}",
    "{{ a|share(whole=1, hole=2) }}",
    "{% do a.append(1) %}",
    "{% debug %}",
    "{% trans %}x{% endtrans %}",
    "{{ " + "(" * 300 + "a" + ")" * 300 + " }}",
    "{{ " + "not " * 300 + "a }}",
    "{{ a" + "|upper" * 300 + " }}",
    "{{ a" + ".b" * 300 + " }}",
    "{% for a in b %}" * 12 + "x" + "{% endfor %}" * 12,
    "{% if a %}" * 60 + "x" + "{% endif %}" * 60,
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_template_code_that_reaches_out_is_refused_before_any_data(payload: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs("title", payload), "模板.docx")
    fault = caught.value.faults[0]
    assert fault.id in ("template-unsafe", "template-syntax")
    assert fault.origin is not None
    assert (fault.origin.file, fault.origin.place) == ("模板.docx", "word/document.xml")
    assert "第2段" in fault.says.zh


def test_there_are_enough_payloads_and_each_is_one_of_its_own() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 40


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:fldSimple w:instr=" DATE {{ a }} "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
        "<w:p><w:r><w:instrText>DATE {{ a }}</w:instrText></w:r></w:p>",
        '<w:p><w:hyperlink r:id="{{ a }}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
    ],
)
def test_data_cannot_fill_a_fields_code_or_a_link(body: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(with_body(body))
    assert caught.value.faults[0].id == "template-structure"


def test_data_is_never_called_nor_reached_into_and_stays_as_it_was() -> None:
    class Trap(dict):
        touched = False

        @property
        def secret(self) -> str:
            Trap.touched = True
            return "secret"

        def __call__(self) -> str:
            Trap.touched = True
            return "called"

    data = {"a": Trap({"secret": "public", "rows": [1, 2]})}
    document = compile_template(paragraphs("{{ a.secret }}{% for r in a.rows %}{{ r }}{% endfor %}")).render(data)
    assert b"PK" in document
    assert not Trap.touched
    assert data == {"a": {"secret": "public", "rows": [1, 2]}}


@pytest.mark.parametrize("tag", ["{%tr raw %}", "{%tr %}", "{%tr for row in a %}"])
def test_a_row_s_tag_outside_of_a_row_is_told_where_it_belongs(tag: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs(tag, "{{ a + }}"))
    assert [fault.id for fault in caught.value.faults] == ["template-syntax"] * 2
    assert "{%tr … %} 只能写在表格的行里" in caught.value.faults[0].says.zh


def test_an_end_closes_the_blocks_inside_and_the_forgotten_one_is_named() -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs("{% for x in a %}", "{% if x %}", "{% endfor %}"))
    (fault,) = caught.value.faults
    assert fault.says.zh == "正文 第2段“{% if x %}”：标签 {% if x %} 写法有误（后面没有 endif）"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([["{%tr for x in xs if x != '%' %}"], ["{{ x }}"], ["{%tr endfor %}"], ["end"]], ["a", "}", "end"]),
        ([["{%tr for x in xs if x != '}' %}"], ["{{ x }}"], ["{%tr endfor %}"], ["end"]], ["a", "%", "end"]),
        ([["{%tr if name == '100%' %}"], ["x"], ["{%tr endif %}"], ["end {{ name|replace('%', '}') }}"]], ["end N"]),
    ],
)
def test_percent_signs_and_braces_may_stand_inside_of_a_row_tag(rows: list[list[str]], shown: list[str]) -> None:
    made = compile_template(table(*rows)).render({"xs": ["a", "%", "}"], "name": "N"})
    cells = [cell.text for row in Document(io.BytesIO(made)).tables[0].rows for cell in row.cells]
    assert cells == shown


def test_a_tag_of_cells_outside_of_a_cell_is_told_where_it_belongs() -> None:
    with pytest.raises(TemplateError, match="belongs into a cell of a table"):
        compile_template(paragraphs("{% cellbg colour %}a"))
