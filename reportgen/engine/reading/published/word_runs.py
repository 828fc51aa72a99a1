"""How the text of one run of a Word document looks, as far as it decides whether somebody can read it as a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs
from lxml import etree

from reportgen.engine.reading.published.word_styles import LOCAL, Styles, attribute, number_in

_OFF: Final = frozenset(("0", "false", "off", "none"))
_RAISED_BY: Final = 6
"""So many half-points above or below the line, a text is no part of the word before it."""
_TINY: Final = 4
"""Letters of at most so many half-points are not to be seen."""
_WHITE: Final = frozenset(("FFFFFF", "FEFEFE", "WHITE"))
_PICTURE_FONTS: Final = frozenset(
    ("wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett", "mt extra", "zapfdingbats")
)
"""Fonts in which a digit is a picture."""
Properties = Mapping[str, etree._Element]


@attrs.frozen
class RunLook:
    """Whether a run is hidden, raised or lowered, struck through, white, or in a font of pictures; its size."""

    hidden: bool | None = None
    """None where neither the run nor its style says."""
    raised: bool = False
    struck: bool = False
    white: bool = False
    pictured: bool = False
    size: int | None = None


PLAIN: Final = RunLook()


def look_of_run(properties: etree._Element, styles: Styles) -> RunLook:
    """Return how a run looks by its own properties, and by those of its style where it has one."""
    own: Properties = {LOCAL[one.tag]: one for one in properties}
    if "rStyle" not in own:
        return _look(own)
    said: dict[str, etree._Element] = {}
    for style in reversed(styles.chain(attribute(own["rStyle"]))):
        if style.run is not None:
            said |= {LOCAL[one.tag]: one for one in style.run}
    look = _look(said | dict(own))
    return attrs.evolve(look, size=number_in(own.get("sz")))


def _look(said: Properties) -> RunLook:
    get = said.get
    size = number_in(get("sz"))
    small = size is not None and size <= _TINY
    hidden = _is_on(get("vanish")) if "vanish" in said else (True if small else None)
    raised = attribute(get("vertAlign")) in {"superscript", "subscript"}
    raised = raised or abs(number_in(get("position")) or 0) >= _RAISED_BY
    coloured = "shd" in said or "highlight" in said
    fonts = get("rFonts")
    return RunLook(
        hidden,
        raised,
        _is_on(get("strike")) or _is_on(get("dstrike")),
        "color" in said and not coloured and (attribute(said["color"]) or "").upper() in _WHITE,
        fonts is not None and (attribute(fonts, "ascii") or "").lower() in _PICTURE_FONTS,
        size,
    )


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and (attribute(element) or "1") not in _OFF


def formula(element: etree._Element) -> tuple[str, bool]:
    """Return the text of a formula, and whether it is written in one line, so that digits beside each other are one."""
    kinds = {LOCAL[one.tag] for one in element.iter()}
    plain = kinds <= {"oMath", "oMathPara", "oMathParaPr", "r", "rPr", "t", "ctrlPr", "rFonts", "jc", "sty", "i", "b"}
    return "".join(str(text) for text in element.itertext()), plain
