"""A chart of a report as SVG: bars with their figures written beside them; no script, no style sheet, nothing fetched.

The drawing is 400 units wide, so that its letters can be read on a telephone, and as high as it needs. Each figure is
an element with its address, ``data-address``, as in the tables of the page; each bar names its figure, ``data-bar``.
"""

from __future__ import annotations

from html import escape
from typing import Final

import attrs

from reportgen.engine.export.charts.text_widths import lines_of, width_of
from reportgen.report.chart_palette import GROUND, INK, colours
from reportgen.report.charts import ChartData, Mark

WIDTH: Final = 400
FONT: Final = "system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
_HEADING, _LABEL, _PART = 16.0, 14.0, 12.5
_EDGE: Final = 12
"""White around the drawing of a file of its own."""
_BAR: Final = 16
_YEAR: Final = 52
"""Where the bars of a year begin, behind its name."""
_LEAST: Final = 1.0
"""A bar whose figure is not 0 is never thinner."""
_STACK: Final = WIDTH - 8
"""The longest stacked bar: some of its parts may be wider than they ought to be, so that they can be seen."""


@attrs.frozen(eq=False)
class Drawing:
    """What stands inside of an SVG element, and how high it is; it is ``WIDTH`` wide."""

    content: str
    height: float


def standalone(data: ChartData) -> bytes:
    """Return the file of one chart, with whose figures it shows; a chart without figures is its sentence."""
    drawn = drawing(data, head=data.about)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_svg(data, drawn, 750)}\n'.encode()


def inline(data: ChartData) -> str:
    """Return the element of a chart in a page, as wide as its place."""
    return _svg(data, drawing(data), None)


def _svg(data: ChartData, drawn: Drawing, width: int | None) -> str:
    edge = 0 if width is None else _EDGE
    wide, high = WIDTH + 2 * edge, drawn.height + 2 * edge
    size = 'width="100%"' if width is None else f'width="{width}" height="{_written(high * width / wide)}"'
    name = f"chart-{escape(data.name)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="{-edge} {-edge} {wide} {_written(high)}" {size} font-family="{FONT}" fill="{INK}">'
        f'<title id="{name}-title">{escape(data.heading)}</title><desc id="{name}-desc">{escape(data.words)}</desc>'
        f'<rect x="{-edge}" y="{-edge}" width="{wide}" height="{_written(high)}" fill="{GROUND}"/>{drawn.content}</svg>'
    )


def drawing(data: ChartData, *, head: str = "") -> Drawing:
    """Return a chart as it stands inside of an SVG element; ``head`` is a line above its title."""
    paper = _Paper()
    if head:
        paper.paragraph(head, _PART)
    paper.paragraph(data.heading, _HEADING, ' font-weight="bold"')
    paper.y += 6
    if data.sentence:
        paper.paragraph(data.sentence, _LABEL)
    elif data.stacked:
        _stacked(paper, data)
    else:
        _years(paper, data)
    return Drawing("".join(paper.pieces), paper.y + 8)


class _Paper:
    """What was drawn so far, from the top down to ``y``."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.y = 4.0

    def paragraph(self, text: str, size: float, more: str = "", room: float = WIDTH) -> None:
        """Write a text in as many lines as it needs."""
        for line in lines_of(text, size, room):
            self.y += size * 1.35
            self.text(line, 0, size, more)

    def text(self, text: str, x: float, size: float, more: str = "") -> None:
        """Write a line at ``x`` without moving down."""
        self.pieces.append(
            f'<text x="{_written(x)}" y="{_written(self.y)}" font-size="{_written(size)}"{more}>{escape(text)}</text>'
        )

    def figure(self, mark: Mark, x: float, size: float, more: str = "") -> None:
        """Write a figure at ``x`` without moving down."""
        self.text(mark.text, x, size, f'{more} data-address="{escape(mark.address)}"')

    def bar(self, mark: Mark, x: float, width: float, colour: str, high: float = _BAR) -> None:
        """Draw the bar of a figure below ``y``."""
        self.area(x, self.y, width, high, f'fill="{colour}" data-bar="{escape(mark.address)}"')

    def area(self, x: float, y: float, width: float, high: float, more: str) -> None:
        """Draw a rectangle with an outline."""
        size = f'width="{_written(width)}" height="{_written(high)}"'
        place = f'x="{_written(x)}" y="{_written(y)}" {size}'
        self.pieces.append(f'<rect {place} stroke="{INK}" stroke-width="0.6" {more}/>')


def _stacked(paper: _Paper, data: ChartData) -> None:
    """Draw for each category its name and total, its bar of coloured parts, and what each part is."""
    scale = _STACK / float(max(total.value for total in data.totals))
    chosen = colours(len(data.series))
    for row, (category, total) in enumerate(zip(data.categories, data.totals, strict=True)):
        paper.paragraph(category, _LABEL, room=WIDTH - width_of(total.text, _LABEL) - 8)
        paper.figure(total, WIDTH, _LABEL, ' font-weight="bold" text-anchor="end"')
        paper.y += 6
        parts = [
            (one.label, one.marks[row], colour)
            for one, colour in zip(data.series, chosen, strict=True)
            if one.marks[row].value
        ]
        x = 1.0
        for _label, mark, colour in parts:
            width = max(_LEAST, float(mark.value) * scale)
            paper.bar(mark, x, width, colour)
            x += width
        if parts:
            paper.y += _BAR
            _name_parts(paper, parts)
        paper.y += 8


def _name_parts(paper: _Paper, parts: list[tuple[str, Mark, str]]) -> None:
    x = 0.0
    paper.y += _PART * 1.4
    for label, mark, colour in parts:
        width = 14 + width_of(f"{label} {mark.text}", _PART)
        if x and x + width > WIDTH:
            x = 0.0
            paper.y += _PART * 1.4
        paper.area(x + 1, paper.y - 9.5, 10, 10, f'fill="{colour}"')
        paper.pieces.append(
            f'<text x="{_written(x + 14)}" y="{_written(paper.y)}" font-size="{_written(_PART)}">{escape(label)} '
            f'<tspan data-address="{escape(mark.address)}">{escape(mark.text)}</tspan></text>'
        )
        x += width + 12


def _years(paper: _Paper, data: ChartData) -> None:
    """Draw for each figure its name, and below it a bar for either year with the number at its end."""
    marks = [mark for one in data.series for mark in one.marks]
    room = WIDTH - _YEAR - 6 - max(width_of(mark.text, _PART) for mark in marks)
    scale = room / float(max(mark.value for mark in marks))
    for row, category in enumerate(data.categories):
        paper.paragraph(category, _LABEL)
        paper.y += 6
        for one, colour in zip(data.series, colours(len(data.series)), strict=True):
            mark = one.marks[row]
            width = max(_LEAST, float(mark.value) * scale) if mark.value else 0.0
            if width:
                paper.bar(mark, _YEAR, width, colour, _BAR - 2)
            paper.y += _BAR - 4.5
            paper.text(one.label, 0, _PART)
            paper.figure(mark, _YEAR + width + 5, _PART)
            paper.y += 6
        paper.y += 4


def _written(number: float) -> str:
    """Return a length as it is written."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
