"""The receipt as pages of Word: a row for every printed figure, in the words of the form."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from reportgen import api
from reportgen.api import data_files
from reportgen.core.errors import OutputError


@pytest.fixture(scope="module")
def rows(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[str]], list[dict[str, object]], str]:
    folder = tmp_path_factory.mktemp("receipt")
    report = api.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    api.render(report, folder / "a.docx", receipt=[folder / "来源.docx", folder / "来源.json"])
    document = docx.Document(str(folder / "来源.docx"))
    (table,) = document.tables
    cells = [[str(cell.xpath("string(.)")) for cell in row.tc_lst] for row in table._tbl.tr_lst]
    figures = json.loads((folder / "来源.json").read_text("utf-8"))["figures"]
    return cells, figures, "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_every_figure_of_the_receipt_has_its_row(
    rows: tuple[list[list[str]], list[dict[str, object]], str],
) -> None:
    cells, figures, _ = rows
    assert cells[0] == ["序号", "印在哪里", "印出的文字", "是哪个数字", "怎样得来", "数据文件"]
    assert [row[2] for row in cells[1:]] == [str(figure["text"]) for figure in figures]
    assert [row[0] for row in cells[1:]] == [str(number) for number in range(1, len(figures) + 1)]


def test_a_row_says_what_where_and_from_which_line(
    rows: tuple[list[list[str]], list[dict[str, object]], str],
) -> None:
    cells, figures, above = rows
    by_address = {
        str(figure["address"]): row for figure, row in zip(figures, cells[1:], strict=True) if figure["table"]
    }
    new = by_address["applications.new.natural_persons"]
    assert new[3:] == ["表三“一、本年新收政府信息公开申请数量”自然人", "填报", "第 37 行"]
    assert new[1].startswith("第 2 个表格第 ")
    assert by_address["applications.carried_in.total"][4:] == ["3（其余 5 个为 0）", ""]
    assert "SHA-256" in above
    assert "开封市人民政府 2021 年报告中" in above


def test_a_row_of_a_workbook_s_figure_names_its_cell(root: Path, tmp_path: Path) -> None:
    data_files.convert(api.load(root / "samples/disclosure_2021/kaifeng-2021.yaml"), tmp_path / "年报.xlsx")
    api.render(api.load(tmp_path / "年报.xlsx"), tmp_path / "a.docx", receipt=tmp_path / "来源.docx")
    (table,) = docx.Document(str(tmp_path / "来源.docx")).tables
    origins = [str(row.tc_lst[-1].xpath("string(.)")) for row in table._tbl.tr_lst]
    assert "表三!D4" in origins


def test_the_pages_are_the_same_for_the_same_document(root: Path, tmp_path: Path) -> None:
    report = api.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    pages = []
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        api.render(report, tmp_path / name / "a.docx", receipt=tmp_path / name / "r.docx")
        pages.append((tmp_path / name / "r.docx").read_bytes())
    assert pages[0] == pages[1]


def test_two_receipts_or_a_receipt_and_the_report_are_no_one_file(root: Path, tmp_path: Path) -> None:
    report = api.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    for receipts in ([tmp_path / "a.docx"], [tmp_path / "r.json", tmp_path / "r.json"]):
        with pytest.raises(OutputError):
            api.render(report, tmp_path / "a.docx", receipt=receipts)
    assert not list(tmp_path.iterdir())
