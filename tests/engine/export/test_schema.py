"""The JSON Schema and the loader agree on what may be blank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import reportgen

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"
SCHEMA = reportgen.schema("disclosure_2021")
PROSE = SCHEMA["properties"]["narrative"]["properties"]


def takes_null(schema: dict[str, Any]) -> bool:
    """Return whether a schema of ours lets ``null`` stand."""
    types = schema.get("type", ())
    return "null" in ([types] if isinstance(types, str) else types) or {"type": "null"} in schema.get("anyOf", ())


def loads(data: dict[str, Any]) -> bool:
    try:
        reportgen.load(data)
    except reportgen.DataError:
        return False
    return True


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """Return the sample without what other sections of it need."""
    text = Path(__file__).parents[3].joinpath(SAMPLE).read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    found["narrative"] = dict.fromkeys(PROSE, "一段文字。")
    return found | {"checks": []}


@pytest.mark.parametrize("name", [name for name in SCHEMA["properties"] if name != "report"])
def test_a_section_may_be_blank_in_the_schema_where_it_loads(data: dict[str, Any], name: str) -> None:
    assert takes_null(SCHEMA["properties"][name]) is loads({**data, name: None})


@pytest.mark.parametrize("name", PROSE)
def test_prose_may_be_blank_in_the_schema_where_it_loads(data: dict[str, Any], name: str) -> None:
    assert takes_null(PROSE[name]) is loads({**data, "narrative": {**data["narrative"], name: None}})
