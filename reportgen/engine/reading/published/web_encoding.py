"""The encoding of a page or text that somebody saved or copied: what it says of itself may be wrong or missing."""

from __future__ import annotations

import codecs
import re
from typing import Final

from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,20})", re.IGNORECASE)
_CHINESE: Final = ("gb18030", "big5hkscs")
_COMMON: Final = re.compile("[的一是在年月日政府信息公开工作情况中国人民机关数量本处理行规、，。0-9]")
_CONTROLS: Final = re.compile("[\x00-\x06\x0e-\x1a]")
_LOOKED_AT: Final = 4096
_SAMPLE: Final = 20_000
_DAMAGED: Final = 0.02
"""More undecodable characters than this and the file is in no known encoding."""
MARK: Final = "\ufffd"
"""What stands for bytes that are no character."""


def decoded(content: bytes, name: str) -> tuple[str, int]:
    """Return the text of ``content`` and how many places of it could not be decoded.

    Raises:
        DataError: it is no text, or in no encoding that is known.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], encoding, name)
    wide = _without_mark(content)
    if wide is not None:
        return _lenient(content, wide, name)
    try:
        return content.decode("utf-8"), 0
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:_LOOKED_AT])
    hint = declared[1].decode("ascii").lower() if declared else ""
    candidates: tuple[str, ...] = ("big5hkscs", "gb18030") if hint.startswith("big5") else _CHINESE
    candidates += ("utf-16-le", "utf-16-be") if len(content) % 2 == 0 else ()
    sound = []
    for encoding in candidates:
        try:
            sound.append(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    if sound and not _CONTROLS.search(best := max(sound, key=_plausible)):
        return best, 0
    if b"\x00" in content[:_LOOKED_AT]:
        raise DataError(_refusal(name))
    # a few bytes are damaged: the encoding in which fewest are
    return min((_lenient(content, encoding, name, refuse=False) for encoding in ("utf-8", *candidates)), key=_cost)


def _cost(found: tuple[str, int]) -> tuple[int, int]:
    return found[1], -_plausible(found[0])


def _plausible(text: str) -> int:
    """Return how many characters of a text are common in reports: a text read wrongly has few."""
    return len(_COMMON.findall(text[:_SAMPLE]))


def _without_mark(content: bytes) -> str | None:
    """Return the kind of UTF-16 that text without a mark is in: markup or digits have a zero in every second byte."""
    start = content[:_LOOKED_AT]
    zeros = start.count(0)
    if zeros * 20 < len(start) or len(start) < 4:
        return None
    even = start[::2].count(0)
    return "utf-16-be" if even > zeros - even else "utf-16-le"


def _lenient(content: bytes, encoding: str, name: str, *, refuse: bool = True) -> tuple[str, int]:
    text = content.decode(encoding, "replace")
    lost = text.count(MARK)
    if refuse and (lost > len(text) * _DAMAGED + 1 or _CONTROLS.search(text)):
        raise DataError(_refusal(name))
    return text, lost


def _refusal(name: str) -> Fault:
    says = Text("这不是文本，或者编码无法辨认", "this is no text, or its encoding cannot be told")
    remedy = Text(
        "请在浏览器里打开原网页重新另存，或另存为 UTF-8 编码的文本", "save the page or text again, encoded as UTF-8"
    )
    return Fault("encoding", says, Origin(name), remedy)
