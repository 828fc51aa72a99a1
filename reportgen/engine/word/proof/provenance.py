"""Values that know where they come from: what a template sees of a report, every leaf with its address.

A traced value equals, compares and prints as the value itself. It is for receipts; ordinary rendering never meets one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from reportgen.engine.word.language.named_row import NamedRow
from reportgen.model.figures import ROW_NAME
from reportgen.model.symbolic import join, row_of
from reportgen.prose.markup import Paragraph, Placeholder, Words
from reportgen.prose.rendering import printed
from reportgen.report.report import Report


@attrs.frozen
class Span:
    """Characters ``start`` to ``stop`` of a printed value, and the figures that they show.

    ``expression`` is the placeholder of the prose as written; empty where the template's own tag is the expression.
    """

    start: int
    stop: int
    addresses: tuple[str, ...]
    expression: str = ""

    def moved(self, by: int) -> Span:
        """Return the span ``by`` characters further on."""
        return attrs.evolve(self, start=self.start + by, stop=self.stop + by)


class TracedText(str):
    """A text with the spans of it that are figures."""

    __slots__ = ("spans",)
    spans: tuple[Span, ...]


class TracedNo(TracedText):
    """The text of a flag that is false."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


class TracedNumber(int):
    """A whole number with its address."""

    spans: tuple[Span, ...]


class TracedAmount(Decimal):
    """A decimal with its address."""

    spans: tuple[Span, ...]


def text(value: str, spans: tuple[Span, ...]) -> TracedText:
    """Return a text with its spans."""
    made = TracedText(value)
    made.spans = spans
    return made


def number(value: int | Decimal, spans: tuple[Span, ...]) -> TracedNumber | TracedAmount:
    """Return a number with its spans."""
    made = TracedAmount(value) if isinstance(value, Decimal) else TracedNumber(value)
    made.spans = spans
    return made


def spans_of(value: Any) -> tuple[Span, ...]:
    """Return what a value knows of where it comes from; nothing for an ordinary value."""
    found: tuple[Span, ...] = getattr(value, "spans", ())
    return found


def untraced(value: Any) -> Any:  # noqa: PLR0911 — one for each kind of value
    """Return a value as the ordinary one that it stands for, lists and mappings with all that they hold."""
    if isinstance(value, TracedText):
        return str.__str__(value)
    if isinstance(value, TracedNumber):
        return int(value)
    if isinstance(value, TracedAmount):
        return Decimal(value)
    if isinstance(value, NamedRow):
        return NamedRow(value.fields, tuple(map(untraced, value)))
    if isinstance(value, list | tuple):
        return type(value)(untraced(item) for item in value)
    if isinstance(value, Mapping):
        return {name: untraced(item) for name, item in value.items()}
    return value


def traced_context(report: Report) -> dict[str, Any]:
    """Return ``report.context()`` with every leaf traced. Raises as that does."""
    context = report.context()
    narrative = context.pop("narrative")
    result: dict[str, Any] = {name: _traced(value, name) for name, value in context.items()}
    if "charts" in context:
        result["charts"] = context["charts"]  # marks, of any name
    result["title_lines"] = _title(report, context["title_lines"])
    result["narrative"] = {
        name: [
            _paragraph(paragraph, report.printable, plain)
            for paragraph, plain in zip(prose.paragraphs, narrative[name], strict=True)
        ]
        for name, prose in report.prose.items()
    }
    return result


def _title(report: Report, lines: list[str]) -> list[Any]:
    """Return the lines of the title with the spans of the office's name and of the year, which may go over lines."""
    organ, year = report.organ, str(report.year)
    if not "".join(lines).startswith(f"{organ}{year}"):  # divided with spaces, or of another type
        return lines if "".join(lines) != organ else [text(organ, (Span(0, len(organ), ("organ",), "organ"),))]
    parts = ("organ", 0, len(organ)), ("year", len(organ), len(organ) + len(year))
    traced, begin = [], 0
    for line in lines:
        end = begin + len(line)
        inside = [(name, max(first, begin), min(last, end)) for name, first, last in parts]
        spans = (Span(first - begin, last - begin, (name,), name) for name, first, last in inside if first < last)
        traced.append(text(line, tuple(spans)))
        begin = end
    return traced


def _traced(value: Any, address: str) -> Any:
    if isinstance(value, Mapping):
        return {name: _traced(inner, join(address, name)) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_traced_row(inner, address, position) for position, inner in enumerate(value)]
    if isinstance(value, str):
        if not len(value):
            return value
        traced = TracedText(value) if value else TracedNo(value)
        traced.spans = (Span(0, len(value), (address,)),)
        return traced
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return number(value, (Span(0, -1, (address,)),))
    return value


def _traced_row(value: Any, address: str, position: int) -> Any:
    """Trace a row of a group that repeats under the address with its name, which is no figure; else by its position."""
    if not isinstance(value, Mapping) or ROW_NAME not in value:
        return _traced(value, f"{address}[{position}]")
    return _traced(value, row_of(address, value[ROW_NAME])) | {ROW_NAME: value[ROW_NAME]}


def _paragraph(paragraph: Paragraph, values: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return a paragraph of the prose, its text and its runs with the spans of their placeholders."""
    whole: list[Span] = []
    runs: list[tuple[bool, int, list[Span]]] = []
    position = 0
    for piece in paragraph.pieces:
        shown = piece.text if isinstance(piece, Words) else printed(piece, values)
        if not runs or runs[-1][0] is not piece.strong:
            runs.append((piece.strong, position, []))
        if isinstance(piece, Placeholder):
            span = Span(position, position + len(shown), _addresses(piece), _written(piece))
            whole.append(span)
            runs[-1][2].append(span.moved(-runs[-1][1]))
        position += len(shown)
    return {
        "level": plain["level"],
        "strong": plain["strong"],
        "text": text(plain["text"], tuple(whole)),
        "runs": [
            {"text": text(run["text"], tuple(spans)), "strong": run["strong"]}
            for run, (_, _, spans) in zip(plain["runs"], runs, strict=True)
        ],
    }


def _addresses(piece: Placeholder) -> tuple[str, ...]:
    named = (argument for call in piece.calls for argument in call.arguments if isinstance(argument, str))
    return piece.address, *named


def _written(piece: Placeholder) -> str:
    calls = (call.name + (f"({', '.join(map(str, call.arguments))})" if call.arguments else "") for call in piece.calls)
    return " | ".join((piece.address, *calls))
