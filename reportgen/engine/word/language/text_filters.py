"""Jinja's filters for texts and single numbers: exact, and of bounded size."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Final

from reportgen.core.limits import DEFAULT
from reportgen.engine.word.language.list_filters import at
from reportgen.prose.filters import EXACT, MOST_PLACES, FilterError, number, plain, shown

_METHODS: Final = {"common": ROUND_HALF_UP, "ceil": ROUND_CEILING, "floor": ROUND_FLOOR}
_WORD: Final = re.compile(r"[^-\s({\[<]+")


def text(value: Any) -> str:
    """Return ``value`` where it is a text."""
    if not isinstance(value, str):
        raise FilterError(f"{shown(value)} 不是文字", f"{shown(value)} is no text")
    return str.__str__(value)


def upper(value: Any) -> str:
    """Return a text in capital letters."""
    return text(value).upper()


def lower(value: Any) -> str:
    """Return a text in small letters."""
    return text(value).lower()


def title(value: Any) -> str:
    """Return a text with each word in small letters after a capital one."""
    return _WORD.sub(lambda word: word.group()[0].upper() + word.group()[1:].lower(), text(value))


def capitalize(value: Any) -> str:
    """Return a text in small letters after a capital one."""
    return text(value).capitalize()


def trim(value: Any, chars: Any = None) -> str:
    """Return a text without the blanks, or without the characters of ``chars``, around it."""
    return text(value).strip(None if chars is None else text(chars))


def replace(value: Any, old: Any, new: Any, count: Any = None) -> str:
    """Return a text with ``new`` for every ``old``, or for the first ``count`` of them."""
    if not text(old) or not (count is None or type(count) is int):
        raise FilterError("replace 写成 replace('旧文字', '新文字')", "replace is written replace('old', 'new')")
    before, after = plain(value), plain(new)
    times = before.count(old) if count is None or count < 0 else min(count, before.count(old))
    if len(before) + times * len(after) > DEFAULT.field_characters:
        raise FilterError("替换后的文字过长", "the text that replace makes is too long")
    return before.replace(old, after, -1 if count is None else count)


def join(value: Any, separator: Any = "", attribute: Any = None, d: Any = None) -> str:
    """Return the texts and numbers of a list in one text, with ``separator`` (Jinja calls it ``d``) between them."""
    separator = separator if d is None else d
    if not isinstance(value, (list, tuple)) or not isinstance(separator, str):
        raise FilterError("join 只用于列表，分隔符须是文字", "join works on a list, with a text between")
    pieces = [plain(at(item, attribute)) for item in value]
    if sum(map(len, pieces)) + len(separator) * len(pieces) > DEFAULT.field_characters:
        raise FilterError("连成的文字过长", "the text that join makes is too long")
    return separator.join(pieces)


def rounded(value: Any, precision: Any = 0, method: Any = "common") -> int | Decimal:
    """Return a number with so many decimal places: half up, ``ceil`` or ``floor``."""
    if type(precision) is not int or not 0 <= precision <= MOST_PLACES or method not in _METHODS:
        raise FilterError(
            f"round 写成 round(小数位数)，小数位数为 0 到 {MOST_PLACES}",
            f"round takes 0 to {MOST_PLACES} decimal places",
        )
    if type(value) is int:
        return value
    result = number(value).quantize(Decimal(1).scaleb(-precision), rounding=_METHODS[method], context=EXACT)
    return result or result.copy_abs()


def absolute(value: Any) -> int | Decimal:
    """Return a number without its sign."""
    return abs(value) if type(value) is int else number(value).copy_abs()


def string(value: Any) -> str:
    """Return a number as the text that it prints as."""
    return plain(value)


def same(value: Any) -> Any:
    """Return the value: everything that is printed is escaped without being asked."""
    return value
