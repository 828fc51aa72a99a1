"""What a sheet's XML says that a reader of values does not: where its cells lie, what is hidden, what has no value.

A sheet written as Excel, WPS, LibreOffice and the usual libraries write it is matched by one regular expression. Any
other, and one with something to tell, is parsed element by element, which says the same and costs more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.parsers import expat

import attrs

from reportgen.core.limits import Limits
from reportgen.core.value import Value
from reportgen.model.form_grid import letters

MOST_ROWS: Final = 20_000
"""Rows of a sheet; an office's report has a few hundred."""
MOST_CELLS: Final = 100_000
"""Cells of a sheet that hold something; an office's report has five hundred."""
_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,9})")
_SUM: Final = re.compile(r"[+-]?[0-9]{1,12}(?:[+-][0-9]{1,12}){0,99}", re.ASCII)
_ADDEND: Final = re.compile(r"[+-]?[0-9]+")
_TRUE: Final = ("1", "true")
_GIVEN: Final = rb'(?: [A-Za-z0-9:]+="[^"<>]*")*+'
_FORMULA: Final = rb"<f" + _GIVEN + rb"(?:/>|>[^<]*+</f>)"
_VALUE: Final = rb"(?:<v>[^<]++</v>|<is><t" + _GIVEN + rb">[^<]*+</t></is>)"
_CELL: Final = (
    rb'<c r="[A-Z]{1,2}[1-9][0-9]{0,2}"' + _GIVEN + rb"(?:/>|>(?:(?:" + _FORMULA + rb")?+" + _VALUE + rb")?+</c>)"
)
_ROW: Final = rb'<row r="[1-9][0-9]*+"' + _GIVEN + rb"(?:/>|>(?:\s*+" + _CELL + rb")*+\s*+</row>)"
_ROWS: Final = re.compile(rb"(?:\s*+" + _ROW + rb")*+\s*+")
"""Cells as programs write them, in the first 999 rows and 702 columns: the name first, inside its formula and value."""
_NAMES: Final = re.compile(rb'<c r="([^"]*)')
_NEAR: Final = 999 * 702
_HIDING: Final = re.compile(rb"""\s(?:hidden\s*=\s*(?!["'](?:0|false)["'])|(?:ht|width)\s*=\s*["']0["'])""")
_HIDDEN_TEXT: Final = re.compile(rb"!(?:--|\[CDATA\[)")
_UNHIDDEN: Final = (b' hidden="0"', b' hidden="false"')
_SPECIAL: Final = (b' t="e"', b' ht="0"')
"""What an error and a row without height are told by."""
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"

Place = tuple[int, int]
"""A cell's row and column, both from 1."""


@attrs.frozen(eq=False, repr=False)
class SheetMarks(Value):
    """What is special in one sheet."""

    hidden: tuple[str, ...] = ()
    """Hidden rows and columns that hold something, in words: ``第 7 行``, ``D 列``."""
    errors: frozenset[Place] = frozenset()
    """Cells whose formula gives an error."""
    uncomputed: frozenset[Place] = frozenset()
    """Cells whose formula was saved without its value."""
    sums: Mapping[Place, int] = attrs.field(factory=dict)
    """The values of those formulas that add plain numbers, as ``=12+30``."""


class TooFarError(Exception):
    """A cell lies so far from the others, or there are so many, that reading them would fill the memory."""

    def __init__(self, cell: str) -> None:
        super().__init__(cell)
        self.cell = cell


class DeclarationError(Exception):
    """The XML declares a document type."""


def scanned(xml: bytes, limits: Limits) -> SheetMarks:
    """Return the marks of a sheet.

    Raises:
        TooFarError: its cells need more memory than an office's report may.
        DeclarationError: it declares a document type.
        ValueError: it is no well-formed sheet: broken XML, a cell without a right name, two cells of one name.
    """
    marks = _quickly(xml, limits)
    return _parsed(xml, limits) if marks is None else marks


def _quickly(xml: bytes, limits: Limits) -> SheetMarks | None:
    """Return no marks for a small sheet that is written in the usual way and has nothing special, else None."""
    before, opened, rest = xml.partition(_OPEN)
    data, close, after = rest.partition(_CLOSE)
    if not (opened and close) or _HIDDEN_TEXT.search(before) or b"sheetData" in before or b"sheetData" in after:
        return None
    if limits.workbook_cells < _NEAR or _ROWS.fullmatch(data) is None or any(one in data for one in _SPECIAL):
        return None
    if _HIDING.search(before) or data.count(b' hidden="') != sum(data.count(one) for one in _UNHIDDEN):
        return None
    names = _NAMES.findall(data)
    return None if len(set(names)) < len(names) or len(names) > MOST_CELLS else SheetMarks()


def _parsed(xml: bytes, limits: Limits) -> SheetMarks:
    scan = _Scan(limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parser.StartDoctypeDeclHandler = _declared
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise ValueError("broken XML") from None
    return scan.marks()


def _declared(*_: Any) -> None:
    raise DeclarationError


@attrs.define(eq=False)
class _Scan:
    """Follows rows and cells, also those whose names are left out: each then stands after the one before."""

    limits: Limits
    row: int = 0
    column: int = 0
    kind: str = ""
    formula: bool = False
    value: bool = False
    reading: bool = False
    words: str | None = None
    """The formula that is being read."""
    said: str = ""
    """The formula of this cell."""
    most: Place = (0, 0)
    filled: set[Place] = attrs.field(factory=set)
    errors: set[Place] = attrs.field(factory=set)
    uncomputed: set[Place] = attrs.field(factory=set)
    sums: dict[Place, int] = attrs.field(factory=dict)
    rows: set[int] = attrs.field(factory=set)
    """Hidden rows."""
    columns: list[tuple[int, int]] = attrs.field(factory=list)
    """Hidden columns, first and last."""

    def start(self, name: str, given: dict[str, str]) -> None:
        element = name.rpartition(":")[2]
        if element == "c":
            place = place_of(given["r"]) if "r" in given else (self.row, self.column + 1)
            if place is None:
                raise ValueError(given["r"])
            self.row, self.column = place
            self.kind, self.formula, self.value, self.said = given.get("t", ""), False, False, ""
        elif element == "v":
            self.reading = True
        elif element == "is":
            self.value = True
        elif element == "f":
            self.formula, self.words = True, ""
        elif element == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
            if given.get("hidden") in _TRUE or given.get("ht") == "0":
                self.rows.add(self.row)
        elif element == "col" and (given.get("hidden") in _TRUE or given.get("width") == "0"):
            self.columns.append((int(given.get("min", 0)), int(given.get("max", 0))))

    def text(self, words: str) -> None:
        self.value |= self.reading
        if self.words is not None:
            self.words += words

    def end(self, name: str) -> None:
        element = name.rpartition(":")[2]
        if element == "v":
            self.reading = False
        elif element == "f":
            self.said, self.words = self.words or "", None
        if element != "c" or not (self.value or self.formula):
            return
        place = self.row, self.column
        self.most = rows, columns = max(self.most[0], self.row), max(self.most[1], self.column)
        if rows > MOST_ROWS or rows * columns > self.limits.workbook_cells or len(self.filled) >= MOST_CELLS:
            raise TooFarError(f"{letters(self.column)}{self.row}")
        if place in self.filled:
            raise ValueError(place)
        self.filled.add(place)
        if self.kind == "e":
            self.errors.add(place)
        elif not self.value:
            self.uncomputed.add(place)
            if _SUM.fullmatch(self.said):
                self.sums[place] = sum(map(int, _ADDEND.findall(self.said)))

    def marks(self) -> SheetMarks:
        rows = sorted(self.rows & {row for row, _ in self.filled})
        used = sorted({column for _, column in self.filled})
        columns = [one for one in used if any(first <= one <= last for first, last in self.columns)]
        hidden = (*(f"第 {row} 行" for row in rows), *(f"{letters(column)} 列" for column in columns))
        return SheetMarks(hidden[:20], frozenset(self.errors), frozenset(self.uncomputed), self.sums)


def place_of(name: str) -> Place | None:
    """Return the row and column of a cell's name, or None where it is none."""
    match = _REFERENCE.fullmatch(name)
    return None if match is None else (int(match[2]), _column(match[1].upper()))


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
