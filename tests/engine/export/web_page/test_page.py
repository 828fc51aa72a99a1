"""The web page shows what the report says: read by an HTML parser that shares nothing with the writing or the proof."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from pathlib import Path
from typing import Any

import attrs
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

import reportgen
from reportgen.engine.export.web_page.page import fragment, web_page
from reportgen.engine.export.web_page.proof import prove_page
from reportgen.report.charts import charts_of
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from tests.strategies import NARRATIVE, any_statistics, report_of, statistics, zero
from tests.toy_report.report_type import REPORT as TOY

DATA = "samples/disclosure_2021/kaifeng-2021.yaml"
HOSTILE = "<script>alert(1)</script>&\"'{{}}"
TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
PARTICULARS = Particulars(
    contact={"phone": "0371-1234567"},
    published=dt.date(2022, 1, 28),
    attachments=("甲", "乙"),
    remarks={"applications": "注：本表不含<下属单位>。"},
    last_year={"applications.new.total": 3},
    site={"name": "某市人民政府", "column": "年报", "id_code": "4102000001"},
)


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / DATA)


def parsed(page: bytes) -> Any:
    """Return a page as a browser reads it."""
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def shown(page: bytes) -> dict[str, str]:
    """Return the text of every cell that carries an address, as an HTML parser sees it."""
    tree = parsed(page)
    cells = tree.xpath("//td[@data-address]")
    found = {cell.get("data-address"): cell.text_content() for cell in cells}
    assert len(found) == len(cells)
    return found


def expected(report: Report) -> dict[str, str]:
    cells = [address for table in report.tables for row in table.rows for address in row.addresses]
    return {address: f"{report.values[address]}{report.notes.get(address, '')}" for address in cells}


@given(any_statistics(), st.booleans())
def test_every_figure_of_the_page_is_that_of_the_model(figures: Any, whole: bool) -> None:
    report = report_of(figures, notes={"applications.new.total": "（含结转）"})
    page = web_page(report) if whole else fragment(report)
    assert shown(page) == expected(report)
    prove_page(page, report, "page.html", whole=whole)


@given(TEXTS, TEXTS, TEXTS)
def test_any_words_stand_in_the_page_as_they_were_written(organ: str, prose: str, note: str) -> None:
    narrative = {**NARRATIVE, "overview": f"## 一<{prose.replace('*', '＊')}\n**{HOSTILE}**"}
    report = report_of(zero(), organ=organ, narrative=narrative, notes={"applications.new.total": note})
    if report.printed_prose["overview"].problems:
        return  # braces that loading refuses
    page = web_page(report)
    prove_page(page, report, "page.html")
    tree = parsed(page)
    assert tree.xpath("//strong")[0].text == HOSTILE
    assert "".join(tree.xpath("//h1")[0].text_content().split()) == "".join(
        f"{organ}2021年政府信息公开工作年度报告".split()
    )
    assert [element.get("type") for element in tree.iter("script")] == ["application/ld+json"]


def test_a_strict_parser_and_a_browser_s_see_the_same_elements(kaifeng: Report) -> None:
    page = web_page(kaifeng)
    loose = parsed(page)
    strict: Any = etree.fromstring(page)
    seen = [[(one.tag, one.get("id")) for one in tree.iter() if isinstance(one.tag, str)] for tree in (loose, strict)]
    assert seen[0] == seen[1]


def test_sections_tables_and_sentences_stand_in_the_form_s_order(kaifeng: Report) -> None:
    tree = parsed(web_page(kaifeng))
    titles = [title.text for title in tree.iter("h2")]
    assert titles == list(kaifeng.type.sections)
    captions = [caption.text for caption in tree.iter("caption")]
    assert captions[0] == "表二　主动公开政府信息情况"
    text = "".join(tree.text_content().split())
    for paragraphs in kaifeng.context()["narrative"].values():
        assert all("".join(one["text"].split()).replace("\u2011", "-") in text for one in paragraphs)
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_nothing_outside_of_the_page_is_asked_for(kaifeng: Report) -> None:
    for page in (web_page(kaifeng), fragment(kaifeng)):
        text = page.decode()
        assert not re.search(r"\b(src|href|url\(|@import|srcset|action)\b", text)
        assert not re.search(r"\son\w+=", text)


def test_header_cells_that_a_figure_names_are_there_and_give_its_label(kaifeng: Report) -> None:
    tree = parsed(web_page(kaifeng))
    names = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(names) == len(set(names))
    for table in tree.iter("table"):
        heads = {th.get("id"): th.text for th in table.iter("th")}
        assert all(th.get("scope") in {"row", "col", "rowgroup", "colgroup"} for th in table.iter("th"))
        for cell in table.xpath(".//td[@data-address]"):
            assert {*cell.get("headers").split()} <= heads.keys()
    cell = tree.xpath('//td[@data-address="applications.outcomes.withheld.state_secrets.enterprises"]')[0]
    named = [tree.get_element_by_id(name).text for name in cell.get("headers").split()]
    assert named == [
        "申请人情况",
        "法人或其他组织",
        "商业企业",
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
    ]


def test_a_fragment_has_its_look_in_its_elements_and_nothing_else(kaifeng: Report) -> None:
    tree: Any = html.fragment_fromstring(fragment(kaifeng).decode())
    assert not tree.xpath("//style | //script | //h1 | //*[@class] | //link | //meta")
    assert all(cell.get("style") for cell in tree.iter("td", "th", "p", "h2"))


def test_what_pages_of_government_sites_say_of_themselves_is_there() -> None:
    report = report_of(zero(), particulars=PARTICULARS)
    tree = parsed(web_page(report))
    meta = {one.get("name"): one.get("content") for one in tree.xpath("//meta[@name]")}
    meta.pop("viewport")
    assert meta == {
        "SiteName": "某市人民政府",
        "ColumnName": "年报",
        "SiteIDCode": "4102000001",
        "ArticleTitle": "某市人民政府2021年政府信息公开工作年度报告",
        "PubDate": "2022-01-28",
        "ContentSource": "某市人民政府",
    }


def test_what_an_office_prints_besides_stands_below(kaifeng: Report) -> None:
    report = report_of(zero(), particulars=PARTICULARS)
    page = web_page(report)
    prove_page(page, report, "page.html")
    text = parsed(page).text_content()
    below = text[text.index("六、其他需要报告的事项") :].split("\n")
    wanted = ["附件：1.甲", "2.乙", "电话：0371-1234567", "某市人民政府", "2022年1月28日"]
    assert [line for line in below if line in wanted] == wanted
    assert "主要数据与上年对比上年本年增减" in text
    assert "注：本表不含<下属单位>。" in text


@given(statistics())
def test_the_page_s_dataset_has_every_figure(figures: Any) -> None:
    report = report_of(figures)
    tree = parsed(web_page(report))
    data = json.loads(next(tree.iter("script")).text)
    found = {one["propertyID"]: str(one["value"]) for one in data["variableMeasured"]}
    assert found == expected(report)
    assert data["@type"] == "Dataset"


def test_a_type_of_another_kind_has_a_page_too(root: Path) -> None:
    from reportgen import pipeline
    from reportgen.engine import reading

    text = (root / "tests/toy_report/sample.yaml").read_text("utf-8")
    report = pipeline.build(reading.read_text(text, "sample.yaml"), lambda _: TOY)
    page = web_page(report)
    prove_page(page, report, "page.html")
    assert shown(page).keys() == {address for table in report.tables for row in table.rows for address in row.addresses}


def test_the_same_report_gives_the_same_bytes(root: Path, kaifeng: Report) -> None:
    again = reportgen.load(root / DATA)
    assert web_page(kaifeng) == web_page(again)
    assert fragment(kaifeng) == fragment(again)


@given(any_statistics(), st.booleans())
def test_every_figure_of_the_page_s_charts_is_that_of_the_model(figures: Any, whole: bool) -> None:
    report = report_of(figures, particulars=PARTICULARS)
    page = web_page(report, charts=True) if whole else fragment(report, charts=True)
    prove_page(page, report, "page.html", whole=whole, charts=True)
    assert shown(page) == expected(report), "the tables are as without charts"
    tree = parsed(page)
    for data in charts_of(report):
        drawn = tree.xpath(f'//figure/svg[@id="chart-{data.name}"]//*[@data-address]')
        texts = {one.get("data-address"): one.text_content() for one in drawn}
        assert texts == {mark.address: str(mark.value) for mark in data.shown}
        if data.sentence:
            assert data.sentence in [one.text for one in tree.iter("p")]


def test_charts_stand_in_a_page_only_where_they_are_asked_for(kaifeng: Report) -> None:
    assert not parsed(web_page(kaifeng)).xpath("//svg | //figure")
    charts = parsed(web_page(kaifeng, charts=True)).xpath("//section/figure/svg[@role='img']")
    sections = [one.getparent().getparent().get("id") for one in charts]
    assert sections == ["section-3", "section-3", "section-4"]


def test_a_fragment_with_charts_survives_an_editor_that_takes_styles_away(kaifeng: Report) -> None:
    """Such editors drop style elements, classes and scripts; some drop every style attribute, too."""
    tree: Any = html.fragment_fromstring(fragment(kaifeng, charts=True).decode())
    for element in [*tree.iter("style", "script", "link", "meta")]:
        element.drop_tree()
    for element in tree.iter():
        for name in ("class", "style"):
            element.attrib.pop(name, None)
    bars = tree.xpath("//rect[@data-bar]")
    assert bars
    assert all(bar.get("fill", "").startswith("#") and bar.get("stroke") for bar in bars)
    assert shown(html.tostring(tree, encoding="utf-8")) == expected(kaifeng)
    sizes = [float(text.get("font-size")) for text in tree.xpath("//svg/text")]
    assert sizes
    assert min(sizes) > 12


def test_a_pasted_fragment_keeps_figures_and_look_behind_a_sanitizer(kaifeng: Report) -> None:
    """Editors of sites take style sheets, scripts, classes and identifiers away, and elements that they do not know."""
    attributes = {tag: {*names} for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    for tag in ("div", "p", "h2", "h3", "h4", "table", "caption", "th", "td"):
        attributes[tag] = {*attributes.get(tag, ()), "style"}
    pasted = nh3.clean(fragment(kaifeng, charts=True).decode(), attributes=attributes)
    tree: Any = html.fragment_fromstring(pasted)
    assert not tree.xpath("//style | //script | //svg | //*[@class] | //*[@id]")
    rows = [["".join(cell.text_content().split()) for cell in row] for row in tree.iter("tr")]
    figures = expected(kaifeng)
    rest = iter(rows)
    for row in (row for table in kaifeng.tables for row in table.rows):
        wanted = [figures[address] for address in row.addresses]
        assert any(found[-len(wanted) :] == wanted for found in rest), row.label
    assert all("border:1px solid" in cell.get("style") for cell in tree.iter("td", "th"))
    assert all(cell.get("scope") for cell in tree.iter("th"))
    shown = "".join(tree.text_content().split())
    for paragraphs in kaifeng.context()["narrative"].values():
        assert all("".join(one["text"].split()).replace("\u2011", "-") in shown for one in paragraphs)


def test_a_line_before_an_e_mail_address_is_not_stretched(kaifeng: Report) -> None:
    contact = Particulars(contact={"phone": "86123456", "email": "zhengwugongkai@kaifeng.gov.cn"})
    tree = parsed(web_page(attrs.evolve(kaifeng, particulars=contact)))
    assert [one.text_content() for one in tree.xpath("//p[@class='long-word']")][-1].endswith("@kaifeng.gov.cn")
    assert not any("86123456" in one.text_content() for one in tree.xpath("//p[@class='long-word']"))
    sheet = tree.xpath("string(//style)")
    assert "p.long-word{text-align:left}" in sheet.partition("@media print")[2]
