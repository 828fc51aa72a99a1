"""Exact numbers out of plain data: what is a count, what an amount, and what to write instead of everything else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from decimal import Decimal
from types import NoneType
from typing import Any

from reportgen.core.document import Unreadable
from reportgen.core.text import Text
from reportgen.model.figures import FEE_PLACES, amount_problem

_QUOTED_AMOUNT = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
# What follows reads what a person meant by a mistake, and is compiled when there is one.
_DIGITS = r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_THOUSANDS = r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_SCALED = r"([0-9.,]+)(万|亿)(?:件|条|个|次|人|元)?"
_UNIT = r"([0-9.,]+)(?:件|条|个|次|人|万元|元|项|份|宗|起)"
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "\\", "无", "没有", "零", "〇"))
_COUNTS = {int}
_COUNTS_AND_BLANKS = {int, NoneType}
_SHOWN = 40


class UnfitError(ValueError):
    """A value that is not what belongs in its place; ``says`` tells why, ``remedy`` what to write."""

    def __init__(self, id: str, says: Text, remedy: Text | None = None) -> None:
        self.id, self.says, self.remedy = id, says, remedy
        super().__init__(says.en)


class RefusedError(ValueError):
    """A value that reading refused already; there is nothing to add."""


def count(value: Any) -> int | None:
    """Return ``value`` if it is an exact ``int`` ≥ 0 or ``None``.

    Raises:
        UnfitError: it is anything else; 3.0 and "12" too.
    """
    if value is None or (type(value) is int and value >= 0):
        return value
    if type(value) is int:
        says = Text(f"件数不能是负数：{value}", f"a count must not be negative: {value}")
        raise UnfitError(
            "negative-number", says, Text("请核对；没有发生的写 0", "check it; write 0 if nothing happened")
        )
    says = Text(
        f"应当是件数（不小于零的整数），写的是{found(value).zh}",
        f"expected a whole number ≥ 0, found {found(value).en}",
    )
    raise UnfitError("not-a-count", says, _count_remedy(value))


def all_counts(values: Collection[Any]) -> bool:
    """Whether every value is an exact ``int`` ≥ 0 or ``None``."""
    kinds = set(map(type, values))
    if kinds == _COUNTS:
        return bool(min(values) >= 0)
    return kinds <= _COUNTS_AND_BLANKS and all(value is None or value >= 0 for value in values)


def amount(value: Any) -> Decimal | None:
    """Return ``value`` as an exact ``Decimal`` ≥ 0 with at most four places, or ``None``.

    An ``int``, a ``Decimal``, a quoted decimal such as "8937.0276", and a float from memory that is exact.

    Raises:
        UnfitError: it is anything else.
    """
    if value is None:
        return None
    exact = decimal(value) if type(value) is not str else _quoted(value)
    if exact is None:
        kind = found(value)
        says = Text(f"应当是金额（数字），写的是{kind.zh}", f"expected an amount, found {kind.en}")
        raise UnfitError("not-an-amount", says, _remedy(suggestion(value, whole=False) if type(value) is str else None))
    problem = amount_problem(exact)
    if problem is not None:
        says = Text(f"金额{problem.zh}：{value}", f"the amount {problem.en}: {value}")
        remedy = Text(
            "单位是万元，不小于 0，最多写 4 位小数", "in units of 10,000 yuan, at least 0, at most 4 decimals"
        )
        raise UnfitError("not-an-amount", says, remedy)
    return exact


def own(value: Any) -> int | Decimal | str | None:
    """Return ``value`` if it can be a figure of the office's own: a number, a text, or a blank.

    Raises:
        UnfitError: it is anything else.
    """
    if value is None or type(value) is int or type(value) is str:
        return value
    exact = decimal(value)
    if exact is None:
        kind = found(value)
        raise UnfitError(
            "not-a-figure", Text(f"应当是数字或文字，写的是{kind.zh}", f"expected a number or a text, found {kind.en}")
        )
    return exact


def decimal(value: Any) -> Decimal | None:
    """Return an exact number as ``Decimal``; a float where what it prints has at most four places."""
    if type(value) is int:
        return Decimal(value)
    if type(value) is Decimal:
        return value if value.is_finite() else None
    if type(value) is not float:
        return None
    printed = repr(value)
    if not re.fullmatch(rf"-?[0-9]+\.[0-9]{{1,{FEE_PLACES}}}", printed):
        return None
    return Decimal(printed.removesuffix(".0"))


def found(value: Any) -> Text:
    """Return what ``value`` is, in words for a person."""
    if isinstance(value, Unreadable):
        raise RefusedError
    if type(value) is str:
        shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        return Text(f"文字“{shown}”", f"the text “{shown}”")
    if value is None:
        return Text("空白", "a blank")
    if type(value) is bool:
        return Text(f"真假值 {str(value).lower()}", f"the truth value {str(value).lower()}")
    if isinstance(value, int | float | Decimal):
        return Text(f"数字 {value}", f"the number {value}")
    if isinstance(value, Mapping):
        return Text("一组名称", "a mapping")
    return Text("列表", "a list")


def suggestion(text: str, *, whole: bool) -> str | None:
    """Return the number that a person meant by ``text``, exactly, or ``None``: ``12.5万`` → 125000."""
    plain = "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split()).strip("\"'“”‘’")
    if plain in _NOTHING:
        return None
    scaled, unit = re.fullmatch(_SCALED, plain), re.fullmatch(_UNIT, plain)
    factor = 0
    if scaled and whole:
        plain, factor = scaled[1], 4 if scaled[2] == "万" else 8
    elif unit or (scaled and scaled[2] == "万"):
        plain = unit[1] if unit else scaled[1] if scaled else plain
    if re.fullmatch(_THOUSANDS, plain):
        plain = plain.replace(",", "")
    if not re.fullmatch(_DIGITS, plain):
        return None
    value = Decimal(plain).scaleb(factor) if factor else Decimal(plain)
    if whole and value != value.to_integral_value():
        return None
    return f"{value.to_integral_value():f}" if whole else f"{value:f}"


def _quoted(text: str) -> Decimal | None:
    return Decimal(text) if _QUOTED_AMOUNT.fullmatch(text) else None


def _count_remedy(value: Any) -> Text | None:
    if type(value) is str:
        if value.strip() in _NOTHING:
            return Text("没有发生写 0，还不知道写 null", "write 0 where nothing happened, null where it is not known")
        if value.strip().endswith(("%", "％")):
            return Text("这里填件数，不填百分比", "a number of items belongs here, no percentage")
        return _remedy(suggestion(value, whole=True))
    if isinstance(value, Decimal | float) and Decimal(value).is_finite():
        exact = Decimal(value)
        if exact == exact.to_integral_value() and 0 <= exact < 10**18:
            return _remedy(f"{exact.to_integral_value():f}")
        return Text("件数没有小数，请核对", "a count has no decimals; check it")
    return None


def _remedy(right: str | None) -> Text | None:
    if right is None or right.startswith("-"):
        return Text("只写数字，不加引号、逗号和单位", "write the digits only: no quotes, commas or units")
    return Text(f"请写成 {right}", f"write {right}")
