"""The known names that are spelt most like an unknown one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_MOST_WORK: Final = 10_000_000
"""Letters of a name times letters of the names that it is compared with: about half a second."""
_LONGEST: Final = 120
"""Longer names are not compared, because comparing spellings takes quadratic time."""


class Suggestions:
    """Finds similar names for the mistakes of one stage, until its work is used up.

    Where a stage has many mistakes among many names, the later ones get no suggestion.
    """

    def __init__(self, work: int = _MOST_WORK) -> None:
        self.left = work

    def alike(self, name: str, known: Collection[str], cutoff: float, most: int = 1) -> list[str]:
        """Return the names of ``known`` spelt most like ``name``, the most similar first; ``cutoff`` 1 means equal."""
        if self.left < len(known) or len(name) > _LONGEST:
            return []
        self.left -= len(known)
        length = len(name)
        near = [other for other in known if _may_be_alike(length, len(other), cutoff)]
        work = length * sum(map(len, near))
        if work > self.left:
            return []
        self.left -= work
        import difflib  # noqa: PLC0415 — only a mistake needs it

        return difflib.get_close_matches(name, near, n=most, cutoff=cutoff)

    def nearest(self, name: str, known: Collection[str], cutoff: float) -> str | None:
        """Return the name of ``known`` spelt most like ``name``, or ``None`` where none is similar."""
        found = self.alike(name, known, cutoff)
        return found[0] if found else None


def _may_be_alike(length: int, other: int, cutoff: float) -> bool:
    """Return whether names of these lengths can be that similar: at best the longer one contains the shorter."""
    return other <= _LONGEST and 2 * min(length, other) >= cutoff * (length + other)


def alike(name: str, known: Collection[str], cutoff: float, most: int = 1) -> list[str]:
    """Return what :meth:`Suggestions.alike` returns with all of its work left."""
    return Suggestions().alike(name, known, cutoff, most)


def nearest(name: str, known: Collection[str], cutoff: float) -> str | None:
    """Return what :meth:`Suggestions.nearest` returns with all of its work left."""
    return Suggestions().nearest(name, known, cutoff)
