"""HOSTILE D1, D3 and D4 in YAML: exact core-schema values, and a clear refusal of everything else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.core.document import Unreadable
from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.engine import reading
from reportgen.engine.reading.characters import check_yaml
from reportgen.engine.reading.value_limits import Inspection
from reportgen.engine.reading.yaml_text import places as yaml_places
from reportgen.engine.reading.yaml_text import scalars as yaml_scalars
from reportgen.engine.reading.yaml_text import values as yaml_values


def value(text: str) -> Any:
    return reading.read_text(f"a: {text}\n", "a.yaml").data["a"]


def refusal(text: str | bytes, name: str = "a.yaml") -> tuple[str, str]:
    """Return id and Chinese message of the only thing that is refused in ``text``."""
    try:
        document = reading.read_text(text, name)
    except DataError as error:
        (fault,) = error.faults
        return fault.id, fault.in_("zh")
    ((origin, why),) = document.unreadable
    return why.id, f"{origin}: {why.says.zh}。{why.remedy.zh if why.remedy else ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0), ("508", 508), ("-5", -5), ("+5", 5), ("1000000000000000001", 10**18 + 1),
        ("71.50", Decimal("71.50")), ("8937.0276", Decimal("8937.0276")), ("-0.0", Decimal("-0.0")),
        ("true", True), ("False", False), ("null", None), ("~", None), ("", None),
        ("'508'", "508"), ('"yes"', "yes"), ("2021年", "2021年"), ("1.2.3", "1.2.3"),
        ("12:3x", "12:3x"), ("none", "none"),
    ],
)  # fmt: skip
def test_d1_plain_values_follow_yaml_1_2_exactly(text: str, expected: object) -> None:
    read = value(text)
    assert read == expected
    assert type(read) is type(expected)
    assert str(read) == str(expected)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("056000", "加引号写成 \"056000\""), ("2026-1-20", "写成 \"2026-01-20\""),
        ("0123", "加引号写成 \"0123\"；统计数字请写成 123"),
        ("0o17", "请写成 15"), ("0x1F", "请写成 31"), ("1_000", "请写成 1000"),
        ("1:30", '加引号写成 "1:30"'), ("yes", '加引号写成 "yes"'), ("No", '加引号写成 "No"'), ("ON", '"ON"'),
        ("off", '"off"'),
        ("1e3", "请写成 1000"), ("1.5E-2", "请写成 0.015"), (".nan", "null"), ("-.inf", "null"), (".5", "请写成 0.5"),
        ("5.", "请写成 5"), ("007.5", "请写成 7.5"), ("2021-12-31", '加引号写成 "2021-12-31"'),
        ("2021-1-1 10:00:00", "可能被当作日期"), ("9" * 5000, "5000 位"), ("=", "特殊含义"),
    ],
)  # fmt: skip
def test_d1_spellings_that_can_be_read_in_two_ways_are_refused_with_a_hint(text: str, hint: str) -> None:
    assert isinstance(value(text), Unreadable)
    id, message = refusal(f"b: 1\na: {text}\n")
    assert id == "ambiguous-value"
    assert message.startswith("a.yaml:2:4: ")
    assert hint in message


def test_a_dash_for_nothing_is_answered_with_what_to_write() -> None:
    id, message = refusal("a: 1\nb: -\nc: 2\n")
    assert (id, "没有发生的写 0，还不知道的写 null" in message) == ("yaml-syntax", True)


def test_d3_a_duplicate_key_is_refused_with_both_places() -> None:
    assert refusal("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n") == (
        "duplicate-key",
        "a.yaml:5:3: 名称 c 重复：第一处在第 3 行第 3 列。只保留正确的一处",
    )


@pytest.mark.parametrize("key", ["2021", "null", "true", "1.5", "? [a]\n", '""'])
def test_d3_keys_that_are_no_text_are_refused(key: str) -> None:
    text = f"{key}: 1\n"
    if key == '""':
        assert reading.read_text(text, "a.yaml").data == {"": 1}
    else:
        assert refusal(text)[0] == "non-string-key"


@pytest.mark.parametrize("key", ["yes", "no", "0x1F", "2021-01-01"])
def test_d3_keys_that_can_be_read_in_two_ways_are_refused(key: str) -> None:
    assert refusal(f"b: 1\n{key}: 1\n")[1].startswith("a.yaml:2:1: ")


def test_d3_two_documents_are_refused_with_both_places() -> None:
    id, message = refusal("a: 1\n---\nb: 2\n")
    assert id == "two-documents"
    assert "第 1 行和第 2 行" in message


@pytest.mark.parametrize("text", ["", " \n", "# only a remark\n", "---\n", "null\n", "\ufeff"])
def test_d3_an_empty_file_is_refused(text: str) -> None:
    assert refusal(text)[0] == "empty-file"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("organ：开封\n", "a.yaml:1:6"),
        ("organ：开封\nyear: 2021\n", "a.yaml:1:6"),
        ("year: 2021\norgan：开封\n", "a.yaml:2:6"),
        ("organ:开封\nyear: 2021\n", "a.yaml:1:6"),
        ("a:\n  made：1\n  repealed: 0\n", "a.yaml:2:7"),
    ],
)
def test_d3_a_full_width_colon_is_found_and_explained(text: str, place: str) -> None:
    _, message = refusal(text)
    assert message.startswith(place)
    assert "冒号要用英文的 :，后面空一格" in message


def test_d3_tabs_for_indentation_are_refused_with_a_hint() -> None:
    remedy = "缩进请用空格：删去行首的 Tab，改按空格键，与同级的行对齐"
    assert refusal("a:\n\tb: 1\n") == ("yaml-tab", f"a.yaml:2:1: 缩进里有制表符（Tab）。{remedy}")


_PROSE = "narrative:\n  overview: |\n    第一段。\n\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{_PROSE}第二段。\n", "a.yaml:5:1"),
        (f"{_PROSE}  第二段。\n", "a.yaml:5:1"),
        (f"{_PROSE}　　第二段。\n", "a.yaml:5:1"),
        (f"{_PROSE}**一是**不够。\n", "a.yaml:5:1"),
        (f"{_PROSE}## （二）依申请公开\n\n    第二段。\n", "a.yaml:5:1"),
    ],
)
def test_prose_that_left_its_section_is_told_where_and_how_to_put_it_back(text: str, place: str) -> None:
    id, message = refusal(text)
    assert (id, message.startswith(f"{place}: 文字部分的这一行没有")) == ("yaml-prose", True)
    assert "左对齐" in message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n  made:　1\n  repealed: 0\n", "a.yaml:2:8"),
        ("a:\n  made: 1\n　　repealed: 0\n  in_force: 2\n", "a.yaml:3:1"),
        ("new:　[1, 2]\nold: [3]\n", "a.yaml:1:5"),
    ],
)
def test_a_full_width_space_is_found_and_explained(text: str, place: str) -> None:
    told = "这里有全角空格（U+3000），不是半角空格。删去它，改成英文输入法下的半角空格"
    assert refusal(text) == ("yaml-wide-space", f"{place}: {told}")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("year: 2021\na: [1, 2\n# 说明\n\nb: 3\n", "a.yaml:2:4: 缺少右方括号"),
        ("a:\n  x: 1\n  b [1, 2]\n\n# 说明\nc: 3\n", "a.yaml:3:3: 名称后面缺少冒号"),
        ("a: {b: 1\n\n\nc: 2\n", "a.yaml:1:4: 花括号里"),
    ],
)
def test_what_is_left_open_is_told_where_it_was_opened(text: str, place: str) -> None:
    assert refusal(text)[1].startswith(place)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("a: &x [1]\nb: *x\n", "yaml-alias"),
        ("a: *x\n", "yaml-alias"),
        ("a: &x [*x]\n", "yaml-alias"),
        ("a: &x 1\n", "yaml-anchor"),
        ("<<: {a: 1}\n", "yaml-merge"),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
        ("a: !!int 3\n", "yaml-tag"),
        ("a: !important 3\n", "yaml-tag"),
        ("!!map {a: 1}\n", "not-a-mapping"),
    ],
)
def test_d4_aliases_merges_anchors_and_tags_are_refused(text: str, id: str) -> None:
    assert refusal(text)[0] == id


def test_d4_an_alias_bomb_is_refused_at_its_first_alias() -> None:
    layers = [
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    id, message = refusal("\n".join(["a: &a [x]", *layers]))
    assert id == "yaml-alias"
    assert message.startswith("a.yaml:2:")


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "[" * 100_000, "a: " + "{a: " * 100_000, "- " * 100_000])
def test_d4_depth_without_end_is_refused(text: str) -> None:
    assert refusal(text)[0] == "too-deep"


def test_d4_sixty_four_levels_are_read_and_sixty_five_are_not() -> None:
    assert reading.read_text("a: " + "[" * 63 + "]" * 63, "a.yaml").unreadable == ()
    assert refusal("a: " + "[" * 64 + "]" * 64)[0] == "too-deep"


def test_d4_ten_megabytes_of_yaml_are_refused() -> None:
    assert refusal("a: [" + "1, " * 3_500_000 + "1]")[0] == "file-too-large"


def test_d4_more_values_than_the_limit_are_refused() -> None:
    limits = attrs.evolve(DEFAULT, data_nodes=10)
    with pytest.raises(DataError) as refused:
        reading.read_text("a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n", "a.yaml", limits=limits)
    assert refused.value.faults[0].id == "too-many-values"


@pytest.mark.parametrize(
    "text",
    [
        'a: "abc\n', "a: [1, 2\nb: 3\n", "a: {b: 1\n", "a: @x\n", "a: **重点**\n", "a: b: c\n",
        "a:\n  b: 1\n c: 2\n",
        "a: %x\n", "a: `x`\n", 'a: "\\q"\n', "a: - b\n", "a: |\n  x\n y\n", "a: !x!y 1\n",
        "a: !重要 3\n", "%YAML 9\n---\na: 1\n", "a: ]\n",
    ],
)  # fmt: skip
def test_text_that_is_no_yaml_is_refused_with_its_place_in_plain_words(text: str) -> None:
    id, message = refusal(text)
    assert id.startswith("yaml-")
    assert message.startswith("a.yaml:")
    assert "line" not in message


@pytest.mark.parametrize("text", ["- a\n", "文字\n", "12\n"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert refusal(text)[0] == "not-a-mapping"


def test_every_unclear_value_is_told_at_once() -> None:
    document = reading.read_text("a: 0123\nb: yes\nc: [1e3, 5]\nd: 1\nd: 2\n2021: x\n", "a.yaml")
    assert [str(origin) for origin, _ in document.unreadable] == [
        "a.yaml:1:4", "a.yaml:2:4", "a.yaml:3:5", "a.yaml:5:1", "a.yaml:6:1",
    ]  # fmt: skip
    assert document.data["c"][1] == 5


TREES = st.dictionaries(
    st.text(max_size=6),
    st.recursive(
        st.integers() | st.text(max_size=8) | st.booleans() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
)
FRAGMENTS = st.sampled_from(
    ["yes", "0x1", "1e3", "!x ", "&a ", "*a", '"\\b"', '"\\u0001"', '"\\r"', "\\", "<<: 1\n", "a: 1\na: 2\n",
     "? [a]\n: 1\n"]
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw YAML, as programs write it or as a person who edits it might leave it."""
    written: str = yaml.safe_dump(draw(TREES), allow_unicode=draw(st.booleans()), sort_keys=False)
    for _ in range(draw(st.integers(0, 2))):
        position = draw(st.integers(0, len(written)))
        written = written[:position] + draw(FRAGMENTS) + written[position:]
    return written


@settings(max_examples=500)
@given(texts(), st.sampled_from([DEFAULT, attrs.evolve(DEFAULT, field_characters=5)]))
@example('a: "\\b"', DEFAULT)
@example("a: [yes]", DEFAULT)
@example("yes: 1", DEFAULT)
@example("a: !x 1", DEFAULT)
@example("a: 123456", attrs.evolve(DEFAULT, field_characters=5))
def test_what_reading_finds_sound_needs_no_inspection(text: str, limits: Limits) -> None:
    try:
        check_yaml(text, "a.yaml", yaml_places.scan)
        data, sound, _ = yaml_values.parse(text, "a.yaml", limits)
    except DataError:
        return
    inspection = Inspection(limits)
    copy = inspection.copy(data)
    if sound:
        assert repr(copy) == repr(data)
        assert not inspection.problems
    elif "\\" not in text and limits is DEFAULT:
        assert inspection.problems


WORDS = st.sampled_from(["null", "true", "false", "yes", "no", "on", "off", "none", "new", "yeſ", "oﬀ", "nan", "e1"])


@given(WORDS | WORDS.map(str.title) | st.from_regex(r"\A[A-Za-z].{0,8}\Z") | st.from_regex(r"\A[1-9][0-9]{0,110}\Z"))
def test_the_quick_test_of_words_and_numbers_agrees_with_the_patterns(text: str) -> None:
    if text.isdigit():
        assert yaml_scalars.resolved(text) == (int(text) if len(text) <= 100 else yaml_scalars.endless(text))
    else:
        by_patterns = yaml_scalars._WORDS.get(text, yaml_scalars._ambiguous(text) or text)
        assert repr(yaml_scalars.resolved(text)) == repr(by_patterns)


def test_d4_what_is_ambiguous_all_over_is_refused_to_its_end() -> None:
    """After very many, the reasons are no longer put into words; the values are refused all the same."""
    lines = [f"k{number}: 0{number + 100}" for number in range(3_000)] + ["k0: 1", "5: yes", "<<: 1", "z: 7"]
    document = reading.read_text("\n".join(lines), "a.yaml")
    assert isinstance(document.data, dict)
    refused = [key for key, value in document.data.items() if isinstance(value, Unreadable)]
    assert len(refused) == 3_002
    assert document.data["z"] == 7
    assert "0101" in document.unreadable[1][1].says.zh
