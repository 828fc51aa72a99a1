"""Columns that a table has of other years, or of changes, beside each of the report's own: they are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line, Sheet, sheet_of

_YEAR: Final = re.compile(r"(20[0-9]{2})年?度?(?:数|数量|件数)?")
_OWN: Final = re.compile(r"(?:本|今|当)(?:年|年度|期)(?:数|数量|件数)?")
_OTHER: Final = re.compile(
    r"(?:上|去|前|上一)(?:年|年度|期)(?:数|数量|件数|同期)?|(?:同比|较上年|比上年|与上年相比)?(?:增减|变化|增长)?(?:数|量|率|情况|幅度)?(?:\(%\)|（%）|%)?"
)


def of_own_year(sheet: Sheet, years: frozenset[int]) -> tuple[list[Sheet], str]:
    """Return a table without the columns of other years than ``years``, and the words that stand over these.

    It is in parts where each block of it has such columns elsewhere, and as it was, the words empty, where no row of it
    names years over columns only, among them the report's own, or a figure stands in columns of both.
    """
    if not years or not sheet.grid or not any(_names_years(line, years) for line in sheet.lines):
        return [sheet], ""
    words: list[str] = []
    parts = [_narrowed(part, years, words) for part in _parts(sheet)]
    return ([sheet], "") if None in parts else ([one for one in parts if one is not None], "、".join(words))


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """Yield the blocks of a table: each begins with rows without figures, behind rows with figures."""
    part: list[Line] = []
    figures = False
    for line in sheet.lines:
        has = any(text and text[0].isdigit() and is_value(text) and not _names_a_year(text) for text in line.texts)
        if figures and not has:
            yield attrs.evolve(sheet, lines=tuple(part))
            part = []
        part.append(line)
        figures = has
    yield attrs.evolve(sheet, lines=tuple(part))


def _names_years(line: Line, years: frozenset[int]) -> bool:
    return {mine for _, mine in _kinds(line, years)} == {True, False}


def _narrowed(sheet: Sheet, years: frozenset[int], words: list[str]) -> Sheet | None:
    """Return one block without the columns of other years, whose words are added to ``words``; None in doubt."""
    own, other = set[int](), set[int]()
    lines = [number for number, line in enumerate(sheet.lines) if _names_years(line, years)]
    for number in lines:
        for cell, mine in _kinds(sheet.lines[number], years):
            (own if mine else other).update(range(cell.column, cell.column + cell.columns))
            word = "".join(cell.text.split())
            words += [] if mine or word in words else [word]
    cells = list(_kept(sheet, other, lines))
    if own & other or None in cells or (lines and len({line.width for line in sheet.lines}) != 1):
        return None
    return sheet_of(ShownTable(tuple(cell for cell in cells if cell is not None and cell.columns), sheet.origin))


def _kinds(line: Line, years: frozenset[int]) -> Iterator[tuple[ShownCell, bool]]:
    """Yield the cells of a row of years, and whether each is the report's own; nothing where the row is another."""
    found: list[tuple[ShownCell, bool]] = []
    for cell, text in zip(line.cells, line.texts, strict=True):
        plain = "".join(text.split())
        year = _YEAR.fullmatch(plain)
        if year is not None or _OWN.fullmatch(plain):
            found.append((cell, year is None or int(year[1]) in years))
        elif plain and _OTHER.fullmatch(plain):
            found.append((cell, False))
        elif plain and found:
            return
    yield from found


def _kept(sheet: Sheet, other: set[int], lines: Sequence[int]) -> Iterator[ShownCell | None]:
    """Yield the cells without the columns ``other``, None for a figure that stands in such a column and another."""
    for number, line in enumerate(sheet.lines):
        for cell in line.cells:
            places = range(cell.column, cell.column + cell.columns)
            left = [place for place in places if place not in other]
            if left and len(left) < cell.columns and any(map(str.isdigit, cell.text)) and is_value(cell.text):
                yield None
                continue
            before = sum(place < cell.column for place in other)
            text = "" if number in lines and _names_a_year(cell.text) else cell.text
            yield attrs.evolve(cell, column=cell.column - before, columns=len(left), text=text)


def _names_a_year(text: str) -> bool:
    plain = "".join(text.split())
    return _YEAR.fullmatch(plain) is not None or _OWN.fullmatch(plain) is not None
