"""The numbers that Word prints before headings and lists, in its own formats: 一, ①, A, iv."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "十", "百", "千")
_FORMAL_UNITS: Final = ("", "拾", "佰", "仟")
_CHINESE: Final = {
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
    "japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand",
}  # fmt: skip
_LISTS: Final = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST: Final = 9_999


def numbered(count: int, kind: str) -> str:
    """Return ``count`` in one of Word's number formats; plain digits for a format that is not known."""
    if not 0 < count <= _MOST:
        return str(count)
    if kind in _CHINESE:
        return chinese(count)
    if kind == "chineseLegalSimplified":
        return chinese(count, _FORMAL, _FORMAL_UNITS)
    if kind in _LISTS and count <= len(_LISTS[kind]):
        return _LISTS[kind][count - 1]
    return _WRITERS.get(kind, str)(count)


def chinese(count: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """Return a number up to 9999 in Chinese: 十二, 一百零三."""
    written, gap = "", False
    for place, digit in reversed(list(enumerate(reversed(str(count))))):
        if digit == "0":
            gap = True
            continue
        written += ("零" if gap and written else "") + digits[int(digit)] + units[place]
        gap = False
    return written[1:] if written.startswith("一十") else written


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while count >= value:
            written += letters
            count -= value
    return written


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalFullWidth": lambda count: str(count).translate({0x30 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalZero": lambda count: f"{count:02d}",
}
