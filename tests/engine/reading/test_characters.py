"""HOSTILE V2 to V6: which texts are read, that they are read verbatim, and which are refused."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.document import Document
from reportgen.core.errors import DataError
from reportgen.engine import reading
from reportgen.engine.export.data_file import _quoted
from reportgen.engine.reading.value_limits import FORBIDDEN

ALLOWED = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not FORBIDDEN.search(text))


def faults(read: Any) -> list[str]:
    try:
        document: Document = read()
    except DataError as error:
        return [fault.in_("zh") for fault in error.faults]
    return [f"{origin}: {why.says.zh}。{why.remedy.zh if why.remedy else ''}" for origin, why in document.unreadable]


BAD = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("sign", BAD)
def test_v2_impossible_characters_are_refused_by_field_and_code_point(sign: str) -> None:
    """V2: characters that no document can hold."""
    point, escape = f"U+{ord(sign):04X}", f"\\u{ord(sign):04x}"
    data = {"notes": {"proactive.permits": f"a{sign}b"}}
    mapping = faults(lambda: reading.read_mapping(data))
    escaped_json = faults(lambda: reading.read_text(json.dumps(data), "a.json"))
    raw_json = faults(lambda: reading.read_text(json.dumps(data, ensure_ascii=False).replace(escape, sign), "a.json"))
    escaped_yaml = faults(lambda: reading.read_text(f'notes:\n  proactive.permits: "a{escape}b"\n', "a.yaml"))
    raw_yaml = faults(lambda: reading.read_text(f"notes:\n  proactive.permits: a{sign}b\n", "a.yaml"))
    for told in (mapping, escaped_json, raw_json, escaped_yaml, raw_yaml):
        assert len(told) == 1, told
        assert "notes.proactive.permits" in told[0]
        assert point in told[0]
    assert raw_yaml[0].startswith("a.yaml:2:23: ")


def test_v2_a_bad_character_in_a_key_is_refused() -> None:
    assert "U+0008" in faults(lambda: reading.read_mapping({"a\x08": 1}))[0]


def test_v2_every_bad_character_of_a_file_is_told_at_once() -> None:
    told = faults(lambda: reading.read_text("a: x\x01\nb:\n  - y\x02\n", "a.yaml"))
    assert [message.split(": ")[0] for message in told] == ["a.yaml:1:5", "a.yaml:3:6"]
    assert "b.0" in told[1]


@pytest.mark.parametrize("sign", ["\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff"])
def test_v4_signs_that_yaml_would_change_are_read_only_when_escaped(sign: str) -> None:
    """V4: signs that YAML would move or change, such as a next-line character."""
    (told,) = faults(lambda: reading.read_text(f"a: x{sign}y\n", "a.yaml"))
    assert told.startswith("a.yaml:1:5: ")
    assert f"\\u{ord(sign):04X}" in told
    assert reading.read_text(f'a: "x\\u{ord(sign):04x}y"\n', "a.yaml").data["a"] == f"x{sign}y"
    assert reading.read_text(json.dumps({"a": f"x{sign}y"}, ensure_ascii=False), "a.json").data["a"] == f"x{sign}y"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_v3_every_line_end_becomes_a_line_feed(ends: str) -> None:
    data = {"a": f"一{ends}二"}
    assert reading.read_mapping(data).data["a"] == "一\n二"
    assert reading.read_text(json.dumps(data), "a.json").data["a"] == "一\n二"
    assert reading.read_text(f"a: {json.dumps(data['a'])}\n", "a.yaml").data["a"] == "一\n二"
    assert reading.read_text(f"a: |-{ends}  一{ends}  二{ends}".encode(), "a.yaml").data["a"] == "一\n二"


@pytest.mark.parametrize("text", [" a", "a ", "\ta\t", "　　首行", "a\u00a0", "\n\na\n\n", "a\tb", "  \n  "])
def test_v3_tabs_and_spaces_are_kept(text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    assert reading.read_text(f"a: {quoted}\n", "a.yaml").data["a"] == text
    assert reading.read_text(f'{{"a": {quoted}}}', "a.json").data["a"] == text


@pytest.mark.parametrize(
    "text",
    ["שלום", "👨‍👩‍👧‍👦", "𠮷野家", "e\u0301\u0327", "{{ 7*7 }}", "{% raw %}", "{_{", "& < > \" ' ]]> <!-- &lt; </w:p>"],
)
def test_v1_v4_v6_any_script_sign_and_tag_is_read_back_equal(text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    assert reading.read_text(f"a: {quoted}\n", "a.yaml").data["a"] == text
    assert reading.read_text(f"a: |-\n  {text}\n", "a.yaml").data["a"] == text
    assert reading.read_text(json.dumps({"a": text}), "a.json").data["a"] == text


@given(ALLOWED)
def test_any_allowed_text_survives_verbatim_through_yaml_and_json(text: str) -> None:
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert reading.read_text(json.dumps({"a": text}), "a.json").data["a"] == expected
    assert reading.read_text(json.dumps({"a": text}, ensure_ascii=False).encode(), "a.json").data["a"] == expected
    assert reading.read_text(f"a: {_quoted(text)}\n".encode(), "a.yaml").data["a"] == expected
    assert reading.read_mapping({"a": text}).data["a"] == expected


def test_v5_a_text_over_the_limit_is_refused_and_one_at_the_limit_read() -> None:
    assert reading.read_mapping({"a": "字" * 1_000_000}).unreadable == ()
    for told in (
        faults(lambda: reading.read_mapping({"a": "字" * 1_000_001})),
        faults(lambda: reading.read_text("a: " + "字" * 1_000_001, "a.yaml")),
    ):
        assert len(told) == 1
        assert "1000001 个字" in told[0]


@pytest.mark.parametrize(
    "number",
    [10**100, -(10**5000), Decimal("1e1000000"), Decimal("1e-200"), Decimal("1" * 101)],
    ids=["101 digits", "5001 digits", "large exponent", "small exponent", "decimal"],
)
def test_v7_a_number_without_end_from_a_program_is_refused_where_it_stands(number: Any) -> None:
    data = {"a": [1, {"b": number}], "c": 10**99, "d": Decimal("NaN"), "e": True}
    (told,) = faults(lambda: reading.read_mapping(data))
    assert "a.1.b" in told
    assert "一百位" in told
    assert data["a"] == [1, {"b": number}], "what was given is left as it was"
    assert len(faults(lambda: reading.read_mapping({10**5000: 1}))) == 1  # type: ignore[dict-item]  # hostile
