"""Reports side by side, as values: the years of one office, or the offices of one year."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.report.findings import Finding

Number = int | Decimal


@attrs.frozen(eq=False, repr=False)
class ComparedReport(Value):
    """One column: what it is called, whose report of which year it is, of which type, and its file."""

    label: str
    organ: str
    year: int
    type_name: str
    source: str


@attrs.frozen(eq=False, repr=False)
class ComparedFigure(Value):
    """One figure in every report.

    ``path`` are its official words without the table's. ``addresses`` are what each report calls it, ``None`` where its
    form has no such figure; ``values`` what each prints, ``None`` for a blank; ``numbers`` the same as comparable
    numbers (money in one unit). ``shares`` are fractions of the sum that the figure is a part of, ``whole``.
    """

    table: Text
    path: tuple[Text, ...]
    addresses: tuple[str | None, ...]
    values: tuple[Any, ...]
    numbers: tuple[Number | None, ...]
    shares: tuple[Decimal | None, ...]
    whole: Text | None = None
    adds_up: bool = True
    """Whether the figures of several offices may be added."""

    @property
    def changes(self) -> tuple[Number | None, ...]:
        """The difference to the report before, ``None`` for the first and where a number is missing."""
        pairs = pairwise(self.numbers)
        return (None, *(None if then is None or now is None else now - then for then, now in pairs))

    @property
    def growths(self) -> tuple[Decimal | None, ...]:
        """The difference as a fraction of the report before, ``None`` where that is not above zero."""
        before = (None, *self.numbers[:-1])
        pairs = zip(self.changes, before, strict=True)
        return tuple(
            None if change is None or then is None or then <= 0 else Decimal(change) / Decimal(then)
            for change, then in pairs
        )

    @property
    def words(self) -> Text:
        """The figure's name in one line."""
        return Text(" ".join(one.zh for one in self.path), " / ".join(one.en for one in self.path))


@attrs.frozen(eq=False, repr=False)
class Move(Value):
    """A figure that changed more than chance explains: to the report ``column`` from the one before it."""

    figure: ComparedFigure
    column: int
    before: Number
    after: Number
    score: float
    """How many times their usual spread the two numbers differ."""


@attrs.frozen(eq=False, repr=False)
class ProseChange(Value):
    """What became of one piece of prose in the report ``column``, against the one before it, by sentences."""

    field: Text
    column: int
    kept: int
    renumbered: tuple[str, ...]
    """Sentences that changed only in their numbers."""
    new: tuple[str, ...]
    gone: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Comparison(Value):
    """Reports side by side: the figures of all tables, what moved most, prose that changed, and what was copied.

    ``kind`` is ``years`` for reports of one office, in the order of their years, and ``offices`` for those of one year.
    """

    kind: Literal["years", "offices"]
    reports: tuple[ComparedReport, ...]
    figures: tuple[ComparedFigure, ...]
    moves: tuple[Move, ...] = ()
    prose: tuple[ProseChange, ...] = ()
    copied: tuple[Finding, ...] = ()
