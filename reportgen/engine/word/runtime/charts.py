"""The charts of a report put into a rendered document, where its template names them.

``{{ charts.outcomes }}`` prints a mark: alone in a paragraph it becomes the chart, in the alt text of a picture the
chart takes the picture's place and size. A chart of a year of zeros is its sentence.
"""

from __future__ import annotations

import importlib.util
import posixpath
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from lxml import etree

from reportgen.core.errors import Fault, RenderError, UsageError
from reportgen.core.extras import install
from reportgen.core.origin import Origin
from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.engine.opc.package_writer import PreparedArchive
from reportgen.engine.opc.relations import CONTENT_TYPES, RELATIONS
from reportgen.engine.word.runtime.additions import Additions
from reportgen.engine.word.runtime.chart_paragraph import loosen
from reportgen.engine.word.runtime.chart_part import chart_part, height_of
from reportgen.engine.word.runtime.chart_workbook import chart_workbook
from reportgen.report.charts import ChartData, chart_data, illustrations_of
from reportgen.report.particulars import CHART_MARK, CHART_NAME
from reportgen.report.report import Report
from reportgen.report.workbook_layout import MOST_DIGITS

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDE: Final = 5_544_000
"""In EMU: 154 mm, of the 156 of a line."""


def with_charts(parts: dict[str, bytes], archive: PreparedArchive, report: Report, file: str) -> dict[str, bytes]:
    """Return the rendered ``parts`` with their charts, and what these add to the package; messages name ``file``.

    Raises:
        RenderError: a chart is not alone in its paragraph, lacks its figures, or there is none of its name.
        UsageError: XlsxWriter or python-calamine is not installed.
    """
    lacking = [name for name in ("xlsxwriter", "python_calamine") if importlib.util.find_spec(name) is None]
    if lacking:
        says = Text(
            f"Word 里的图表附有工作簿，这需要 {'、'.join(lacking)}",
            f"charts in Word have workbooks; these need {', '.join(lacking)}",
        )
        remedy = install("excel")
        raise UsageError(Fault("missing-extra", says, Origin(file), remedy))
    placing = _Placing(archive, report, file)
    changed = {name: placing.part(name, xml) if CHART_MARK.encode() in xml else xml for name, xml in parts.items()}
    if placing.faults:
        raise RenderError(placing.faults)
    return changed | placing.added()


class _Placing:
    """The charts of one document."""

    def __init__(self, archive: PreparedArchive, report: Report, file: str) -> None:
        self.archive, self.report, self.file = archive, report, file
        self.additions = Additions(archive)
        self.faults: list[Fault] = []
        self.charts: list[tuple[str, ChartData]] = []

    def part(self, name: str, xml: bytes) -> bytes:
        """Return the XML of the part ``name`` with its charts in the places of their marks."""
        tree = etree.fromstring(xml)
        for element, attribute, chart in list(_marks(tree)):
            declared = illustrations_of(self.report.type).chart(chart)
            if declared is None:
                self.faults.append(self._unknown(chart, name))
                continue
            data = chart_data(self.report, declared)
            if fault := self._unfit(data):
                self.faults.append(fault)
            elif attribute is not None:
                self._frame(name, element, attribute, data)
            else:
                self._paragraph(name, element, data)
        return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True, xml_declaration=True))

    def _unknown(self, name: str, part: str) -> Fault:
        names = [chart.name for chart in illustrations_of(self.report.type).charts]
        near = nearest(name, names, cutoff=0.0)
        says = Text(f"没有名为 {name} 的图表", f"there is no chart {name}")
        remedy = Text(
            f"可用的：{'、'.join(names)}；最接近的是 {near}", f"use {', '.join(names)}; the nearest is {near}"
        )
        return Fault("unknown-chart", says, Origin(self.file, place=part), remedy)

    def _unfit(self, data: ChartData) -> Fault | None:
        if data.missing:
            says = Text(data.sentence, f"the data lacks figures of the chart {data.name}")
            remedy = Text(
                "请在数据文件的 last_year: 下写上年的数字，或在模板里去掉这张图",
                "write last year's figures under last_year: in the data file, or take the chart out of the template",
            )
            return Fault("chart-without-figures", says, Origin(self.file), remedy)
        long = next((mark for mark in data.shown if len(mark.text.replace(".", "")) > MOST_DIGITS), None)
        if long is None:
            return None
        says = Text(
            f"图表的工作簿装不下超过 {MOST_DIGITS} 位的数字 {long.text}（{long.address}）",
            f"the chart's workbook keeps no more than {MOST_DIGITS} digits of {long.text} ({long.address})",
        )
        return Fault("workbook-number", says, Origin(self.file))

    def _paragraph(self, part: str, element: Any, data: ChartData) -> None:
        """Put a chart, or its sentence, into a paragraph that holds nothing else."""
        paragraph = next(element.iterancestors(f"{{{_W}}}p"))
        words = "".join(paragraph.itertext(f"{{{_W}}}t")).strip()
        if (
            words != f"{CHART_MARK}{data.name}{CHART_MARK}"
            or next(paragraph.iter(f"{{{_W}}}drawing"), None) is not None
        ):
            says = Text(
                f"{{{{ charts.{data.name} }}}} 要单独成一段，这一段还有别的内容",
                f"{{{{ charts.{data.name} }}}} must stand alone in its paragraph",
            )
            remedy = Text("请让它自成一段", "give it a paragraph of its own")
            self.faults.append(Fault("chart-not-alone", says, Origin(self.file, place=part), remedy))
            return
        if data.sentence:
            element.text = data.sentence
            return
        drawing = etree.fromstring(self._inline(part, data))
        element.getparent().replace(element, drawing)
        loosen(paragraph)

    def _frame(self, part: str, element: Any, attribute: str, data: ChartData) -> None:
        """Put a chart into the place of the picture whose alt text names it."""
        frame = element.getparent()
        graphic = None if frame is None else frame.find(f"{{{_A}}}graphic")
        if attribute not in ("descr", "title") or graphic is None or data.sentence:
            says = Text(
                f"charts.{data.name} 只能单独成一段，或写在普通图片的替换文字里"
                + ("；这一年没有可画的数字，图片框里放不下说明文字" if data.sentence else ""),
                f"charts.{data.name} stands alone in a paragraph or in the alt text of an ordinary picture"
                + ("; a year of zeros is a sentence, which fits no picture" if data.sentence else ""),
            )
            remedy = Text("请改为单独成一段", "give it a paragraph of its own")
            self.faults.append(Fault("chart-not-alone", says, Origin(self.file, place=part), remedy))
            return
        element.attrib.pop("title", None)
        element.set("descr", data.words)
        element.set("name", CHART_NAME + data.name)
        frame.replace(graphic, etree.fromstring(_graphic(self._relation(part, data))))

    def _relation(self, part: str, data: ChartData) -> str:
        """Return the relation to a new chart part."""
        taken = {name.lower() for name in self.archive.names()}
        numbers = (f"word/charts/reportChart{n}.xml" for n in range(1, 10_000))
        names = {name for name, _ in self.charts}
        member = next(name for name in numbers if name.lower() not in taken and name not in names)
        self.charts.append((member, data))
        target = posixpath.relpath(member, posixpath.dirname(part) or ".")
        return self.additions.part(part).relate_to(target, f"{_R}/chart")

    def _inline(self, part: str, data: ChartData) -> str:
        number = self.additions.number() + len(self.charts)
        return (
            f'<w:drawing xmlns:w="{_W}"><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{_WIDE}" cy="{height_of(data)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name="{CHART_NAME}{escape(data.name)}" descr="{escape(data.words)}"/>'
            f"<wp:cNvGraphicFramePr/>{_graphic(self._relation(part, data))}</wp:inline></w:drawing>"
        )

    def added(self) -> dict[str, bytes]:
        """Return the parts, relations and content types that the charts add."""
        added: dict[str, bytes] = {}
        for member, data in self.charts:
            stem = posixpath.basename(member).removesuffix(".xml")
            workbook = f"word/embeddings/{stem}.xlsx"
            added[member] = chart_part(data, "rId1")
            added[f"word/charts/_rels/{stem}.xml.rels"] = (
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELATIONS}">'
                f'<Relationship Id="rId1" Type="{_R}/package" Target="../embeddings/{stem}.xlsx"/></Relationships>'
            ).encode()
            added[workbook] = chart_workbook(data)
        added |= self.additions.changed()
        if self.charts:
            added[CONTENT_TYPES] = self._content_types()
        return added

    def _content_types(self) -> bytes:
        tree = etree.fromstring(self.archive.read(CONTENT_TYPES) or b"")
        for member, _ in self.charts:
            stem = posixpath.basename(member).removesuffix(".xml")
            for name, kind in ((member, _CHART_TYPE), (f"word/embeddings/{stem}.xlsx", _WORKBOOK_TYPE)):
                etree.SubElement(tree, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
        return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True, xml_declaration=True))


def _marks(tree: Any) -> Iterator[tuple[Any, str | None, str]]:
    """Yield every element with a mark, the attribute that holds it or None for its text, and the chart's name."""
    for element in tree.iter():
        texts = [(None, element.text or ""), *element.attrib.items()]
        for attribute, text in texts:
            if CHART_MARK in text:
                yield element, attribute, text.split(CHART_MARK)[1]


def _graphic(id: str) -> str:
    return (
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{id}"/>'
        "</a:graphicData></a:graphic>"
    )
