"""A PDF as its reader sees it: every kind of page that offices publish, and what is said of what cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import reportgen
from reportgen.core.errors import ReportgenError
from reportgen.core.limits import DEFAULT
from reportgen.core.shown_document import ShownDocument, ShownTable
from reportgen.engine.form_matching.rows import find_rows
from reportgen.engine.reading.published.pdf import read
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.pdf_pages import Cell, Page, pdf, tables, texts, unread
from tests.published import published_figures

BODY = (
    "本报告由市人民政府办公室编制，所列数据的统计期限自一月一日起至十二月三十一日止。如对本报告有疑问，请与办公室联系。"
)


def refused(content: bytes, **limits: int) -> list[str]:
    with pytest.raises(ReportgenError) as caught:
        read(content, "年报.pdf", attrs.evolve(DEFAULT, **limits))
    for fault in caught.value.faults:
        assert "pdfminer" not in fault.message("en").lower()
    return [fault.id for fault in caught.value.faults]


def test_a_table_stands_between_its_paragraphs() -> None:
    page = Page().text(104, 100, "二、主动公开政府信息情况", 16)
    page.table(
        72, 120, [100, 60], [20, 20], [Cell(0, 0, "规章"), Cell(0, 1, "12"), Cell(1, 0, "文件"), Cell(1, 1, "3")]
    )
    page.text(104, 200, "三、收到和处理政府信息公开申请情况", 16)
    found = read(pdf(page), "年报.pdf")
    assert texts(found) == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    assert isinstance(found.blocks[1], ShownTable)
    assert found.blocks[1].cells[3].origin.place == "第 1 页表格 1 第 2 行第 2 列"
    assert found.unread == ()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    drawn = [Cell(0, 0, "规章"), Cell(0, 1, "12"), Cell(1, 0, "文件"), Cell(1, 1, "3")]
    upright = Page().text(72, 80, BODY[:20], 12).table(72, 120, [100, 60], [20, 20], drawn)
    found = read(pdf(_turned(upright, turn)), "年报.pdf")
    assert (tables(found), texts(found)) == ([drawn], [BODY[:20]])


def _turned(page: Page, turn: int) -> Page:
    """Return a page whose content is turned, so that its text runs in the direction ``turn``."""
    width, height = page.width, page.height
    matrix = {90: f"0 1 -1 0 {height} 0", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 -1 1 0 0 {width}"}[turn]
    turned = Page(*((height, width) if turn != 180 else (width, height)))
    turned.parts = [f"q {matrix} cm", *page.parts, "Q"]
    return turned


def test_a_page_with_a_rotation_is_read_as_it_is_shown() -> None:
    turned = _turned(Page().text(72, 80, BODY[:20], 12), 90)
    turned.rotate = 90
    assert texts(read(pdf(turned), "年报.pdf")) == [BODY[:20]]


def test_a_scanned_page_is_named() -> None:
    found = read(pdf(Page().picture(0, 0, 595, 842), Page().text(72, 80, BODY[:20], 12)), "年报.pdf")
    assert unread(found) == ["pdf-picture-page"]
    assert found.unread[0].in_("zh").startswith("年报.pdf: 第 1 页: 整页是图片（扫描件）")
    assert texts(found) == [BODY[:20]]


def test_text_behind_a_scan_is_not_used() -> None:
    scan = Page().picture(0, 0, 595, 842)
    for line in range(5):
        scan.text(72, 80 + 20 * line, BODY[:20], 12, mode=3)
    found = read(pdf(scan), "年报.pdf")
    assert (unread(found), found.blocks) == (["pdf-machine-read"], ())


def test_a_character_without_a_code_is_named() -> None:
    drawn = [Cell(0, 0, "规章"), Cell(0, 1, ""), Cell(1, 0, "文件"), Cell(1, 1, "3")]
    page = Page().table(72, 120, [100, 60], [20, 20], drawn).text(190, 133, "12", font="F2")
    found = read(pdf(page), "年报.pdf")
    assert unread(found) == ["pdf-no-code"]
    assert tables(found)[0][1].text == "\ufffd\ufffd"


@pytest.mark.parametrize("hidden", [{"grey": 1}, {"mode": 3}])
def test_hidden_text_is_left_out_and_told(hidden: dict[str, Any]) -> None:
    page = Page().text(72, 80, BODY[:20], 12).text(72, 120, "看不见", 12, **hidden)
    found = read(pdf(page), "年报.pdf")
    assert (texts(found), unread(found)) == ([BODY[:20]], ["pdf-hidden"])


def test_a_damaged_page_leaves_the_others() -> None:
    broken = Page()
    broken.parts = ["BT /Missing"]
    content = pdf(Page().text(72, 80, BODY[:20], 12), broken)
    place = content.index(b"/Contents 13 0 R")
    content = content[:place] + b"/Contents 99 0 R" + content[place + 16 :]
    assert texts(read(content, "年报.pdf")) == [BODY[:20]]


def test_what_is_no_pdf_or_needs_a_password_is_refused() -> None:
    page = Page().text(72, 80, BODY[:20], 12)
    assert refused(b"") == ["pdf-not-one"]
    assert refused("本报告".encode()) == ["pdf-not-one"]
    assert refused(b"%PDF-1.7\n%%EOF") == ["pdf-damaged"]
    filter_ = "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O (" + "a" * 32 + ") /U (" + "b" * 32 + ") >>"
    assert refused(pdf(page, trailer=filter_ + " /ID [(a) (a)]")) == ["pdf-locked"]


def test_a_truncated_file_says_that_something_may_be_missing() -> None:
    content = pdf(*(Page().text(72, 80, BODY[:20], 12) for _ in range(3)))
    assert unread(read(content, "年报.pdf")) == []
    assert unread(read(pdf(Page().text(72, 80, BODY[:20], 12), count=2), "年报.pdf")) == ["pdf-incomplete"]
    assert refused(content[: content.index(b"14 0 obj")]) == ["pdf-damaged"]


def test_a_document_larger_than_a_report_is_refused() -> None:
    pages = [Page().text(72, 80, BODY[:20], 12) for _ in range(4)]
    assert refused(pdf(*pages), pdf_pages=3) == ["pdf-too-large"]
    assert refused(pdf(*pages), reading_cpu_seconds=-1) == ["pdf-too-large"]
    assert refused(pdf(*pages), unzipped_bytes=100) == ["pdf-too-large"]


def test_without_pdfplumber_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert refused(pdf(Page())) == ["missing-extra"]


def test_importing_the_reader_loads_no_pdf_library() -> None:
    code = "import sys, reportgen.engine.reading.published.pdf; print({'pdfplumber', 'pdfminer'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def figures(document: ShownDocument) -> dict[str, str]:
    """Return the figures of the 2021 form's rows, found by their labels."""
    found: dict[str, str] = {}
    for cells in tables(document):
        rows = [[cell.text for cell in cells if cell.row == row] for row in sorted({cell.row for cell in cells})]
        for table in REPORT.tables:
            for place, row in zip(find_rows(rows, table.rows), table.rows, strict=True):
                if place is not None:
                    pairs = zip(row.addresses, rows[place][-len(row.addresses) :], strict=True)
                    found |= {str(address): text for address, text in pairs if address}
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", ["huaian_gov_2024", "hongze_gov_2023"])
def test_a_real_report_is_read_figure_by_figure(name: str, shared: Path) -> None:
    """A row of an older form and one with a misspelt label are not found by their labels here."""
    found = read((shared / "reports" / f"{name}.pdf").read_bytes(), f"{name}.pdf")
    expected = published_figures(shared, name)
    shown = figures(found)
    assert (len(tables(found)), found.unread) == (3, ())
    assert {address: text for address, text in shown.items() if address in expected} == {
        address: text for address, text in expected.items() if address in shown
    }
    missing = [address for address in expected if address not in shown]
    assert all("otherwise_handled" in address or "prohibited_by_law" in address for address in missing)
    assert len(shown) > 150


@pytest.mark.shared
def test_a_published_pdf_becomes_the_true_data(shared: Path) -> None:
    truth = json.loads((shared / "published" / "pdf-01.truth.json").read_text("utf-8"))
    report = reportgen.load(shared / "published" / "pdf-01.pdf")
    found = {str(address): None if value is None else str(value) for address, value in report.values.items()}
    assert {address: found.get(address) for address in truth["values"]} == truth["values"]
    assert list(reportgen.read(shared / "published" / "pdf-01.pdf").prose) == truth["prose"]


@pytest.mark.shared
def test_a_check_of_a_pdf_finds_its_two_wrong_totals(shared: Path) -> None:
    found = [finding.rule for finding in reportgen.check(reportgen.load(shared / "reports" / "hongze_gov_2023.pdf"))]
    assert found.count("T4-SUM") == 2
    assert "F-OLDFORM" in found
