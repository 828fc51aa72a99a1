"""Receipts: a report rendered once more with every printed figure marked, so that its place can be read off.

The marked parts without their marks must be the parts of the finished document, byte for byte: then what the marks say
is true of that document.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.errors import Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.opc.document_dates import without_dates
from reportgen.engine.opc.fingerprint import without_fingerprint
from reportgen.engine.word.language.tags import read_tag
from reportgen.engine.word.markup.paragraphs import Cell, PartText
from reportgen.engine.word.meter import SpentError
from reportgen.engine.word.proof.provenance import Span, traced_context
from reportgen.engine.word.proof.traced_render import Event, Marking, Signs, pattern_of, signs_for, whole
from reportgen.engine.word.runtime.charts import with_charts
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.template import Template
from reportgen.report.charts import chart_data, illustrations_of
from reportgen.report.particulars import CHART_MARK, CHART_MARKS
from reportgen.report.receipt import Printed, cite
from reportgen.report.report import Report

_AROUND: Final = 12
_CHART: Final = re.compile(f"{CHART_MARK}([^{CHART_MARK}]+){CHART_MARK}")
_ATTRIBUTE: Final = re.compile(r'\s([^\s=]+)="([^"]*)"')


def printed_figures(report: Report, template: Template, document: bytes) -> tuple[Printed, ...]:
    """Return every printed figure of ``document``, which ``template`` rendered for ``report``, in reading order.

    Raises:
        RenderError: ``receipt``, if the document is not what the template gives for this report.
    """
    context = traced_context(report)
    if report.type.illustrations is not None:
        context["charts"] = CHART_MARKS
    found: list[Printed] = []
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part in template.parts:
            finished = package.read(part.name)
            signs = signs_for(finished.decode())
            marking = Marking(part, template.name, signs)
            try:
                marked = marking.render(context, template.meter())
            except SpentError as stop:
                raise RenderError(template.stopped(part, stop)) from None
            clean = marking.clean(marked)
            if CHART_MARK.encode() in clean:
                clean = with_charts({part.name: clean}, template.archive, report, template.name)[part.name]
            if marking.faults or _without_additions(clean) != _without_additions(finished):
                says = Text(
                    zh="无法开具凭据：成品与重新生成的内容不一致",
                    en="no receipt: the document is not what the template gives for this report",
                )
                raise RenderError([*marking.faults, Fault("receipt", says, Origin(template.name, place=part.name))])
            found += _read(part, marked, marking.events, signs, report)
    return tuple(found)


def _without_additions(part: bytes) -> bytes:
    """Return a part without what is added to a finished document."""
    return without_dates(without_fingerprint(part))


def _read(part: CompiledPart, marked: bytes, events: list[Event], signs: Signs, report: Report) -> Iterator[Printed]:
    """Yield what a marked part shows: its text, then its attributes, then what has no place of its own."""
    pattern = pattern_of(signs)
    found = PartText(_lines(marked.decode()), re.compile(f"[{signs[0]}{CHART_MARK}]"))
    placed: set[int] = set()
    for paragraph in found.paragraphs:
        inside = paragraph.number > 0
        number = paragraph.number if inside else None
        clean = pattern.sub(r"\2", paragraph.text)
        for event, begin, shown in _marked(paragraph.text, pattern, events, placed):
            for span, start, text, near in _spans(event, begin, shown, clean):
                cell = paragraph.table, paragraph.row, paragraph.column
                printed = _printed(part, event, span, text, report, cell)
                yield attrs.evolve(printed, paragraph=number, start=start if inside else None, near=near)
    for attribute in _attributes(found, signs[0]):
        for event, begin, shown in _marked(attribute.value, pattern, events, placed):
            for span, start, text, near in _spans(event, begin, shown, pattern.sub(r"\2", attribute.value)):
                yield attrs.evolve(
                    _printed(part, event, span, text, report, attribute.cell),
                    paragraph=attribute.paragraph,
                    start=start,
                    near=near,
                    element=attribute.element,
                    attribute=attribute.name,
                )
    for event in (event for number, event in enumerate(events) if number not in placed):
        for span, _, text, _ in _spans(event, 0, _lines(event.shown), ""):
            yield _printed(part, event, span, text, report)
    for chart, place, cell in _charts(found):
        yield from _figures_of(chart, part.name, report, place, cell)


def _charts(found: PartText) -> Iterator[tuple[str, int | None, Cell]]:
    """Yield the names of the charts that stand in paragraphs, or in the place of pictures, with where they stand."""
    for paragraph in found.paragraphs:
        for name in _CHART.findall(paragraph.text):
            yield name, paragraph.number or None, (paragraph.table, paragraph.row, paragraph.column)
    for tag in found.tags:
        for name in _CHART.findall(tag.token):
            yield name, tag.home.number or None, tag.cell


def _figures_of(name: str, part: str, report: Report, paragraph: int | None, cell: Cell) -> Iterator[Printed]:
    """Yield every figure that a chart prints; one without figures is a sentence."""
    chart = illustrations_of(report.type).chart(name)
    if chart is None or (data := chart_data(report, chart)).sentence:
        return
    table, row, column = cell
    for mark in data.shown:
        yield Printed(
            part=part,
            text=mark.text,
            expression=f"charts.{name}",
            figures=(cite(report, mark.address),),
            table=table,
            row=row,
            column=column,
            paragraph=paragraph,
            near=f"图“{data.title}”",
        )


def _marked(
    marked: str, pattern: re.Pattern[str], events: list[Event], placed: set[int]
) -> Iterator[tuple[Event, int, str]]:
    """Yield every value in a marked text, where it begins in the text without marks, and its characters there."""
    removed = 0
    for match in pattern.finditer(marked):
        placed.add(int(match.group(1)))
        yield events[int(match.group(1))], match.start() - removed, match.group(2)
        removed += len(match.group()) - len(match.group(2))


def _spans(event: Event, begin: int, shown: str, clean: str) -> Iterator[tuple[Span, int, str, str]]:
    """Yield the spans of a value, each with its start in the text around it, its characters and those near it.

    ``shown`` lacks the spaces around the value where they are not printed.
    """
    cut = max(_lines(event.shown).find(shown), 0)
    for span in event.spans:
        stop = whole(span, event.shown).stop
        first = max(len(_lines(event.shown[: span.start])) - cut, 0)
        last = max(len(_lines(event.shown[:stop])) - cut, 0)
        near = clean[max(begin + first - _AROUND, 0) : begin + last + _AROUND]
        yield span, begin + first, shown[first:last], near


@attrs.frozen
class _Attribute:
    """One attribute with marks: its element and itself as the part names them, its paragraph, if any, and its cell."""

    element: str
    name: str
    value: str
    paragraph: int | None
    cell: Cell


def _attributes(found: PartText, sign: str) -> Iterator[_Attribute]:
    for tag in found.tags:
        for name, written in _ATTRIBUTE.findall(tag.token):
            if sign in written:
                element = tag.token[1:].split(maxsplit=1)[0]
                yield _Attribute(element, name, html.unescape(written), tag.home.number or None, tag.cell)


def _printed(
    part: CompiledPart, event: Event, span: Span, text: str, report: Report, cell: Cell = (None, None, None)
) -> Printed:
    typed = part.places[event.tag].tag
    tag = read_tag(typed)
    table, row, column = cell
    return Printed(
        part=part.name,
        text=text,
        expression=span.expression or (tag.inner if tag is not None else typed),
        figures=tuple(cite(report, address) for address in span.addresses),
        table=table,
        row=row,
        column=column,
    )


def _lines(shown: str) -> str:
    """Return a text with its line ends as a document has them: one character each."""
    return shown.replace("\r\n", "\n").replace("\r", "\n")
