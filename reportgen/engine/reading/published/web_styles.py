"""How a page's styles have an element shown: not at all, raised, struck through, centred, or as part of a table."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import attrs
from lxml import etree

Hidden = Literal["", "gone", "unseen"]
"""Not there at all, as by ``display: none``, or there with its place and not to be seen."""
_TABLES: Final = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
_ROLES: Final = {"table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "td",
                 "rowheader": "td"}  # fmt: skip
_NUMBER: Final = re.compile(r"-?[0-9]*\.?[0-9]+")
_NOTHING: Final = re.compile(r"[+-]?0*\.?0+\s*(?:px|pt|em|rem|%)?")
_CLIPPED: Final = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%")
_TRANSPARENT: Final = re.compile(r"transparent|(?:rgba|hsla)\(.*[,/]\s*0?\.?0+%?\s*\)")
_WHITE: Final = frozenset(("#fff", "#ffffff", "white", "rgb(255,255,255)", "#fefefe", "#fdfdfd", "snow", "ivory"))
_ADDED: Final = re.compile(r"[0-9]|counter|attr")
"""What a style sheet may put before or behind a figure so that another is seen."""
_FAR: Final = 500
"""So many pixels to the left of or above its place, a text is out of the window."""


@attrs.frozen
class Look:
    """What styles say of one element; ``part`` is the tag of a table whose part it looks like, if of any."""

    hidden: Hidden = ""
    part: str = ""
    raised: bool = False
    struck: bool = False
    white: bool = False
    centred: bool = False
    tiny: bool = False
    """Whether its own letters have no size: what is in it may have one."""
    rewritten: bool = False
    """Whether other signs are shown than are written: before or behind them, or in another order."""

    @property
    def tells(self) -> bool:
        """Whether it decides how a text is read, wherever it stands."""
        return bool(self.hidden or self.part or self.raised or self.struck or self.white or self.tiny
                    or self.rewritten)  # fmt: skip


PLAIN: Final = Look()


def declarations(style: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the properties of a style: name, value, and whether it is important."""
    for one in style.lower().split(";"):
        name, colon, value = one.partition(":")
        if colon:
            plain, important, _ = value.partition("!")
            yield name.strip(), plain.strip(), bool(important)


@functools.lru_cache(maxsize=4096)
def look_of(style: str) -> Look:
    """Return what an element's own ``style`` says."""
    return look_by({name: value for name, value, _ in declarations(style)})


def look_by(said: Mapping[str, str]) -> Look:
    """Return the look that properties give."""
    get = said.get
    raised = get("vertical-align") in {"super", "sub", "text-top", "text-bottom"}
    colour = get("color", "").replace(" ", "")
    return Look(
        _hidden(said, colour),
        _TABLES.get(get("display", ""), ""),
        raised,
        "line-through" in get("text-decoration", "") + get("text-decoration-line", ""),
        colour in _WHITE and not any(name.startswith("background") for name in said),
        get("text-align") == "center",
        _NOTHING.fullmatch(get("font-size", "x")) is not None,
        "override" in get("unicode-bidi", "") or _ADDED.search(get("content", "")) is not None,
    )


def _hidden(said: Mapping[str, str], colour: str) -> Hidden:
    get = said.get
    out_of_line = get("position") in {"absolute", "fixed"}
    if (
        get("display") == "none"
        or get("visibility") == "collapse"
        or (out_of_line and (any(_far(get(side, "")) for side in ("left", "top")) or _is_clipped(said)))
    ):
        return "gone"
    if (
        get("visibility") == "hidden"
        or _NOTHING.fullmatch(get("opacity", "x")) is not None
        or _TRANSPARENT.fullmatch(colour) is not None
        or _far(get("text-indent", ""))
    ):
        return "unseen"
    without_size = any(_NOTHING.fullmatch(get(side, "x")) for side in ("width", "height", "max-height", "max-width"))
    return "unseen" if without_size and "hidden" in get("overflow", "") else ""


def _far(length: str) -> bool:
    found = _NUMBER.match(length)
    return found is not None and float(found[0]) <= (-_FAR if "em" not in length else -30)


def _is_clipped(said: Mapping[str, str]) -> bool:
    return any(_CLIPPED.match(said.get(name, "")) is not None for name in ("clip", "clip-path"))


def part_by_role(role: str) -> str:
    """Return the tag of the part of a table that an element with this ``role`` is, if of any."""
    return _ROLES.get(role.lower(), "")


def on_colour(element: etree._Element, levels: int = 5) -> bool:
    """Whether an element or one close around it has a background of its own, on which white letters can be read."""
    around: etree._Element | None = element
    for _ in range(levels):
        if around is None:
            return False
        if around.get("bgcolor") or around.get("background") or "background" in (around.get("style") or "").lower():
            return True
        around = around.getparent()
    return False
