"""A JSON Schema as the contract of a template that has no report type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportgen.core.errors import UsageError
from reportgen.engine.word.contract.inspect import check
from reportgen.engine.word.contract.schema_shape import read_schema, shape_of_schema
from reportgen.report.context_shape import ANYTHING, NUMBER, TEXT, Group, Leaf, Listing
from tests.engine.word.word_templates import paragraphs

ITEM = {"type": "object", "properties": {"title": {"type": "string"}, "price": {"type": "number"}}}
ORDER: dict[str, Any] = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "items": {"type": "array", "items": {"$ref": "#/$defs/item"}}},
    "required": ["name", "items"],
    "$defs": {"item": {**ITEM, "required": ["title", "price"]}},
}


def told(schema: dict[str, Any], *texts: str) -> list[tuple[str, str]]:
    """Return severity and id of every mistake."""
    return [(one.severity, one.fault.id) for one in check(paragraphs(*texts), shape=shape_of_schema(schema))]


def one(schema: Any) -> Any:
    """Return the shape of one property."""
    shape = shape_of_schema({"properties": {"a": schema}, "required": ["a"]})
    return shape.members["a"]


def test_a_template_that_fits_has_no_mistakes() -> None:
    loop = ("{%p for item in items %}", "{{ item.title }}{{ item.price | thousands }}", "{%p endfor %}")
    assert told(ORDER, "{{ name }}", *loop) == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("{{ nmae }}", "template-unknown-address"),
        ("{{ name.first }}", "template-value-reached-into"),
        ("{{ items }}", "template-not-one-value"),
        ("{{ name | thousands }}", "template-not-a-number"),
        ("{% for x in name %}{{ x }}{% endfor %}", "template-not-a-list"),
        ("{% for x in items %}{{ x.prize }}{% endfor %}", "template-unknown-address"),
    ],
)
def test_what_the_schema_does_not_allow_is_an_error(text: str, id: str) -> None:
    assert ("error", id) in told(ORDER, text)


def test_a_name_that_may_be_absent_is_a_warning_unless_it_is_asked_for() -> None:
    schema = {"type": "object", "properties": {"note": {"type": ["string", "null"]}}, "required": ["note"]}
    assert told(schema, "{{ note }}") == [("warning", "template-optional-name")]
    assert told(schema, "{% if note %}{{ note }}{% endif %}") == []
    absent = {**schema, "required": []}
    assert told(absent, "{% if note %}{{ note }}{% endif %}") == [("warning", "template-optional-name")]
    assert told(absent, "{% if note is defined %}{{ note }}{% endif %}") == []


def test_names_that_are_not_listed_are_allowed_where_the_schema_says_so() -> None:
    assert told({**ORDER, "additionalProperties": True}, "{{ other }}") == []
    assert told({**ORDER, "additionalProperties": {"type": "string"}}, "{{ other | thousands }}") == [
        ("error", "template-not-a-number")
    ]


@pytest.mark.parametrize(
    ("schema", "shape"),
    [
        ({"type": "integer"}, NUMBER),
        ({"type": ["string", "null"]}, TEXT),
        ({"type": ["string", "number"]}, Leaf("code")),
        ({"enum": ["a", "b"]}, TEXT),
        ({"const": 5}, NUMBER),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, TEXT),
        ({"oneOf": [{"type": "string"}, {"type": "array"}]}, ANYTHING),
        ({"type": "array", "items": {"type": "number"}}, Listing(NUMBER)),
        ({"type": "array"}, Listing(ANYTHING)),
        ({"type": "object"}, ANYTHING),
        ({}, ANYTHING),
        (True, ANYTHING),
    ],
)
def test_each_way_of_describing_a_value_is_understood(schema: Any, shape: Any) -> None:
    assert one(schema) == shape


def test_parts_of_an_object_are_put_together() -> None:
    parts = [{"properties": {"x": {"type": "string"}}, "required": ["x"]}, {"properties": {"y": {"type": "number"}}}]
    assert one({"allOf": parts}) == Group({"x": TEXT, "y": NUMBER}, None, frozenset({"y"}))
    assert one({"anyOf": parts}) == Group({"x": TEXT, "y": NUMBER}, None, frozenset({"x", "y"}))


def test_references_that_run_in_a_circle_end() -> None:
    tree = {"type": "object", "properties": {"inner": {"$ref": "#"}}, "required": ["inner"]}
    assert told(tree, "{{ inner.inner.inner }}") == []
    assert told({"properties": {"a": {"$ref": "#/nowhere"}}, "required": ["a"]}, "{{ a }}") == []


@pytest.mark.parametrize("schema", [{}, [], None, {"type": "string"}, {"type": "object"}, True])
def test_what_describes_no_names_is_refused(schema: Any) -> None:
    with pytest.raises(UsageError) as caught:
        shape_of_schema(schema)
    assert [fault.id for fault in caught.value.faults] == ["bad-schema"]


def test_a_schema_is_read_from_a_file_or_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "order.json"
    path.write_text(json.dumps(ORDER), "utf-8")
    assert read_schema(path) == ORDER
    for content in ("{", "[" * 100_000):
        path.write_text(content, "utf-8")
        with pytest.raises(UsageError) as caught:
            read_schema(path)
        assert "order.json" in caught.value.in_("zh")
    with pytest.raises(UsageError):
        read_schema(tmp_path / "absent.json")
