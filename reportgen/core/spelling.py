"""The known names that are spelt most like an unknown one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_MOST_WORK: Final = 2_000_000
"""Letters that are counted, and for names that may be alike letters times letters: about an eighth of a second."""
_SEARCH, _COMPARISON = 150, 20
"""What a search, and a comparison in it, cost besides their letters."""
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
        if self.left < _SEARCH + len(known) or len(name) > _LONGEST:
            return []
        self.left -= _SEARCH + len(known)
        length = len(name)
        near = [other for other in known if _may_be_alike(length, len(other), cutoff)]
        work = (length + _COMPARISON) * len(near) + sum(map(len, near))
        if work > self.left:
            return []
        self.left -= work
        return self._most_alike(name, near, cutoff, most)

    def _most_alike(self, name: str, near: Collection[str], cutoff: float, most: int) -> list[str]:
        """Return what ``difflib.get_close_matches`` returns, comparing the names with the most letters in common first.

        What is left cannot be more alike than the letters in common allow, so that few names are compared in full.
        """
        import difflib  # noqa: PLC0415 — only a mistake needs it

        matcher = difflib.SequenceMatcher(None, b=name)
        bounds: list[tuple[float, str]] = []
        for other in near:
            matcher.set_seq1(other)
            bounds.append((matcher.quick_ratio(), other))
        bounds.sort(reverse=True)
        found: list[tuple[float, str]] = []
        for bound, other in bounds:
            if bound < (found[-1][0] if len(found) == most else cutoff):
                break
            if self.left < len(name) * len(other):
                return []
            self.left -= len(name) * len(other)
            matcher.set_seq1(other)
            ratio = matcher.ratio()
            if ratio >= cutoff:
                found = sorted((*found, (ratio, other)), reverse=True)[:most]
        return [other for _, other in found]

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
