"""Which known name was probably meant by one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable


def alike(name: str, known: Iterable[str], cutoff: float, most: int = 1) -> list[str]:
    """Return the names of ``known`` spelt most like ``name``, the likeliest first; ``cutoff`` runs to 1 (equal)."""
    import difflib  # noqa: PLC0415 — only a mistake needs it

    return difflib.get_close_matches(name, list(known), n=most, cutoff=cutoff)


def nearest(name: str, known: Iterable[str], cutoff: float) -> str | None:
    """Return which of ``known`` is spelt most like ``name``, or ``None`` where none is near."""
    found = alike(name, known, cutoff)
    return found[0] if found else None
