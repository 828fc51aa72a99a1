"""How the elements of one page look: by its style sheets, their own styles and attributes, and what is around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import attrs
from lxml import etree

from reportgen.engine.reading.published.colours import is_coloured, is_white
from reportgen.engine.reading.published.web_elements import MAYBE_UNSEEN, SMALL, UNSEEN_NAMES
from reportgen.engine.reading.published.web_sheets import Sheets
from reportgen.engine.reading.published.web_styles import PLAIN, Look, look_by, look_of

_ATTRIBUTE: Final = re.compile(r"attr\(\s*([\w-]+)[^()]*\)")


@attrs.frozen(eq=False)
class Looks:
    """The looks that a page gives its elements; ``sheets`` are its style sheets, where they say something."""

    sheets: Sheets | None

    def of(self, element: etree._Element) -> Look:
        """Return what styles and attributes say of an element itself."""
        get = element.get
        style, named = get("style"), get("class")
        look = PLAIN if style is None else look_of(style)
        said = None if self.sheets is None else self.sheets.said_of(element)
        if said:
            look = look_by(_with_attributes(said, element))
        names = named.split() if named else ()
        if look.hidden or get("hidden") is not None or not UNSEEN_NAMES.isdisjoint(names):
            return attrs.evolve(look, hidden=look.hidden or "gone")
        if look.tiny and not len(element):
            return attrs.evolve(look, hidden="unseen")
        if not MAYBE_UNSEEN.isdisjoint(names) and "display" not in (said or ""):
            look = attrs.evolve(look, rewritten=True)
        if look.backwards:
            look = attrs.evolve(look, rewritten=look.rewritten or len(element) > 1)
        if element.tag == "font":
            look = attrs.evolve(
                look, apart=look.apart or get("size") in SMALL, white=look.white or is_white(get("color") or "")
            )
        return attrs.evolve(look, white=False) if look.white and self.on_colour(element) else look

    def on_colour(self, element: etree._Element, levels: int = 5) -> bool:
        """Whether an element or one close around it has a background of its own, on which white letters are seen."""
        around: etree._Element | None = element
        for _ in range(levels):
            if around is None:
                return False
            colour = around.get("bgcolor")
            own = look_of(around.get("style") or "")
            if (colour and not is_white(colour)) or around.get("background") or own.coloured:
                return True
            said = self.sheets.said_of(around) if self.sheets is not None else None
            if said and is_coloured(said):
                return True
            around = around.getparent()
        return False


def _with_attributes(said: Mapping[str, str], element: etree._Element) -> Mapping[str, str]:
    """Return properties in which what is shown before or behind an element is the text of its attribute."""
    content = said.get("content", "")
    if "attr(" not in content:
        return said
    return {**said, "content": _ATTRIBUTE.sub(lambda found: f"'{element.get(found[1]) or ''}'", content)}
