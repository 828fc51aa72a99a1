"""Which fonts of a Word document a machine has: a PDF shows others where it lacks them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Final

_PARTS: Final = ("word/styles.xml", "word/document.xml")
_NAMED: Final = re.compile(r'w:(?:ascii|eastAsia)="([^"]+)"')
_LANGUAGE: Final = re.compile(r"[a-z]{2}-[A-Z]{2}")
_LATIN: Final = {
    "仿宋": "fangsong", "仿宋_GB2312": "fangsong", "楷体": "kaiti", "楷体_GB2312": "kaiti", "黑体": "simhei",
    "宋体": "simsun", "新宋体": "nsimsun", "方正小标宋简体": "fzxiaobiaosong", "方正小标宋_GBK": "fzxiaobiaosong",
    "微软雅黑": "microsoftyahei", "华文仿宋": "stfangsong", "华文中宋": "stzhongsong", "等线": "dengxian",
}  # fmt: skip
"""The names by which PDFs know Chinese fonts, as far as they begin."""
_MORE: Final = {"fzxiaobiaosong": ("fzxbs",), "simsun": ("nsimsun",)}


def fonts_named(document: bytes) -> tuple[str, ...]:
    """Return the fonts that a Word document's text and styles name, in the order of their first use."""
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part in _PARTS:
            if part in package.namelist():
                found |= dict.fromkeys(_NAMED.findall(package.read(part).decode("utf-8")))
    return tuple(name for name in found if not _LANGUAGE.fullmatch(name))


def stand_ins(wanted: Iterable[str], shown: Iterable[str]) -> tuple[str, ...]:
    """Return the fonts that a PDF has ``shown`` and that are none of the ``wanted``."""
    known: list[str] = []
    for name in wanted:
        latin = _LATIN.get(name, _plain(name))
        known += (latin, *_MORE.get(latin, ()))
    return tuple(font for font in shown if not any(_plain(font).startswith(name) for name in known))


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]", "", name).casefold()
