"""Reasons for wrong figures: one for each typing error or compound error, with the cells that it explains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from reportgen.core.text import Text

_AND = Text("；", "; ")


@attrs.frozen(eq=False)
class Reason:
    """A typing error or compound error: the cells whose changes it explains, −ln of its likelihood, its words.

    The words name figures of these cells only.
    """

    cells: frozenset[int]
    cost: float
    words: Text


@attrs.frozen(eq=False)
class Weighed:
    """A change set with its reasons, what agrees with it, and its cost: reasons, fit and evidence together."""

    changes: Mapping[int, int]
    reasons: tuple[Reason, ...]
    agreeing: tuple[Reason, ...]
    """Evidence that agrees; it costs nothing."""
    cost: float

    @property
    def key(self) -> tuple[tuple[int, int], ...]:
        """The changes as a value that can be compared."""
        return tuple(sorted(self.changes.items()))


def total(reasons: Iterable[Reason]) -> float:
    """Return the cost of all ``reasons`` together."""
    return sum(reason.cost for reason in reasons)


def split(reasons: Iterable[Reason], changes: Mapping[int, int]) -> tuple[list[Reason], dict[int, int]]:
    """Return the reasons that explain some of ``changes`` and nothing else, and the changes that they leave."""
    kept = [reason for reason in reasons if reason.cells <= changes.keys()]
    explained = frozenset[int]().union(*(reason.cells for reason in kept))
    return kept, {cell: change for cell, change in changes.items() if cell not in explained}


def joined(words: Sequence[Text]) -> Text:
    """Return several reasons as one, each of them once."""
    zh = [reason for text in words for reason in text.zh.split(_AND.zh)]
    en = [reason for text in words for reason in text.en.split(_AND.en)]
    return Text(_AND.zh.join(dict.fromkeys(zh)), _AND.en.join(dict.fromkeys(en)))
