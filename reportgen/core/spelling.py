"""The known names that are spelt most like an unknown one."""

from __future__ import annotations

from collections.abc import Iterable


def alike(name: str, known: Iterable[str], cutoff: float, most: int = 1) -> list[str]:
    """Return the names of ``known`` spelt most like ``name``, the most similar first; a ``cutoff`` of 1 means equal."""
    import difflib  # noqa: PLC0415 — only a mistake needs it

    return difflib.get_close_matches(name, list(known), n=most, cutoff=cutoff)


def nearest(name: str, known: Iterable[str], cutoff: float) -> str | None:
    """Return the name of ``known`` spelt most like ``name``, or ``None`` where none is similar."""
    found = alike(name, known, cutoff)
    return found[0] if found else None
