"""A draft marks the cells that are wrong: each in its place, shaded, with the finding as a comment."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.variants.draft import mark_as_draft
from reportgen.engine.word.variants.draft_findings import Noted
from reportgen.engine.word.variants.marked_cells import FORBIDS, VERIFY
from reportgen.pipeline import check, draft
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.official_templates import PATH, full_report
from tests.strategies import report_of, with_values, zero

CELLS = [address for table in REPORT.tables for row in table.rows for address in row.addresses]
FULL = full_report()
DOCUMENT = compile_template(PATH).render(FULL)


def shaded(content: bytes) -> dict[str, str]:
    """Return the colour by the figure of every cell with one of our colours."""
    found = {}
    for cell in docx.Document(io.BytesIO(content)).element.iter(qn("w:tc")):
        shading = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
        if shading is not None and shading.get(qn("w:fill")) in {FORBIDS, VERIFY}:
            found["".join(words.text or "" for words in cell.iter(qn("w:t")))] = shading.get(qn("w:fill"))
    return found


def comments(content: bytes) -> list[tuple[str, str]]:
    """Return every comment's text with the text that it stands on."""
    document = docx.Document(io.BytesIO(content))
    on = {}
    for paragraph in document.element.iter(qn("w:p")):
        for reference in paragraph.iter(qn("w:commentReference")):
            on[int(reference.get(qn("w:id")))] = "".join(words.text or "" for words in paragraph.iter(qn("w:t")))
    return [(comment.text, on[comment.comment_id]) for comment in document.comments]


@settings(max_examples=15)
@given(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4, unique=True), st.booleans())
def test_a_mark_stands_in_the_cell_of_its_figure_and_nowhere_else(addresses: list[str], forbids: bool) -> None:
    noted = [Noted(forbids, f"句{number}", (), (address,)) for number, address in enumerate(addresses)]
    content = mark_as_draft(DOCUMENT, noted, REPORT.tables)
    note = FULL.notes
    shown = [f"{FULL.values[address]}{note.get(address, '')}" for address in addresses]
    assert shaded(content) == dict.fromkeys(shown, FORBIDS if forbids else VERIFY)
    said = {(f"{number}. 句{number - 1}", text) for number, text in enumerate(shown, start=1)}
    assert set(comments(content)) == said


def test_two_findings_of_a_cell_share_its_comment_and_colour() -> None:
    noted = [Noted(True, "甲", (), (CELLS[0],)), Noted(False, "乙", (), (CELLS[0],))]
    content = mark_as_draft(DOCUMENT, noted, REPORT.tables)
    assert list(shaded(content).values()) == [FORBIDS]
    assert [text for text, _ in comments(content)] == ["1. 甲\n2. 乙"]


def drafted(report: Report) -> bytes:
    return draft(report, compile_template(PATH), check(report))


def test_the_likeliest_cell_of_a_wrong_total_is_marked() -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    values["reviews.litigation.direct.upheld"] = 12
    content = drafted(report_of(with_values(values), stated={"reviews.litigation.direct.total": 21}))
    assert shaded(content).keys() <= {"12", "21"}
    assert any("T4-SUM" in text for text, _ in comments(content))


@pytest.mark.parametrize("blanks", [1, 11])
def test_blank_cells_are_marked_and_many_of_them_told_together(blanks: int) -> None:
    names = [address for address in REPORT.addresses.entered if address.startswith("applications.")][:blanks]
    report = report_of(with_values(dict.fromkeys(REPORT.addresses.entered, 0) | dict.fromkeys(names)))
    content = drafted(report)
    document = docx.Document(io.BytesIO(content))
    assert [cell for cell in shaded(content) if cell] == ["〔空白〕"]
    listed = [paragraph.text for paragraph in document.paragraphs if "没有填" in paragraph.text]
    assert len(listed) == (blanks > 10)
    assert bool(comments(content)) == (blanks == 1)


def test_a_sound_report_has_no_marks() -> None:
    content = drafted(report_of(zero()))
    assert not shaded(content)
    assert not comments(content)
