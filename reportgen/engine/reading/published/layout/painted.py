"""The values of what a page paints: characters, filled areas, pictures and strokes with their places in points."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points; ``top`` is nearer to the top of the page than ``bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float


class Glyph(NamedTuple):
    """One painted character: its text, its box, where its baseline begins, its size in points.

    ``turn`` is the direction in which its text runs, in degrees counter-clockwise: 0, 90, 180, 270, or -1 for a slant.
    ``light`` is the brightness of its colour from 0 to 1, ``order`` its place in the order of painting.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    x: float
    base: float
    size: float
    turn: int = 0
    light: float = 0.0
    order: int = 0
    invisible: bool = False
    tag: str = ""


class Fill(NamedTuple):
    """A filled area, with the brightness of its colour (None: no grey), and its place in the order of painting."""

    box: Box
    light: float | None
    order: int


class Painted(NamedTuple):
    """Everything that a page paints."""

    width: float
    height: float
    glyphs: list[Glyph]
    strokes: list[Box]
    fills: list[Fill]
    pictures: list[Fill]
    curves: int
