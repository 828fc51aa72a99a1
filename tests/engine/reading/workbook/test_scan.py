"""A sheet's XML looked through before a reader of values fills its memory from it."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.limits import DEFAULT
from reportgen.engine.reading.workbook.scan import (
    MOST_CELLS,
    MOST_ROWS,
    DeclarationError,
    TooFarError,
    _parsed,
    _quickly,
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


@pytest.mark.parametrize(
    ("formula", "value"), [("12+30", 42), ("12", 12), ("-3+4-1", 0), ("12*3", None), ("A1+1", None), ("1,2", None)]
)
def test_a_formula_without_value_that_adds_plain_numbers_says_its_value(formula: str, value: int | None) -> None:
    marks = scanned(sheet(f'<row r="2"><c r="B2"><f>{formula}</f><v></v></c></row>'), DEFAULT)
    assert dict(marks.sums) == ({} if value is None else {(2, 2): value})
    assert marks.uncomputed == {(2, 2)}


VALUES = st.sampled_from(["<v>1</v>", "<v></v>", "<v> </v>", "<v/>", "<is><t>a</t></is>", "<is/>", ""])
FORMULAS = st.sampled_from(["", "", "<f>A1&gt;2</f>", "<f/>", '<f t="shared" si="0"/>', "<f>&quot;&lt;c r=&quot;</f>"])
KINDS = st.sampled_from(["", "", ' s="1" t="s"', ' t="e"', " t='e'", ' t="b" s="3"', ' cm="1"'])
ROWS = st.sampled_from(
    ['r="{}"', 'r="{}" ht="0"', 'r="{}" hidden="1"', 'r="{}" hidden="0" ht="12.5"', "spans='1:3' r='{}'"]
)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """Draw a sheet as programs write it, and slightly otherwise."""
    rows = []
    for number in draw(st.lists(st.integers(1, 30), max_size=5)):
        cells = [
            f'<c r="{letters(column)}{number}"{draw(KINDS)}>{draw(FORMULAS)}{draw(VALUES)}</c>'
            for column in draw(st.lists(st.integers(1, 30), max_size=4))
        ]
        rows.append(f"<row {draw(ROWS).format(number)}>{''.join(cells)}</row>")
    before = draw(st.sampled_from(["", '<cols><col min="1" max="2" width="9" hidden="1"/></cols>', "<!-- x -->"]))
    xml = sheet("".join(rows), before)
    return draw(st.sampled_from([xml, xml, xml.replace(b"<row", b"\n<row"), xml.replace(b"</row>", b"", 1)]))


@given(sheets())
def test_a_quick_look_says_what_a_whole_parse_says(xml: bytes) -> None:
    quickly = _quickly(xml, DEFAULT)
    with contextlib.suppress(ValueError):  # the reader of values refuses what is not well-formed
        assert quickly is None or _parsed(xml, DEFAULT) == quickly


def test_what_our_own_writer_makes_needs_a_quick_look_only(root: Path) -> None:
    with zipfile.ZipFile(root / "samples" / "disclosure_2021" / "kaifeng-2021.xlsx") as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert _quickly(book.read(name), DEFAULT) is not None


@given(st.integers(1, 16384))
def test_letters_count_as_a_spreadsheet_does(column: int) -> None:
    number = 0
    for letter in letters(column):
        number = number * 26 + ord(letter) - 64
    assert number == column
