"""Identifiers that a loop would repeat: those of bookmarks, shapes, content controls and tracked changes are numbered.

A reference to a bookmark finds the first one, which keeps its name. A mark whose other half stands outside of the loop
is written once; what has no partner means nothing (ECMA-376 part 1, 17.13.6). Notes and comments are refused: each of
their references would need a note or comment of its own.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from reportgen.core.text import Text
from reportgen.engine.word.compiler.ir import NewNumber, Numbered, Static
from reportgen.engine.word.compiler.table_shape import StructureError

_SHAPES: Final = (
    "shape", "shapetype", "rect", "roundrect", "oval", "line", "polyline", "curve", "arc", "image", "group",
)  # fmt: skip
_PAIRS: Final = (
    ("bookmarkStart", "bookmarkEnd"),
    ("permStart", "permEnd"),
    *((f"{move}RangeStart", f"{move}RangeEnd") for move in ("moveFrom", "moveTo")),
    *((f"customXml{kind}RangeStart", f"customXml{kind}RangeEnd") for kind in ("Ins", "Del", "MoveFrom", "MoveTo")),
)
_CHANGES: Final = (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
    "tblPrExChange", "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
_STARTS: Final = {f"w:{start}": f"w:{end}" for start, end in _PAIRS}
_ENDS: Final = {end: start for start, end in _STARTS.items()}
_ATTRIBUTES: Final = {
    **dict.fromkeys((*_STARTS, *_ENDS, *(f"w:{change}" for change in _CHANGES)), r"w:id"),
    "w:bookmarkStart": r"w:id|w:name",
    "w:id": r"w:val",
    **dict.fromkeys((f"{space}:cNvPr" for space in ("wps", "wpg", "wpc", "pic", "a14")), r"id"),
    **dict.fromkeys((f"v:{shape}" for shape in _SHAPES), r"id|o:spid"),
}
_OPTIONAL: Final = re.compile(r'\sw14:(?:paraId|textId)="[^"]*"')
"""What tells paragraphs and rows apart between editors; Word gives those that have none new ones."""
_NAME_LENGTH: Final = 40
"""Characters of a bookmark's name that Word keeps (ECMA-376 part 1, 17.13.6.2)."""
_OWN_SHAPE: Final = re.compile(r"_x0000_[si][0-9]+")
"""How Word itself calls a shape, or a picture: by a number."""
_REFERENCES: Final = {
    "w:commentRangeStart": Text("批注", "a comment"),
    "w:commentReference": Text("批注", "a comment"),
    "w:footnoteReference": Text("脚注", "a footnote"),
    "w:endnoteReference": Text("尾注", "an endnote"),
}


@attrs.frozen
class _Open:
    """The first half of a mark: the loops around it, and what is written of it, None outside of loops."""

    loops: tuple[int, ...]
    piece: Numbered | None = None


class Identifiers:
    """The identifiers in a part's loops; ``count`` is how many elements have one."""

    def __init__(self) -> None:
        self.count = 0
        self._open: dict[tuple[str, str], _Open] = {}

    def pieces(self, name: str, parent: str, element: str, loops: tuple[int, ...]) -> list[object] | None:
        """Return the pieces of an element (its start tag) in ``loops``, None where it stays as it is.

        Raises StructureError for what cannot be repeated.
        """
        if not loops:
            if name in _STARTS:
                self._open[_STARTS[name], _id(element)] = _Open(loops)
            elif name in _ENDS:
                self._close(name, element, loops)
            return None
        if name in ("w:p", "w:tr"):
            return [Static(_OPTIONAL.sub("", element))] if "w14:" in element else None
        if name in _REFERENCES:
            raise _unrepeatable(_REFERENCES[name], element)
        if name not in _ATTRIBUTES or (name == "w:id" and parent != "w:sdtPr"):
            return None
        if name in _ENDS:
            started = self._close(name, element, loops)
            if started is not None:
                return [Numbered(started.number, element, _later(name, element))]
        self.count += 1
        piece = Numbered(self.count, element, "" if name in _ENDS else _later(name, element))
        if name in _STARTS:
            self._open[_STARTS[name], _id(element)] = _Open(loops, piece)
        return [NewNumber(self.count), piece]

    def _close(self, name: str, element: str, loops: tuple[int, ...]) -> Numbered | None:
        """Return the first half of a mark if it stands in the same loops; else that is to be written once."""
        started = self._open.pop((name, _id(element)), None)
        if started is None or started.piece is None:
            return None
        if started.loops == loops:
            return started.piece
        started.piece.later = ""
        return None


def _id(element: str) -> str:
    found = re.search(r'\sw:id="([^"]*)"', element)
    return found.group(1) if found else ""


def _later(name: str, element: str) -> str:
    """Return the element as a loop repeats it, with ``%d`` where its number goes."""
    kept: list[str] = []
    position = 0
    for found in re.finditer(rf'\s({_ATTRIBUTES[name]})="([^"]*)"', element):
        attribute, value = found.groups()
        kept += (element[position : found.start(2)].replace("%", "%%"), _numbered(name, attribute, value))
        position = found.end(2)
    return "".join(kept) + element[position:].replace("%", "%%")


def _numbered(name: str, attribute: str, value: str) -> str:
    if _OWN_SHAPE.fullmatch(value):
        return value[: len("_x0000_s")] + "%d"
    if attribute == "w:name" or name.startswith("v:"):
        kept = value if "&" not in value else "mark"
        return kept[: _NAME_LENGTH - len("_1000001")].replace("%", "%%") + "_%d"
    return "%d"


def _unrepeatable(what: Text, element: str) -> StructureError:
    return StructureError(
        Text(f"循环里有{what.zh}，重复后 Word 不能正确显示", f"{what.en} stands in a loop and cannot be repeated"),
        Text(
            f"请在 Word 中删除循环里的{what.zh}，或把它移到循环外",
            "Remove it from the loop in Word, or move it out",
        ),
        element,
    )
