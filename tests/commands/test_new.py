"""``reportgen new``: from an empty workbook to the finished report, as a clerk goes, without a text file."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import reportgen
from fuzzing.mutilated_workbooks import resaved
from reportgen import api
from reportgen.commands.group import main
from reportgen.engine.export.excel_formulas import sheet_cells

SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")
OFFICE = "开封市人民政府"
CONTACT = {"电话": "0371-12345678", "邮编": "475000", "电子邮箱": "a@kaifeng.gov.cn"}


def fill_in(path: Path, figures: dict[str, object]) -> None:
    """Act as a clerk: type every figure into its cell, write over every hint, and save in a spreadsheet program."""
    book = openpyxl.load_workbook(path)
    cells = sheet_cells(api.describe("disclosure_2021").tables)
    for address, value in figures.items():
        sheet, _, cell = cells[address].partition("!")
        book[sheet][cell] = value
    for row in book["文字"].iter_rows(min_row=2):
        row[2].value = re.sub("〔请填写[^〕]*〕", "有关工作按规定办理", row[2].value or "")
    for row in book["其他内容"].iter_rows(min_row=2):
        row[2].value = {"电话": "0371-12345678", "邮编": "475000", "电子邮箱": "a@kaifeng.gov.cn"}.get(
            row[1].value, "某处"
        )
    book.save(path)
    (saved,) = resaved([path.read_bytes()])
    path.write_bytes(saved)


@pytest.mark.office
def test_a_report_is_made_without_touching_a_text_file(root: Path, tmp_path: Path) -> None:
    runner, path, document = CliRunner(), tmp_path / "2022.xlsx", tmp_path / "报告.docx"
    last = reportgen.load(root / SAMPLE)
    new = ["new", "--organ", OFFICE, "--year", "2022", "--previous", str(root / SAMPLE), "-o", str(path)]
    assert runner.invoke(main, new).exit_code == 0
    blank = runner.invoke(main, ["check", str(path)])
    assert blank.exit_code == 1
    figures = dict(last.entered)
    carried = "applications.carried_in.natural_persons", "applications.new.natural_persons"
    figures |= {carried[0]: 6, carried[1]: figures[carried[1]] - 3}
    fill_in(path, figures)
    checked = runner.invoke(main, ["check", str(path), "--previous", str(root / SAMPLE)])
    assert checked.exit_code == 0, checked.output
    rendered = runner.invoke(main, ["render", str(path), "-o", str(document)])
    assert rendered.exit_code == 0, rendered.output
    assert document.read_bytes()[:2] == b"PK"
    assert reportgen.load(path).entered == figures


def test_another_office_s_last_year_is_pointed_out(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    new = ["new", "--organ", "某局", "--year", "2022", "-o", str(path), "--previous", str(root / SAMPLE)]
    result = CliRunner().invoke(main, new)
    assert result.exit_code == 0
    assert "not of 某局" in result.output or "不是“某局”的" in result.output
    shown = [cell.value for row in openpyxl.load_workbook(path)["上年表四"].iter_rows() for cell in row]
    assert "开封市人民政府 2021 年的数字，只供对照。" in shown


def test_last_year_s_figures_stand_in_the_prompts(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    api.write_new(path, api.new_workbook(None, OFFICE, 2022, reportgen.load(root / SAMPLE)))
    prompts = openpyxl.load_workbook(path)["表三"].data_validations.dataValidation
    (prompt,) = (one.prompt for one in prompts if str(one.sqref) == "D4")
    assert prompt.endswith("上年：508")
