"""Word's fields: which instructions reach outside the document.

A field's instruction may be split over any number of runs and may contain other fields, so it is put together again
before it is read. Source: ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import re
from typing import Final

_FETCHING: Final = ("DDE", "DDEAUTO", "LINK", "EMBED", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "RD")
_RUNNING: Final = ("MACROBUTTON", "MACRO", "CONTROL", "HTMLCONTROL", "OCX", "PRINT")
_MERGING: Final = ("DATABASE", "DATA", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF")
OUTSIDE: Final = frozenset((*_FETCHING, *_RUNNING, *_MERGING))
"""Fields that fetch, link, run or print something that is not in the document."""
_NAME: Final = re.compile(r"[A-Za-z_]+\Z|[=!].*\Z", re.DOTALL)
_BLANK: Final = re.compile(r"[\s\x00-\x20\u200b-\u200f\ufeff]+")
_QUOTED: Final = re.compile(r'"([^"]*)"')


def refused_field(instruction: str, nested_first: bool = False) -> str | None:
    """Return the name of the field that ``instruction`` asks for if it must be refused, else None.

    ``nested_first`` says that the name itself comes out of another field, which hides what the field does.
    """
    words = _BLANK.sub(" ", instruction).strip().split(" ", 1)
    name = words[0].strip('"')
    if nested_first or (name and not _NAME.match(name)):
        return name or "{ }"
    if name.upper() in OUTSIDE:
        return name.upper()
    if name.upper() == "HYPERLINK" and len(words) == 2:
        target = words[1].lstrip()
        quoted = _QUOTED.match(target)
        address = quoted.group(1) if quoted else target.split(" ", 1)[0]
        if not address.startswith("\\") or address.startswith("\\\\"):
            return None if ordinary_link(address) else f"HYPERLINK {address}"
    return None


def ordinary_link(address: str) -> bool:
    """Return whether ``address`` is what a reader may click: a web page, a mail address or a place in the document."""
    return address.strip().lower().startswith(("http://", "https://", "mailto:", "#")) or not address.strip()
