"""The proof sees every figure that differs, every label that is missing, every section out of order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import catalogue
from reportgen.core.errors import RenderError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.proof.plain_xml import parse
from reportgen.engine.word.proof.read_back import prove
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.engine.word.word_templates import with_body
from tests.strategies import any_statistics, report_of, zero

TEMPLATE = compile_template(catalogue.template_path(REPORT.name))
PRINTED = [address for table in REPORT.tables for row in table.rows for address in row.addresses]


def proof(report: Report, document: bytes) -> None:
    prove(document, REPORT.tables, REPORT.sections, report.values, report.notes)


def changed(document: bytes, change: Callable[[str], str]) -> bytes:
    """Return the document with its main part changed as text."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                after = change(content.decode())
                assert after != content.decode(), "the change must hit something"
                content = after.encode()
            copy.writestr(name, content)
    return target.getvalue()


def test_the_form_has_two_hundred_printed_figures_each_once() -> None:
    assert len(PRINTED) == len(set(PRINTED)) == 200
    assert set(PRINTED) == {name for name in REPORT.addresses if REPORT.addresses[name].printed}


@given(any_statistics())
def test_the_document_read_back_equals_the_model(figures: Statistics) -> None:
    report = report_of(figures)
    proof(report, TEMPLATE.render(report))


@settings(max_examples=20)
@given(any_statistics(), st.sampled_from(PRINTED))
def test_one_figure_that_differs_is_the_one_that_is_named(figures: Statistics, address: str) -> None:
    report = report_of(figures)
    document = TEMPLATE.render(report)
    values = {**report.values, address: report.values[address] + 1}
    with pytest.raises(RenderError) as error:
        prove(document, REPORT.tables, REPORT.sections, values, {})
    (fault,) = error.value.faults
    assert fault.id == "PROOF"
    assert address in fault.says.en
    table = next(table for table in REPORT.tables if any(address in row.addresses for row in table.rows))
    row = next(row for row in table.rows if address in row.addresses)
    assert f"第 {row.addresses.index(address) + 1} 个数" in str(fault)


def test_a_note_is_part_of_what_is_proved() -> None:
    notes = {"proactive.regulations.made": "（其中修订16件）"}
    report = report_of(zero(), notes=notes)
    document = TEMPLATE.render(report)
    proof(report, document)
    with pytest.raises(RenderError, match=r"proactive\.regulations\.made"):
        prove(document, REPORT.tables, REPORT.sections, report.values, {})
    for other in (
        TEMPLATE.render(report_of(zero())),
        changed(document, lambda xml: xml.replace("修订16件", "修订6件")),
    ):
        with pytest.raises(RenderError, match=r"proactive\.regulations\.made"):
            prove(other, REPORT.tables, REPORT.sections, report.values, notes)


ZERO_CELL = r">0</w:t></w:r></w:p></w:tc>"
PROBLEMS, OTHERS = "五、存在的主要问题及改进情况", "六、其他需要报告的事项"


def _first_cell(xml: str, text: str) -> str:
    return re.sub(ZERO_CELL, f">{text}</w:t></w:r></w:p></w:tc>", xml, count=1)


DAMAGES = {
    "a section's title": (lambda xml: xml.replace("二、主动公开政府信息情况", "二、主动公开情况"), "F-SECT"),
    "a row's label": (lambda xml: xml.replace("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"), "F-LABEL"),
    "a blank figure": (
        lambda xml: re.sub(r">0</w:t></w:r></w:p></w:tc>", "></w:t></w:r></w:p></w:tc>", xml, count=1),
        "PROOF",
    ),
    "a figure and words": (
        lambda xml: re.sub(r">0</w:t></w:r></w:p></w:tc>", ">0件</w:t></w:r></w:p></w:tc>", xml, count=1),
        "PROOF",
    ),
    "no tables": (lambda xml: re.sub(r"<w:tbl>.*?</w:tbl>", "", xml, flags=re.DOTALL), "F-LABEL"),
}


def _before_first_figure(xml: str, run: str) -> str:
    return re.sub(r"(<w:r>(?:(?!<w:r>).)*>0</w:t></w:r></w:p></w:tc>)", rf"{run}\1", xml, count=1)


def test_tab_stops_of_a_figure_s_paragraph_are_not_part_of_it() -> None:
    report = report_of(zero())
    stops = '<w:pPr><w:tabs><w:tab w:val="decimal" w:pos="300"/></w:tabs></w:pPr>'
    proof(report, changed(TEMPLATE.render(report), lambda xml: _before_first_figure(xml, stops)))


@pytest.mark.parametrize("sign", ["noBreakHyphen", "tab", "br", "cr", 'sym w:char="F02D"'])
def test_a_sign_beside_a_figure_is_part_of_what_is_shown(sign: str) -> None:
    report = report_of(zero())
    document = changed(TEMPLATE.render(report), lambda xml: _before_first_figure(xml, f"<w:r><w:{sign}/></w:r>"))
    with pytest.raises(RenderError, match=r"applications\.new\.natural_persons"):
        proof(report, document)


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_a_damaged_document_is_not_proved(damage: str) -> None:
    change, expected = DAMAGES[damage]
    report = report_of(zero())
    document = changed(TEMPLATE.render(report), change)
    with pytest.raises(RenderError) as error:
        proof(report, document)
    assert expected in {fault.id for fault in error.value.faults}


def test_words_added_to_an_official_label_are_named() -> None:
    report, label = report_of(zero()), "2.其他法律行政法规禁止公开"
    document = changed(TEMPLATE.render(report), lambda xml: xml.replace(label, f"{label}的"))
    with pytest.raises(RenderError) as refusal:
        proof(report, document)
    assert [fault.id for fault in refusal.value.faults] == ["F-LABEL"]
    assert f"官方名称“{label}”被改成了“{label}的”" in refusal.value.faults[0].problem.zh
    proof(report, changed(TEMPLATE.render(report), lambda xml: xml.replace(label, f"{label}（含转办）")))


def test_sections_in_another_order_are_not_proved() -> None:
    report = report_of(zero())
    swap = {
        "五、存在的主要问题及改进情况": "六、其他需要报告的事项",
        "六、其他需要报告的事项": "五、存在的主要问题及改进情况",
    }
    document = changed(
        TEMPLATE.render(report), lambda xml: re.sub("|".join(swap), lambda match: swap[match.group()], xml)
    )
    with pytest.raises(RenderError, match="out of order"):
        proof(report, document)


@pytest.mark.parametrize(
    ("titles", "missed"),
    [
        (["一", "二", "三"], {}),
        (["二", "一", "三"], {"二": "次序不对"}),
        (["一", "说明", "三"], {"二": "缺失或有改动"}),
        (["三", "一", "二"], {"三": "次序不对"}),
        (["一", "二二", " 三 "], {"二": "缺失或有改动"}),
    ],
)
def test_each_title_stands_alone_below_the_one_before_it(titles: list[str], missed: dict[str, str]) -> None:
    document = with_body("".join(f"<w:p><w:r><w:t>{title}</w:t></w:r></w:p>" for title in titles))
    try:
        prove(document, [], ["一", "二", "三"], {}, {})
        found = []
    except RenderError as refusal:
        found = [fault.problem.zh for fault in refusal.faults]
    assert found == [f"一级标题“{title}”{how}" for title, how in missed.items()]


@pytest.mark.parametrize(
    "damage",
    [
        lambda xml: re.sub(r"(<\?xml[^>]*\?>)?", '<!DOCTYPE d [<!ENTITY e "508">]>', xml, count=1),
        lambda xml: xml.replace("</w:body>", "", 1),
        lambda xml: xml.replace("w:body", "w:bodies"),
    ],
    ids=["a document type", "not well-formed", "no body"],
)
def test_what_cannot_be_read_plainly_is_not_proved(damage: Callable[[str], str]) -> None:
    report = report_of(zero())
    with pytest.raises(RenderError) as refusal:
        proof(report, changed(TEMPLATE.render(report), damage))
    assert [fault.id for fault in refusal.value.faults] == ["PROOF"]


def test_prose_that_the_template_leaves_out_is_missed() -> None:
    report = report_of(zero())
    document = TEMPLATE.render(report)
    prose = [paragraph["text"] for part in report.context()["narrative"].values() for paragraph in part]
    prove(document, REPORT.tables, REPORT.sections, report.values, {}, prose)
    with pytest.raises(RenderError, match="is not in the finished document"):
        prove(document, REPORT.tables, REPORT.sections, report.values, {}, [*prose, "没有印出来的一段话"])
    with pytest.raises(RenderError, match="the paragraph “一二三四五六七八九十一二三四五六七八九十…”"):
        prove(document, [], [], {}, {}, ["  一二三四五六七八九十一二三四五六七八九十一二"])


@pytest.mark.parametrize("content", [b"", b"<w:ftr>", b"<!DOCTYPE a><a/>"])
def test_a_filled_part_that_is_no_sound_xml_is_refused_with_its_name(content: bytes) -> None:
    report, target = report_of(zero()), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(TEMPLATE.render(report))) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, content if name == "docProps/core.xml" else source.read(name))
    sound, every = ["word/document.xml", "word/footer1.xml"], ["word/document.xml", "docProps/core.xml"]
    prove(target.getvalue(), REPORT.tables, REPORT.sections, report.values, {}, parts=sound)
    with pytest.raises(RenderError) as caught:
        prove(target.getvalue(), REPORT.tables, REPORT.sections, report.values, {}, parts=every)
    assert [fault.origin.place for fault in caught.value.faults if fault.origin] == ["docProps/core.xml"]


def test_where_a_part_cannot_be_read_is_told_by_line_and_column() -> None:
    with pytest.raises(RenderError, match=r"cannot be read \(line 2, column 8\)"):
        parse(b"<a>\n  <b></c></a>")
    for encoding in ("utf-8", "UTF8"):
        parse(f"<?xml version='1.0' encoding='{encoding}'?><a/>".encode())
    with pytest.raises(RenderError, match="its XML is in GBK; it should be UTF-8"):
        parse(b"<?xml version='1.0' encoding='GBK'?><a/>")
