"""Random reports of a type: sizes, figures that reconcile, prose with placeholders; each by its number and a seed."""

from __future__ import annotations

import random
from functools import cached_property
from math import log
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.text import Text
from reportgen.engine.sampling.constraints import Constraints, constraints_of
from reportgen.engine.sampling.places import organ
from reportgen.model.addresses import AddressBook, address_book
from reportgen.report.practice import ANY_OFFICE, Level, Practice
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.samples import sample_rows

_TRIES: Final = 5
_THOUSAND: Final = 1000
_STATED: Final = 0.5
"""So many reports state their totals, as a table typed from a published page does."""
_QUOTED: Final = 3
"""So many figures stand in the prose of a type that has no words of its own for practice data."""
_MOST_ROWS: Final = 3
_GOLDEN: Final = 617
"""Steps through the levels so that few offices show many of them; it has no factor in common with a thousand."""


def practice_of(report_type: ReportType) -> Practice:
    """Return what a type says of its practice data, or what stands for a type that says nothing."""
    return ANY_OFFICE if report_type.practice is None else report_type.practice()


class Sampler:
    """Makes the reports of one type, seed and year; the report of a number is always the same."""

    def __init__(self, report_type: ReportType, seed: int, year: int) -> None:
        self.type, self.seed, self.year = report_type, seed, year
        self.practice = practice_of(report_type)
        self._books: dict[int, _Book] = {}

    def report(self, number: int, source: str) -> Report:
        """Return the report ``number``, from 0; ``source`` is what messages call it.

        Raises:
            UsageError: the type's rules leave no report that this can find, or a kind of figure has no examples.
        """
        chance = random.Random(f"{self.seed} {number}")  # noqa: S311 — the same figures for the same seed
        level, rank = self._level(number)
        size = level.sizes[0] * (level.sizes[1] / level.sizes[0]) ** chance.random()
        book = self._book(chance.randint(1, _MOST_ROWS))
        figures = self._figures(book, level, size, chance)
        made = Report(
            self.type,
            organ(level, rank),
            self.year,
            list(figures.values()),
            narrative=self._prose(book, chance),
            source=source,
            rows=book.rows,
        )
        if chance.random() >= _STATED:
            return made
        return attrs.evolve(made, stated={name: made.values[name] for name in book.totals})

    def _level(self, number: int) -> tuple[Level, int]:
        """Return the level of report ``number``, and which office of its level that is."""
        lap, step = divmod(number, _THOUSAND)
        place = (step * _GOLDEN + self.seed) % _THOUSAND
        start = 0
        for level in self.practice.levels:
            if place < start + level.share:
                return level, lap * level.share + place - start
            start += level.share
        raise AssertionError("the shares of all levels are a thousand")

    def _book(self, rows: int) -> _Book:
        if not self.type.addresses.repeats:
            rows = 0
        if rows not in self._books:
            self._books[rows] = _Book(self.type, self.practice, rows)
        return self._books[rows]

    def _figures(self, book: _Book, level: Level, size: float, chance: random.Random) -> dict[str, Any]:
        for attempt in range(_TRIES + 1):
            times = size if attempt < _TRIES else 0.0  # at last the plainest figures
            figures = book.drawn(times, level.never, chance)
            if book.constraints.satisfied(figures, book.addresses.derive):
                return figures
        raise _impossible(self.type)

    def _prose(self, book: _Book, chance: random.Random) -> dict[str, str]:
        written = {}
        for field in self.type.narrative:
            ways = self.practice.prose.get(field.name)
            text = book.any_prose(field.label.zh) if ways is None else ways[chance.randrange(len(ways))]
            written[field.name] = text + "\n"
        return written


class _Book:
    """What the reports with one choice of rows share."""

    def __init__(self, report_type: ReportType, practice: Practice, rows: int) -> None:
        self.rows = {name: names[:rows] for name, names in sample_rows(report_type.statistics)}
        self.addresses: AddressBook = (
            address_book(report_type.statistics, self.rows) if self.rows else report_type.addresses
        )
        self.constraints: Constraints = constraints_of(report_type.rules, self.addresses)
        self._practice, self._type = practice, report_type
        self._means = [
            (name, practice.usual.get(name, 1.0), practice.least.get(name, 0), entry.figure.kind)
            for name, entry in self.addresses.entered.items()
        ]

    def drawn(self, size: float, never: tuple[str, ...], chance: random.Random) -> dict[str, Any]:
        """Return random figures: each about its mean times ``size``, spread as waiting times are."""
        draw, figures = chance.random, {}
        try:
            for name, mean, least, kind in self._means:
                near = 0.0 if name.startswith(never) and never else -log(1 - draw()) * mean * size
                if kind.integral:
                    near = float(int(near + draw())) if near else 0.0
                    if kind.least is None and draw() < 1 / 2:
                        near = -near
                figures[name] = kind.of_size(near + least)
        except NotImplementedError:
            raise _impossible(self._type) from None
        return figures

    @cached_property
    def totals(self) -> tuple[str, ...]:
        """The printed totals, in the order of the form."""
        return tuple(dict.fromkeys(one.address for one in self.addresses.definitions))

    def any_prose(self, label: str) -> str:
        """Return a sentence with the first figures of the form, for a type without words of its own."""
        book = self.addresses
        named = [name for name in book if book[name].printed and "[" not in name and book[name].figure.kind.numeric]
        figures = "，".join(f"{book[name].label.zh}为{{{{ {name} }}}}" for name in named[:_QUOTED])
        return f"{label}：{{{{ year }}}}年，{figures}。"


def _impossible(report_type: ReportType) -> UsageError:
    says = Text(
        f"做不出报告种类 {report_type.name} 的练习数据：找不到符合全部规则的数字",
        f"no practice data of type {report_type.name} can be made: no figures were found that obey all its rules",
    )
    remedy = Text("请联系提供这个报告种类的人", "Ask whoever made this type")
    return UsageError(Fault("no-practice-data", says, remedy=remedy))
