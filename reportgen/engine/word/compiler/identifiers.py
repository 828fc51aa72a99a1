"""Identifiers that a loop would repeat: those of bookmarks, shapes and content controls are numbered.

A reference to a bookmark finds the first one, which keeps its name. Notes and comments are refused: each of their
references would need a note or comment of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.core.text import Text
from reportgen.engine.word.compiler.ir import NewNumber, Numbered, Static
from reportgen.engine.word.compiler.table_shape import StructureError

_SHAPES: Final = ("shape", "rect", "roundrect", "oval", "line", "polyline", "curve", "arc", "image", "group")
_ATTRIBUTES: Final = {
    "w:bookmarkStart": r"w:id|w:name",
    "w:bookmarkEnd": r"w:id",
    "w:id": r"w:val",
    "wps:cNvPr": r"id",
    "pic:cNvPr": r"id",
    **dict.fromkeys((f"v:{shape}" for shape in _SHAPES), r"id"),
}
_NAME_LENGTH: Final = 40
"""Characters of a bookmark's name that Word keeps (ECMA-376 part 1, 17.13.6.2)."""
_REFERENCES: Final = {
    "w:commentRangeStart": Text("批注", "a comment"),
    "w:commentReference": Text("批注", "a comment"),
    "w:footnoteReference": Text("脚注", "a footnote"),
    "w:endnoteReference": Text("尾注", "an endnote"),
}


class Identifiers:
    """The identifiers in a part's loops; ``count`` is how many elements have one."""

    def __init__(self) -> None:
        self.count = 0
        self._bookmarks: dict[str, int] = {}

    def pieces(self, name: str, parent: str, element: str) -> list[object] | None:
        """Return the pieces of an element (its start tag) that stands in a loop, None if it has no identifier.

        Raises StructureError for what cannot be repeated.
        """
        if name in _REFERENCES:
            what = _REFERENCES[name]
            raise StructureError(
                Text(
                    f"循环里有{what.zh}，重复后 Word 不能正确显示", f"{what.en} stands in a loop and cannot be repeated"
                ),
                Text(
                    f"请在 Word 中删除循环里的{what.zh}，或把它移到循环外",
                    f"Remove {what.en} from the loop in Word, or move it out",
                ),
            )
        if name not in _ATTRIBUTES or (name == "w:id" and parent != "w:sdtPr"):
            return None
        return list(self._pieces(name, element))

    def _pieces(self, name: str, element: str) -> Iterator[object]:
        position, number = 0, 0
        for found in re.finditer(rf'\s({_ATTRIBUTES[name]})="([^"]*)"', element):
            if not number:
                number = self._number(name, element)
                if name != "w:bookmarkEnd":
                    yield NewNumber(number)
            attribute, value = found.groups()
            yield Static(element[position : found.start(2)])
            yield Numbered(number, value, _later(name, attribute, value))
            position = found.end(2)
        yield Static(element[position:])

    def _number(self, name: str, element: str) -> int:
        """Return the number of an element; a bookmark's end has that of its start."""
        self.count += 1
        if not name.startswith("w:bookmark"):
            return self.count
        found = re.search(r'\sw:id="([^"]*)"', element)
        identifier = found.group(1) if found else ""
        if name == "w:bookmarkEnd":
            return self._bookmarks.get(identifier, self.count)
        return self._bookmarks.setdefault(identifier, self.count)


def _later(name: str, attribute: str, value: str) -> str:
    if attribute == "w:name" or name.startswith("v:"):
        kept = value if "&" not in value else "mark"
        return kept[: _NAME_LENGTH - len("_1000001")].replace("%", "%%") + "_%d"
    return "%d"
