"""A draft's list of findings says where each stands: the line of a data file, the cell of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen.engine.word.variants.draft_findings import in_one_line

SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")
RIGHT, WRONG = "new:        [508, ", "new:        [509, "


@pytest.fixture(name="text")
def _text(root: Path, tmp_path: Path) -> Path:
    """A data file with one more new application than its totals have."""
    content = (root / SAMPLE).read_text("utf-8")
    assert content.count(RIGHT) == 1
    path = tmp_path / "错.yaml"
    path.write_text(content.replace(RIGHT, WRONG), "utf-8")
    return path


def lines_of(path: Path) -> list[str]:
    report = reportgen.load(path)
    return [in_one_line(finding, report) for finding in reportgen.check(report)]


def test_a_finding_of_a_data_file_has_its_line(text: Path) -> None:
    assert any("（数据文件第 " in line for line in lines_of(text))


def test_a_finding_of_a_workbook_has_its_cell(text: Path, tmp_path: Path) -> None:
    path = tmp_path / "错.xlsx"
    reportgen.convert(reportgen.load(text), path)
    found = lines_of(path)
    assert found
    assert all("（工作簿 " in line for line in found), found
    assert not any("数据文件第" in line for line in found)
