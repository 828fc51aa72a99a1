"""Numbers as people write them: exact decimals out of plain data, and what a person meant by a text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from reportgen.core.text import Text

FLOAT_PLACES = 4
"""A float from memory counts as a number where what it prints has at most so many places."""
NOTHING = frozenset(("", "-", "--", "—", "——", "/", "\\", "无", "没有", "零", "〇"))
"""What people write where nothing happened."""
# What follows reads what a person meant by a mistake, and is compiled when there is one.
_DIGITS = r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_THOUSANDS = r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_LETTERS = str.maketrans("OoIl", "0011")
"""Letters that look like digits."""
_SPELLED = r"[一二两三四五六七八九十百千零〇]+(?=$|[万亿件条个次人项份宗起元])"
_UNITED = r"([-+]?[0-9][0-9.,]*)([^0-9.,]+)"
_SUM = r"=?([0-9]{1,9}(?:\+[0-9]{1,9})+)"
_NUMERALS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SIGNS = {"-": -1, "−": -1, "+": 1}
_WIDTHS = ("<wide>", "<narrow>", "<small>", "<noBreak>")
"""Other looks of the same sign. A raised, circled or fractional number is none: 2① is not 21."""
_PRINTED = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def decimal(value: Any) -> Decimal | None:
    """Return an exact number as ``Decimal``; a float where what it prints has at most four places."""
    if type(value) is int:
        return Decimal(value)
    if type(value) is Decimal:
        return value if value.is_finite() else None
    if type(value) is not float:
        return None
    printed = repr(value)
    if not re.fullmatch(rf"-?[0-9]+\.[0-9]{{1,{FLOAT_PLACES}}}", printed):
        return None
    return Decimal(printed.removesuffix(".0"))


def shown_number(text: str, *, signed: bool = False) -> Decimal | None:
    """Return the number that a printed text shows, with or without commas between thousands, or ``None``."""
    sign = text[:1] if signed and text[:1] in _SIGNS else ""
    digits = text.removeprefix(sign)
    if not _PRINTED.fullmatch(digits):
        return None
    number = Decimal(digits.replace(",", ""))
    return number if _SIGNS.get(sign, 1) > 0 else -number


def plain_widths(text: str) -> str:
    """Return ``text`` with full-width and other wide or small signs as ordinary ones: １２（３） → 12(3)."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", sign)
        if sign.isspace() or unicodedata.decomposition(sign).startswith(_WIDTHS)
        else sign
        for sign in text
    )


def suggestion(text: str, *, whole: bool, unit: str = "") -> str | None:
    """Return the number that a person meant by ``text``, exactly, in ``unit``, or ``None``.

    ``12.5万`` is 125000 of any count, ``5000元`` 0.5 in 万元. A number in a unit that cannot be converted is none.
    """
    from reportgen.model.kinds.units import plain as without_exponent  # noqa: PLC0415 — only a mistake needs it
    from reportgen.model.kinds.units import power  # noqa: PLC0415 — the same

    plain = "".join(plain_widths(text).replace("−", "-").split()).strip("\"'“”‘’")
    if plain in NOTHING:
        return None
    if re.fullmatch(r"[0-9OoIl]*[OoIl][0-9OoIl]*", plain):
        plain = plain.translate(_LETTERS)
    elif (words := re.match(_SPELLED, plain)) and (number := spelled_number(words.group())):
        plain = f"{number}{plain[words.end() :]}"
    elif whole and (sum_ := re.fullmatch(_SUM, plain)):
        plain = str(sum(map(int, sum_[1].split("+"))))
    tens: int | None = 0
    if (parts := re.fullmatch(_UNITED, plain)) is not None:
        plain, tens = parts[1], power(parts[2].strip("()"), unit or ("件" if whole else ""), counted=whole)
    if re.fullmatch(_THOUSANDS, plain):
        plain = plain.replace(",", "")
    if tens is None or not re.fullmatch(_DIGITS, plain):
        return None
    value = Decimal(plain).scaleb(tens) if tens else Decimal(plain)
    if whole and value != value.to_integral_value():
        return None
    return f"{value.to_integral_value():f}" if whole else f"{without_exponent(value) if tens else value:f}"


def spelled_number(words: str) -> int:
    """Return 一千二百三十四 as a number; 0 for what is no numeral, such as 三四."""
    total, digit = 0, 0
    units = {"十": 10, "百": 100, "千": 1000}
    for character in words:
        if character in units:
            total += (digit or 1) * units[character]
            digit = 0
        elif digit:
            return 0
        else:
            digit = _NUMERALS[character]
    return total + digit


def digits_only(right: str | None, *, negative: bool = False, unit: Text | None = None) -> Text:
    """Return the advice to write ``right``, or digits and nothing else, in the form's ``unit``, without a number."""
    if right is not None and (negative or not right.startswith("-")):
        return Text(f"请写成 {right}", f"write {right}")
    zh, en = ("", "") if unit is None else (f"以{unit.zh}为单位，", f", in units of {unit.en}")
    return Text(f"{zh}只写数字，不加引号、逗号和单位", f"write the digits only{en}: no quotes, commas or units")
