"""The filters that prose and templates may use: exact decimal arithmetic on figures, rounded half up, one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value

MOST_PLACES = 12
MOST_DIGITS = 1_000
"""A figure with more digits is refused by a filter: no statistics have one, and arithmetic on it would be slow."""

_TOO_LONG = 10**MOST_DIGITS
_SHOWN_CHARACTERS = 40
EXACT = Context(prec=10 * MOST_DIGITS, rounding=ROUND_HALF_UP)
"""Digits enough for sums and products of figures, so that only rounding rounds, and half up."""


class FilterError(ValueError):
    """A filter that cannot work on what it was given; ``says`` tells why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.says = Text(zh, en)
        super().__init__(en)


class Blank(str):
    """What a blank figure prints as in a draft, whatever filters it goes through."""

    __slots__ = ()


@attrs.frozen(eq=False, repr=False)
class Filter(Value):
    """One filter: its name, how it is written, what it gives, an example, and the function."""

    name: str
    usage: str
    says: Text
    example: tuple[str, str]
    function: Callable[..., str]


def number(value: Any) -> Decimal:
    """Return ``value`` as a decimal; only exact numbers are numbers here."""
    if type(value) is int and -_TOO_LONG < value < _TOO_LONG:
        return Decimal(value)
    if (
        type(value) is Decimal
        and value.is_finite()
        and abs(value.adjusted()) + len(value.as_tuple().digits) < MOST_DIGITS
    ):
        return value
    what = shown(value)
    raise FilterError(
        f"{what} 不是数字，或位数太多，不能计算", f"{what} is no number to calculate with, or too long a one"
    )


def shown(value: Any) -> str:
    """Return ``value`` as a message shows it: always short, and no code of an unknown object is run for it."""
    if isinstance(value, str):
        text = str.__str__(value)
        return repr(text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…")
    if type(value) is int:
        return repr(value) if abs(value) < 10**_SHOWN_CHARACTERS else "…"
    if type(value) is Decimal:
        return "…"
    if value is None or type(value) in (bool, float):
        return repr(value)
    return type(value).__name__


def plain(value: Any) -> str:
    """Return a figure or text as it is printed: never an exponent, a float or ``None``."""
    if type(value) is str:
        return value
    if type(value) is int and -_TOO_LONG < value < _TOO_LONG:
        return str(value)
    return f"{number(value):f}"


def rounded(value: Decimal, places: Any) -> str:
    """Return ``value`` with exactly ``places`` decimal places, rounded half up (四舍五入), zero without a sign."""
    result = value.quantize(Decimal(1).scaleb(-_sound(places)), context=EXACT)
    return f"{result or abs(result):f}"


def _sound(places: Any) -> int:
    if type(places) is not int or not 0 <= places <= MOST_PLACES:
        raise FilterError(
            f"小数位数须是 0 到 {MOST_PLACES} 的整数，不是 {shown(places)}",
            f"places must be a whole number from 0 to {MOST_PLACES}, not {shown(places)}",
        )
    return places


def _ratio(value: Any) -> tuple[int, int]:
    """Return an exact number as numerator and denominator."""
    if type(value) is int and -_TOO_LONG < value < _TOO_LONG:
        return value, 1
    return number(value).as_integer_ratio()


def _percentage(part: int, whole: int, places: Any) -> str:
    """Return ``part`` / ``whole`` in percent, rounded half up to ``places`` decimal places, zero without a sign."""
    if not whole:
        raise FilterError("整体为 0，算不出比例", "the whole is 0, so there is no share of it")
    size = 2 * abs(whole)
    units = (2 * abs(part) * 100 * 10 ** _sound(places) + abs(whole)) // size
    digits = str(units).zfill(places + 1)
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if units and (part < 0) is not (whole < 0) else text


def share(part: Any, whole: Any, places: Any = 2) -> str:
    """Return what percentage ``part`` is of ``whole``, without the sign: ``97.03``."""
    (above, below), (over, under) = _ratio(part), _ratio(whole)
    return _percentage(above * under, below * over, places)


def growth(value: Any, previous: Any, places: Any = 2) -> str:
    """Return by how many percent ``value`` exceeds ``previous``, without the sign %: ``1.08`` or ``-3.20``."""
    (above, below), (over, under) = _ratio(value), _ratio(previous)
    return _percentage(above * under - over * below, below * over, places)


def points(part: Any, whole: Any, previous_part: Any, previous_whole: Any, places: Any = 2) -> str:
    """Return the difference of two shares in percentage points: this year's less last year's."""
    (now, per), (whole_now, per_whole) = _ratio(part), _ratio(whole)
    (then, per_then), (whole_then, per_whole_then) = _ratio(previous_part), _ratio(previous_whole)
    # One quotient, so that it is rounded once: a/b − c/d = (a·d − c·b) / (b·d).
    above, below = now * per_whole, per * whole_now
    over, under = then * per_whole_then, per_then * whole_then
    return _percentage(above * under - over * below, below * under, places)


def ten_thousands(value: Any, places: Any = 2) -> str:
    """Return ``value`` in 万, without the unit: 859920 → ``85.99``."""
    return rounded(number(value).scaleb(-4, context=EXACT), places)


def hundred_millions(value: Any, places: Any = 2) -> str:
    """Return ``value`` in 亿, without the unit."""
    return rounded(number(value).scaleb(-8, context=EXACT), places)


def places(value: Any, count: Any) -> str:
    """Return ``value`` with exactly ``count`` decimal places, rounded half up."""
    return rounded(number(value), count)


def thousands(value: Any) -> str:
    """Return ``value`` with a comma between thousands: ``859,920``."""
    return f"{number(value):,f}"


def signed(value: Any) -> str:
    """Return ``value`` with its sign: ``+3``, ``-3``, and ``0``."""
    amount = number(value)
    return f"{amount:+f}" if amount else "0"


def or_none(value: Any) -> str:
    """Return 无 for zero, else the figure itself."""
    return plain(value) if number(value) else "无"


_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")


def chinese_number(value: Any) -> str:
    """Return a whole number below 10¹² in Chinese numerals as lists use them: 12 → ``十二``."""
    if type(value) is not int or not 0 <= value < 10**12:
        raise FilterError(f"{shown(value)} 不能写成中文数字", f"{shown(value)} cannot be written in Chinese numerals")
    if not value:
        return _DIGITS[0]
    words, rest, group, gap = "", value, 0, False
    while rest:
        rest, four = divmod(rest, 10_000)
        part = _four_digits(four)
        if part:
            words = part + _GROUPS[group] + (_DIGITS[0] if gap and words else "") + words
        gap = four < 1000 if part else gap or bool(words)
        group += 1
    words = words.removeprefix(_DIGITS[0])
    return words[1:] if words.startswith("一十") else words


def _four_digits(four: int) -> str:
    words, gap = "", False
    for position, digit in enumerate(reversed(f"{four:04d}")):
        if digit != "0":
            words = _DIGITS[int(digit)] + _UNITS[position] + (_DIGITS[0] if gap and words else "") + words
        gap = digit == "0"
    return words


_TABLE = (
    Filter(
        "share",
        "share(whole, places=2)",
        Text("占整体的百分比，四舍五入，不带 %", "percentage of a whole, half up, no %"),
        ("43084 | share(44401)", "97.03"),
        share,
    ),
    Filter(
        "growth",
        "growth(previous, places=2)",
        Text("比上年增减的百分比，不带 %", "percent above a previous figure, no %"),
        ("3646 | growth(3607)", "1.08"),
        growth,
    ),
    Filter(
        "points",
        "points(whole, previous_part, previous_whole, places=2)",
        Text("两个占比相差的百分点", "difference of two shares in percentage points"),
        ("50 | points(100, 40, 100)", "10.00"),
        points,
    ),
    Filter(
        "ten_thousands",
        "ten_thousands(places=2)",
        Text("以万为单位", "in units of 10 000 (万)"),
        ("859920 | ten_thousands", "85.99"),
        ten_thousands,
    ),
    Filter(
        "hundred_millions",
        "hundred_millions(places=2)",
        Text("以亿为单位", "in units of 10⁸ (亿)"),
        ("123456789 | hundred_millions", "1.23"),
        hundred_millions,
    ),
    Filter(
        "places",
        "places(count)",
        Text("固定小数位数，四舍五入", "fixed decimal places, half up"),
        ("71.5 | places(4)", "71.5000"),
        places,
    ),
    Filter(
        "thousands",
        "thousands",
        Text("千分位逗号", "commas between thousands"),
        ("859920 | thousands", "859,920"),
        thousands,
    ),
    Filter(
        "chinese_number",
        "chinese_number",
        Text("中文数字，用于编号", "Chinese numerals, for lists"),
        ("12 | chinese_number", "十二"),
        chinese_number,
    ),
    Filter("signed", "signed", Text("带正负号", "with its sign"), ("3 | signed", "+3"), signed),
    Filter("or_none", "or_none", Text("零写成“无”", "无 for zero"), ("0 | or_none", "无"), or_none),
)

FILTERS: Mapping[str, Filter] = {entry.name: entry for entry in _TABLE}
