"""Word's fields: which instructions reach outside the document.

A field's instruction may be split over any number of runs and may contain other fields, so it is put together again
before it is read. Source: ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

_FETCHING: Final = ("DDE", "DDEAUTO", "LINK", "EMBED", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "RD")
_RUNNING: Final = ("MACROBUTTON", "MACRO", "CONTROL", "HTMLCONTROL", "OCX", "PRINT")
_MERGING: Final = ("DATABASE", "DATA", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF")
OUTSIDE: Final = frozenset((*_FETCHING, *_RUNNING, *_MERGING))
"""Fields that fetch, link, run or print something that is not in the document."""
_LINK: Final = "HYPERLINK"
NESTED: Final = "\ufffc"
"""Replaces a nested field in an instruction; its result is unknown before the field is updated."""
_NAME: Final = re.compile(r"[A-Za-z_]*\Z|[=!].*\Z", re.DOTALL)
_BLANK: Final = re.compile(r"[\s\x00-\x20\u200b-\u200f\ufeff]+")
_ARGUMENT: Final = re.compile(r'"([^"]*)"?|([^" ]+)')
_WITH_TEXT: Final = frozenset(("\\l", "\\o", "\\t", "\\*", "\\@", "\\#"))
"""Switches that are followed by a text which is no address."""

CODE, INSERTED, DELETED, WORDS, SPACE = range(5)
"""What a piece of an instruction is: code; code inserted or deleted under tracked changes; text of an ordinary run;
a tab, a line break or a paragraph's end."""
_DOUBTFUL: Final = (INSERTED, DELETED, WORDS, SPACE)


class Field:
    """A field being put together: the pieces of its instruction, and whether that goes on (``open``)."""

    __slots__ = ("changes", "open", "pieces")

    def __init__(self) -> None:
        self.pieces: list[tuple[int, str]] = []
        self.changes: list[int] = []
        self.open = True

    def add(self, kind: int, text: str) -> None:
        """Add a piece; code inside a tracked change belongs to that change."""
        self.pieces.append((self.changes[-1] if kind == CODE and self.changes else kind, text))

    def readings(self) -> Iterator[str]:
        """Yield every possible reading of the instruction: with and without changes, ordinary text and breaks."""
        doubtful = [kind for kind in _DOUBTFUL if any(kind == piece for piece, _ in self.pieces)]
        for count in range(len(doubtful) + 1):
            for left_out in itertools.combinations(doubtful, count):
                yield "".join(text for kind, text in self.pieces if kind not in left_out)

    def words(self) -> str:
        """Return what ordinary runs put into the instruction."""
        return "".join(text for kind, text in self.pieces if kind == WORDS)


def refused_field(instruction: str) -> str | None:
    """Return the name of the field that ``instruction`` asks for if it must be refused, else None.

    A name that a nested field may produce is refused, because it hides what the field does.
    """
    first, _, rest = _BLANK.sub(" ", instruction).strip().partition(" ")
    name, nested, _ = first.strip('"').partition(NESTED)
    if not _NAME.match(name) or (nested and _may_become(name.upper())):
        return name or "{ }"
    if name.upper() in OUTSIDE:
        return name.upper()
    if name.upper() == _LINK:
        for address in _addresses(rest):
            if not ordinary_link(address):
                return f"{_LINK} {address}"
    return None


def _may_become(name: str) -> bool:
    """Return whether more letters could make ``name`` one that is refused."""
    return any(known.startswith(name) for known in (*OUTSIDE, _LINK))


def _addresses(arguments: str) -> Iterator[str]:
    """Yield the arguments of a HYPERLINK that are addresses."""
    text_follows = False
    for match in _ARGUMENT.finditer(arguments):
        quoted, bare = match.groups()
        switch = bare is not None and bare.startswith("\\") and not bare.startswith("\\\\")
        if not switch and not text_follows:
            yield quoted if quoted is not None else bare
        text_follows = switch and bare.lower() in _WITH_TEXT


def ordinary_link(address: str) -> bool:
    """Return whether ``address`` is what a reader may click: a web page, a mail address or a place in the document."""
    return address.strip().lower().startswith(("http://", "https://", "mailto:", "#")) or not address.strip()
