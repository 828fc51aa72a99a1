"""Where a text stops being JSON, and why: the grammar walked token by token, without recursion.

The standard library's decoder refuses the same texts, but its words and places change from one Python to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto

_BLANK = r"[ \t\n\r]*+"
_WORDS = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+'
_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+"
_SCALAR = rf'(?:{_WORDS}"|{_NUMBER}|true|false|null|NaN|-?Infinity)'

_COMMA = rf"{_BLANK},{_BLANK}"
_MEMBER = rf'{_WORDS}"{_BLANK}:{_BLANK}{_SCALAR}'
_LIST = rf"\[{_BLANK}(?:{_SCALAR}(?:{_COMMA}{_SCALAR})*+{_BLANK})?+\]"
_MAPPING = rf"\{{{_BLANK}(?:{_MEMBER}(?:{_COMMA}{_MEMBER})*+{_BLANK})?+\}}"

_blank = re.compile(_BLANK)
_words = re.compile(_WORDS)
_scalar = re.compile(_SCALAR)
_more_items = re.compile(rf"(?:{_COMMA}(?:{_SCALAR}|{_LIST}|{_MAPPING}))*+")
_more_members = re.compile(rf"(?:{_COMMA}{_MEMBER})*+")


class Slip(Enum):
    """What is wrong where a text stops being JSON."""

    NO_VALUE = auto()
    NO_NAME = auto()
    NO_COLON = auto()
    NO_COMMA = auto()
    LAST_COMMA = auto()
    OPEN_TEXT = auto()
    CONTROL_CHARACTER = auto()
    ESCAPE = auto()
    SECOND_DOCUMENT = auto()
    TOO_DEEP = auto()


def first_slip(text: str, depth: int) -> tuple[Slip, int] | None:
    """Return the first slip of ``text`` and its position; None for JSON that is nested no deeper than ``depth``.

    A comma after the last item is placed at the bracket that follows it, a text without its closing quote at the
    opening one. NaN and Infinity are taken for numbers, as the decoder does.
    """
    walk = _Walk(text, depth)
    step: _Step | None = walk.value
    try:
        while step is not None:
            walk.skip()
            step = step()
    except _SlipError as found:
        return found.slip, found.position
    return None


_Step = Callable[[], "_Step | None"]


class _SlipError(Exception):
    def __init__(self, slip: Slip, position: int) -> None:
        super().__init__(slip, position)
        self.slip, self.position = slip, position


class _Walk:
    """A position in the text and the brackets that are open there; every step returns the next one."""

    def __init__(self, text: str, depth: int) -> None:
        self.text, self.depth, self.position = text, depth, 0
        self.closing: list[str] = []

    def skip(self) -> None:
        self.position = self._after(_blank)

    def value(self) -> _Step:
        sign = self._sign()
        if sign in ("{", "["):
            if len(self.closing) >= self.depth:
                raise _SlipError(Slip.TOO_DEEP, self.position)
            self.closing.append("}" if sign == "{" else "]")
            self.position += 1
            return self.first_name if sign == "{" else self.first_item
        if sign == '"':
            self._read_words()
        else:
            scalar = _scalar.match(self.text, self.position)
            if scalar is None:
                raise _SlipError(Slip.NO_VALUE, self.position)
            self.position = scalar.end()
        return self.end_of_value

    def first_item(self) -> _Step:
        return self._close() if self._sign() == "]" else self.value()

    def item(self) -> _Step:
        if self._sign() == "]":
            raise _SlipError(Slip.LAST_COMMA, self.position)
        return self.value()

    def first_name(self) -> _Step:
        return self._close() if self._sign() == "}" else self.name()

    def name(self) -> _Step:
        sign = self._sign()
        if sign == "}":
            raise _SlipError(Slip.LAST_COMMA, self.position)
        if sign != '"':
            raise _SlipError(Slip.NO_NAME, self.position)
        self._read_words()
        return self.colon

    def colon(self) -> _Step:
        if self._sign() != ":":
            raise _SlipError(Slip.NO_COLON, self.position)
        self.position += 1
        return self.value

    def end_of_value(self) -> _Step | None:
        if not self.closing:
            if self.position < len(self.text):
                raise _SlipError(Slip.SECOND_DOCUMENT, self.position)
            return None
        mapping = self.closing[-1] == "}"
        if len(self.closing) < self.depth:  # many values at once, where none of them can be too deep
            self.position = self._after(_more_members if mapping else _more_items)
        self.skip()
        sign = self._sign()
        if sign == self.closing[-1]:
            return self._close()
        if sign != ",":
            raise _SlipError(Slip.NO_COMMA, self.position)
        self.position += 1
        return self.name if mapping else self.item

    def _close(self) -> _Step:
        self.closing.pop()
        self.position += 1
        return self.end_of_value

    def _sign(self) -> str:
        return self.text[self.position : self.position + 1]

    def _after(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.position)
        return match.end() if match is not None else self.position

    def _read_words(self) -> None:
        begin, end = self.position, self._after(_words)
        stop = self.text[end : end + 1]
        if stop in ("", "\\") and end + len(stop) == len(self.text):
            raise _SlipError(Slip.OPEN_TEXT, begin)
        if stop != '"':
            raise _SlipError(Slip.ESCAPE if stop == "\\" else Slip.CONTROL_CHARACTER, end)
        self.position = end + 1
