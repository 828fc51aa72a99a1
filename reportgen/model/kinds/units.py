"""Units of measure as people write them behind a number: 元, 万元 and 亿元 are of one kind, 件 and 条 of another."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_TENS: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_YUAN: Final = "元"
_SPELLINGS: Final = {"圆": _YUAN, "元整": _YUAN, "圆整": _YUAN, "元人民币": _YUAN, "块": _YUAN, "块钱": _YUAN}
_MEASURES: Final = frozenset("件条个次人项份宗起")
"""Words behind a count that are no other unit than the form's, whichever of them that is."""
_UNIT: Final = r"([十百千]?[万亿]?)(\D*)"
_NAMED: Final = (
    r"(?:^|(?<=[\s(（\[〔【:：,，;；、/])|(?<=金额)|(?<=收费))(?:(?:金额|货币|计量|计价)?单位(?:[:：]|为|是)?|[以按为])?(?:人民币)?"
    r"((?:[十百千]?[万亿]|[百千]|[美港欧日])?元)(?:人民币)?(?:为单位|计算?)?(?=$|[\s(（)）\]〕】,，;；。、/])"
)
"""A unit of money that stands by itself in a heading or a note: （单位：元）, 以元计. 3000元 names none."""


def power(unit: str, of: str, *, counted: bool = False) -> int | None:
    """Return the power of ten by which a number in ``unit`` is multiplied to be one in ``of``: 元 of 万元 is -4.

    ``None`` where one is not the other's multiple. A bare 万 counts in the base of ``of``; where things are
    ``counted``, one measure word is as good as another.
    """
    written, wanted = re.fullmatch(_UNIT, unit), re.fullmatch(_UNIT, of)
    if written is None or wanted is None:
        return None
    (tens, base), (least, own) = _parts(*written.groups()), _parts(*wanted.groups())
    same = base == own or (not base and tens > 0) or (counted and base in _MEASURES and own in _MEASURES)
    return tens - least if same else None


def in_unit(number: Decimal, unit: str, of: str) -> Decimal | None:
    """Return exactly what ``number`` in ``unit`` is in the unit ``of``, or ``None`` where that is not known."""
    tens = power(unit, of)
    return None if tens is None else plain(number.scaleb(tens))


def plain(number: Decimal) -> Decimal:
    """Return an equal number without an exponent or zeros at its end."""
    return Decimal(f"{number.normalize():f}")


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return power(unit, _YUAN) is not None


def money_named(text: str) -> frozenset[str]:
    """Return the units of money that a heading or a note names by themselves, such as （单位：元）."""
    return frozenset(re.findall(_NAMED, text)) if _YUAN in text else frozenset()


def _parts(tens: str, base: str) -> tuple[int, str]:
    return sum(_TENS[sign] for sign in tens), _SPELLINGS.get(base, base)
