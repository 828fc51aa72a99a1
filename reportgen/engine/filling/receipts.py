"""Receipts: a report rendered once more with every printed figure marked, so that its place can be read off.

The marked parts without their marks must be the parts of the finished document, byte for byte: then what the marks say
is true of that document.
"""

from __future__ import annotations

import io
import marshal
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.engine.filling.examining import Careful
from reportgen.engine.filling.filters import items
from reportgen.engine.filling.paragraphs import Paragraph, paragraphs_of, parse_part
from reportgen.engine.filling.printing import words
from reportgen.engine.filling.running import MISSING, Meter
from reportgen.engine.filling.templates import CompiledPart, Template
from reportgen.errors import Fault, RenderError
from reportgen.vocabulary.origins import Origin
from reportgen.vocabulary.receipts import Printed, cite
from reportgen.vocabulary.reports import Report
from reportgen.vocabulary.texts import Text
from reportgen.vocabulary.tracing import Span, spans_of, text, traced_context, untraced

_CANDIDATES: Final = tuple(chr(code) for code in range(0x10FF00, 0x10FFF0))
_AROUND: Final = 12
_TAG: Final = re.compile(r"\{\{(?:(?:r|p|tr|tc)\s)?[-+]?\s*(.*?)\s*[-+]?\}\}", re.DOTALL)


@attrs.frozen
class _Event:
    """One printing of a traced value: the number of the tag, the value's spans and its characters."""

    tag: int
    spans: tuple[Span, ...]
    shown: str


def printed_figures(report: Report, template: Template, document: bytes) -> tuple[Printed, ...]:
    """Return every printed figure of ``document``, which ``template`` rendered for ``report``, in reading order.

    Raises:
        RenderError: ``receipt``, if the document is not what the template gives for this report.
    """
    context = traced_context(report)
    found: list[Printed] = []
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part in template.parts:
            finished = package.read(part.name)
            signs = _signs(finished.decode())
            marking = _Marking(part, template.name, signs)
            marked = marking.render(context, template.meter())
            if marking.faults or _pattern(signs).sub(r"\2", marked.decode()).encode() != finished:
                says = Text(
                    zh="无法开具凭据：成品与重新生成的内容不一致",
                    en="no receipt: the document is not what the template gives for this report",
                )
                raise RenderError([*marking.faults, Fault("receipt", says, Origin(template.name, place=part.name))])
            found += _read(part, marked, marking.events, signs, report)
    return tuple(found)


def _signs(finished: str) -> tuple[str, str, str]:
    """Return three characters that the part does not hold, to mark with."""
    free = (sign for sign in _CANDIDATES if sign not in finished)
    return next(free), next(free), next(free)


def _pattern(signs: tuple[str, str, str]) -> re.Pattern[str]:
    begin, middle, end = signs
    return re.compile(f"{begin}([0-9]+){middle}(.*?){end}", re.DOTALL)


class _Marking(Careful):
    """The careful way of rendering, with a mark before and after every printed value that knows where it comes from."""

    def __init__(self, part: CompiledPart, file: str, signs: tuple[str, str, str]) -> None:
        super().__init__(part.places, file, part.contexts, None)
        self.part, self.signs = part, signs
        self.events: list[_Event] = []

    def render(self, context: Mapping[str, Any], meter: Meter) -> bytes:
        """Return the part's XML, marked."""
        names = self.names()
        exec(marshal.loads(self.part.careful), names)  # noqa: S102, S302 — code that compiling made
        result: bytes = names["render"](context, meter)
        return result

    def names(self) -> dict[str, Any]:
        names = super().names()
        names["T"], names["O"] = self.marked(names["T"]), self.marked(names["O"])
        return names

    def marked(self, printer: Callable[[Any, int, int], bytes]) -> Callable[[Any, int, int], bytes]:
        begin, middle, end = self.signs

        def printed(value: Any, context: int, tag: int) -> bytes:
            result = printer(value, context, tag)
            spans = spans_of(value)
            if not spans or not result:
                return result
            self.events.append(_Event(tag, spans, words(value)))
            return f"{begin}{len(self.events) - 1}{middle}".encode() + result + end.encode()

        return printed

    def apply(self, function: Callable[..., Any], tag: int, /, *arguments: Any, **named: Any) -> Any:
        if function is items:
            return super().apply(function, tag, *arguments, **named)
        values = (*arguments, *named.values())
        plain = {name: untraced(value) for name, value in named.items()}
        result = super().apply(function, tag, *map(untraced, arguments), **plain)
        addresses = tuple(dict.fromkeys(name for value in values for name in _addresses(value)))
        return text(result, (Span(0, len(result), addresses),)) if type(result) is str and addresses else result

    def joined(self, parts: tuple[Any, ...], tag: int) -> Any:
        result = super().joined(parts, tag)
        spans: list[Span] = []
        position = 0
        for part in parts:
            if part is MISSING:
                continue
            shown = words(part)
            spans += (_whole(span, shown).moved(position) for span in spans_of(part))
            position += len(shown)
        return text(result, tuple(spans)) if type(result) is str else result


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _addresses(item)
    for span in spans_of(value):
        yield from span.addresses


def _whole(span: Span, shown: str) -> Span:
    """Return a number's span with its length, which only printing knows."""
    return attrs.evolve(span, stop=len(shown)) if span.stop < 0 else span


def _read(
    part: CompiledPart, marked: bytes, events: list[_Event], signs: tuple[str, str, str], report: Report
) -> Iterator[Printed]:
    pattern = _pattern(signs)
    for paragraph in paragraphs_of(parse_part(marked)):
        if signs[0] not in paragraph.text:
            continue
        clean = pattern.sub(r"\2", paragraph.text)
        removed = 0
        for match in pattern.finditer(paragraph.text):
            event = events[int(match.group(1))]
            start = match.start() - removed
            removed += len(match.group()) - len(match.group(2))
            for span in event.spans:
                yield _printed(part, paragraph, clean, start, event, _whole(span, event.shown), report)


def _printed(
    part: CompiledPart, paragraph: Paragraph, clean: str, start: int, event: _Event, span: Span, report: Report
) -> Printed:
    begin = start + len(_lines(event.shown[: span.start]))
    shown = _lines(event.shown[span.start : span.stop])
    end = begin + len(shown)
    tag = part.places[event.tag].tag
    inner = _TAG.fullmatch(tag)
    inside = paragraph.number > 0
    return Printed(
        part=part.name,
        text=clean[begin:end],
        expression=span.expression or (inner.group(1) if inner else tag),
        figures=tuple(cite(report, address) for address in span.addresses),
        table=paragraph.table,
        row=paragraph.row,
        column=paragraph.column,
        paragraph=paragraph.number if inside else None,
        start=begin if inside else None,
        near=clean[max(begin - _AROUND, 0) : end + _AROUND],
    )


def _lines(shown: str) -> str:
    """Return a text with its line ends as a document has them: one character each."""
    return shown.replace("\r\n", "\n").replace("\r", "\n")
