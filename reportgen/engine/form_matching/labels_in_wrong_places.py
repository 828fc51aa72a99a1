"""Labels that are printed over others: one stands where another is missing, and something else is there, too.

The word itself is the form's, but nobody knows whether it or its place is the slip.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

STRANGE: Final = ""
"""Stands for a label that is not the form's."""
_EDGE: Final = None
"""Stands beside the first and the last label."""
_Sides = set[tuple[str | None, str | None]]


def in_wrong_places(
    printed: Sequence[str], official: Sequence[Sequence[str]], elsewhere: Collection[str] = ()
) -> set[int]:
    """Return the positions in ``printed``, labels side by side, of those that may be printed over others.

    ``official`` are the sequences in which the form may have them; those ``elsewhere`` are not missing. A label is in
    doubt where it stands beside neither of its neighbours, but beside one of a label that is missing, and there is a
    strange label.
    """
    if STRANGE not in printed:
        return set()
    sides = _sides(official)
    known = {*printed, *elsewhere}
    missing = [beside for label, beside in sides.items() if label not in known]
    return {
        at
        for at, label in enumerate(printed)
        if label in sides
        and not _beside(around := _around(printed, at), sides[label])
        and any(_beside(around, one) for one in missing)
    }


def _around(labels: Sequence[str], at: int) -> tuple[str | None, str | None]:
    return labels[at - 1] if at else _EDGE, labels[at + 1] if at + 1 < len(labels) else _EDGE


def _sides(official: Sequence[Sequence[str]]) -> dict[str, _Sides]:
    """Return what stands on the left and on the right of each label."""
    found: dict[str, _Sides] = {}
    for labels in official:
        for at, label in enumerate(labels):
            found.setdefault(label, set()).add(_around(labels, at))
    return found


def _beside(around: tuple[str | None, str | None], sides: _Sides) -> bool:
    """Whether one of the two neighbours is on its side."""
    return any(around[0] == left or around[1] == right for left, right in sides)
