"""Braces of plain prose are printed as they are; a tag gone wrong is refused with its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.language.prose_braces import gone_wrong, hidden, restored
from reportgen.engine.word.markup.location import Place
from tests.engine.word.word_templates import paragraphs, text_of


@pytest.mark.parametrize(
    "prose",
    [
        "{name}", "{ name }", "{x.y}", "${name}", "#{name}", "{0} of {1}", "{姓名}", "｛name｝", "{}", "{-}",
        "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", '{"a": 1, "b": {"c": 2}}', '{"a":{"b":{}}}', "a{2,3}",
        r"\frac{a}{b}", r"\textbf{\frac{a}{b}}", "{ {", "} }", "}{", "{{", "}}", "{#", "#}", "%}", "{%", "100%}",
        "{同比增长5％}", "｛占比5％｝", "CSS a { color: red }", "function() { return {}; }", "{ {a}, {b} }",
    ],
)  # fmt: skip
def test_prose_is_printed_as_it_is(prose: str) -> None:
    made = compile_template(paragraphs(prose, "{{ a }}", f"{{{{ a }}}} {prose}")).render({"a": "N"})
    assert text_of(made) == f"{prose}\nN\nN {prose}"


values = st.recursive(
    st.integers() | st.text("abc ", max_size=4),
    lambda inner: st.dictionaries(st.text("ab", max_size=3), inner),
    max_leaves=6,
)


@given(values)
def test_json_is_no_tag(value: object) -> None:
    text = json.dumps(value)
    assert "{{" in text or gone_wrong(text) is None


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        ("{{ year }", "{{ year }"),
        ("{ year }}", "{ year }}"),
        ("year }}", "year }}"),
        ("{ { year } }", "{ { year } }"),
        ("{\u200b{ year }}", "{⟨U+200B⟩{ year }}"),
        ("{{ year } }", "{{ year }"),
        ("{{ year", "{{ year"),
        ("{{ 年份", "{{ 年份"),
        ("{% if a", "{% if a"),
        ("{% fro a", "{% fro a"),
        ("{ % if a % }", "{ % if a % }"),
        ("{% if a % }", "{% if a % }"),
        ("endif %}", "endif %}"),
        ("{｛ year }}", "{｛"),
        ("｛% if a %｝", "｛%"),
        ("{％ if a ％}", "{％"),
        ("a | share(b, 2) }}", "a | share(b, 2) }}"),
    ],
)
def test_a_tag_gone_wrong_is_refused_at_its_place(wrong: str, shown: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs("{{ a }}", f"甲 {{{{ a }}}} 乙 {wrong}"))
    (fault,) = caught.value.faults
    assert isinstance(fault.place, Place)
    assert (fault.id, fault.place.paragraph) == ("template-braces", 2)
    assert fault.says.zh.endswith(f"：{shown}")
    assert fault.place.offset == len("甲 {{ a }} 乙 ")


def test_braces_of_two_paragraphs_make_no_tag() -> None:
    made = compile_template(paragraphs("set {", "{{ a }}", "}", "{%", "{{ a }}", "%}")).render({"a": 1})
    assert text_of(made) == "set {\n1\n}\n{%\n1\n%}"


@pytest.mark.parametrize(("first", "second"), [("{{", "'a' if b else 'c' }}"), ("甲 {{ a", "}}"), ("{% if", "a %}")])
def test_a_tag_over_two_paragraphs_is_refused_where_it_begins(first: str, second: str) -> None:
    with pytest.raises(TemplateError, match=r"paragraph 2 .*not closed") as caught:
        compile_template(paragraphs("{{ a }}", first, second))
    assert [fault.id for fault in caught.value.faults] == ["template-unclosed-tag"]


@given(st.text("{}%# a}", max_size=30))
def test_hidden_braces_come_back(text: str) -> None:
    assert restored(hidden(text)) == text
    assert not set("{}") & set(hidden(text))


@pytest.mark.parametrize("sign", "\u200b\u200e\u202e\ufeff\u00ad\u2060")
def test_a_sign_in_a_tag_that_nobody_sees_is_named(sign: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(paragraphs(f"{{{{ a{sign}b }}}}"))
    (fault,) = caught.value.faults
    assert f"U+{ord(sign):04X}" in fault.says.zh
    assert sign not in fault.message("zh") + fault.message("en")
    assert text_of(compile_template(paragraphs(f"x{sign}y {{{{ a }}}}")).render({"a": 1})) == f"x{sign}y 1"
