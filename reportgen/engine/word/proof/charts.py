"""The charts of a finished document read back: cached values and embedded workbooks, compared with the report.

Nothing of their writing is used: a zip reader, an XML parser, the relations and a reader of workbooks.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from lxml import etree

from reportgen.core.errors import Fault, RenderError
from reportgen.core.text import Text
from reportgen.engine.opc.relations import read_relations
from reportgen.engine.word.proof.plain_xml import proof_fault
from reportgen.engine.word.runtime.template import Template
from reportgen.report.charts import ChartData, chart_data, illustrations_of
from reportgen.report.particulars import CHART_MARK, CHART_NAME
from reportgen.report.report import Report

_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Table = list[list[str]]
"""What a chart shows as rows: the labels of the series, then for each category its name and figures."""


def prove_charts(document: bytes, report: Report, template: Template, name: str = "document") -> None:
    """Compare every chart of ``document`` with ``report``: its caches, its embedded workbook and its alt text.

    Raises:
        RenderError: every difference at once; a chart that the template places unconditionally is not there.
    """
    faults: list[Fault] = []
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part in template.parts:
            content = package.read(part.name)
            if CHART_MARK.encode() in content:
                faults.append(proof_fault(Text("有一张图没有画出", "a chart was not drawn"), part.name, name))
            for chart, words, member in _drawings(package, part.name, content):
                found.add(chart)
                declared = illustrations_of(report.type).chart(chart)
                if declared is None:
                    continue  # a drawing of the template's own, of such a name
                data = chart_data(report, declared)
                faults += _faults(package, data, words, member, name)
    faults += _absent(found, report, template, name)
    if faults:
        raise RenderError(faults)


def _absent(found: set[str], report: Report, template: Template, name: str) -> Iterator[Fault]:
    certain = {
        str(use.path[1])
        for _, uses in template.uses
        for use in uses
        if use.path[0] == "charts" and len(use.path) > 1 and use.role == "printed" and not use.conditional
    }
    for chart in sorted(certain - found):
        declared = illustrations_of(report.type).chart(chart)
        if declared is not None and not chart_data(report, declared).sentence:
            yield proof_fault(Text(f"成品文档里没有图表 {chart}", f"the chart {chart} is not there"), "", name)


def _drawings(package: zipfile.ZipFile, part: str, content: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield name, alt text and part of each of our charts that a part of the document shows."""
    if CHART_NAME.encode() not in content:
        return
    tree: Any = etree.fromstring(content)
    arrows = _relations(package, part)
    for properties in tree.iter(f"{_WP}docPr"):
        title = properties.get("name") or ""
        chart = properties.getparent().find(f".//{_C}chart")
        if title.startswith(CHART_NAME) and chart is not None:
            yield title.removeprefix(CHART_NAME), properties.get("descr") or "", arrows[chart.get(f"{_R}id")]


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, file = posixpath.split(part)
    content = package.read(posixpath.join(folder, "_rels", f"{file}.rels"))
    return {one.id: one.part or "" for one in read_relations(content, part, set(package.namelist()))}


def _faults(package: zipfile.ZipFile, data: ChartData, words: str, member: str, name: str) -> Iterator[Fault]:
    tree: Any = etree.fromstring(package.read(member))
    wanted: Table = [["", *(one.label for one in data.series)]]
    for row, category in enumerate(data.categories):
        wanted.append([category, *(_written(one.marks[row].value) for one in data.series)])
    if (cached := _cached(tree)) != wanted:
        yield _difference("图里的数字", "the figures of the chart", cached, wanted, member, name)
    workbook = next(iter(_relations(package, member).values()))
    if (held := _held(package.read(workbook))) != wanted:
        yield _difference("图所附工作簿里的数字", "the figures of the chart's workbook", held, wanted, member, name)
    if words != data.words:
        says = Text("图的替换文字与数据不同", "the chart's alt text differs from the data")
        yield proof_fault(says, member, name)


def _difference(zh: str, en: str, found: Table, wanted: Table, member: str, name: str) -> Fault:
    cells = _cells(found) ^ _cells(wanted)
    shown = min(cells, default=(0, 0, ""))[2]
    return proof_fault(Text(f"{zh}与数据不同（{shown}）", f"{en} differ from the data ({shown})"), member, name)


def _cells(table: Table) -> set[tuple[int, int, str]]:
    return {(row, column, text) for row, texts in enumerate(table) for column, text in enumerate(texts)}


def _cached(tree: Any) -> Table:
    """Return what is cached in a chart, series by series, as rows."""
    series = [*tree.iter(f"{_C}ser")]
    if not series:
        return []
    columns = [[*_points(one, "tx"), *_points(one, "val")] for one in series]
    names = ["", *_points(series[0], "cat")]
    same = all(_points(one, "cat") == names[1:] for one in series)
    return [list(row) for row in zip(names, *columns, strict=False)] if same else []


def _points(series: Any, of: str) -> list[str]:
    texts = [one.text or "" for one in series.iterfind(f"{_C}{of}//{_C}pt/{_C}v")]
    return [_written(Decimal(text)) for text in texts] if of == "val" else texts


def _held(content: bytes) -> Table:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 — an extra

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows: Iterable[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[cell if isinstance(cell, str) else _written(Decimal(repr(cell))) for cell in row] for row in rows]


def _written(value: Decimal | int) -> str:
    """Return a number so that two that are equal are written alike."""
    exact = Decimal(value)
    return f"{exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize():f}"
