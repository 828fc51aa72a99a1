"""Texts of a workbook that are partly bold, with ``**`` around what is: the reader of values gives plain texts only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

_SHARED: Final = "xl/sharedStrings.xml"
_BOLD: Final = re.compile(rb"<(?:[A-Za-z0-9]+:)?b[\s/>]")
_RICH: Final = b"<si><r>"
"""How a text in runs begins where a program writes it as most do."""
_END: Final = b"</si>"
_ESCAPED: Final = frozenset("&<>\"'\r")
_OFF: Final = ("0", "false")


def bold_texts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return every partly bold text of a workbook's ``parts`` as prose writes it, by the plain text.

    A text that is there both bold and plain is left out: which of them a cell holds is not known here.
    """
    found: dict[str, str] = {}
    plain: set[str] = set()
    for name, xml in parts.items():
        if (name == _SHARED or name.startswith("xl/worksheets/")) and b"rPr" in xml and _BOLD.search(xml):
            quick = _in_runs(xml) if name == _SHARED else None
            for text, marked in quick if quick is not None else map(_read, _items(xml)):
                if marked == text:
                    plain.add(text)
                elif "**" not in text:
                    found[text] = marked
    return {text: marked for text, marked in found.items() if text not in plain}


def _in_runs(xml: bytes) -> list[tuple[str, str]] | None:
    """Return the texts in runs, and those that are plain and like one of them; None for a part written otherwise."""
    if xml.count(b"<si>") != xml.count(b"</si>") or b":si>" in xml or b"&#" in xml:
        return None
    found = []
    start = xml.find(_RICH)
    while start >= 0:
        end = xml.find(_END, start)
        found += [_read(item) for item in _items(xml[start : end + len(_END)])]
        start = xml.find(_RICH, end)
    if any(not _ESCAPED.isdisjoint(text) for text, _ in found):
        return None  # another writer may have escaped it in another way
    return found + [(text, text) for text, _ in found if b">" + text.encode() + b"</t></si>" in xml]


def _items(xml: bytes) -> list[Any]:
    try:
        return list(etree.fromstring(xml).iter("{*}si", "{*}is"))
    except etree.XMLSyntaxError:  # the reader of values says so
        return []


def _read(item: Any) -> tuple[str, str]:
    """Return a text as it is and with its marks; how a word is spoken belongs to neither."""
    runs: list[tuple[bool, str]] = []
    for one in item:
        kind = one.tag.rpartition("}")[2]
        if kind == "t":
            bold, words = False, one.text or ""
        elif kind == "r":
            bold, words = _is_bold(one), "".join(text.text or "" for text in one.iterfind("{*}t"))
        else:
            continue
        if runs and runs[-1][0] is bold:
            runs[-1] = bold, runs[-1][1] + words
        else:
            runs.append((bold, words))
    text = "".join(words for _, words in runs)
    return text, "".join("\n".join(map(_around, words.split("\n"))) if bold else words for bold, words in runs)


def _around(line: str) -> str:
    """Put the marks around the words of a line, not around the blanks beside them."""
    words = line.strip()
    return line.replace(words, f"**{words}**", 1) if words else line


def _is_bold(run: Any) -> bool:
    found = run.find("{*}rPr/{*}b")
    return found is not None and found.get("val", "1") not in _OFF
