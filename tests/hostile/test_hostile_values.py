"""HOSTILE V1 to V7 with data that only a program can give: kinds of mappings, texts and numbers of its own.

Texts and numbers from files are in ``engine/reading/test_texts.py`` and ``engine/test_building_faults.py``; every kind
of value through every part of a document in ``engine/filling/test_rendering.py`` and ``test_soaking.py``.
"""

from __future__ import annotations

from collections import ChainMap, Counter, UserDict, defaultdict
from decimal import Decimal
from enum import IntEnum
from types import MappingProxyType
from typing import Any

import pytest
from docxtpl import RichText
from markupsafe import Markup, escape

from reportgen.core.errors import RenderError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.plain_data import is_plain
from tests.engine.word.word_templates import paragraphs, text_of


def printed(text: str, data: Any) -> str:
    return text_of(compile_template(paragraphs(text), "模板.docx").render(data))


def refused(text: str, data: Any) -> str:
    with pytest.raises(RenderError) as caught:
        printed(text, data)
    assert len(caught.value.in_("zh")) < 1_000
    return caught.value.in_("en")


class Words(str):
    """A text that says something else wherever it is asked."""

    __slots__ = ()

    def __str__(self) -> str:
        return "EVIL"

    __html__ = __repr__ = __str__

    def __format__(self, _: str) -> str:
        return "EVIL"

    def __len__(self) -> int:
        return 0

    def encode(self, *_: object) -> bytes:
        return b"<evil/>"

    def replace(self, *_: object) -> str:
        return "<evil/>"


class Whole(int):
    def __str__(self) -> str:
        return "EVIL"

    __repr__ = __str__

    def __format__(self, _: str) -> str:
        return "EVIL"


class Exact(Decimal):
    def __str__(self) -> str:
        return "EVIL"

    def __format__(self, *_: object, **__: object) -> str:
        return "EVIL"

    def is_finite(self) -> bool:
        return True


class Row(IntEnum):
    """A number with a name."""

    NEW = 5


@pytest.mark.parametrize("place", ["{{ a }}", "{{ a ~ '' }}", "{% for x in [a] %}{{ x }}{% endfor %}"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Words("<甲&>"), "<甲&>"), (escape("<甲&lt;>"), "<甲&lt;>"), (Whole(7), "7"), (Row.NEW, "5"),
        (Exact("7.50"), "7.50"), (10**4000, "1" + "0" * 4000), (10**18 + 1, "1000000000000000001"),
    ],
    ids=["text", "escaped", "whole", "enumeration", "decimal", "huge", "big"],
)  # fmt: skip
def test_v1_v7_a_text_or_number_of_another_kind_is_printed_as_what_it_is(place: str, value: Any, shown: str) -> None:
    assert printed(place, {"a": value}) == shown


@pytest.mark.parametrize(
    "value", [Exact("NaN"), Exact("Infinity"), Words("x" * 1_000_001), Words("\x00"), Exact("1e999999")]
)
def test_v2_v5_v7_another_kind_is_no_way_around_a_limit(value: Any) -> None:
    assert "EVIL" not in refused("{{ a }}", {"a": value})


@pytest.mark.parametrize("place", ["{{ a }}", "{{ a ~ '' }}", "{% for x in [a] %}{{ x }}{% endfor %}"])
def test_v1_markup_of_somebody_else_is_refused_and_never_inserted(place: str) -> None:
    """Escaped text prints as what it stands for; what is left of a tag in it would be XML."""
    assert printed("{{ a }}", {"a": Markup("R&amp;D &#60;5&#62; &amp;amp;")}) == "R&D <5> &amp;"
    assert "a text with markup in it" in refused(place, {"a": Markup("<w:r/>&amp;")})


class Subscribed:
    """No mapping, but something that can be subscribed."""

    def __getitem__(self, key: object) -> str:
        raise AssertionError("it was reached into")


@pytest.mark.parametrize(
    ("text", "data", "name"),
    [
        ("{{ a.typo }}", {"a": defaultdict(int, known=1)}, "typo"),
        ("{{ a.typo }}", {"a": Counter(known=5)}, "typo"),
        ("{{ typo }}", defaultdict(int, a=1), "typo"),
        ("{{ a[0].typo }}", {"a": [Counter(known=5)]}, "typo"),
        ("{% if a.typo %}x{% endif %}", {"a": Counter(known=5)}, "typo"),
        ("{% for x in a.typo %}x{% endfor %}", {"a": defaultdict(list)}, "typo"),
        ("{{ a.typo }}", {"a": MappingProxyType(Counter(known=5))}, "typo"),
        ("{{ a.typo }}", {"a": ChainMap(Counter(known=5))}, "typo"),
        ("{{ a.x }}", {"a": Subscribed()}, "x"),
        ("{{ a[0] }}", {"a": b"bytes"}, "0"),
        ("{{ a[0] }}", {"a": bytearray(b"bytes")}, "0"),
    ],
)
def test_t1_a_misspelt_name_is_refused_in_every_kind_of_mapping(text: str, data: Any, name: str) -> None:
    """T1: also in a mapping that makes a value for any name, as defaultdict does."""
    assert name in refused(text, data)


def test_the_data_is_only_read_even_where_asking_would_change_it() -> None:
    data = defaultdict(int, known=1)
    assert refused("{{ a.typo }}{{ a.known }}", {"a": data})
    assert data == {"known": 1}


@pytest.mark.parametrize(
    "mapping",
    [Counter(x=5), defaultdict(int, x=5), ChainMap({"x": 5}), UserDict({"x": 5}), MappingProxyType({"x": 5})],
)
def test_a_name_that_is_there_is_printed_from_any_kind_of_mapping(mapping: Any) -> None:
    text = "{{ a.x }}{% for n, v in a | items %}{{ n }}={{ v }}{% endfor %}"
    plain = compile_template(paragraphs(text)).render({"a": {"x": 5}})
    assert compile_template(paragraphs(text)).render({"a": mapping}) == plain


@pytest.mark.parametrize(
    "text", ["{% if a > 1 %}x{% endif %}", "{% if 1 < a %}x{% endif %}", "{% if a is gt(1) %}x{% endif %}"]
)
@pytest.mark.parametrize("value", ["NaN", "sNaN"])
def test_v7_a_comparison_with_nan_is_refused(text: str, value: str) -> None:
    assert "NaN" in refused(text, {"a": Decimal(value)}) or "worked out" in refused(text, {"a": Decimal(value)})


def test_v7_circular_or_endlessly_nested_data_is_refused_where_printed() -> None:
    """V7 what runs in a circle or is nested without end is refused where it is printed."""
    circle: list[Any] = []
    circle.append(circle)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    for value in (circle, deep):
        assert "list" in refused("{{ a }}", {"a": value})
        assert printed("{{ b }}{{ a | length }}", {"a": value, "b": 1}) == "11"


def test_v7_true_and_none_are_no_texts_in_any_expression() -> None:
    for value in (True, False, None, 1 / 3):
        for text in ("{{ a }}", "{{ a ~ 'x' }}", "{{ [a] | join }}", "{{ a | upper }}", "{{ a | thousands }}"):
            assert refused(text, {"a": value})


def test_only_data_of_pythons_own_kinds_is_plain() -> None:
    assert is_plain({"a": [1, "x", {"b": (Decimal(1), None, True)}], "c": {}})
    circle: dict[str, Any] = {}
    circle["a"] = [circle, circle]
    odd = [Counter(), defaultdict(int), Words("x"), Whole(1), Exact(1), b"x", 1.5, RichText("x"), {1}, object(), circle]
    for value in odd:
        assert not is_plain({"a": 1, "b": [{"c": value}]})


def test_v1_all_text_is_verbatim_by_every_road_of_the_language() -> None:
    """The signs of HOSTILE V1, V3, V4 and V6 in one text, through every road that a text can take."""
    hostile = "& < > \" ' ]]> <!-- &lt; </w:p> {{ 7*7 }} {% if %} {_{ 𠮷👨‍👩‍👧e\u0301"
    roads = (
        "{{ a }}|{{ a ~ '' }}|{{ [a] | join }}|{% set b = a %}{{ b }}|{{ a if a else 'x' }}|{{ c.d[0] }}|{{ a | trim }}"
    )
    shown = printed(roads, {"a": hostile, "c": {"d": [hostile]}})
    assert shown.split("|") == [hostile] * 7
