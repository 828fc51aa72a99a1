"""A 图解 as one SVG drawing, 750 wide: the office, then the figures and charts that its template names.

It has a layout of its own; what it shows is what the template names, in the template's order.
"""

from __future__ import annotations

from html import escape
from typing import Final

from reportgen.engine.export.charts.svg import FONT, drawing
from reportgen.engine.export.charts.text_widths import lines_of
from reportgen.engine.export.infographic.template import Infographic
from reportgen.report.chart_palette import COLOURS, GROUND, INK
from reportgen.report.charts import label
from reportgen.report.outline import title
from reportgen.report.report import Report

WIDTH: Final = 750
_EDGE: Final = 40
_HIGH: Final = 124
_COLUMNS: Final = 2
_SCALE: Final = 670 / 400


def picture(template: Infographic, report: Report) -> bytes:
    """Return the drawing of a report whose every printed figure is known."""
    charts = template.charts(report)
    pieces: list[str] = []
    y = _head(pieces, report)
    y = _figures(pieces, [*template.figures()], report, y)
    for data in charts:
        drawn = drawing(data)
        name = escape(data.name)
        pieces.append(
            f'<g id="chart-{name}" transform="translate({_EDGE} {y:.0f}) scale({_SCALE:.4f})">'
            f"<title>{escape(data.heading)}</title><desc>{escape(data.words)}</desc>{drawn.content}</g>"
        )
        y += drawn.height * _SCALE + 24
    words = "".join(f"{text}。" for text in _words([*template.figures()], report)) + "".join(
        one.words for one in charts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="title desc" viewBox="0 0 {WIDTH} {y:.0f}" width="{WIDTH}" height="{y:.0f}" '
        f'font-family="{FONT}" fill="{INK}"><title id="title">{escape(title(report))}图解</title>'
        f'<desc id="desc">{escape(words)}</desc><rect width="{WIDTH}" height="{y:.0f}" fill="{GROUND}"/>'
        f"{''.join(pieces)}</svg>\n"
    ).encode()


def _head(pieces: list[str], report: Report) -> float:
    """Draw the name of the report on a dark ground; return where that ends."""
    lines = [*lines_of(report.organ, 34, WIDTH - 2 * _EDGE), f"{report.year}年政府信息公开工作图解"]
    if report.type.title_words:
        lines[-1] = "".join(report.type.title_ending(report.year))
    high = 56 + 48 * len(lines)
    pieces.append(f'<rect width="{WIDTH}" height="{high}" fill="{COLOURS[0]}"/>')
    for number, line in enumerate(lines):
        pieces.append(
            f'<text x="{WIDTH // 2}" y="{62 + 48 * number}" font-size="34" font-weight="bold" text-anchor="middle" '
            f'fill="{GROUND}">{escape(line)}</text>'
        )
    return high + 24


def _figures(pieces: list[str], addresses: list[str], report: Report, y: float) -> float:
    """Draw the figures in two columns, each above its official words; return where they end."""
    wide = (WIDTH - 2 * _EDGE) / _COLUMNS
    for number, address in enumerate(addresses):
        x, top = _EDGE + number % _COLUMNS * wide, y + number // _COLUMNS * _HIGH
        kind = report.addresses.kinds[address]
        unit = "" if kind.unit is None else escape(kind.unit.zh)
        shown = escape(kind.printed(report.values[address]))
        pieces.append(
            f'<text x="{x:.0f}" y="{top + 40:.0f}" font-size="40" font-weight="bold" fill="{COLOURS[0]}">'
            f'<tspan data-address="{escape(address)}">{shown}</tspan><tspan font-size="20"> {unit}</tspan></text>'
        )
        for line, words in enumerate([*lines_of(label(report.addresses, address), 22, wide - 16)][:2]):
            pieces.append(f'<text x="{x:.0f}" y="{top + 70 + 28 * line:.0f}" font-size="22">{escape(words)}</text>')
    return y + -(-len(addresses) // _COLUMNS) * _HIGH + 16


def _words(addresses: list[str], report: Report) -> list[str]:
    kinds = report.addresses.kinds
    return [f"{label(report.addresses, one)} {kinds[one].printed(report.values[one])}" for one in addresses]
