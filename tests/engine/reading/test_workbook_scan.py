"""A sheet's XML looked through before a reader of values fills its memory from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.limits import DEFAULT
from reportgen.engine.reading.workbook_scan import (
    MOST_CELLS,
    MOST_ROWS,
    DeclarationError,
    TooFarError,
    scanned,
)
from reportgen.model.form_grid import letters


def sheet(rows: str, before: str = "") -> bytes:
    return f"<worksheet>{before}<sheetData>{rows}</sheetData></worksheet>".encode()


def _cells(reference: str) -> list[str]:
    return [
        f'<row r="5"><c r="{reference}"><v>1</v></c></row>',
        f"<row><c s='1'\n r='{reference}'><v>1</v></c></row>",
        f'<row><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row>',
        f'<row><c r="{reference}"><f>1+1</f></c></row>',
    ]


@pytest.mark.parametrize(
    "rows",
    [
        *_cells("XFD1048576"),
        *_cells("A99999999"),
        '<row r="1048576"><c><v>1</v></c></row>',
        "<row><c><v>1</v></c></row>" * (MOST_ROWS + 1),
        "<row>" + "<c><v>1</v></c>" * (MOST_CELLS + 1) + "</row>",
    ],
)
def test_a_cell_that_lies_too_far_away_is_found_however_it_is_named(rows: str) -> None:
    with pytest.raises(TooFarError):
        scanned(sheet(rows), DEFAULT)


def test_a_cell_without_content_may_lie_anywhere() -> None:
    scanned(sheet('<row><c r="XFD1048576" s="3"/><c r="A2"><v></v></c></row>'), DEFAULT)


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<worksheet><sheetData>",
        sheet('<row r="x"/>'),
        sheet('<row><c r="4D"><v>1</v></c></row>'),
        sheet('<row><c r="A0"><v>1</v></c></row>'),
        sheet('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    ],
)
def test_a_broken_sheet_is_no_sheet(xml: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — whatever the parser says
        scanned(xml, DEFAULT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_declaration_is_found_in_any_encoding(encoding: str) -> None:
    with pytest.raises(DeclarationError):
        scanned('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'.encode(encoding), DEFAULT)


def test_marks_tell_what_is_hidden_wrong_or_not_computed() -> None:
    rows = (
        '<row r="2" hidden="1"><c r="D2"><v>1</v></c></row><row r="3" hidden="1"/>'
        '<row r="4" ht="0"><c><v>1</v></c></row>'
        '<row r="5"><c r="B5" t="e"><f>A1</f><v>#REF!</v></c><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c></row>'
    )
    columns = '<cols><col min="4" max="9" hidden="true"/><col min="12" max="16384" hidden="1"/></cols>'
    marks = scanned(sheet(rows, columns), DEFAULT)
    assert marks.hidden == ("第 2 行", "第 4 行", "D 列")
    assert marks.errors == {(5, 2)}
    assert marks.uncomputed == {(5, 3)}


@given(st.integers(1, 16384))
def test_letters_count_as_a_spreadsheet_does(column: int) -> None:
    number = 0
    for letter in letters(column):
        number = number * 26 + ord(letter) - 64
    assert number == column
