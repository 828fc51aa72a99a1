"""Signs that cannot be seen: their names, where they stand in a text, and the text without them.

Copied from web pages and word processors they are printed as nothing, but a search misses the word that holds one,
and a line may break there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from reportgen.core.text import Text

INVISIBLE: Final[Mapping[str, Text]] = {
    "\u00ad": Text("软连字符", "a soft hyphen"),
    "\u180e": Text("蒙古文元音分隔符", "a Mongolian vowel separator"),
    "\u200b": Text("零宽空格", "a zero-width space"),
    "\u200c": Text("零宽不连字符", "a zero-width non-joiner"),
    "\u200d": Text("零宽连字符", "a zero-width joiner"),
    "\u200e": Text("从左到右标记", "a left-to-right mark"),
    "\u200f": Text("从右到左标记", "a right-to-left mark"),
    "\u2060": Text("零宽连接符", "a word joiner"),
    "\ufeff": Text("零宽不间断空格（字节顺序标记）", "a zero-width no-break space (byte-order mark)"),
}
"""What cannot be seen at all."""
_ALWAYS: Final = "\u00ad\u200b\u2060-\u2064\ufeff"
HIDDEN: Final = re.compile(f"(?<=[\\x20-\\x7e\u3000-\u9fff\uff00-\uffef])[{_ALWAYS}\u180e\u200c\u200d]+|[{_ALWAYS}]+")
"""Runs of those that mean nothing in Chinese or Latin text; Mongolian needs some of them between its letters."""


def without_hidden(text: str) -> str:
    """Return ``text`` without hidden signs."""
    return HIDDEN.sub("", text) if HIDDEN.search(text) else text
