"""A receipt says where a figure stands in page and PDF, and other readers find it there."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pdfplumber
import pytest
from lxml import html

import reportgen
from reportgen.engine.export.receipts.places import with_places
from reportgen.report.particulars import Particulars
from reportgen.report.receipt import Cited, Printed
from tests.strategies import report_of, zero

pytestmark = pytest.mark.fonts
LAST = {"applications.new.total": 498}


@pytest.fixture(scope="module")
def written(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample's Word document, page, PDF and receipt."""
    folder = tmp_path_factory.mktemp("written")
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    particulars = Particulars(
        attachments=("甲", "乙"), published=dt.date(2022, 1, 28), contact={"phone": "1"}, last_year=LAST
    )
    more = attrs.evolve(report, particulars=particulars)
    targets = [folder / f"报告{end}" for end in (".docx", ".html", ".pdf")]
    receipts = [folder / f"来源{end}" for end in (".json", ".xlsx")]
    reportgen.render(more, targets, receipt=receipts, pdf_by="typst")
    return folder


@pytest.fixture(scope="module")
def figures(written: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((written / "来源.json").read_bytes())["figures"]
    return found


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u2011", "-")


def test_every_figure_of_the_body_has_both_places(figures: list[dict[str, Any]]) -> None:
    body = [one for one in figures if one["part"] == "word/document.xml"]
    assert len(body) >= 250
    assert [one["address"] for one in body if "web" not in one or "pdf_page" not in one] == []
    assert not any("web" in one for one in figures if one["part"] != "word/document.xml")


def test_a_browser_s_parser_finds_the_figure_at_its_place(written: Path, figures: list[dict[str, Any]]) -> None:
    tree: Any = html.document_fromstring((written / "报告.html").read_bytes())
    for one in figures:
        if "web" in one:
            [place] = tree.xpath("//*[@id=$id]", id=one["web"].removeprefix("#"))
            cells = place.xpath(".//td[@data-address=$address]", address=one["address"])
            shown = squeezed((cells or [place])[0].text_content())
            assert squeezed(one["text"]) in shown


def test_the_page_of_the_pdf_shows_the_figure(written: Path, figures: list[dict[str, Any]]) -> None:
    with pdfplumber.open(written / "报告.pdf") as pdf:
        pages = [re.sub(r"—\d+—$", "", squeezed(page.extract_text())) for page in pdf.pages]
    for one in figures:
        if "pdf_page" in one:
            number = one["pdf_page"]
            assert squeezed(one["text"]) in "".join(pages[number - 1 : number + 1])  # a name may go on overleaf
    [number] = {one["pdf_page"] for one in figures if one.get("web") == "#table-2"}
    assert "三、收到和处理政府信息公开申请情况" in pages[number - 1]


def test_the_table_for_clerks_says_both_places(written: Path) -> None:
    from python_calamine import CalamineWorkbook

    content = io.BytesIO((written / "来源.xlsx").read_bytes())
    rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    places = [str(row[1]) for row in rows if "网页 #table-2" in str(row[1])]
    assert len(places) == 25 * 7
    assert [place for place in places if "个表格第" not in place or "PDF 第" not in place] == []


def test_the_same_words_in_two_sections_are_found_in_their_order() -> None:
    same = Printed("word/document.xml", "3", "x", (Cited("x", "3"),), paragraph=1, near="共3件。")
    said = "<p>共3件。</p>"
    page = f'<html><section id="a"><p>1</p>{said}</section><section id="b">{said}</section></html>'.encode()
    report = report_of(zero())
    other = Printed("word/document.xml", "9", "y", (Cited("y", "9"),), paragraph=1, near="共9件")
    again = attrs.evolve(same, paragraph=2)
    found = with_places([same, again, other], report, page, None)
    assert [one.web for one in found] == ["#a", "#b", None]
