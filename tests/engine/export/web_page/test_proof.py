"""The proof of a page finds every damage: a figure, a note, a label, a title, a sentence, an address, the JSON-LD."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.core.errors import RenderError
from reportgen.engine.export.web_page.page import fragment, web_page
from reportgen.engine.export.web_page.proof import prove_page
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from tests.strategies import report_of, zero

DAMAGES = {
    "a figure": (">508<", ">509<", "PROOF"),
    "an empty cell": (">508<", "><", "PROOF"),
    "an address": ('data-address="applications.new.total"', 'data-address="applications.new.totals"', "PROOF"),
    "a figure too many": ("</tr>", '<td data-address="x">1</td></tr>', "PROOF"),
    "a row's label": (">1.属于国家秘密<", ">1.属于国家机密<", "F-LABEL"),
    "columns that changed places": (">商业企业<", ">科研机构<", "F-LABEL"),
    "a section's title": (">五、存在的主要问题及改进情况<", ">五、问题<", "F-SECT"),
    "the title": ("<span>开封市", "<span>开封", "PROOF"),
    "a sentence": ("市长专线接听来电119093个", "市长专线接听来电119094个", "PROOF"),
    "a heading of the prose": ("（二）改进措施", "（二）改进", "PROOF"),
    "the JSON-LD": ('"value":508}', '"value":580}', "PROOF"),
    "XML": ("</main>", "", "PROOF"),
}


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_page_is_refused(kaifeng: Report, name: str) -> None:
    old, new, rule = DAMAGES[name]
    text = web_page(kaifeng).decode()
    if name == "columns that changed places":
        text = text.replace(">科研机构<", ">甲<").replace(old, new).replace(">甲<", ">商业企业<")
    else:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(RenderError) as refused:
        prove_page(text.encode(), kaifeng, "page.html")
    assert rule in {fault.id for fault in refused.value.faults}
    assert all(fault.says.zh and fault.says.en and str(fault.origin) for fault in refused.value.faults)


@given(st.data())
def test_no_character_of_any_figure_can_be_changed(data: st.DataObject) -> None:
    report = report_of(zero())
    addresses = [address for table in report.tables for row in table.rows for address in row.addresses]
    address = data.draw(st.sampled_from(addresses))
    page = fragment(report).decode()
    before, sign, after = page.partition(f'data-address="{address}"')
    head, _, tail = after.partition(">0<")
    wrong = data.draw(st.sampled_from(["1", "00", "", "０", "O", "0 0"]))
    with pytest.raises(RenderError):
        prove_page(f"{before}{sign}{head}>{wrong}<{tail}".encode(), report, "page.html", whole=False)


@pytest.mark.parametrize("lost", ["附件", "电话：1", "2022年1月28日", "注：不含下属单位", "增减"])
def test_what_stands_below_cannot_be_lost(lost: str) -> None:
    particulars = Particulars(
        contact={"phone": "1"},
        published=dt.date(2022, 1, 28),
        attachments=("附件",),
        remarks={"reviews": "注：不含下属单位"},
        last_year={"applications.new.total": 3},
    )
    report = report_of(zero(), particulars=particulars)
    page = web_page(report).decode()
    damaged = page.replace(">3</td>", ">4</td>") if lost == "增减" else page.replace(lost, "无")
    with pytest.raises(RenderError):
        prove_page(damaged.encode(), report, "page.html")
    prove_page(page.encode(), report, "page.html")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<tspan data-address="applications.outcomes.granted.natural_persons">414<', "<tspan>414<"),
        ('granted.natural_persons">414</tspan>', 'granted.natural_persons">415</tspan>'),
        ('id="chart-reviews"', 'id="chart-outcomes"'),
        ("（自然人 414、", "（自然人 413、"),
    ],
)
def test_a_damaged_chart_of_a_page_is_refused(kaifeng: Report, old: str, new: str) -> None:
    text = web_page(kaifeng, charts=True).decode()
    assert old in text
    with pytest.raises(RenderError):
        prove_page(text.replace(old, new, 1).encode(), kaifeng, "page.html", charts=True)


def test_charts_too_many_or_too_few_are_refused(kaifeng: Report) -> None:
    for page, charts in ((web_page(kaifeng), True), (web_page(kaifeng, charts=True), False)):
        with pytest.raises(RenderError, match="too many charts or too few"):
            prove_page(page, kaifeng, "page.html", charts=charts)


def test_the_sentence_of_a_chart_without_figures_cannot_be_lost() -> None:
    report = report_of(zero())
    text = web_page(report, charts=True).decode().replace("2021年没有因政府信息公开引起", "2021年因政府信息公开引起")
    with pytest.raises(RenderError):
        prove_page(text.encode(), report, "page.html", charts=True)
