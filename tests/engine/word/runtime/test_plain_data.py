"""Line V7: a float is the decimal number that it prints as, or none at all, wherever a template uses it."""

from __future__ import annotations

import dataclasses
import itertools
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

import attrs
import pytest
from docxtpl import RichText
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.core.errors import RenderError, TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.plain_data import decimal_of, exact, is_plain
from reportgen.report.particulars import CHART_MARKS
from tests.engine.word.word_templates import paragraphs, text_of

short = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 20)
)
USES = compile_template(
    paragraphs(
        "{{ a }} {{ g.a }} {{ xs[0] }} {{ a ~ '!' }} {{ xs | join(',') }} {{ a | places(3) }} {{ a | share(0.7) }}",
        "{% if a > 0.1 %}>{% endif %}{% if a == 0.3 %}={% endif %}{% if a <= g.a %}<={% endif %}"
        "{% if 0.1 in xs %}in{% endif %}{% if a is number %}number{% endif %}{% if a is gt(0.1) %}gt{% endif %}"
        "{% if a is in(xs) %}is in{% endif %}{% if xs == ys %}same{% endif %}{% if -0.3 < a < 0.3 %}between{% endif %}",
        "{% for x in xs if x > 0.1 %}{{ x }},{% endfor %}{% for n, x in g | items %}{{ n }}:{{ x }};{% endfor %}"
        "{% for x, y in pairs %}{{ x }}/{{ y }}{% if x == y %}={% endif %} {% endfor %}"
        "{% set b = a %}{{ b }}{% if b == 0.1 %}b{% endif %}{{ 'p' if a < 0.1 else 'q' }}",
    )
)
NO_NUMBERS = (0.1 + 0.2, 1 / 3, 1234567890123456.0, float("nan"), float("inf"), -float("inf"))
AROUND: dict[str, Callable[[dict[str, Any]], Any]] = {
    "dict": dict,
    "ordered": OrderedDict,
    "default": lambda data: defaultdict(dict, data),
    "proxy": MappingProxyType,
    "with an object": lambda data: {**data, "rich": RichText("x")} if "g" in data else data,
}


def everywhere(value: Any, kind: Callable[[dict[str, Any]], Any] = dict, beside: Any = "0.1") -> Any:
    """The value in all the places from which the template takes it."""
    other = type(value)(beside)
    group, pairs = kind({"a": value, "b": other}), [(value, other), [other, other]]
    return kind({"a": value, "g": group, "xs": [value, other, value], "ys": (value, other, value), "pairs": pairs})


@pytest.mark.parametrize("kind", AROUND)
@settings(max_examples=30)
@given(number=short)
@example(number=Decimal("0.1"))
@example(number=Decimal("0.3"))
@example(number=Decimal("-0.0"))
@example(number=Decimal("1E+16"))
def test_a_float_counts_as_the_decimal_number_that_it_prints_as(kind: str, number: Decimal) -> None:
    value = float(number)
    assert decimal_of(value) == number
    written = Decimal(repr(value))
    assert text_of(USES.render(everywhere(value, AROUND[kind]))) == text_of(
        USES.render(everywhere(written or abs(written)))
    )


@pytest.mark.parametrize(
    "use",
    [
        "{{ a }}", "{{ g.a }}", "{{ xs[0] }}", "{{ xs | join }}", "{{ a ~ a }}", "{{ a | places(2) }}",
        "{% set b = a %}{{ b }}",
        "{% if a > 0.1 %}x{% endif %}", "{% if g.a == 0.3 %}x{% endif %}", "{% if a is number %}x{% endif %}",
        "{% if a %}x{% endif %}", "{% for x in xs %}{% if x %}x{% endif %}{% endfor %}",
        "{% if a in [1] %}x{% endif %}",
        "{% for x, y in pairs if x == y %}x{% endfor %}", "{% for n, x in g | items %}{{ x }}{% endfor %}",
    ],
)  # fmt: skip
def test_a_float_that_is_no_such_number_is_refused_where_it_is_used(use: str) -> None:
    template = compile_template(paragraphs("first", use))
    for value, kind in itertools.product(NO_NUMBERS, AROUND.values()):
        with pytest.raises(RenderError, match=f"paragraph 2.*{value!r}") as caught:
            template.render(everywhere(value, kind))
        assert "浮点数" in caught.value.in_("zh") or "不是数字" in caught.value.in_("zh")


def test_a_float_that_is_not_used_does_no_harm() -> None:
    template = compile_template(paragraphs("{{ n }}{% if a is defined %} defined{% endif %}"))
    assert text_of(template.render({"n": 1, "a": 1 / 3})) == "1 defined"


def test_a_float_for_a_name_is_refused() -> None:
    for use in ("{% for n in m %}{{ n }}{% endfor %}", "{% for n, v in m | items %}{{ v }}{% endfor %}"):
        with pytest.raises(RenderError, match="a float"):
            compile_template(paragraphs(use)).render({"m": {0.1: "x"}})


def test_an_object_that_is_no_report_may_give_floats_too() -> None:
    class Statistics:
        def context(self) -> dict[str, Any]:
            return {"a": 0.1}

    assert text_of(compile_template(paragraphs("{{ a }}{% if a > 0.1 %}x{% endif %}")).render(Statistics())) == "0.1"


def test_what_holds_no_float_is_not_copied() -> None:
    data: dict[str, Any] = {"a": [1, {"b": Decimal(1)}], "c": ("x", None)}
    data["self"] = data
    assert exact(data) is data
    data["f"] = [0.5, data]
    made = exact(data)
    assert made["f"][0] == Decimal("0.5")
    assert type(data["f"][0]) is float
    assert made["a"] is data["a"]


def test_data_of_exact_values_alone_is_plain() -> None:
    assert is_plain({"a": [1, ("x", Decimal(1), None, True)], "b": {}})
    assert not is_plain({"a": [0.5]})
    assert not is_plain(OrderedDict(a=1))


def test_the_marks_that_a_report_has_for_charts_are_plain() -> None:
    assert is_plain({"organ": "甲", "charts": CHART_MARKS})


@pytest.mark.parametrize(
    "digits",
    [
        "12345678901234567890.5",
        "0.1",
        "0.30000000000000001",
        "1_000.50",
        "1e5",
        "-2.50",
        "-12345678901234567890123456789012345.5",
    ],
)
def test_a_number_with_a_point_in_a_template_is_the_one_written(digits: str) -> None:
    plain = f"{Decimal(digits.replace('_', '')):f}"
    assert text_of(compile_template(paragraphs("{{ " + digits + " }}")).render({})) == plain
    compare = compile_template(paragraphs("{% if a == " + digits + " %}same{% endif %}"))
    assert text_of(compare.render({"a": Decimal(plain)})) == "same"
    assert text_of(compare.render({"a": Decimal(plain + ("001" if "." in plain else ".001"))})) == ""


@attrs.define
class Office:
    name: str
    budget: float = 0.1
    _hidden: str = "h"

    @property
    def total(self) -> int:
        raise AssertionError("a property is no field")


@dataclasses.dataclass
class Section:
    office: Office
    parts: list[Any]
    registry: ClassVar[str] = "no field"


class Row(NamedTuple):
    year: int
    share: float


class Model:
    """A pydantic model, as far as its fields go; pydantic itself is not needed to be one."""

    model_fields: ClassVar[dict[str, object]] = {"name": object(), "share": object()}

    def __init__(self, name: str, share: float) -> None:
        self.name, self.share = name, share


Model.__module__ = "pydantic.main"
OBJECTS = paragraphs(
    "{{ s.office.name }} {{ s.office.budget }} {% if s.office.budget == 0.1 %}exact{% endif %} {{ s.parts[0].name }}",
    "{% for row in rows %}{{ row.year }}/{{ row[1] }}/{% if row.share > 0.1 %}>{% endif %};{% endfor %}",
    "{% for year, share in rows %}{{ year }}:{{ share }};{% endfor %}{{ m.name }}{{ m.share }}",
    "{{ rows|map(attribute='year')|sum }}",
)


@pytest.mark.parametrize("kind", AROUND)
def test_objects_count_as_mappings_of_their_fields(kind: str) -> None:
    around = AROUND[kind]
    data = around(
        {"s": Section(Office("一"), [Office("二")]), "rows": [Row(1, 0.1), Row(2, 0.5)], "m": Model("M", 0.25)}
    )
    made = text_of(compile_template(OBJECTS).render(data)).split("\n")
    assert made == ["一 0.1 exact 二", "1/0.1/;2/0.5/>;", "1:0.1;2:0.5;M0.25", "3"]


@pytest.mark.parametrize(
    "name", ["total", "registry", "__class__", "append", "fields", "count", "parts.append", "office.name.upper"]
)
def test_an_object_has_its_fields_and_nothing_else(name: str) -> None:
    data = {"s": Section(Office("x"), []), "o": Office("x"), "r": Row(1, 2)}
    for one in data:
        with pytest.raises((RenderError, TemplateError)):
            compile_template(paragraphs(f"{{{{ {one}.{name} }}}}")).render(data)


def test_an_object_may_be_the_data_and_hold_itself() -> None:
    section = Section(Office("x"), [])
    section.parts.append(section)
    assert (
        text_of(compile_template(paragraphs("{{ office.name }}{{ parts[0].parts[0].office.name }}")).render(section))
        == "xx"
    )
    assert isinstance(section.office, Office), "the data is only read"


def test_a_float_in_an_object_that_is_no_number_is_refused() -> None:
    for value in NO_NUMBERS:
        with pytest.raises(RenderError, match=f"paragraph 1.*{value!r}"):
            compile_template(paragraphs("{% if o.budget > 1 %}x{% endif %}")).render({"o": Office("x", value)})
