"""A finished 图解 read back and compared with the report: every figure, and every chart with its bars and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from reportgen.core.errors import Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import PROOF
from reportgen.engine.export.charts.proof import SVG, chart_faults, figure_of
from reportgen.engine.export.infographic.template import LABEL, TEXTS, Infographic
from reportgen.engine.form_matching.rows import squeezed
from reportgen.report.charts import ChartData
from reportgen.report.report import Report

_SVG: Final = re.compile(rb"<svg xmlns=.*?</svg>", re.DOTALL)


def prove_page(content: bytes, template: Infographic, report: Report, name: str) -> None:
    """Compare the page of a 图解 with its report; messages call it ``name``.

    Raises:
        RenderError: every difference at once.
    """
    drawn: list[Any] = [etree.fromstring(one) for one in _SVG.findall(content)]
    page: Any = html.document_fromstring(_SVG.sub(b"", content), parser=html.HTMLParser(encoding="utf-8"))
    wanted = [
        piece.names[0]
        for piece in template.pieces
        if not piece.in_tag and piece.names[0] not in TEXTS and not piece.names[0].startswith((LABEL, "charts."))
    ]
    faults = [*_figure_faults(page, wanted, report, name)]
    charts = template.charts(report)
    faults += _drawn_faults(drawn, charts, report, name)
    faults += _sentence_faults(page.text_content(), charts, name)
    if faults:
        raise RenderError(faults)


def prove_picture(content: bytes, template: Infographic, report: Report, name: str) -> None:
    """Compare the drawing of a 图解 with its report; raises as :func:`prove_page`."""
    tree: Any = etree.fromstring(content)
    groups = [one for one in tree.iter(f"{SVG}g") if one.get("id")]
    charts = template.charts(report)
    faults = [*_drawn_faults([one for one in groups if _has_bars(one, charts)], charts, report, name)]
    shown = "".join("".join(one.itertext()) for one in tree.iter(f"{SVG}text"))
    faults += _sentence_faults(shown, charts, name)
    for group in groups:
        group.getparent().remove(group)
    faults += _figure_faults(tree, [*template.figures()], report, name)
    if faults:
        raise RenderError(faults)


def prove_pdf(pdf: bytes, template: Infographic, report: Report, name: str) -> None:
    """Find in the PDF of a proved page each figure, behind its office's name, and each number of a chart.

    Raises:
        RenderError: one is not there.
        UsageError: pdfplumber is not installed.
    """
    from reportgen.engine.export.pdf_proof import text_of  # noqa: PLC0415 — only a PDF needs it

    text = text_of(pdf, name)
    printed = [figure_of(report, address) or "" for address in template.figures()]
    drawn = [mark.text for data in template.charts(report) for mark in data.shown]
    lost = [one for one in (squeezed(report.organ), *printed, *drawn) if one not in text]
    if lost:
        raise RenderError(_fault(Text(f"PDF 里没有 {lost[0]}", f"the PDF lacks {lost[0]}"), name))


def _has_bars(group: Any, charts: tuple[ChartData, ...]) -> bool:
    return any(group.get("id") == f"chart-{data.name}" and not data.sentence for data in charts)


def _figure_faults(tree: Any, wanted: list[str], report: Report, name: str) -> Iterator[Fault]:
    shown = [
        (one.get("data-address"), "".join(one.itertext()))
        for one in tree.iter(etree.Element)
        if one.get("data-address")
    ]
    for address, text in shown:
        written = figure_of(report, address)
        if text != written:
            says = Text(
                f"图解上 {address} 是“{text}”，数据中是“{written}”",
                f"the 图解 shows “{text}” for {address}, the data has “{written}”",
            )
            yield _fault(says, name)
    if Counter(address for address, _ in shown) != Counter(wanted):
        yield _fault(Text("图解上的数字多了或少了", "the 图解 has too many figures or too few"), name)


def _drawn_faults(drawn: list[Any], charts: tuple[ChartData, ...], report: Report, name: str) -> Iterator[Fault]:
    wanted = [data for data in charts if not data.sentence]
    if [one.get("id") for one in drawn] != [f"chart-{data.name}" for data in wanted]:
        yield _fault(Text("图解上的图多了或少了", "the 图解 has too many charts or too few"), name)
        return
    for tree, data in zip(drawn, wanted, strict=True):
        yield from chart_faults(tree, data, report, name)


def _sentence_faults(text: str, charts: tuple[ChartData, ...], name: str) -> Iterator[Fault]:
    for data in charts:
        if data.sentence and data.sentence not in text:
            yield _fault(Text(f"缺少“{data.sentence}”", f"“{data.sentence}” is missing"), name)


def _fault(says: Text, name: str) -> Fault:
    remedy = Text("请检查图解模板；没有写出文件", "check the template of the 图解; nothing was written")
    return Fault(PROOF.id, says, Origin(name), remedy)
