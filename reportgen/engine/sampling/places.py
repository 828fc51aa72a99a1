"""Names of offices that do not exist: places of the sixty-year cycle, each name once."""

from __future__ import annotations

from typing import Final

from reportgen.report.practice import Level

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_SIDES: Final = ("", "东", "西", "南", "北", "新", "上", "下")
_CYCLE: Final = 60
_NAMES: Final = _CYCLE * len(_SIDES)
_INSIDE: Final = ("市", "县")
"""What the places are that others lie in, from the top."""


def organ(level: Level, number: int) -> str:
    """Return the name of the office ``number``, from 0, of its level; another one for every number."""
    lap, rest = divmod(number, _NAMES**level.depth)
    names = []
    for _ in range(level.depth):
        rest, name = divmod(rest, _NAMES)
        names.append(_place(name))
    inner, *outer = names
    inside = "".join(name + _INSIDE[position] for position, name in enumerate(reversed(outer)))
    return level.organ.format(place=f"{inside}{inner}{lap + 1 if lap else ''}")


def _place(number: int) -> str:
    side, year = divmod(number, _CYCLE)
    return f"{_SIDES[side]}{_STEMS[year % len(_STEMS)]}{_BRANCHES[year % len(_BRANCHES)]}"
