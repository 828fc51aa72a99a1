"""Cells with crossed out, raised or lowered text: what a sheet shows and a reader of values does not tell.

A workbook without such fonts, as nearly all are, costs one search in its styles and texts; only another is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
from lxml import etree

from reportgen.core.value import Value
from reportgen.engine.reading.workbook.scan import Place, place_of

_SHARED: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_LOOK: Final = re.compile(
    rb"""<(?:[A-Za-z0-9]+:)?(?:strike(?!\s+val\s*=\s*["'](?:0|false|off)["'])[\s/>]|vertAlign\s+val\s*=\s*["']su)"""
)
_OFF: Final = ("0", "false", "off")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@attrs.frozen
class _Look:
    struck: bool = False
    raised: bool = False
    lowered: bool = False

    @property
    def plain(self) -> bool:
        return not (self.struck or self.raised or self.lowered)


_PLAIN: Final = _Look()
_Runs = Sequence[tuple[str, "_Look | None"]]
"""The pieces of a text; one without a look of its own has that of its cell."""


@attrs.frozen(eq=False, repr=False)
class CellLooks(Value):
    """The cells of one sheet whose text does not look like all other text."""

    struck: Mapping[Place, str] = attrs.field(factory=dict)
    """What is crossed out in a cell; nothing where it is all that stands there."""
    small: Mapping[Place, str] = attrs.field(factory=dict)
    """Texts with raised or lowered digits, written with such signs: 2¹."""
    all_small: Mapping[Place, Mapping[int, int]] = attrs.field(factory=dict)
    """Cells that are raised or lowered as a whole, with the signs for their digits."""


def cell_looks(parts: Mapping[str, bytes]) -> dict[str, CellLooks]:
    """Return the special looks of the cells of every sheet, by its part; nothing where no font is special."""
    styles, shared = parts.get(_STYLES, b""), parts.get(_SHARED, b"")
    looks = _looks_of_styles(styles) if _may_be_special(styles) else {}
    texts = _special_texts(shared) if _may_be_special(shared) else {}
    found = {}
    for name, xml in parts.items():
        if name.startswith("xl/worksheets/") and (looks or texts or _may_be_special(xml)):
            marks = _of_sheet(xml, looks, texts)
            if marks is not None:
                found[name] = marks
    return found


def _may_be_special(xml: bytes) -> bool:
    return (b"strike" in xml or b"vertAlign" in xml) and _LOOK.search(xml) is not None


def _parsed(xml: bytes) -> Any:
    try:
        return etree.fromstring(xml)
    except etree.XMLSyntaxError:  # the reader of values says so
        return etree.Element("none")


def _looks_of_styles(xml: bytes) -> dict[str, _Look]:
    """Return the special looks by the number with which a cell names its style."""
    root = _parsed(xml)
    fonts = [_look(font) for font in root.iterfind("{*}fonts/{*}font")]
    found = {}
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        font = style.get("fontId", "0")
        look = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else _PLAIN
        if not look.plain:
            found[str(number)] = look
    return found


def _special_texts(xml: bytes) -> dict[str, _Runs]:
    """Return the texts in runs of which one is special, by the number with which a cell names its text."""
    texts = {str(number): _runs(item) for number, item in enumerate(_parsed(xml).iterfind("{*}si"))}
    return {number: runs for number, runs in texts.items() if _is_special(runs)}


def _is_special(runs: _Runs) -> bool:
    return any(look is not None and not look.plain for _, look in runs)


def _runs(item: Any) -> _Runs:
    found: list[tuple[str, _Look | None]] = []
    for one in item:
        kind = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if kind == "t":
            found.append((one.text or "", None))
        elif kind == "r":
            font = one.find("{*}rPr")
            words = "".join(text.text or "" for text in one.iterfind("{*}t"))
            found.append((words, None if font is None else _look(font)))
    return found


def _look(font: Any) -> _Look:
    struck = font.find("{*}strike")
    align = font.find("{*}vertAlign")
    where = "" if align is None else align.get("val")
    return _Look(
        struck is not None and struck.get("val", "1") not in _OFF, where == "superscript", where == "subscript"
    )


def _of_sheet(xml: bytes, looks: Mapping[str, _Look], texts: Mapping[str, _Runs]) -> CellLooks | None:
    struck: dict[Place, str] = {}
    small: dict[Place, str] = {}
    all_small: dict[Place, Mapping[int, int]] = {}
    for place, cell in _cells(xml):
        look = looks.get(cell.get("s", "0"), _PLAIN)
        inline, value = cell.find("{*}is"), cell.find("{*}v")
        if inline is not None:
            runs = _runs(inline)
        elif cell.get("t") == "s" and value is not None and (value.text or "").strip() in texts:
            runs = texts[(value.text or "").strip()]
        else:
            runs = ()
        if _is_special(runs) or (not look.plain and any(own is not None for _, own in runs)):
            whole = [(words, look if own is None else own) for words, own in runs]
            if crossed := "".join(words for words, own in whole if own.struck).strip():
                struck[place] = crossed
            else:
                small[place] = "".join(_small(words, own) for words, own in whole)
        elif not look.plain and (inline is not None or value is not None or cell.find("{*}f") is not None):
            if look.struck:
                struck[place] = ""
            else:
                all_small[place] = _RAISED if look.raised else _LOWERED
    return CellLooks(struck, small, all_small) if struck or small or all_small else None


def _small(words: str, look: _Look) -> str:
    return words.translate(_RAISED) if look.raised else words.translate(_LOWERED) if look.lowered else words


def _cells(xml: bytes) -> Iterator[tuple[Place, Any]]:
    """Yield the cells with their places; one without a name stands behind the one before it."""
    row = 0
    for line in _parsed(xml).iterfind("{*}sheetData/{*}row"):
        row, column = int(line.get("r", row + 1)), 0
        for cell in line.iterfind("{*}c"):
            row, column = place_of(cell.get("r", "")) or (row, column + 1)
            yield (row, column), cell


def struck_labels(looks: CellLooks, box: tuple[Place, Place], figures: Collection[Place]) -> list[Place]:
    """Return the crossed out cells inside of a table's ``box`` that are none of its ``figures``."""
    (top, left), (bottom, right) = box
    return [
        place
        for place in looks.struck
        if place not in figures and top <= place[0] <= bottom and left <= place[1] <= right
    ]
