"""How a page's styles have an element shown: not at all, raised, struck through, centred, or as part of a table."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

import attrs

from reportgen.engine.reading.published.colours import is_coloured, is_white

Hidden = Literal["", "gone", "unseen"]
"""Not there at all, as by ``display: none``, or there with its place and not to be seen."""
_TABLES: Final = {"table": "table", "inline-table": "table", "table-row": "tr", "table-cell": "td"}
_ROLES: Final = {"table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "td",
                 "rowheader": "td"}  # fmt: skip
PROPERTIES: Final = frozenset(
    ("display", "visibility", "opacity", "position", "left", "top", "right", "bottom", "text-indent",
     "clip", "clip-path", "overflow", "width", "height", "max-height", "max-width", "vertical-align",
     "text-decoration", "text-decoration-line", "unicode-bidi", "content", "color", "background",
     "background-color", "background-image", "font-size", "float", "order", "flex-direction", "transform",
     "filter", "content-visibility", "-webkit-text-fill-color", "-webkit-text-security")
)  # fmt: skip
"""The properties that decide how a text is read."""
UNSURE_RULE: Final = "?"
"""Stands for the properties of a rule of which it is not known what it is about."""
_NUMBER: Final = re.compile(r"-?[0-9]*\.?[0-9]+")
_NOTHING: Final = re.compile(r"[+-]?0*\.?0+\s*(?:px|pt|em|rem|%)?")
_NO_SIZE: Final = re.compile(r"0*(?:[01](?:\.[0-9]+)?(?:px|pt)|0?\.[0-2][0-9]*r?em|[0-2]?[0-9]%)|0*\.?0+")
_SMALLER: Final = re.compile(r"0?\.[0-8][0-9]*r?em|[0-8][0-9](?:\.[0-9]+)?%|smaller|(?:xx?-)?small")
_CLIPPED: Final = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%|circle\(0")
_TRANSPARENT: Final = re.compile(r"transparent|(?:rgba|hsla)\(.*[,/]\s*0?\.?0+%?\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00")
_FAINT: Final = re.compile(r"0*\.0[0-9]*|0+|0?[0-9](?:\.[0-9]+)?%")
_ADDED: Final = re.compile(r"[0-9]|counter|attr|url")
"""What a style sheet may put before or behind a figure so that another is seen."""
_SHRUNK: Final = re.compile(r"scale[xy3d]*\(\s*0*\.?0*\s*[,)]")
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
    """Whether other signs are shown than are written: before or behind them, in another order, or none of them."""
    apart: bool = False
    """Whether its letters are shown smaller than those around it, or elsewhere."""
    backwards: bool = False
    """Whether its parts are shown in the other order."""
    coloured: bool = False
    """Whether it has a background on which white letters are seen."""
    dark: bool = False
    """Whether its letters have a colour that is seen on a white page."""

    @property
    def tells(self) -> bool:
        """Whether it decides how a text is read."""
        return self.tells_alone or self.apart or self.backwards

    @property
    def tells_alone(self) -> bool:
        """Whether it decides how a text is read that has no other beside it."""
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
    align = get("vertical-align", "")
    colour, coloured = get("color", "").replace(" ", ""), is_coloured(said)
    size = get("font-size", "x")
    return Look(
        _hidden(said, colour),
        _TABLES.get(get("display", ""), ""),
        align in {"super", "sub", "text-top", "text-bottom"},
        "line-through" in get("text-decoration", "") + get("text-decoration-line", ""),
        is_white(colour) and not coloured,
        get("text-align") == "center",
        _NO_SIZE.fullmatch(size) is not None,
        "override" in get("unicode-bidi", "")
        or _ADDED.search(get("content", "")) is not None
        or UNSURE_RULE in said
        or get("-webkit-text-security", "none") != "none"
        or (colour != "" and coloured and colour in _backgrounds(said)),
        _SMALLER.fullmatch(size) is not None or _is_length(align) or _is_moved(said),
        "reverse" in get("flex-direction", "") or _mirrors(get("transform", "")),
        coloured,
        bool(colour) and not is_white(colour) and colour not in {"inherit", "currentcolor", "unset"},
    )


def _backgrounds(said: Mapping[str, str]) -> Iterator[str]:
    for name in ("background", "background-color"):
        yield said.get(name, "").replace(" ", "")


def _is_length(value: str) -> bool:
    found = _NUMBER.match(value)
    return found is not None and float(found[0]) != 0


def _is_moved(said: Mapping[str, str]) -> bool:
    """Whether an element stands elsewhere than it is written."""
    get = said.get
    sides = get("position", "static") not in {"static", "sticky"} and any(
        _is_length(get(side, "")) for side in ("left", "top", "right", "bottom")
    )
    return (
        sides
        or get("position") in {"absolute", "fixed"}
        or get("float", "none") in {"left", "right"}
        or _is_length(get("order", ""))
        or get("transform", "none") != "none"
    )


def _mirrors(transform: str) -> bool:
    return "-1" in transform or "180deg" in transform


def _hidden(said: Mapping[str, str], colour: str) -> Hidden:
    get = said.get
    out_of_line = get("position") in {"absolute", "fixed"}
    if (
        get("display") == "none"
        or get("visibility") == "collapse"
        or (out_of_line and (any(_far(get(side, "")) for side in ("left", "top")) or _is_clipped(said)))
    ):
        return "gone"
    letters = get("-webkit-text-fill-color", colour).replace(" ", "")
    if (
        get("visibility") == "hidden"
        or get("content-visibility") == "hidden"
        or _FAINT.fullmatch(get("opacity", "x")) is not None
        or "opacity(0" in get("filter", "").replace(" ", "")
        or _TRANSPARENT.fullmatch(letters) is not None
        or _far(get("text-indent", ""))
        or _SHRUNK.search(get("transform", "")) is not None
        or _is_clipped(said, "clip-path")
    ):
        return "unseen"
    without_size = any(_NOTHING.fullmatch(get(side, "x")) for side in ("width", "height", "max-height", "max-width"))
    return "unseen" if without_size and ("hidden" in get("overflow", "") or "clip" in get("overflow", "")) else ""


def _far(length: str) -> bool:
    found = _NUMBER.match(length)
    return found is not None and float(found[0]) <= (-_FAR if "em" not in length else -30)


def _is_clipped(said: Mapping[str, str], *names: str) -> bool:
    return any(_CLIPPED.match(said.get(name, "")) is not None for name in names or ("clip", "clip-path"))


def part_by_role(role: str) -> str:
    """Return the tag of the part of a table that an element with this ``role`` is, if of any."""
    return _ROLES.get(role.lower(), "")
