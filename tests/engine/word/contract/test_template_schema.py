"""What a template asks for as a JSON Schema, which the template itself always fits."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.word.contract.inspect import check, inspect
from reportgen.engine.word.contract.schema_shape import shape_of_schema
from reportgen.engine.word.contract.template_schema import schema_of
from tests.engine.word.official_templates import PATH
from tests.engine.word.word_templates import paragraphs


def schema(*texts: str) -> dict[str, Any]:
    return schema_of(inspect(paragraphs(*texts)))


def test_a_letter_asks_for_texts_numbers_lists_and_what_may_be_absent() -> None:
    found = schema(
        "{{ name }}{% if vip %}{{ gift }}{% endif %}",
        "{%p for item in items %}",
        "{{ item.title | upper }}{{ item.price | thousands }}",
        "{%p endfor %}",
        "{% if note is defined %}{{ note }}{% endif %}",
    )
    value = {"type": ["number", "string"]}
    assert found["properties"] == {
        "gift": value,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"price": {"type": "number"}, "title": {"type": "string"}},
                "required": ["price", "title"],
            },
        },
        "name": value,
        "note": value,
        "vip": {},
    }
    assert found["required"] == ["items", "name", "vip"], "a condition asks for its name in any case"
    assert found["$schema"].endswith("2020-12/schema")


def test_the_members_of_any_name_are_additional_properties() -> None:
    found = schema("{% for key, row in table | items %}{{ key }}{{ row.total }}{% endfor %}")
    assert found["properties"]["table"]["additionalProperties"]["properties"].keys() == {"total"}


def test_what_a_template_gives_itself_is_not_asked_for() -> None:
    assert schema("{% set a = b %}{{ a }}")["properties"].keys() == {"b"}


def test_the_official_template_fits_its_own_schema() -> None:
    found = schema_of(inspect(PATH))
    assert check(PATH, shape=shape_of_schema(found)) == []
    assert found["properties"]["narrative"]["properties"]["overview"]["type"] == "array"


TAGS = st.sampled_from(
    [
        "{{ a }}",
        "{{ b.c }}",
        "{{ b.d | thousands }}",
        "{{ e | upper }}",
        "{% if a %}x{% endif %}",
        "{% if f is defined %}{{ f }}{% endif %}",
        "{% for x in g %}{{ x.h }}{% endfor %}",
        "{% for x in i %}{{ x }}{% endfor %}",
        "{{ j | length }}",
        "{{ k | join('、') }}",
    ]
)


@settings(max_examples=10)
@given(st.lists(TAGS, min_size=1, max_size=6))
def test_every_template_fits_its_own_schema(tags: list[str]) -> None:
    template = paragraphs(*tags)
    found = schema_of(inspect(template))
    assert check(template, shape=shape_of_schema(found)) == []
