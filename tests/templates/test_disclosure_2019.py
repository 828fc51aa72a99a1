"""The Word template of disclosure_2019: the tables of its form; all else is the template of disclosure_2021.

`official-form-2019.txt` has the tables of the form as offices printed them in the years 2019 and 2020.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from reportgen.model.form_grid import FormTable, GridCell
from reportgen.reports.disclosure.form_2019 import REPORT
from tests.grid_text import grid_text
from tests.templates import test_disclosure_2021 as later

TEMPLATE = later.HERE.parents[1] / "templates" / "disclosure_2019" / "report.docx"
PARTS = "word/document.xml"
TABLES = list(enumerate(REPORT.tables))


def members(template: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(template) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_three_tables_have_the_form_s_rows_spans_and_labels() -> None:
    difference = later.first_difference(later.structure(TEMPLATE), later.golden("official-form-2019.txt"))
    assert difference is None, f"the template leaves the form at {difference}"


def test_the_grid_of_the_report_type_is_the_form() -> None:
    lines = []
    for number, table in enumerate(REPORT.tables, start=2):
        rows = grid_text(table)
        lines += [f"表{number}: {table.columns} columns, {len(rows)} rows", *(f"| {line} |" for line in rows)]
    difference = later.first_difference(lines, later.golden("official-form-2019.txt"))
    assert difference is None, f"the grid leaves the form at {difference}"


class _Tables(HTMLParser):
    """Reads the rows of a page's tables: of each cell its columns, its rows and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[tuple[int, int, str]]] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            given = {name: int(value or 1) for name, value in attrs if name in {"colspan", "rowspan"}}
            self.rows[-1].append((given.get("colspan", 1), given.get("rowspan", 1), ""))
            self.open = True
        else:
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open and self.rows:
            columns, rows, text = self.rows[-1][-1]
            self.rows[-1][-1] = columns, rows, text + data

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "td"


@pytest.mark.shared
def test_the_grid_is_the_blank_form_as_it_was_collected(shared: Path) -> None:
    page = _Tables()
    page.feed((shared / "forms" / "2019" / "form_2019.html").read_text("utf-8"))
    ours = []
    for table in REPORT.tables:
        rows: dict[int, list[tuple[int, int, str]]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append((cell.columns, cell.rows, cell.text))
        ours += [rows[number] for number in sorted(rows)]
    assert page.rows == ours


@pytest.mark.parametrize(("number", "table"), TABLES)
def test_every_figure_and_label_stands_in_its_cell_of_the_grid(number: int, table: FormTable) -> None:
    def shown(cell: GridCell) -> str:
        note = f"{{{{ notes.{cell.address} }}}}" if number == 0 else ""
        return f"{{{{ {cell.address} }}}}{note}" if cell.address else cell.text

    expected = {(cell.row, cell.column): (cell.columns, shown(cell)) for cell in table.cells}
    assert later.printed(later.tables(TEMPLATE)[number]) == expected


def test_every_figure_is_printed_exactly_once() -> None:
    tags = Counter(later.TAG.findall(later.text(later.part(PARTS, TEMPLATE))))
    figures = {tag: times for tag, times in tags.items() if re.match(r"\{\{ (proactive|applications|reviews)\.", tag)}
    assert len(figures) == 22 + 161 + 15
    assert set(figures.values()) == {1}


def test_all_but_the_tables_is_the_template_of_the_later_form() -> None:
    ours, theirs = members(TEMPLATE), members(later.TEMPLATE)
    assert ours.keys() == theirs.keys()
    assert {name for name in ours if ours[name] != theirs[name]} == {PARTS}
    bodies = []
    for template in (TEMPLATE, later.TEMPLATE):
        body = later.find(later.part(PARTS, template), "body")
        assert body is not None
        for table in list(body.iter(later.WORD + "tbl"))[:2]:
            body.remove(table)
        bodies.append(etree.tostring(body, method="c14n"))
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_tables_are_as_wide_as_the_text_with_cells_on_their_grid(number: int) -> None:
    table = later.tables(TEMPLATE)[number]
    widths = later.grid(table)
    assert sum(widths) == later.BODY_WIDTH
    for row in later.rows(table):
        column = 0
        for cell in row.findall(later.WORD + "tc"):
            across = later.span(cell)
            assert later.value(cell, "tcPr/tcW", "w") == str(sum(widths[column : column + across]))
            column += across
        assert column == len(widths)


def test_table_2_is_kept_whole_and_lower_than_half_a_page() -> None:
    rows = later.rows(later.tables(TEMPLATE)[0])
    held = [all(later.find(p, "pPr/keepNext") is not None for p in row.iter(later.WORD + "p")) for row in rows]
    assert held == [True] * (len(rows) - 1) + [False]
    heights = sum(int(later.value(row, "trPr/trHeight") or 0) for row in rows)
    assert heights + 579 <= 0.45 * (16838 - 2098 - 1984)


def test_table_3_and_its_title_fit_on_one_page() -> None:
    rows = later.rows(later.tables(TEMPLATE)[1])
    heights = sum(int(later.value(row, "trPr/trHeight") or 0) for row in rows)
    assert heights + 10 * (len(rows) + 1) + 579 + 100 <= 16838 - 2098 - 1984
