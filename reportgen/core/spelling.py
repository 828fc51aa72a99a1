"""Which known name was probably meant by one that nobody knows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_MOST_WORK: Final = 10_000_000
"""Letters of a name times letters of the names that it is compared with: about half a second."""
_LONGEST: Final = 120
"""Longer names are compared with nothing: comparing spellings takes quadratic time."""


class Suggestions:
    """Looks for the names that were probably meant, for as many mistakes of one stage as its work allows.

    A stage that meets many mistakes among many names tells the later ones without a suggestion.
    """

    def __init__(self, work: int = _MOST_WORK) -> None:
        self.left = work

    def alike(self, name: str, known: Collection[str], cutoff: float, most: int = 1) -> list[str]:
        """Return the names of ``known`` spelt most like ``name``, the likeliest first; ``cutoff`` runs to 1 (equal)."""
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
        """Return which of ``known`` is spelt most like ``name``, or ``None`` where none is near."""
        found = self.alike(name, known, cutoff)
        return found[0] if found else None


def _may_be_alike(length: int, other: int, cutoff: float) -> bool:
    """Return whether two names of these lengths can be so like each other: the shorter one wholly in the longer."""
    return other <= _LONGEST and 2 * min(length, other) >= cutoff * (length + other)


def alike(name: str, known: Collection[str], cutoff: float, most: int = 1) -> list[str]:
    """Return what :meth:`Suggestions.alike` does for the only mistake of a stage."""
    return Suggestions().alike(name, known, cutoff, most)


def nearest(name: str, known: Collection[str], cutoff: float) -> str | None:
    """Return what :meth:`Suggestions.nearest` does for the only mistake of a stage."""
    return Suggestions().nearest(name, known, cutoff)
