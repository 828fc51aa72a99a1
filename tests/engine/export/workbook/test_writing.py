"""The workbook in a spreadsheet: totals stay alive, a broken column shows its difference in red; no row is blank."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing.mutilated_workbooks import converted, resaved
from reportgen.engine.export.workbook.writing import paragraphs
from reportgen.prose.markup import parse
from tests.engine.workbooks import edited, put, read, workbook
from tests.strategies import NARRATIVE, report_of, zero

RED = bytes((0xFF, 0xC7, 0xCE))
"""How workbook_styles paints what is wrong."""


def pixels(pdf: bytes, folder: Path, colour: bytes) -> int:
    """Return how many pixels of a colour the pages of a PDF file have, at 40 dots an inch."""
    (folder / "a.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "40", "a.pdf", "page"], cwd=folder, check=True, timeout=100)
    found = 0
    for page in folder.glob("page*.ppm"):
        _, _, _, data = page.read_bytes().split(b"\n", 3)
        found += sum(data[place : place + 3] == colour for place in range(0, len(data), 3))
        page.unlink()
    return found


@pytest.mark.office
def test_a_spreadsheet_computes_totals_and_paints_what_is_broken(tmp_path: Path) -> None:
    """A clerk types 8 received and 7 carried out: one is lost, and its cells turn red."""
    sound = workbook(report_of(zero()))
    broken = edited(edited(sound, put("表三", "D4", 8)), put("表三", "D28", 7))
    (saved,) = resaved([broken])
    shown = openpyxl.load_workbook(io.BytesIO(saved), data_only=True)["表三"]
    assert [shown[cell].value for cell in ("J4", "J28", "D27", "J27")] == [8, 7, 0, 0]
    (verdicts,) = ([cell.value for cell in row[3:10]] for row in shown.iter_rows() if str(row[0].value)[:6] == "T3-BAL")
    assert verdicts == [-1, "✓", "✓", "✓", "✓", "✓", -1]
    good, bad = (pixels(pdf, tmp_path, RED) for pdf in converted([sound, saved], "pdf"))
    assert good == 0
    assert bad > 100
    assert read(saved).values["applications.new.total"] == 8


@given(st.lists(st.sampled_from(["", "", "甲", "## 乙", "### ", " "]), max_size=8).map("\n".join))
def test_a_blank_line_goes_with_the_paragraph_before_it(text: str) -> None:
    rows = paragraphs(text)
    assert "\n".join(rows) == text
    assert all(row != "" for row in rows[1:])


def test_the_sheet_of_the_prose_has_no_blank_rows() -> None:
    narrative: dict[str, Any] = NARRATIVE | {"overview": "甲\n\n## 乙\n\n\n丙\n"}
    report = report_of(zero(), narrative=narrative)
    content = workbook(report)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["文字"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2) if row[0].value == "一、总体情况"]
    assert [row[2].strip("\n") for row in rows] == ["甲", "乙", "丙"]
    assert [row[1] for row in rows] == ["正文", "（一）级标题", "正文"]
    assert read(content).narrative == narrative
    assert len(parse(narrative["overview"]).paragraphs) == 3
