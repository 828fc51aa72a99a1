"""Every complaint of Jinja's reader is told in our own words, in both languages, and none of Jinja's is quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from reportgen.engine.word.language.parser import environment
from reportgen.engine.word.language.syntax_words import of_jinja, unknown_tag

TOLD = {
    "{{ }}": ("没有写完", "it is not complete"),
    "{{ a| }}": ("没有写完", "it is not complete"),
    "{{ a == }}": ("没有写完", "it is not complete"),
    "{% for i in %}{% endfor %}": ("没有写完", "it is not complete"),
    "{{ a b }}": ("“b”多余，或前面少了什么", "“b” is one too many, or something is missing before it"),
    "{% if a = b %}{% endif %}": ("比较两个值要写 ==", "two values are compared by =="),
    "{{ (a }}": ("“}”前面少了“)”", "“)” is missing before “}”"),
    "{{ a) }}": ("“)”多余，或前面少了什么", "“)” is one too many, or something is missing before it"),
    "{{ 'a }}": ("引号没有成对", "a quotation mark has no partner"),
    "{{ a，b }}": ("不能有“，”", "“，” cannot stand in it"),
    "{{ \\a }}": ("不能有“\\”", "“\\” cannot stand in it"),
    "{% for i xs %}{% endfor %}": ("缺少 in，应写成 for … in …", "“in” is missing, as in for … in …"),
    "{{ a.}}": ("点号后面缺少名称", "a name is missing behind the point"),
    "{% set a %}": ("应写成 set 名称 = 值", "it is written set NAME = VALUE"),
    "{% set none = 1 %}": ("这个词不能当作名称", "this word cannot be a name"),
    "{{ a|f(b=1, c) }}": ("括号里的写法不对", "what is in its brackets is not right"),
    "{{ {a} }}": ("“}”前面少了“:”", "“:” is missing before “}”"),
}


def complaint(tag: str) -> str:
    with pytest.raises(TemplateSyntaxError) as refused:
        environment().parse(tag)
    return refused.value.message or ""


@pytest.mark.parametrize("tag", TOLD)
def test_a_complaint_is_told_in_words_of_our_own(tag: str) -> None:
    says = of_jinja(complaint(tag))
    assert (says.zh, says.en) == TOLD[tag]


@given(st.text("ab =|.,'\"()[]{}%?，“”\\1", max_size=8))
def test_no_complaint_shows_words_of_jinja(inner: str) -> None:
    try:
        environment().parse(f"{{{{ {inner} }}}}")
    except TemplateSyntaxError as problem:
        says = of_jinja(problem.message or "")
        assert "token" not in says.en
        assert "statement" not in f"{says.zh}{says.en}"
        assert says.zh


def test_what_nobody_has_met_is_told_without_quoting_it() -> None:
    assert of_jinja("a new complaint").en == "it cannot be read"


def test_a_tag_of_cells_is_told_where_it_belongs() -> None:
    assert "格子" in unknown_tag("cellbg").zh
    assert "“fro”" in unknown_tag("fro").zh
    assert "“pro”" in unknown_tag("pro").zh
    assert unknown_tag("tc").en == "{%tc … %} belongs into a cell of a table"
    assert unknown_tag("EndIf").zh == "请用小写 endif"
    assert unknown_tag("pif").en == "a space is missing behind p, as in {%p if … %}"
    assert unknown_tag("trendfor").zh == "tr 后面要空一格，写成 {%tr endfor … %}"
    assert unknown_tag("").en == "nothing is in it"
