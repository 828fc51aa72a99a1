"""A PDF set by typst: accessible, the same every time, and with every word of the data as it was written."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportgen
from reportgen.core.errors import RenderError, UsageError
from reportgen.engine.export.pdf_proof import prove_pdf, text_of
from reportgen.engine.export.typeset import typesetting
from reportgen.engine.export.typeset.typesetting import missing_for, pdf_of
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from tests.strategies import NARRATIVE, any_statistics, report_of, zero

pytestmark = pytest.mark.fonts
MOMENT = "2022-01-28T00:00:00Z"
HOSTILE = st.text(st.sampled_from("#$*_@/\\[]{}<>a1=-~`\"'+|&!%.:;,（）《》，。“”字 \t"), min_size=1, max_size=60)
SAID = "#let x = 1; $a$ @b // c \\ [d] <a href='x'>e</a> ~ -- `f` = + - 1. 'g' \"h\" _i_ #import \"j\": k /* l */"


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


@pytest.fixture(scope="module")
def pdf(kaifeng: Report) -> bytes:
    return pdf_of(kaifeng, "报告.pdf", MOMENT, archive=True)


def opened(pdf: bytes) -> Any:
    return pikepdf.open(io.BytesIO(pdf))


def tags(element: Any) -> list[str]:
    """Return the tags of a structure element, or of several, and of all below."""
    if isinstance(element, pikepdf.Array):
        return [tag for one in element for tag in tags(one)]
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    return [str(element["/S"]), *tags(element.get("/K"))]


def test_it_has_every_figure_and_sentence(kaifeng: Report, pdf: bytes) -> None:
    prove_pdf(pdf, kaifeng, "报告.pdf")


def test_it_is_tagged_with_language_title_and_bookmarks(kaifeng: Report, pdf: bytes) -> None:
    with opened(pdf) as document:
        assert document.Root.Lang == "zh-CN"
        assert document.Root.MarkInfo.Marked
        assert document.docinfo["/Title"] == "开封市人民政府2021年政府信息公开工作年度报告"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
        found = tags(document.Root.StructTreeRoot.K)
    assert titles == list(kaifeng.type.sections)
    assert found.count("/Table") == len(kaifeng.tables)
    assert found.count("/H1") == len(kaifeng.type.sections)
    assert found.count("/TD") + found.count("/TH") == sum(len(table.cells) for table in kaifeng.tables)
    assert "/Strong" in found or "/Span" in found


def test_an_archive_has_its_fonts_and_colours_with_it(pdf: bytes) -> None:
    with opened(pdf) as document:
        [intent] = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert len(intent.DestOutputProfile.read_bytes()) > 100
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontDescriptor" in one]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & {*one.FontDescriptor.keys()} for one in fonts)
        assert not any(name in document.Root for name in ("/OpenAction", "/AA", "/AcroForm"))
        assert not document.is_encrypted


def test_the_same_report_gives_the_same_bytes(kaifeng: Report, pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf_of(kaifeng, "报告.pdf", MOMENT, archive=True) == pdf
    monkeypatch.setattr(typesetting, "_setter", typesetting._Setter)
    assert pdf_of(kaifeng, "报告.pdf", MOMENT, archive=True) == pdf


def test_its_date_is_the_day_of_publishing_or_none(kaifeng: Report, pdf: bytes) -> None:
    with opened(pdf) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20220128")
    with opened(pdf_of(kaifeng, "报告.pdf", None)) as document:
        assert "/CreationDate" not in document.docinfo


def test_an_archive_without_a_date_is_refused_with_the_remedy(kaifeng: Report) -> None:
    with pytest.raises(RenderError) as refused:
        pdf_of(kaifeng, "报告.pdf", None, archive=True)
    [fault] = refused.value.faults
    assert fault.id == "pdf-undated"
    assert fault.remedy is not None
    assert 'published: "2022-01-28"' in fault.remedy.zh


@settings(max_examples=6)
@given(any_statistics(), st.lists(HOSTILE, min_size=8, max_size=8), HOSTILE)
def test_words_that_would_be_code_are_printed_as_they_are(figures: Any, texts: list[str], note: str) -> None:
    lines = [f"甲{text.replace('{', '').replace('*', '')}乙" for text in [*texts, SAID]]
    narrative = {**NARRATIVE, "problems": "\n\n".join([f"### {lines[0]}", f"**{lines[1]}**", *lines])}
    particulars = Particulars(
        attachments=(lines[2],),
        remarks={"reviews": lines[3]},
        contact={"office": lines[4]},
        published=dt.date(2022, 1, 1),
    )
    organ = f"甲{lines[5]}"
    report = report_of(figures, organ=organ, narrative=narrative, notes={"reviews.reconsideration.upheld": note})
    report = (
        report
        if report.printed_prose["problems"].problems
        else report_of(
            figures,
            organ=organ,
            narrative=narrative,
            particulars=particulars,
            notes={"proactive.fees": f"（{lines[6]}）"},
        )
    )
    prove_pdf(pdf_of(report, "报告.pdf", None), report, "报告.pdf")


def test_the_proof_finds_another_figure_and_another_word(kaifeng: Report, pdf: bytes) -> None:
    other = report_of(zero(), organ=kaifeng.organ)
    with pytest.raises(RenderError, match=r"applications\.new\.natural_persons"):
        prove_pdf(pdf, other, "报告.pdf")


def test_a_sign_that_no_font_has_is_named() -> None:
    report = report_of(zero(), narrative={**NARRATIVE, "problems": "街道\U0002fff1字"})
    with pytest.raises(RenderError) as refused:
        pdf_of(report, "报告.pdf", None)
    [fault] = refused.value.faults
    assert fault.id == "font-missing"
    assert "U+2FFF1" in fault.says.zh


def test_a_table_longer_than_a_page_goes_on_with_its_head(kaifeng: Report) -> None:
    last = dict.fromkeys([address for table in kaifeng.tables for row in table.rows for address in row.addresses], 1)
    long = report_of(zero(), particulars=Particulars(last_year=last))
    made = pdf_of(long, "报告.pdf", None)
    prove_pdf(made, long, "报告.pdf")
    assert text_of(made, "报告.pdf").count("主要数据与上年对比") > 4


def test_a_machine_without_typst_is_told_what_to_install(kaifeng: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError) as refused:
        pdf_of(kaifeng, "报告.pdf", None)
    assert "-m pip install pdfplumber typst" in refused.value.faults[0].message("zh")
    assert missing_for("报告.pdf") == list(refused.value.faults)


def test_a_machine_without_a_chinese_font_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    def bare() -> Any:
        raise typst.TypstError("none", "none")

    monkeypatch.setattr(typesetting, "_sample_set", bare)
    assert [fault.id for fault in missing_for("报告.pdf")] == ["font-missing"]
