"""A text laid out by spaces is read by the places of its signs: labels over several lines, blanks, pages."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.reading.published import plain_text
from reportgen.engine.reading.published.laid_out_text import shown
from reportgen.engine.reading.published.report import PublishedReport, the_report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests import published_looks as looks

ORGAN = "某某市人民政府"
LABEL = 18


def columns(text: str, wide: int) -> int:
    return sum(wide if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def row_lines(row: Sequence[str], widths: Sequence[int], wide: int, wrapped: bool) -> list[str]:
    """Return the lines of a row: a label may have several, a figure stands in the middle one."""
    size = LABEL if wrapped else 100
    pieces = [[cell[at : at + size] for at in range(0, len(cell), size)] or [""] for cell in row]
    height = max(map(len, pieces))
    lines = []
    for number in range(height):
        line = ""
        for place, (cell, width) in enumerate(zip(pieces, widths, strict=True)):
            at = number - (height - len(cell)) // 2
            text = cell[at] if 0 <= at < len(cell) else ""
            line += " " * (sum(widths[:place]) - columns(line, wide)) + text if text else ""
            assert columns(line, wide) <= sum(widths[:place]) + width
        lines.append(line)
    return lines


def laid_out(seed: int, wide: int, values: dict[str, Any], *, wrapped: bool) -> str:
    """Return a report as a text laid out by spaces, a Chinese sign so many columns ``wide``."""
    grids = iter(looks.tables_of(REPORT, values, looks.Look(seed, blanks=""), {}))
    lines = [f"{ORGAN}2023年政府信息公开工作年度报告", ""]
    for section in REPORT.sections:
        lines += [section, ""]
        if not any(table.heading == section for table in REPORT.tables):
            lines += [looks.LONG, ""]
            continue
        rows = looks.unmerged(next(grids), "blank")
        own = [[len(cell) if wrapped else columns(cell, wide) for cell in column] for column in zip(*rows, strict=True)]
        limit = (LABEL if wrapped else 100) * wide
        widths = [min(max(sizes), limit) + 3 for sizes in own]
        for row in rows:
            lines += [*row_lines(row, widths, wide, wrapped), *([""] if wrapped else [])]
    return "\n".join(lines)


def read(text: str) -> PublishedReport:
    return the_report(plain_text.read(text.encode(), "a.txt"), [REPORT])


def wrong_and_missing(text: str, values: dict[str, Any]) -> tuple[list[str], int]:
    found = looks.read_figures(read(text).document.data, REPORT)
    wrong = [address for address, value in found.items() if value is not None and value != str(values[address])]
    return wrong, sum(value is not None and found.get(address) is None for address, value in values.items())


@settings(max_examples=6)
@given(st.integers(0, 10_000))
def test_labels_over_several_lines_are_read_whole(seed: int) -> None:
    values = {address: value or 0 for address, value in looks.figures(REPORT, seed).items()}
    assert wrong_and_missing(laid_out(seed, 1, values, wrapped=True), values) == ([], 0)


@settings(max_examples=6)
@given(st.integers(0, 10_000))
def test_a_blank_in_a_row_moves_no_figure(seed: int) -> None:
    values = looks.figures(REPORT, seed)
    wrong, missing = wrong_and_missing(laid_out(seed, 2, values, wrapped=False), values)
    assert wrong == []
    assert missing <= 40


def test_a_row_with_a_blank_is_not_read_where_places_are_loose() -> None:
    values: dict[str, Any] = dict.fromkeys(looks.figures(REPORT, 1), 7)
    values["applications.new.enterprises"] = None
    found = looks.read_figures(read(laid_out(1, 1, values, wrapped=True)).document.data, REPORT)
    assert found["applications.new.research_institutions"] is None


@pytest.mark.parametrize("between", ["\t", "  "])
def test_cells_divided_by_a_sign_are_no_layout(between: str) -> None:
    grid = looks.tables_of(REPORT, looks.figures(REPORT, 2), looks.Look(2), {})[1]
    assert shown([[between.join(row) for row in looks.unmerged(grid, "dropped")]], "a.txt") is None


def test_a_place_is_told_by_its_line() -> None:
    values = dict.fromkeys(looks.figures(REPORT, 1), 7)
    document = plain_text.read(laid_out(1, 1, values, wrapped=True).encode(), "a.txt")
    lines = [block.origin.line or 0 for block in document.blocks]
    assert all(one < other for one, other in itertools.pairwise(lines[:4]))
    assert lines[0] == 1
