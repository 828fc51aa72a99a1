"""The filter ``format``: numbers, dates, true and false, and kinds of values, printed as a named or written pattern."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from reportgen.prose.filters import EXACT, FilterError, number, plain, rounded, shown

DATES: Final = {
    "iso": "%Y-%m-%d",
    "chinese": "%Y年%-m月%-d日",
    "month": "%Y年%-m月",
    "minute": "%Y年%-m月%-d日%H:%M",
    "time": "%H:%M",
}
"""Patterns for dates and times by name."""
CHOICES: Final = {"yes_no": ("是", "否"), "has": ("有", "无"), "tick": ("☑", "☐"), "english": ("yes", "no")}
"""Words for true and false by name."""
_NUMBER: Final = re.compile(r"(\+?)(,?)(?:\.([0-9]{1,2}))?([f%]?)")
_DATE_SIGN: Final = re.compile(r"%(-?)([A-Za-z%]?)")
_NO_PADDING: Final = "mdHMS"
_PLACE: Final = re.compile(r"%(?:\(([^)]*)\))?([-+0 ]*)([0-9]{0,3})(?:\.([0-9]{1,2}))?([A-Za-z%]?)")
_MOST_PATTERN: Final = 200
_NONE: Final = object()


def formatted(value: Any, *how: Any, none: Any = _NONE, **named: Any) -> str:
    """Return ``value`` printed as ``how`` says: a pattern or its name; where there is no value, ``none``.

    A text is a pattern itself, as Python's ``%`` has them, and the other values are put into it.
    """
    if value is None:
        if isinstance(none, str):
            return none
        raise FilterError("没有值（空白）；要印出文字请写 none='…'", "it has no value; write none='…' to print a text")
    if isinstance(value, Enum):
        return _kind(value, how)
    if isinstance(value, str):
        return _filled(value, how, named)
    if isinstance(value, bool):
        return _choice(value, how)
    if len(how) != 1 or not isinstance(how[0], str) or len(how[0]) > _MOST_PATTERN or named:
        raise FilterError("format 写成 format('格式')", "format is written format('pattern')")
    if isinstance(value, (date, time)):
        return _moment(value, how[0])
    return _amount(value, how[0])


def _kind(value: Enum, how: tuple[Any, ...]) -> str:
    if how not in (("name",), ("value",)):
        raise FilterError("枚举值写成 format('value') 或 format('name')", "write format('value') or format('name')")
    return value.name if how == ("name",) else plain(value.value)


def _choice(value: bool, how: tuple[Any, ...]) -> str:
    words = CHOICES.get(how[0]) if len(how) == 1 and isinstance(how[0], str) else how
    if words is None or len(words) != 2 or not all(isinstance(word, str) for word in words):
        names = "、".join(CHOICES)
        raise FilterError(
            f"是否值写成 format('yes_no')（可用：{names}）或 format('是', '否')",
            f"write format('yes_no') (or {', '.join(CHOICES)}), or format('yes', 'no')",
        )
    return str(words[0] if value else words[1])


def _moment(value: date | time, how: str) -> str:
    pattern = DATES.get(how, how)
    if "%" not in pattern:
        names = "、".join(DATES)
        raise FilterError(
            f"没有日期格式 {shown(how)}（可用：{names}，或 '%Y-%m-%d'）",
            f"there is no date format {shown(how)}; use {', '.join(DATES)}, or '%Y-%m-%d'",
        )
    kind = "YmdyHMS" if isinstance(value, datetime) else "HMS" if isinstance(value, time) else "Ymdy"

    def sign(found: re.Match[str]) -> str:
        short, letter = found.groups()
        if letter == "%" and not short:
            return "%"
        if letter not in kind or not letter or (short and letter not in _NO_PADDING):
            raise FilterError(
                f"{shown(value)} 不能用 {shown(found.group())}",
                f"{shown(found.group())} cannot be used for a {shown(value)}",
            )
        parts = {
            "Y": ("year", 4), "y": ("year", 2), "m": ("month", 2), "d": ("day", 2),
            "H": ("hour", 2), "M": ("minute", 2), "S": ("second", 2),
        }  # fmt: skip
        name, width = parts[letter]
        amount = getattr(value, name) % (100 if letter == "y" else 10_000)
        return str(amount) if short else f"{amount:0{width}d}"

    return _DATE_SIGN.sub(sign, pattern)


def _amount(value: Any, how: str) -> str:
    amount = number(value)
    found = _NUMBER.fullmatch(how)
    if found is None:
        raise FilterError(
            f"没有数字格式 {shown(how)}（例如 ',.2f'、'.1%'）",
            f"there is no number format {shown(how)}; one is ',.2f' or '.1%'",
        )
    sign, comma, places, kind = found.groups()
    if kind == "%":
        amount = EXACT.multiply(amount, Decimal(100))
    if places is not None or kind:
        amount = Decimal(rounded(amount, int(places if places is not None else 0 if kind == "%" else 2)))
    return format(amount, f"{sign}{comma}f") + ("%" if kind == "%" else "")


def _filled(pattern: str, values: tuple[Any, ...], named: dict[str, Any]) -> str:
    left = list(values)

    def place(found: re.Match[str]) -> str:
        name, flags, width, places, kind = found.groups()
        if kind == "%" and found.group() == "%%":
            return "%"
        if kind not in "sdif" or not kind or (places and kind != "f"):
            raise FilterError(f"格式 {shown(found.group())} 不支持", f"{shown(found.group())} is not supported")
        if name is not None and name in named:
            value = named[name]
        elif name is None and left:
            value = left.pop(0)
        else:
            raise FilterError("format 的值不够", "format has too few values")
        return _padded(_piece(value, kind, places, flags), flags, int(width or 0))

    result = _PLACE.sub(place, pattern)
    if left:
        raise FilterError(
            "format 的值太多，或者格式里没有 %", "format has too many values, or there is no % in the pattern"
        )
    return result


def _piece(value: Any, kind: str, places: str | None, flags: str) -> str:
    if kind == "s":
        return plain(value)
    amount = number(value)
    if kind == "f":
        shown_amount = rounded(amount, int(places or 6))
    elif amount == amount.to_integral_value(context=EXACT):
        shown_amount = f"{amount:.0f}"
    else:
        raise FilterError(f"{shown(value)} 不是整数", "a whole number is needed")
    sign = "+" if "+" in flags else " " if " " in flags else ""
    return shown_amount if shown_amount.startswith("-") else sign + shown_amount


def _padded(piece: str, flags: str, width: int) -> str:
    if "-" in flags:
        return piece.ljust(width)
    return piece.zfill(width) if "0" in flags else piece.rjust(width)
