"""Characters that look like a space or like nothing, under the names that a person can look for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.core.text import Text
from reportgen.core.unseen_signs import INVISIBLE

SPACES: Final[Mapping[str, Text]] = {
    "\u00a0": Text("不间断空格", "a no-break space"),
    "\u1680": Text("欧甘空格", "an Ogham space"),
    "\u2000": Text("半身空格", "an en quad"),
    "\u2001": Text("全身空格", "an em quad"),
    "\u2002": Text("半身空格", "an en space"),
    "\u2003": Text("全身空格", "an em space"),
    "\u2004": Text("三分之一身空格", "a three-per-em space"),
    "\u2005": Text("四分之一身空格", "a four-per-em space"),
    "\u2006": Text("六分之一身空格", "a six-per-em space"),
    "\u2007": Text("数字宽空格", "a figure space"),
    "\u2008": Text("标点宽空格", "a punctuation space"),
    "\u2009": Text("窄空格", "a thin space"),
    "\u200a": Text("极窄空格", "a hair space"),
    "\u202f": Text("窄不间断空格", "a narrow no-break space"),
    "\u205f": Text("数学空格", "a mathematical space"),
    "\u3000": Text("全角空格", "a full-width space"),
}
"""What looks like a plain space and is none; web pages and word processors write them."""

CONTROLS: Final[Mapping[str, Text]] = {
    "\x07": Text("Word 的单元格标记", "Word's mark of a table cell"),
    "\x0b": Text("Word 的手动换行符", "Word's manual line break"),
    "\x0c": Text("Word 的分页符", "Word's page break"),
    "\x0e": Text("Word 的分栏符", "Word's column break"),
    "\x13": Text("Word 的域代码", "Word's field code"),
    "\x14": Text("Word 的域代码", "Word's field code"),
    "\x15": Text("Word 的域代码", "Word's field code"),
    "\x1e": Text("Word 的不间断连字符", "Word's no-break hyphen"),
    "\x1f": Text("Word 的可选连字符", "Word's optional hyphen"),
    "\x85": Text("换行符（NEL）", "a line break (NEL)"),
    "\u2028": Text("行分隔符", "a line separator"),
    "\u2029": Text("段分隔符", "a paragraph separator"),
}
"""What comes along when text is pasted from Word."""

LINE_BREAKS: Final = frozenset("\x0b\x0c\x0e\x85\u2028\u2029")
"""Where they stand a new line was meant."""


def named(character: str) -> Text:
    """Return a character's name and number: 不间断空格（U+00A0）."""
    number = f"U+{ord(character):04X}"
    name = SPACES.get(character) or INVISIBLE.get(character) or CONTROLS.get(character)
    return Text(number, number) if name is None else Text(f"{name.zh}（{number}）", f"{name.en} ({number})")
