"""How the text of one run of a Word document looks, as far as it decides whether somebody can read it as a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs
from lxml import etree

from reportgen.engine.reading.published.colours import is_white
from reportgen.engine.reading.published.word_styles import LOCAL, Styles, attribute, number_in

_OFF: Final = frozenset(("0", "false", "off", "none"))
_RAISED_BY: Final = 6
"""So many half-points above or below the line, a text is no part of the word before it."""
_TINY: Final = 4
"""Letters of at most so many half-points are not to be seen."""
_NARROW: Final = 10
"""Letters of at most so many per cent of their width are not to be seen."""
_PICTURE_FONTS: Final = frozenset(
    ("wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "mt extra", "zapfdingbats")
)
"""Fonts in which a digit is a picture."""
_PAPER: Final = frozenset(("background1", "bg1", "light1", "lt1"))
"""What themes call the colour of the paper."""
_TELLING: Final = frozenset(
    (
        "vanish",
        "sz",
        "vertAlign",
        "position",
        "shd",
        "highlight",
        "rFonts",
        "strike",
        "dstrike",
        "color",
        "textFill",
        "w",
    )
)
Properties = Mapping[str, etree._Element]
NOTHING: Final[Properties] = {}


@attrs.frozen
class RunLook:
    """Whether a run is hidden, raised or lowered, struck through, white, or in a font of pictures; its size.

    ``apart`` are letters a little above or below the line. ``size`` is what the run itself says, ``height`` what its
    style or that of the paragraph says else; both are half-points. ``colour`` are six digits, empty for the usual one.
    """

    hidden: bool | None = None
    """None where neither the run nor its style says."""
    raised: bool = False
    struck: bool = False
    white: bool = False
    pictured: bool = False
    size: int | None = None
    apart: bool = False
    height: int | None = None
    colour: str = ""


PLAIN: Final = RunLook()


def look_of_run(properties: etree._Element | None, styles: Styles, around: Properties = NOTHING) -> RunLook:
    """Return how a run looks by its own properties, those of its style, and those ``around`` it of its paragraph's."""
    own: Properties = {} if properties is None else {LOCAL[one.tag]: one for one in properties}
    if "rStyle" not in own and not around:
        return _look(own, own)
    named = of_style(attribute(own["rStyle"]), styles) if "rStyle" in own else NOTHING
    return _look({**around, **named, **own}, own)


def of_style(style: str | None, styles: Styles) -> Properties:
    """Return what a style, with those that it is based on, says of the look of a run."""
    said: dict[str, etree._Element] = {}
    for one in reversed(styles.chain(style)):
        if one.run is not None:
            said |= {name: part for part in one.run if (name := LOCAL[part.tag]) in _TELLING}
    return said


def _look(said: Properties, own: Properties) -> RunLook:
    if _TELLING.isdisjoint(said):
        return PLAIN
    get = said.get
    height = number_in(get("sz"))
    small = height is not None and height <= _TINY
    moved = number_in(get("position")) or 0
    fonts, colour = get("rFonts"), colour_of(get("color"))
    coloured = is_coloured(get("shd")) or (attribute(get("highlight")) or "white") not in {"white", "none"}
    width = number_in(get("w"))
    white = not coloured and (colour == "FFFFFF" or is_white(f"#{colour}"))
    return RunLook(
        _is_on(get("vanish")) if "vanish" in said else (True if small else None),
        attribute(get("vertAlign")) in {"superscript", "subscript"} or abs(moved) >= _RAISED_BY,
        _is_on(get("strike")) or _is_on(get("dstrike")),
        white or _is_unfilled(get("textFill")) or (width is not None and width <= _NARROW),
        fonts is not None and (attribute(fonts, "ascii") or "").lower() in _PICTURE_FONTS,
        number_in(own.get("sz")),
        moved != 0,
        height,
        colour,
    )


def colour_of(colour: etree._Element | None) -> str:
    """Return the six digits of a colour, white for that of the paper; empty where it is the usual one."""
    value = (attribute(colour) or "auto").upper()
    if value == "AUTO":
        return "FFFFFF" if attribute(colour, "themeColor") in _PAPER and not attribute(colour, "themeShade") else ""
    return "FFFFFF" if value == "WHITE" else value


def is_coloured(shading: etree._Element | None) -> bool:
    """Whether letters in the colour of the paper are seen on a background."""
    fill = (attribute(shading, "fill") or "auto").upper()
    theme = attribute(shading, "themeFill")
    if fill == "AUTO":
        return theme is not None and theme not in _PAPER
    return not is_white(f"#{fill.lower()}")


def _is_unfilled(fill: etree._Element | None) -> bool:
    """Whether letters are filled with nothing, or with the colour of the paper."""
    parts = () if fill is None else tuple(fill.iter())
    return any(LOCAL[one.tag] == "noFill" or attribute(one) in {"FFFFFF", *_PAPER} for one in parts)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and (attribute(element) or "1") not in _OFF


def formula(element: etree._Element) -> tuple[str, bool]:
    """Return the text of a formula, and whether it is written in one line, so that digits beside each other are one."""
    kinds = {LOCAL[one.tag] for one in element.iter()}
    plain = kinds <= {"oMath", "oMathPara", "oMathParaPr", "r", "rPr", "t", "ctrlPr", "rFonts", "jc", "sty", "i", "b"}
    return "".join(str(text) for text in element.itertext()), plain
