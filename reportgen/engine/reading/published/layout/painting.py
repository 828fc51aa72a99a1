"""What a page of a PDF paints, in the order of painting: characters, strokes, filled areas and pictures.

pdfplumber opens the file; its page is painted on a device of our own, because what its lists of objects leave out is
needed here: the order of painting, and characters that are painted invisibly.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterable
from typing import Any, Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage, LTLine, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter

from reportgen.engine.reading.published.layout.painted import Box, Fill, Glyph, Painted

INVISIBLE: Final = 3
"""The text rendering mode that paints nothing: the machine-read text behind a scanned page."""
_THIN: Final = 3.0
"""A filled rectangle of at most this width or height (points) is a line."""
_SLANT: Final = 3.0
"""Text is straight up to this many degrees."""
_OUTSIDE: Final = 100_000.0
_COLOURED: Final = 0.15
_CURVED: Final = frozenset("cvy")


class TooMuchError(Exception):
    """A page paints more, or takes longer to paint, than is allowed."""


class _Device(PDFPageAggregator):
    """Collects what is painted, and remembers how characters are painted and marked."""

    def __init__(self, resources: Any, most: int, until: float) -> None:
        super().__init__(resources, laparams=None)
        self._left, self._until = most, until
        self._mode, self._tags = 0, [""]

    def render_string(self, textstate: Any, *rest: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, *rest)

    def render_char(self, *arguments: Any) -> float:
        advance: float = super().render_char(*arguments)
        item: Any = self.cur_item._objs[-1]
        item.mode, item.tag = self._mode, self._tags[-1]
        self._spend()
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        self._spend()
        if stroke or fill:
            super().paint_path(gstate, stroke, fill, evenodd, path)

    def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ARG002 — pdfminer's name
        kinds = (props.get("Subtype"), props.get("Type")) if isinstance(props, dict) else ()
        named = next((str(getattr(kind, "name", "")) for kind in kinds if kind is not None), "")
        self._tags.append(named or self._tags[-1])

    def end_tag(self) -> None:
        if len(self._tags) > 1:
            self._tags.pop()

    def _spend(self) -> None:
        self._left -= 1
        if self._left < 0 or (self._left % 1024 == 0 and time.process_time() > self._until):
            raise TooMuchError


def painted(page: Any, most: int, until: float) -> Painted:
    """Return what pdfplumber's ``page`` paints: at most ``most`` objects, before the process time ``until``.

    Raises:
        TooMuchError: it paints more, or takes longer.
        Exception: whatever pdfminer.six raises on a damaged page.
    """
    if time.process_time() > until:
        raise TooMuchError
    resources = page.pdf.rsrcmgr
    device = _Device(resources, most, until)
    PDFPageInterpreter(resources, device).process_page(page.page_obj)
    found = device.get_result()
    clip = _shown_part(page, found.height)
    result = Painted(found.width, found.height, [], [], [], [], 0)
    curves = _sort(found, found.x0, found.y1, result)
    glyphs = [glyph if _within(glyph, clip) else glyph._replace(invisible=True) for glyph in result.glyphs]
    return result._replace(curves=curves, glyphs=glyphs)


def _shown_part(page: Any, height: float) -> Box:
    """Return the part of a page that is shown, its crop box; of a page that is turned, everything."""
    x0, y0, x1, y1 = page.mediabox
    if page.rotation or page.cropbox is None:
        return Box(-_OUTSIDE, -_OUTSIDE, x1 - x0 + y1 - y0, x1 - x0 + y1 - y0)
    left, low, right, high = page.cropbox
    return Box(left - x0 - 1, height - (high - y0) - 1, right - x0 + 1, height - (low - y0) + 1)


def _within(glyph: Glyph, clip: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return clip.x0 <= x <= clip.x1 and clip.top <= y <= clip.bottom


def _sort(container: Iterable[Any], left: float, height: float, into: Painted) -> int:
    """Put every painted object into its list of ``into``; returns how many areas with curved borders are filled."""
    curves, todo, order = 0, [iter(container)], 0
    while todo:
        item = next(todo[-1], None)
        order += 1
        if item is None:
            todo.pop()
        elif isinstance(item, LTChar):
            into.glyphs.append(_glyph(item, left, height, order))
        elif isinstance(item, LTFigure):
            todo.append(iter(item))
        elif isinstance(item, LTImage):
            into.pictures.append(Fill(_box(item, left, height), None, order))
        elif isinstance(item, LTCurve):
            curves += _drawn(item, left, height, order, into)
    return curves


def _box(item: Any, left: float, height: float) -> Box:
    return Box(item.x0 - left, height - item.y1, item.x1 - left, height - item.y0)


def _glyph(item: Any, left: float, height: float, order: int) -> Glyph:
    a, b, _, _, x, y = item.matrix
    turn, size = 0, item.size
    if b != 0 or a <= 0:
        degrees = math.degrees(math.atan2(b, a)) % 360
        turn = round(degrees / 90) * 90
        turn = turn % 360 if abs(degrees - turn) < _SLANT else -1
        size = item.width if turn in {90, 270} else item.height
    return Glyph(
        item.get_text(), item.x0 - left, height - item.y1, item.x1 - left, height - item.y0, x - left, height - y, size,
        turn, _brightness(item.graphicstate.ncolor) or 0.0, order, item.mode == INVISIBLE, item.tag,
    )  # fmt: skip


def _brightness(colour: Any) -> float | None:
    """Return how bright a grey, RGB or CMYK colour is, from 0 to 1; None where it is a pattern or unknown."""
    values = _rgb(colour)
    return None if values is None else 0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2]


def _grey(colour: Any) -> float | None:
    """Return how bright a colour is that is white, grey or black; None for any other."""
    values = _rgb(colour)
    return None if values is None or max(values) - min(values) >= _COLOURED else _brightness(colour)


def _rgb(colour: Any) -> tuple[float, float, float] | None:
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    try:
        values = [float(part) for part in parts]
    except (TypeError, ValueError):
        return None
    if len(values) == 4:
        values = [1 - min(1.0, part + values[3]) for part in values[:3]]
    if len(values) == 1:
        values *= 3
    return (values[0], values[1], values[2]) if len(values) == 3 else None


def _drawn(item: Any, left: float, height: float, order: int, into: Painted) -> int:
    box = _box(item, left, height)
    width, tall = box.x1 - box.x0, box.bottom - box.top
    if isinstance(item, LTRect) and min(width, tall) > _THIN:
        if item.fill:
            into.fills.append(Fill(box, _grey(item.non_stroking_color), order))
        if item.stroke:
            x0, top, x1, bottom = box
            into.strokes.extend((Box(x0, top, x1, top), Box(x0, bottom, x1, bottom)))
            into.strokes.extend((Box(x0, top, x0, bottom), Box(x1, top, x1, bottom)))
        return 0
    if isinstance(item, LTRect | LTLine) or min(width, tall) <= _THIN:
        into.strokes.append(box)
        return 0
    operators = {step[0] for step in item.original_path or ()}
    if operators & _CURVED:
        return 1
    if item.stroke:
        points = [(x - left, height - y) for x, y in item.pts]
        if "h" in operators:
            points.append(points[0])
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if min(abs(x1 - x0), abs(y1 - y0)) <= 1:
                into.strokes.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    elif item.fill:
        into.fills.append(Fill(box, _grey(item.non_stroking_color), order))
    return 0
