"""What a plain YAML scalar means by the core rules of YAML 1.2; what other readers take differently is refused.

``123``, ``-5`` and ``+5`` are integers, ``71.5`` an exact decimal, ``true`` and ``false`` truth values (``True`` and
``TRUE`` too), ``null``, ``Null``, ``NULL``, ``~`` and nothing at all a blank. All else is text, except the spellings
that YAML 1.1 and 1.2, or a person and a program, read differently: those are refused with the spelling to use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.document import Unreadable
from reportgen.core.text import Text, shortened

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "0": 0,
}  # fmt: skip
_SPECIAL_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off"))
_MAYBE_SPECIAL = frozenset("-+.0123456789~ntfyoNTFYO=<")
_MOST_DIGITS = 100


def resolved(text: str, spare: Unreadable | None = None) -> Any:
    """Return the value of a plain scalar: ``int``, ``Decimal``, ``bool``, ``None``, ``str`` or :class:`Unreadable`.

    ``spare`` is returned for what is refused without being told, because too much was before.
    """
    first = text[:1]
    if first and (first not in _MAYBE_SPECIAL or (first.isalpha() and text.casefold() not in _SPECIAL_WORDS)):
        return text
    if "1" <= first <= "9" and text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS:
        return int(text)
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _MOST_DIGITS else endless(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text) if len(text) <= _MOST_DIGITS else endless(text)
    return _ambiguous(text, spare) or text


def _ambiguous(text: str, spare: Unreadable | None = None) -> Unreadable | None:
    if text[0].isalpha():  # most names in a data file; only a number or a date can be any of the patterns
        found = _SWITCH if text.lower() in _SWITCHES else None
    else:
        found = next((explain for pattern, explain in _AMBIGUOUS if re.fullmatch(pattern, text)), None)
    if found is None or spare is not None:
        return None if found is None else spare
    return found(text) if len(text) <= _MOST_DIGITS else endless(text)


def _unclear(text: str, right: str, why: Text) -> Unreadable:
    quoted = right.startswith('"')
    return Unreadable(
        "ambiguous-value",
        Text(f"{text} {why.zh}，不能确定含义", f"{text} {why.en}, so its meaning is not certain"),
        Text(f"如果是文字，请加引号写成 {right}" if quoted else f"请写成 {right}；如果是文字请加引号",
             f"if it is text, write {right}" if quoted else f"write {right}, or quotes around it if it is text"),
    )  # fmt: skip


def _leading_zero(text: str) -> Unreadable:
    """Return why 056000 is refused: the code or telephone number that it can be comes first, then the number."""
    refused = _unclear(
        text, f'"{text}"', Text("以 0 开头，可能被当作八进制数", "begins with 0 and may be read as octal")
    )
    number = _without_zeros(text)
    remedy = Text(
        f'邮编、电话等号码请加引号写成 "{text}"；统计数字请写成 {number}',
        f'if it is a code or a telephone number, write "{text}" in quotes; if it is a figure, write {number}',
    )
    return attrs.evolve(refused, remedy=remedy)


def _day(text: str) -> Unreadable:
    """Return why an unquoted day is refused, with that day as ISO 8601 writes it where it is one."""
    from reportgen.model.kinds.day import own_day  # noqa: PLC0415 — only a mistake needs it

    return _unclear(text, f'"{own_day(text) or text}"', Text("可能被当作日期", "may be read as a date"))


def _from_radix(text: str) -> str:
    digits = text.lstrip("+-0").replace("_", "")
    try:
        value = int(digits[1:], {"x": 16, "o": 8, "b": 2}[digits[0]])
    except ValueError:
        return f'"{text}"'
    return f"{'-' if text[0] == '-' else ''}{value}" if len(digits) <= _MOST_DIGITS else f'"{text}"'


def _without_zeros(text: str) -> str:
    return re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", text.replace("_", "")).rstrip(".")


def _completed(text: str) -> str:
    return text.rstrip(".") if text.endswith(".") else text.replace(".", "0.", 1)


def exponent(text: str) -> Unreadable:
    """Return why a number like ``1e3`` is refused, and how to write it out."""
    tens = text.lower().partition("e")[2]
    # No Decimal is made of 1e9999999999999999999: its exponent is too long for one.
    value = Decimal(text) if len(tens) <= 4 else Decimal("Infinity")
    short = value.is_finite() and abs(value.adjusted()) <= 18 and len(text) <= 40
    right = f"{value:f}" if short else "全部数字"
    remedy = Text(f"请写成 {right}", f"write {right}" if short else "write out all digits")
    shown = shortened(text)
    says = Text(f"{shown} 是科学记数法", f"{shown} is written with an exponent")
    return Unreadable("ambiguous-value", says, remedy)


def endless(text: str) -> Unreadable:
    """Return why a number of more than a hundred digits is refused."""
    says = Text(
        f"{text[:20]}… 有 {len(text)} 位，不是统计数字", f"{text[:20]}… has {len(text)} digits: no such figure exists"
    )
    return Unreadable("ambiguous-value", says)


def not_a_number(text: str) -> Unreadable:
    """Return why NaN and infinity are refused."""
    says = Text(f"{text} 不是数字", f"{text} is not a number")
    return Unreadable(
        "ambiguous-value", says, Text("数字还不知道请写 null", "write null for a figure that is not known")
    )


def _quote(zh: str, en: str) -> Callable[[str], Unreadable]:
    return lambda text: _unclear(text, f'"{text}"', Text(zh, en))


def _rewrite(right: Callable[[str], str], zh: str, en: str) -> Callable[[str], Unreadable]:
    return lambda text: _unclear(text, right(text), Text(zh, en))


_SWITCHES = frozenset(("yes", "no", "on", "off"))
_SWITCH = _quote("可能被当作“是/否”", "may be read as true or false")
_AMBIGUOUS: tuple[tuple[str, Callable[[str], Unreadable]], ...] = (
    (r"[-+]?0[xob][0-9A-Fa-f_]+", _rewrite(_from_radix, "不是十进制写法", "is not written in tens")),
    (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+", exponent),
    (r"[-+]?0[0-9_]+(?:\.[0-9_]*)?", _leading_zero),
    (
        r"[-+]?[0-9]+(?::[0-9]{1,2})+(?:\.[0-9]*)?",
        _quote("可能被当作六十进制数", "may be read as a number to base 60"),
    ),
    (
        r"[-+]?(?:[0-9]+\.|\.[0-9]+)",
        _rewrite(_completed, "小数点一边缺数字", "lacks digits on one side of the point"),
    ),
    (
        r"[-+]?[0-9]+_[0-9_]*(?:\.[0-9_]*)?",
        _rewrite(lambda text: text.replace("_", ""), "数字里有下划线", "is a number with underscores"),
    ),
    (r"(?i:[-+]?\.(?:inf|nan))", not_a_number),
    (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?", _day),
    (r"=|<<", _quote("在 YAML 里有特殊含义", "has a special meaning in YAML")),
)
"""What YAML 1.1 and 1.2, or a person and a program, read differently, and what to write instead.

The patterns are compiled when a value may be one of them."""
