"""JSON: exact numbers, no repeated keys, and HOSTILE D4 and V7 in its own spelling."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given

from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT
from reportgen.engine import reading
from tests.engine.reading.json_text.json_texts import texts

SMALL = attrs.evolve(DEFAULT, data_depth=5)


def refusal(text: str) -> tuple[str, str]:
    try:
        document = reading.read_text(text, "a.json")
    except DataError as error:
        (fault,) = error.faults
        return fault.id, fault.in_("zh")
    ((origin, why),) = document.unreadable
    return why.id, f"{origin}: {why.says.zh}。{why.remedy.zh if why.remedy else ''}"


def with_lf(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: with_lf(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_lf(inner) for inner in value]
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def test_v7_numbers_are_exact() -> None:
    data = reading.read_text('{"a": 1000000000000000001, "b": 8937.0276, "c": 0.1, "d": 3.0, "e": -0.0}', "a.json").data
    assert data["a"] == 10**18 + 1
    assert [str(data[key]) for key in "bcde"] == ["8937.0276", "0.1", "3.0", "-0.0"]
    assert {type(data[key]) for key in "bcde"} == {Decimal}


@given(texts())
def test_what_is_read_is_what_the_standard_decoder_reads(text: str) -> None:
    """Numbers as they are written, texts with LF for every line end; what is refused is refused with its reason."""
    try:
        document = reading.read_text(text, "a.json", limits=SMALL)
    except DataError:  # with its place and reason, as the tests below say
        return
    assert document.unreadable or repr(document.data) == repr(with_lf(json.loads(text, parse_float=Decimal)))


@pytest.mark.parametrize("escape", ["\\u0000", "\\b", "\\f", "\\ud800"])
def test_an_escape_of_what_no_document_can_hold_is_refused(escape: str) -> None:
    assert refusal(f'{{"a": "一{escape}二"}}')[0] == "bad-character"


def test_line_ends_that_escapes_write_become_line_feeds() -> None:
    text = r'{"a": "\u4e00\r\n二\r三\n", "b": "C:\\r\"\/"}'
    assert reading.read_text(text, "a.json").data == {"a": "一\n二\n三\n", "b": 'C:\\r"/'}


def test_values_are_counted_in_small_files_too() -> None:
    few = attrs.evolve(DEFAULT, data_nodes=5)
    assert reading.read_text('{"a": [1, 2, 3], "b": 4}', "a.json", limits=few).unreadable == ()
    document = reading.read_text('{"a": [1, 2, 3], "b": [4]}', "a.json", limits=few)
    assert [why.id for _, why in document.unreadable] == ["too-many-values"]


@pytest.mark.parametrize("deep", [SMALL.data_depth, SMALL.data_depth + 1])
def test_d5_lists_are_counted_beside_placeholders(deep: int) -> None:
    text = f'{{"prose": "{"{{ a }}" * 100}", "a": {"[" * (deep - 1)}1{"]" * (deep - 1)}}}'
    if deep > SMALL.data_depth:
        with pytest.raises(DataError, match="nested deeper than"):
            reading.read_text(text, "a.json", limits=SMALL)
    else:
        assert reading.read_text(text, "a.json", limits=SMALL).data == json.loads(text)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_an_ordinary_data_file_is_read_as_it_is(indent: int | None, ascii_only: bool) -> None:
    data = {"organ": "某市人民政府", "rows": [[0, 1]] * 30, "deep": [[[{}]]] * 20, "text": "甲\n\t“{{ a }}”\\乙"}
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert reading.read_text(text.encode(), "a.json").data == data


@pytest.mark.parametrize(
    "number",
    ["NaN", "Infinity", "-Infinity", "1e16", "1E400", "1.5e-3", "1e" + "9" * 20, "9" * 5000, "0." + "1" * 5000],
)
def test_v7_what_is_no_exact_number_is_refused(number: str) -> None:
    id, message = refusal(f'{{"b": 1,\n "a": {number}}}')
    assert id == "ambiguous-value"
    assert message.startswith("a.json:2:7: ")


def test_d3_a_duplicate_key_is_refused_with_both_places() -> None:
    assert refusal('{"a": {"c": 1,\n "c": 2}}') == (
        "duplicate-key",
        "a.json:2:2: 名称 c 重复：第一处在第 1 行第 8 列。只保留正确的一处",
    )


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ('{"a"：1}', "1:5", "全角"),
        ('{"a": 1，"b": 2}', "1:8", "全角"),
        ("{“a”: 1}", "1:2", "全角"),
        ("{'a': 1}", "1:2", "双引号"),
        ('{"a": 1,}', "1:9", "逗号"),
        ('{"a": [1, 2,]}', "1:13", "逗号"),
        ('{"a": 01}', "1:8", "不要加 0"),
        ('{"a": None}', "1:7", "null"),
        ('{"a": True}', "1:7", "true"),
        ('// a\n{"a": 1}', "1:1", "注释"),
        ('{"a": 1} {"b": 2}', "1:10", "一份数据"),
        ('{"a": "x\ny"}', "1:9", "\\n"),
        ('{"a": "\\q"}', "1:8", "反斜杠"),
        ('{"a": "x', "1:7", "引号"),
        ('{"a": 1', "1:8", "逗号"),
        ('{"a" 1}', "1:6", "冒号"),
        ('{"a": }', "1:7", "数字或文字"),
    ],
)
def test_text_that_is_no_json_is_refused_with_its_place_in_plain_words(text: str, place: str, hint: str) -> None:
    id, message = refusal(text)
    assert id == "json-syntax"
    assert message.startswith(f"a.json:{place}: ")
    assert hint in message


DEEP = '{"a":' * 64


@pytest.mark.parametrize(
    "text", [DEEP + "{}" + "}" * 64, DEEP * 8 + "1" + "}" * 512, DEEP * 1_000, DEEP + "[" * 100_000]
)
def test_d4_depth_without_end_is_refused_where_it_is_too_deep(text: str) -> None:
    assert refusal(text) == ("too-deep", "a.json:1:321: 嵌套超过 64 层。")


def test_d4_a_file_as_deep_as_allowed_is_read() -> None:
    assert reading.read_text(DEEP + "1e3" + "}" * 64, "a.json").unreadable != ()


def test_d4_brackets_in_a_text_are_not_depth() -> None:
    text = '{"a": "' + "[{" * 100 + '\\" {", "b": 1e3}'
    assert [why.id for _, why in reading.read_text(text, "a.json").unreadable] == ["ambiguous-value"]


def test_d4_more_values_than_the_limit_are_refused() -> None:
    assert refusal('{"a": [' + "1, " * 100_000 + "1]}")[0] == "too-many-values"


@pytest.mark.parametrize("text", ["[1]", '"a"', "3"])
def test_json_that_is_no_mapping_is_refused(text: str) -> None:
    assert refusal(text)[0] == "not-a-mapping"


@pytest.mark.parametrize("text", ["", "null", " \n"])
def test_d3_an_empty_file_is_refused(text: str) -> None:
    assert refusal(text)[0] == "empty-file"


def test_json_is_told_by_its_first_character_where_no_suffix_says_so() -> None:
    assert reading.read_text('{"a": 1}', "-").data == {"a": 1}
    assert reading.read_text("a: 1", "-").data == {"a": 1}
