"""The colours are told apart in grey and with the common kinds of colour blindness, by the formulas of those fields."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from reportgen.report.chart_palette import COLOURS, GROUND, INK, colours

Triple = tuple[float, float, float]
SIGHT: dict[str, tuple[Triple, Triple, Triple]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue cones": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""How eyes of each kind see linear red, green and blue (Machado, Oliveira and Fernandes 2009, full severity)."""


def linear(colour: str) -> Triple:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    return sum(part * weight for part, weight in zip(linear(colour), (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, sight: str) -> Triple:
    """Return the colour as such an eye sees it, in CIE L*a*b* (D65)."""
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in SIGHT[sight]]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    ratios = [sum(a * b for a, b in zip(row, seen, strict=True)) / full for row, full in zip(rows, white, strict=True)]
    x, y, z = (ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116 for ratio in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    pairs: Sequence[tuple[float, float]] = [*zip(lab(one, sight), lab(other, sight), strict=True)]
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_of_the_six_colours_are_told_apart(sight: str) -> None:
    assert len(COLOURS) == len(set(COLOURS)) == 6
    assert min(distance(one, other, sight) for one, other in itertools.combinations(COLOURS, 2)) > 12


def test_lightness_rises_from_colour_to_colour() -> None:
    steps = [lab(colour, "usual")[0] for colour in COLOURS]
    assert all(after - before > 12 for before, after in itertools.pairwise(steps))


def test_outlines_and_letters_stand_out() -> None:
    assert contrast(INK, GROUND) > 15
    assert contrast(COLOURS[0], GROUND) > 4.5


@pytest.mark.parametrize("count", range(1, 7))
def test_each_series_has_a_colour_of_its_own(count: int) -> None:
    assert len(set(colours(count))) == count
