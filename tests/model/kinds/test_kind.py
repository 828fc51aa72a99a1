"""What holds for every kind: what it prints is read back, shows its value and no other, and fits its schema."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.model.kinds.amounts import Amount, Days
from reportgen.model.kinds.counts import Count, SignedCount
from reportgen.model.kinds.day import Day
from reportgen.model.kinds.flag import Flag
from reportgen.model.kinds.kind import Kind, UnfitError
from reportgen.model.kinds.value_or_code import ValueOrCode
from reportgen.model.kinds.words import Choice, Words

LEVELS = ("一级", "二级", "三级")
CODES = ("N/A", "—")
LINES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


def decimals(places: int) -> st.SearchStrategy[Decimal]:
    """Draw decimals ≥ 0 with at most ``places`` places."""
    return st.decimals(min_value=0, max_value=10**9, places=places).map(abs)


KINDS: dict[str, tuple[Kind, st.SearchStrategy[Any]]] = {
    "count": (Count(), st.integers(0, 10**18)),
    "signed": (SignedCount(), st.integers(-(10**18), 10**18)),
    "amount": (Amount(), decimals(4)),
    "yuan": (Amount(Text("元", "yuan"), 2), decimals(2)),
    "whole": (Amount(Text("元", "yuan"), 0), decimals(0)),
    "days": (Days(), decimals(1)),
    "text": (Words(), LINES),
    "flag": (Flag(), st.booleans()),
    "day": (Day(), st.dates(min_value=dt.date(1000, 1, 1))),
    "choice": (Choice(values=LEVELS), st.sampled_from(LEVELS)),
    "code": (ValueOrCode(kind=Count(), codes=CODES), st.integers(0, 10**6) | st.sampled_from(CODES)),
    "amount or code": (ValueOrCode(kind=Amount(), codes=CODES), decimals(4) | st.sampled_from(CODES)),
}
PLAIN: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        3,
        -3,
        10**20,
        2.5,
        -2.5,
        0.12345,
        Decimal("3.00"),
        Decimal(-1),
        "",
        " ",
        "3",
        "3.5",
        "-3",
    ),
    *(
        "N/A",
        "—",
        "一级",
        "四级",
        "是",
        "否",
        "甲",
        "甲 乙",
        " 甲",
        "甲\n乙",
        "2019-03-01",
        "2019-02-30",
        "2019年3月1日",
    ),
    *("19-3-1", [], {}, [1], "3.123456", "1,000"),
)
every_kind = pytest.mark.parametrize("name", KINDS)


def whole(kind: Kind) -> bool:
    """Whether the kind reads its own print: amounts in quotes do, whole numbers are written without."""
    return isinstance(kind, Count) or (isinstance(kind, ValueOrCode) and isinstance(kind.kind, Count))


def read_again(kind: Kind, text: str) -> Any:
    """Read a printed text as a data file would hold it: digits of a count stand without quotes."""
    plain: Any = int(text) if whole(kind) and re.fullmatch("-?[0-9]+", text) else text
    return kind.read(plain)


def fits(schema: dict[str, Any], value: Any) -> bool:
    """Whether a JSON value fits a schema, as far as the schemas of kinds go."""
    if "anyOf" in schema:
        return any(fits(one, value) for one in schema["anyOf"])
    if "enum" in schema:
        return any(type(value) is type(one) and value == one for one in schema["enum"])
    types = {"integer": int, "string": str, "null": type(None)}
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    is_number = "number" in names and isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if not is_number and not any(type(value) is types.get(name) for name in names):
        return False
    if isinstance(value, str):
        return bool(re.search(schema.get("pattern", ""), value)) and len(value) <= schema.get("maxLength", len(value))
    return value is None or value >= schema.get("minimum", value)


@every_kind
@given(data=st.data())
def test_what_a_kind_prints_is_read_as_the_same_value(name: str, data: st.DataObject) -> None:
    kind, values = KINDS[name]
    value = data.draw(values)
    assert read_again(kind, kind.printed(value)) == value
    assert kind.read(kind.plain(value)) == value


@every_kind
@given(data=st.data())
def test_a_printed_text_shows_its_value_and_no_other(name: str, data: st.DataObject) -> None:
    kind, values = KINDS[name]
    value, other = data.draw(values), data.draw(values)
    assert kind.shows(kind.printed(value), value)
    assert kind.shows(kind.printed(value), other) == (value == other)
    assert not kind.shows(f"{kind.printed(value)}件", value)
    assert not kind.shows("", value)


@every_kind
@given(data=st.data())
def test_the_schema_takes_every_value_as_a_data_file_holds_it(name: str, data: st.DataObject) -> None:
    kind, values = KINDS[name]
    assert fits(kind.schema(), kind.plain(data.draw(values)))


@every_kind
@pytest.mark.parametrize("plain", PLAIN, ids=repr)
def test_the_schema_takes_what_reading_takes(name: str, plain: Any) -> None:
    kind, _ = KINDS[name]
    try:
        kind.read(plain)
    except UnfitError:
        return
    assert fits(kind.schema(), plain)


@every_kind
@given(data=st.data())
def test_a_data_class_takes_what_reading_gives_and_nothing_else(name: str, data: st.DataObject) -> None:
    kind, values = KINDS[name]
    kind.validate("cell", data.draw(values))
    for wrong in (3.5, [], object()):
        with pytest.raises(TypeError, match="cell"):
            kind.validate("cell", wrong)


@every_kind
def test_a_blank_is_a_value_of_every_kind(name: str) -> None:
    kind, _ = KINDS[name]
    assert kind.read(None) is None
    assert fits(kind.schema(), None)


@every_kind
@given(rows=st.lists(st.sampled_from(PLAIN), max_size=6))
def test_values_taken_at_once_are_those_that_reading_returns_unchanged(name: str, rows: list[Any]) -> None:
    kind, _ = KINDS[name]
    if kind.takes_all(rows):
        assert [kind.read(value) for value in rows] == rows


@pytest.mark.parametrize(
    "kind",
    [
        *(Count(), SignedCount(), Amount(), Amount(places=0), Days(), Day(), Flag(), Words(), Words(most=3)),
        *(Choice(values=LEVELS), ValueOrCode(kind=Count(), codes=CODES)),
    ],
    ids=str,
)
@pytest.mark.parametrize("number", [0, 1, 5, 8_640, 9_999_999])
def test_examples_are_values_of_their_kind(kind: Kind, number: int) -> None:
    value = kind.sample(number)
    kind.validate("x", value)
    assert kind.shows(kind.printed(value), value)


def test_a_kind_without_examples_says_so() -> None:
    with pytest.raises(NotImplementedError):
        Kind().sample(1)
