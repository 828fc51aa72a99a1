"""Jinja's filters for lists and texts do here what Jinja's own do, on exact values; Jinja is the oracle."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.core.errors import RenderError, TemplateError
from reportgen.core.limits import DEFAULT
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.template import Template
from tests.engine.word.word_templates import paragraphs, text_of

words = st.text("abAB ys.-", max_size=5)
numbers = st.integers(-50, 50)
rows = st.lists(
    st.fixed_dictionaries({"k": words, "n": numbers, "in": st.fixed_dictionaries({"x": numbers})}),
    min_size=1,
    max_size=6,
)
DATA = st.fixed_dictionaries(
    {
        "names": st.lists(words, min_size=1, max_size=6),
        "counts": st.lists(numbers, min_size=1, max_size=6),
        "rows": rows,
        "map": st.dictionaries(words, numbers, max_size=4),
        "t": words,
    }
)
USES = [
    "{{ names|first }}/{{ names|last }}/{{ counts|min }}/{{ counts|max }}/{{ counts|sum }}/{{ counts|sum(start=5) }}",
    "{{ names|sort|join(',') }}/{{ names|sort(true)|join(',') }}/{{ names|sort(case_sensitive=true)|join(',') }}",
    "{{ rows|sort(attribute='n')|map(attribute='k')|join(';') }}/{{ rows|sum(attribute='in.x') }}",
    "{{ rows|sort(attribute='in.x', reverse=true)|map(attribute='in.x')|join(';') }}",
    "{{ names|unique|join(',') }}/{{ rows|unique(attribute='n')|map(attribute='n')|join(',') }}",
    "{{ names|reverse|join(',') }}/{{ t|reverse }}/{{ t|list|join('.') }}/{{ names|length }}/{{ names|count }}",
    "{% for b in counts|batch(2) %}{{ b|join(',') }};{% endfor %}",
    "{% for b in counts|batch(4, 0) %}{{ b|sum }};{% endfor %}{{ t|trim('ab') }}/{{ names|map('upper')|join }}",
    "{% for g in rows|groupby('k') %}{{ g.grouper }}:{{ g.list|length }};{% endfor %}",
    "{% for key, items in rows|groupby('in.x') %}{{ key }}:{{ items|map(attribute='n')|join(',') }};{% endfor %}",
    "{% for name, value in map|dictsort %}{{ name }}={{ value }},{% endfor %}",
    "{% for name, value in map|dictsort(by='value', reverse=true) %}{{ value }},{% endfor %}",
    "{{ counts|select('odd')|join(',') }}/{{ counts|reject('odd')|join }}/{{ counts|select('gt', 3)|list|length }}",
    "{{ rows|selectattr('n', '>=', 0)|map(attribute='n')|join(',') }}/{{ rows|rejectattr('k')|list|length }}",
    "{{ rows|selectattr('in.x', 'in', [1, 2, 3])|list|length }}/{{ rows|selectattr('zz', 'defined')|list|length }}",
    "{{ t|title }}/{{ t|capitalize }}/{{ t|upper }}/{{ t|lower }}/{{ t|trim }}",
    "{{ t|replace('a', 'xy') }}/{{ t|replace('a', 'x', 1) }}/{{ names|join('-') }}/{{ rows|join(',', 'n') }}",
]
_made: dict[str, tuple[Template, jinja2.Template]] = {}


@pytest.mark.parametrize("use", USES)
@settings(max_examples=12)
@given(data=DATA)
def test_a_list_filter_does_what_jinjas_does(use: str, data: dict[str, Any]) -> None:
    if use not in _made:
        _made[use] = compile_template(paragraphs(use)), jinja2.Environment(autoescape=True).from_string(use)
    ours, theirs = _made[use]
    assert text_of(ours.render(data)) == theirs.render(data)


SUM = compile_template(paragraphs("{{ xs|sum }}"))


@given(st.lists(st.decimals(-(10**20), 10**20, places=9), min_size=1, max_size=5))
def test_a_sum_is_exact(amounts: list[Decimal]) -> None:
    assert Fraction(text_of(SUM.render({"xs": amounts}))) == sum(map(Fraction, amounts))


@pytest.mark.parametrize(
    ("use", "says"),
    [
        ("{{ void|first }}", "the list is empty"),
        ("{{ void|max }}", "the list is empty"),
        ("{{ 5|sort }}", "no list"),
        ("{{ mixed|sort|first }}", "cannot be worked out"),
        ("{{ names|sum }}", "no number"),
        ("{{ rows|map(attribute='zz')|list|length }}", "an item has no 'zz'"),
        ("{{ odd|sort|first }}", "a float"),
        ("{{ odd|first }}", "a float that is not exact"),
        ("{{ odd|sum }}", "no number"),
        ("{{ rows|sort|first }}", "no single value"),
        ("{{ names|batch(0)|length }}", "1 to 1,000"),
        ("{{ names|map('safe')|join }}", "takes no filter 'safe'"),
        ("{{ names|select('nothing')|join }}", "there is no test 'nothing'"),
        ("{{ names|dictsort }}", "only a mapping"),
        ("{{ names|join(',', attribute=hidden) }}", "is not allowed"),
        ("{{ names|replace('', 'x') }}", "replace"),
        ("{{ 1|round(99) }}", "decimal places"),
        ("{{ 'a'|round }}", "no number"),
        ("{% for i in range('3') %}{% endfor %}", "no whole number"),
        ("{% for i in range(2.5) %}{% endfor %}", "no whole number"),
        ("{% for i in range(true) %}{% endfor %}", "no whole number"),
        ("{% for i in range(1, 9, 0) %}{% endfor %}", "cannot be worked out"),
        ("{% for i in range(nothing) %}{% endfor %}", "the data has no nothing"),
    ],
)
def test_what_a_list_filter_cannot_do_is_told_with_its_place(use: str, says: str) -> None:
    data = {"void": [], "mixed": [1, "a"], "names": ["a"], "rows": [{"k": 1}], "odd": [1 / 3, 2], "hidden": "__class__"}
    with pytest.raises(RenderError, match="paragraph 2") as caught:
        compile_template(paragraphs("a", use)).render(data)
    assert says in str(caught.value)


BIG = {"xs": ["x" * 100] * 300, "rows": [{"t": "y" * 100}] * 300, "turns": list(range(300)), "t": "a" * 10_000}
SMALL = attrs.evolve(DEFAULT, output_bytes=300_000)


@pytest.mark.parametrize(
    "use",
    [
        "xs|sort|length",
        "xs|unique|length",
        "xs|max",
        "xs|select('in', xs)|list|length",
        "rows|sort(attribute='t')|length",
        "rows|groupby('t')|length",
        "rows|map(attribute='t')|join|length",
        "xs|map('upper')|list|length",
        "xs|reverse|length",
        "xs|batch(2)|length",
        "t|replace('a', 'bb')|length",
        "'%s%s'|format(t, t)|length",
        "t|list|length",
    ],
)
def test_a_list_filter_is_charged_for_its_list(use: str) -> None:
    """In a loop it is stopped long before it has been done for every turn."""
    source = paragraphs("{% for turn in turns %}{% if " + use + " == turn %}x{% endif %}{% endfor %}")
    with pytest.raises(RenderError, match=r"paragraph 1 .*stopped"):
        compile_template(source, limits=SMALL).render(BIG)


@pytest.mark.parametrize(
    ("use", "printed"),
    [
        ("{{ nothing|default('x') }}", "x"),
        ("{{ a.nothing.more|d('x') }}", "x"),
        ("{{ a.b|default('x') }}", "1"),
        ("{{ nothing|default }}", ""),
        ("{{ empty|default('x') }}", ""),
        ("{{ empty|default('x', true) }}", "x"),
        ("{{ empty|default(default_value='x', boolean=true) }}", "x"),
        ("{{ xs[5]|default(xs[0]) }}", "7"),
        ("{{ void|first|default('x') }}", "x"),
        ("{% for x in nothing|default([]) %}x{% endfor %}", ""),
        ("{% if nothing|default(0) > 1 %}x{% else %}y{% endif %}", "y"),
        ("{{ a.b.c|default('x') }}", "x"),
    ],
)
@pytest.mark.parametrize("exact", [True, False])
def test_default_stands_for_what_the_data_does_not_have(use: str, printed: str, exact: bool) -> None:
    data = {"a": {"b": 1}, "empty": "", "xs": [7], "void": []} | ({} if exact else {"not plain": 1 / 3})
    assert text_of(compile_template(paragraphs(use)).render(data)) == printed


def test_default_hides_no_other_mistake() -> None:
    with pytest.raises(TemplateError, match="default is for names only"):
        compile_template(paragraphs("{{ a|share(b)|default('x') }}"))
    with pytest.raises(RenderError, match="the data has no other"):
        compile_template(paragraphs("{{ nothing|default(other) }}")).render({})
    with pytest.raises(RenderError, match="a float that is not exact"):
        compile_template(paragraphs("{% if x|default(0) > 0.1 %}y{% endif %}")).render({"x": 1 / 3})
