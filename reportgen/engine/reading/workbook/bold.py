"""Texts of a workbook that are partly bold, with ``**`` around what is: the reader of values gives plain texts only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

_SHARED: Final = "xl/sharedStrings.xml"
_RUN: Final = "{*}r"
_OFF: Final = ("0", "false")


def bold_texts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return every partly bold text of a workbook's ``parts`` as prose writes it, by the plain text.

    A text that is there both bold and plain is left out: which of them a cell holds is not known here.
    """
    found: dict[str, str] = {}
    plain: set[str] = set()
    for name, xml in parts.items():
        if (name == _SHARED or name.startswith("xl/worksheets/")) and b"rPr" in xml:
            for item in _items(xml):
                text = "".join(_texts(item))
                marked = "".join(_marked(item))
                if marked == text:
                    plain.add(text)
                elif "**" not in text:
                    found[text] = marked
    return {text: marked for text, marked in found.items() if text not in plain}


def _items(xml: bytes) -> list[Any]:
    try:
        return list(etree.fromstring(xml).iter("{*}si", "{*}is"))
    except etree.XMLSyntaxError:  # the reader of values says so
        return []


def _texts(item: Any) -> Iterator[str]:
    """Yield the pieces of a text; how a word is spoken is none of them."""
    yield from (str(one.text or "") for one in item.iterfind("{*}t"))
    yield from (str(one.text or "") for run in item.iterfind(_RUN) for one in run.iterfind("{*}t"))


def _marked(item: Any) -> Iterator[str]:
    yield from (str(one.text or "") for one in item.iterfind("{*}t"))
    runs = [(_is_bold(run), "".join(_texts(run))) for run in item.iterfind(_RUN)]
    joined: list[tuple[bool, str]] = []
    for bold, text in runs:
        if joined and joined[-1][0] is bold:
            joined[-1] = bold, joined[-1][1] + text
        else:
            joined.append((bold, text))
    for bold, text in joined:
        yield "\n".join(_around(line) for line in text.split("\n")) if bold else text


def _around(line: str) -> str:
    """Put the marks around the words of a line, not around the blanks beside them."""
    words = line.strip()
    return line.replace(words, f"**{words}**", 1) if words else line


def _is_bold(run: Any) -> bool:
    found = run.find("{*}rPr/{*}b")
    return found is not None and found.get("val", "1") not in _OFF
