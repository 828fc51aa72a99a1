"""The proof of a PDF: LibreOffice's is read back whole, and a report that differs from it in anything is noticed."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pikepdf
import pytest

import reportgen
from reportgen.core.errors import RenderError, UsageError
from reportgen.engine.export import pdf_proof
from reportgen.engine.export.pdf_proof import fonts_of, prove_pdf
from reportgen.engine.office.pdf import pdf_of
from reportgen.report.report import Report

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


@pytest.fixture(scope="module")
def pdf(kaifeng: Report) -> bytes:
    """Return the report's PDF; its second section ends a line with a full stop behind a number."""
    document = io.BytesIO()
    reportgen.render(kaifeng, document)
    return pdf_of(document.getvalue(), "报告.pdf", "2022-01-28T00:00:00Z")


def test_a_pdf_of_libreoffice_has_every_figure_and_sentence(kaifeng: Report, pdf: bytes) -> None:
    prove_pdf(pdf, kaifeng, "报告.pdf")
    assert fonts_of(pdf, "报告.pdf")


def test_it_is_tagged_with_language_title_and_bookmarks(kaifeng: Report, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.Lang == "zh-CN"
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root
        assert document.docinfo["/Title"] == "开封市人民政府2021年政府信息公开工作年度报告"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20220128")
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == list(kaifeng.type.sections)


def with_value(report: Report, address: str, value: Any) -> Report:
    other = attrs.evolve(report)
    other.__dict__["values"] = {**report.values, address: value}
    return other


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("applications.new.natural_persons", 509),
        ("proactive.fees", Decimal("8937.0277")),
        ("reviews.litigation.after_reconsideration.total", 18),
    ],
)
def test_another_figure_is_noticed(kaifeng: Report, pdf: bytes, address: str, value: Any) -> None:
    with pytest.raises(RenderError, match=address):
        prove_pdf(pdf, with_value(kaifeng, address, value), "报告.pdf")


def test_a_lost_character_is_named_by_the_words_around_it(kaifeng: Report, pdf: bytes) -> None:
    longer = kaifeng.narrative["overview"].replace("}}条。全市制发规章", "}}条。。全市制发规章")
    assert longer != kaifeng.narrative["overview"]
    other = attrs.evolve(kaifeng, narrative={**kaifeng.narrative, "overview": longer})
    with pytest.raises(RenderError) as refused:
        prove_pdf(pdf, other, "报告.pdf")
    assert [fault.id for fault in refused.value.faults] == ["PROOF"]
    assert "12744条。" in refused.value.faults[0].says.zh


def test_another_office_s_title_is_noticed(kaifeng: Report, pdf: bytes) -> None:
    with pytest.raises(RenderError):
        prove_pdf(pdf, attrs.evolve(kaifeng, organ="安阳市人民政府"), "报告.pdf")


def test_a_machine_without_pdfplumber_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(UsageError) as refused:
        fonts_of(b"", "报告.pdf")
    assert "-m pip install pdfplumber typst" in refused.value.faults[0].message("zh")
    assert refused.value.faults == (pdf_proof.missing("报告.pdf"),)
