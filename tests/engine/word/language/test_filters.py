"""The filters of a template are those of the prose, the very same functions, and a few for texts and lists."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.core.errors import RenderError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS, TESTS
from reportgen.prose.filters import FILTERS
from tests.engine.word.word_templates import paragraphs, text_of


def printed(expression: str, **data: Any) -> str:
    return text_of(compile_template(paragraphs(f"{{{{ {expression} }}}}")).render(data))


@pytest.mark.parametrize("name", FILTERS)
def test_a_filters_documented_example_is_what_a_template_prints(name: str) -> None:
    expression, result = FILTERS[name].example
    assert printed(expression) == result
    assert TEMPLATE_FILTERS[name] is FILTERS[name]


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("a | share(b)", "97.03"),
        ("c | share(d, 0)", "98"),
        ("c | share(d, places=0)", "98"),
        ("rows | length", "3"),
        ("rows | join", "甲乙3"),
        ("rows | join('、')", "甲、乙、3"),
        ("rows | join(d='、')", "甲、乙、3"),
        ("rows | join('-')", "甲-乙-3"),
        ("t | trim | upper", "AB"),
        ("(a | share(b)) ~ '%'", "97.03%"),
    ],
)
def test_filters_work_on_the_datas_own_values(expression: str, result: str) -> None:
    assert printed(expression, a=43084, b=44401, c=785, d=801, rows=["甲", "乙", 3], t=" ab ") == result


def test_a_loop_over_the_items_of_a_mapping_names_them() -> None:
    template = compile_template(
        paragraphs("{% for name, count in counts | items %}{{ name }}={{ count }};{% endfor %}")
    )
    assert text_of(template.render({"counts": {"a": 1, "b": Decimal("2.5")}})) == "a=1;b=2.5;"


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("a | share(0)", "整体为 0"),
        ("t | share(5)", "不是数字"),
        ("a | share(t)", "不是数字"),
        ("f | places(2)", "浮点数"),
        ("n | signed", "不是数字"),
        ("a | places(99)", "小数位数"),
        ("t | chinese_number", "中文数字"),
        ("a | upper", "不是文字"),
        ("a | length", "没有长度"),
        ("a | items", "items"),
        ("t | join", "join"),
    ],
)
def test_a_filter_that_cannot_work_says_why_and_where(expression: str, says: str) -> None:
    with pytest.raises(RenderError) as caught:
        printed(expression, a=1, t="x", f=1 / 3, n=None)
    assert says in caught.value.in_("zh")
    assert "第1段" in caught.value.in_("zh")


@pytest.mark.parametrize(
    ("test", "value", "other"),
    [
        ("none", None, 1), ("number", Decimal(1), "1"), ("integer", 1, Decimal(1)), ("string", "", 1),
        ("boolean", True, 1),
        ("true", True, 1), ("false", False, 0), ("mapping", {}, []), ("sequence", [], 1), ("odd", 3, 2), ("even", 2, 3),
        ("divisibleby(3)", 9, 8), ("eq(1)", 1, 2), ("ne(1)", 2, 1), ("lt(1)", 0, 1), ("le(1)", 1, 2), ("gt(1)", 2, 1),
        ("ge(1)", 1, 0), ("in([1, 2])", 2, 3), ("equalto(1)", 1, 2),
    ],
)  # fmt: skip
def test_a_test_tells_values_apart(test: str, value: Any, other: Any) -> None:
    template = compile_template(paragraphs(f"{{% if x is {test} %}}yes{{% else %}}no{{% endif %}}"))
    assert (text_of(template.render({"x": value})), text_of(template.render({"x": other}))) == ("yes", "no")


def test_every_test_of_the_language_is_tried_here() -> None:
    parameters = test_a_test_tells_values_apart.pytestmark[0].args[1]
    assert {str(case[0]).partition("(")[0] for case in parameters} == set(TESTS)
