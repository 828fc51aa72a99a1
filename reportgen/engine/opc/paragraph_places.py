"""Where in a part something stands, found only where it is refused: the paragraph's number, and its words."""

from __future__ import annotations

import html
import re
from typing import Final

from reportgen.core.text import Text

_PARAGRAPH: Final = re.compile(rb"<w:p(?=[\s/>])")
_END: Final = b"</w:p>"
_WORDS: Final = re.compile(rb"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_LONGEST: Final = 20_000
_SHOWN: Final = 40


def in_paragraph(content: bytes, offset: int, what: Text) -> Text:
    """Return ``what`` with the paragraph of ``content`` before it that holds the byte ``offset``, counted from 1.

    ``what`` itself is returned where there is none, as in a part in UTF-16 or with other prefixes than Word's.
    """
    starts = [found.start() for found in _PARAGRAPH.finditer(content, 0, offset + 1)]
    if not starts:
        return what
    stop = content.find(_END, offset, offset + _LONGEST)
    piece = content[max(starts[-1], offset - _LONGEST) : stop if stop >= 0 else offset]
    words = html.unescape(b"".join(_WORDS.findall(piece)).decode("utf-8", "replace"))
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    quoted = f"“{shown}”" if shown else ""
    return Text(f"第{len(starts)}段{quoted}：{what.zh}", f"paragraph {len(starts)} {quoted}".rstrip() + f": {what.en}")
