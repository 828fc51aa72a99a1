"""The filters' own examples, and what they must do for every number."""

from __future__ import annotations

import re
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.prose.filters import FILTERS, FilterError, chinese_number, growth, plain, share
from reportgen.prose.markup import Placeholder, parse
from reportgen.prose.rendering import UnprintableError, print_prose, printed

COUNTS = st.integers(0, 10**18)
DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True))
UNITS = {"十": 10, "百": 100, "千": 1000}


@pytest.mark.parametrize("name", list(FILTERS))
def test_every_filter_does_what_its_example_says(name: str) -> None:
    written, expected = FILTERS[name].example
    value, _, rest = written.partition("|")
    placeholder = parse("{{ figure |" + rest + " }}").paragraphs[0].pieces[0]
    assert isinstance(placeholder, Placeholder)
    number = Decimal(value.strip()) if "." in value else int(value)
    assert printed(placeholder, {"figure": number}) == expected


@given(COUNTS, st.integers(1, 10**18), st.integers(0, 6))
def test_a_share_is_the_exact_percentage_rounded_half_up(part: int, whole: int, places: int) -> None:
    exact = Fraction(part * 100, whole)
    scaled = exact * 10**places
    rounded = int(scaled + Fraction(1, 2))
    assert Fraction(Decimal(share(part, whole, places))) == Fraction(rounded, 10**places)
    assert len(share(part, whole, places).partition(".")[2]) == places


@given(COUNTS, st.integers(1, 10**9))
def test_growth_of_nothing_is_zero_without_a_sign(value: int, previous: int) -> None:
    assert growth(previous, previous) == "0.00"
    assert growth(value, previous).startswith("-") is (value < previous and growth(value, previous) != "0.00")


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_read_back_as_the_number(value: int) -> None:
    assert _read(chinese_number(value)) == value


def _read(words: str) -> int:
    total = section = digit = 0
    for word in words:
        if word in DIGITS:
            digit = DIGITS[word]
        elif word in UNITS:
            section += (digit or 1) * UNITS[word]
            digit = 0
        elif word == "亿":
            total = (total + section + digit) * 10**8
            section = digit = 0
        else:
            total += (section + digit) * 10**4
            section = digit = 0
    return total + section + digit


@pytest.mark.parametrize("value", [True, None, 3.5, "12", float("nan"), Decimal("NaN"), [1], {}])
@pytest.mark.parametrize("name", ["share", "growth", "signed", "or_none", "places", "thousands", "ten_thousands"])
def test_a_filter_takes_exact_numbers_only(name: str, value: Any) -> None:
    arguments = {"share": (3,), "growth": (3,), "places": (2,)}.get(name, ())
    with pytest.raises(FilterError):
        FILTERS[name].function(value, *arguments)


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(FilterError, match="the whole is 0"):
        share(3, 0)
    with pytest.raises(UnprintableError):
        print_prose(parse("{{ a | share(b) }}"), {"a": 1, "b": 0}).require()


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_printed_without_an_exponent(value: Decimal) -> None:
    assert re.fullmatch(r"-?\d+(\.\d+)?", plain(value))
    assert Decimal(plain(value)) == value


@given(st.integers(1, 10**60), st.integers(1, 10**60), st.integers(1, 10**60), st.integers(0, 12))
def test_no_filter_depends_on_the_program_around(part: int, whole: int, other: int, places: int) -> None:
    def results() -> list[str]:
        arguments = {"share": (whole,), "growth": (whole,), "points": (whole, other, whole)}
        return [FILTERS[name].function(part, *given_, places) for name, given_ in arguments.items()] + [
            FILTERS["places"].function(Decimal(part).scaleb(-7, Context(prec=200)), places),
            FILTERS["signed"].function(part),
        ]

    expected = results()
    with localcontext() as context:
        context.prec = 3
        assert results() == expected
    scaled = Fraction((part * whole - other * whole) * 100 * 10**places, whole * whole)
    exact = int(abs(scaled) + Fraction(1, 2)) * (1 if scaled >= 0 else -1)
    assert Fraction(Decimal(expected[2])) == Fraction(exact, 10**places)


@pytest.mark.parametrize("value", [10**1000, Decimal("1E+999999"), Decimal("1E-999999")])
@pytest.mark.parametrize("name", ["share", "growth", "places", "thousands", "ten_thousands", "signed"])
def test_a_figure_longer_than_any_statistics_is_refused(value: Any, name: str) -> None:
    arguments = {"share": (3,), "growth": (3,), "places": (2,)}.get(name, ())
    with pytest.raises(FilterError):
        FILTERS[name].function(value, *arguments)
