"""What is known while the prose is read: what a number counts, and what the words so far were about."""

from __future__ import annotations

import attrs

from reportgen.reports.disclosure.keywords import Keyword
from reportgen.reports.disclosure.readings import Reading


@attrs.frozen
class Subject:
    """What a number is said to count: the rule that guards it, its keys and its legitimate readings.

    ``certain`` tells that nothing in the clause narrows the count (a channel, a lower office, another time), so that
    a number without a matching reading is wrong. ``year`` is the year it counts, ``factor`` brings the readings to the
    unit of its measure word. ``also`` is what the same number counts besides: 行政复议、行政诉讼均为0件.
    """

    rule: str
    keys: tuple[str, ...]
    readings: tuple[Reading, ...]
    certain: bool = True
    year: int | None = None
    factor: int = 1
    also: tuple[Subject, ...] = ()

    def told_of(self, year: int) -> Subject:
        """Return the subject as one of ``year``, with what the number counts besides."""
        return attrs.evolve(self, year=year, also=tuple(other.told_of(year) for other in self.also))


@attrs.define
class Context:
    """What the words so far in the paragraph are about; changed as they are read."""

    by_heading: bool = False
    applications: bool | None = None
    blocks: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    verb: str | None = None
    listed: bool = False
    whole: tuple[str, ...] = ()
    one_time: bool = False
    one_office: bool = False
    queue: list[list[Keyword]] = attrs.field(factory=list)
    """The keywords of the numbers to come: 予以公开、部分公开分别为436件、16件."""

    def notice(self, keyword: Keyword) -> None:
        """Take in one keyword."""
        key = keyword.key
        if keyword.kind == "block":
            self.blocks = (key,)
        elif keyword.kind == "document":
            self.documents = (key,)
        elif keyword.kind == "verb":
            self.verb = key
        elif key == "elsewhere":
            self.applications = False
        elif key == "applications" or (keyword.kind == "outcome" and self.applications is None):
            self.applications = True
        elif key == "listing":
            self.listed = True
        elif key in {"time", "year"}:
            self.one_time = key == "time"
        elif key == "whole":
            self.one_office = False

    def begin_sentence(self) -> None:
        """Forget what holds for one sentence only."""
        self.listed = self.one_time = self.one_office = False
