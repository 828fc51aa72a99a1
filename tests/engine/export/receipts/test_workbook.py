"""The workbook of a receipt has a row for every printed figure, as text, read back by another library."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
import python_calamine

import reportgen
from reportgen.report.receipt_rows import HEADER

DATA = "samples/disclosure_2021/kaifeng-2021.yaml"


def test_every_printed_figure_has_a_row_of_texts(root: Path, tmp_path: Path) -> None:
    report = reportgen.load(root / DATA)
    receipts = [tmp_path / "来源.xlsx", tmp_path / "来源.json", tmp_path / "再.xlsx"]
    reportgen.render(report, tmp_path / "报告.docx", receipt=receipts)
    found = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(receipts[0].read_bytes()))
    rows: list[list[Any]] = found.get_sheet_by_name("数字来源表").to_python()
    start = rows.index(list(HEADER))
    listed = rows[start + 1 :]
    assert len(listed) == receipts[1].read_text("utf-8").count('"expression"')
    assert all(isinstance(cell, str) for row in listed for cell in row)
    assert [row[2] for row in listed if row[3].endswith("自然人") and "新收" in row[3]][:1] == ["508"]
    assert receipts[0].read_bytes() == receipts[2].read_bytes()


def test_a_machine_without_xlsxwriter_is_told(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(reportgen.UsageError, match="XlsxWriter"):
        reportgen.render(reportgen.load(root / DATA), tmp_path / "a.docx", receipt=tmp_path / "a.xlsx")
    assert not [*tmp_path.iterdir()]
