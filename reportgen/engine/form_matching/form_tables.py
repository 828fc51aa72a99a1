"""Which table of a document is which table of the form: by the official words in its cells, wherever it stands."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Final

from reportgen.engine.form_matching.rows import Rows, squeezed
from reportgen.model.form_grid import FormTable

_LIKELY: Final = 0.5
"""So much of a form's table must be there for a document's table to be taken for it."""


def likeness(rows: Rows, table: FormTable) -> float:
    """Return how many of the form's labels stand in cells of their own in ``rows``: from 0 to 1."""
    words = {squeezed(text) for row in rows for text in row}
    labels = {squeezed(cell.label) for cell in table.cells if cell.label}
    texts = {squeezed(cell.text) for cell in table.cells if cell.label}
    return max(len(words & labels), len(words & texts)) / len(labels) if labels else 0.0


def table_of(rows: Rows, tables: Iterable[FormTable]) -> FormTable | None:
    """Return the table of the form that ``rows`` are most like, or None where they are like none."""
    scored = [(likeness(rows, table), position, table) for position, table in enumerate(tables)]
    best = max(scored, key=lambda one: (one[0], -one[1]), default=None)
    return best[2] if best is not None and best[0] >= _LIKELY else None


def exchanged(texts: Iterable[str], official: Sequence[str]) -> tuple[str, str] | None:
    """Return the first ``official`` label and the other one that ``texts`` have in its place, or None.

    Texts are cells in reading order. Only where all labels are there, none twice, can one be told to stand wrong.
    """
    return _exchanged(tuple(text for text in texts if text), tuple(official))


@functools.lru_cache(maxsize=64)
def _exchanged(texts: tuple[str, ...], official: tuple[str, ...]) -> tuple[str, str] | None:
    labels = [squeezed(label) for label in official]
    known = set(labels)
    actual = [label for text in texts if (label := _label(text, known))]
    if sorted(actual) != sorted(labels):
        return None
    pairs = zip(official, actual, strict=True)
    return next(((right, wrong) for right, wrong in pairs if squeezed(right) != wrong), None)


def _label(text: str, known: set[str]) -> str:
    """Return the label that a cell shows, with or without a remark behind it; empty if it shows none."""
    word = squeezed(text)
    return word if word in known else max((label for label in known if has_label(word, label)), key=len, default="")


@functools.lru_cache(maxsize=1024)
def has_label(text: str, label: str) -> bool:
    """Whether a cell shows a label, with nothing behind it but a remark in brackets; white space aside."""
    word, official = squeezed(text), squeezed(label)
    return word == official or word.startswith((f"{official}（", f"{official}("))
