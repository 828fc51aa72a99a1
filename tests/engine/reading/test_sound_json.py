"""The quick road for JSON: it reads what the careful road reads, and leaves it everything that might be refused."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.engine import reading
from reportgen.engine.reading import json_places, json_values, sound_json
from reportgen.engine.reading.characters import check_json
from reportgen.engine.reading.value_limits import Inspection
from tests.engine.reading.json_texts import texts

SMALL = attrs.evolve(DEFAULT, data_nodes=400, data_depth=5, field_characters=300)


def carefully(text: str, limits: Limits) -> Any:
    """Return what the careful road reads, or None where it refuses anything."""
    inspection = Inspection(limits)
    try:
        check_json(text, "a.json", json_places.scan)
        data = inspection.copy(json_values.parse(text, "a.json", limits))
    except DataError:
        return None
    return None if inspection.problems or type(data) is not dict else data


@settings(max_examples=1000)
@given(texts(), st.sampled_from([DEFAULT, SMALL]))
@example('{"a": "\\b"}', DEFAULT)
@example('{"a": "\\ud83d\\ude00"}', DEFAULT)
@example('{"a": "\\r\\n"}', DEFAULT)
@example('{"a": [[[[[]]]]]}', SMALL)
@example('{"a": [[[[]]]]}', SMALL)
@example('{"a": ' + "9" * 101 + "}", DEFAULT)
@example('{"a": -' + "9" * 100 + "}", DEFAULT)
@example('{"a": ' + "9" * 100 + "}", DEFAULT)
@example('{"a": ' + "9" * 5000 + "}", DEFAULT)
@example('{"' + "9" * 23 + "1.5" + "9" * 79 + '": []}', DEFAULT)
def test_the_quick_road_reads_what_the_careful_one_reads_or_nothing(text: str, limits: Limits) -> None:
    quickly, expected = sound_json.read(text, limits), carefully(text, limits)
    if quickly is not None:
        assert repr(quickly) == repr(expected)
    elif not re.search("[0-9]{8}", text[::12]) and limits is DEFAULT:  # where it shows, a number of 101 digits may be
        assert expected is None


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_an_ordinary_data_file_takes_the_quick_road(indent: int | None, ascii_only: bool) -> None:
    data = {"organ": "某市人民政府", "rows": [[0, 1]] * 30, "deep": [[[{}]]] * 20, "text": "甲\n\t“{{ a }}”\\乙"}
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert sound_json.read(text, DEFAULT) == data
    assert reading.read_text(text.encode(), "a.json").data == data
