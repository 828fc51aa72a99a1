"""The words by which a report type's prose names its figures, and what a number beside them may mean.

A type hands these to the prose checker, which knows how sentences are read but no word of any form.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Protocol

import attrs

from reportgen.core.text import Text
from reportgen.model.linear import Expression
from reportgen.prose.quantities import Quantity

NOTHING = Expression()
SENSE = "sense"
"""The kind of a word that names no figure but changes what the number beside it means.

Its key says how. ``topic``: the prose is about what the tables count; ``elsewhere``: it is about something else.
``listing``: parts follow. ``difference``: the number is a change. ``part``, ``office``, ``time``: it counts a part, one
office or a part of the year; ``whole`` and ``year`` end the last two. ``everyone`` and other keys only hide what would
be misread. A type may add senses that its own interpretation asks for.
"""


@attrs.frozen
class Keyword:
    """One word found in the prose: its kind, its key (a figure of that kind) and where it stands."""

    kind: str
    key: str
    start: int
    end: int


@attrs.frozen
class Term:
    """One addend of a meaning in the field's words; ``sign`` is 1 or −1."""

    name: Text
    expression: Expression
    sign: int = 1


@attrs.frozen
class Meaning:
    """One thing that a number may mean: 新收 + 上年结转. ``expression`` is its value over the report's figures."""

    terms: tuple[Term, ...]

    @functools.cached_property
    def expression(self) -> Expression:
        """The sum of the terms."""
        return sum((term.expression * term.sign for term in self.terms), NOTHING)

    def __add__(self, other: Meaning) -> Meaning:
        return Meaning(self.terms + other.terms)

    def __sub__(self, other: Meaning) -> Meaning:
        return Meaning(self.terms + tuple(attrs.evolve(term, sign=-term.sign) for term in other.terms))

    def value(self, values: Mapping[str, Any]) -> int | Decimal | None:
        """Return the meaning's value, ``None`` where a figure that it needs is blank."""
        value: int | Decimal | None = self.expression.evaluate(values)
        return value

    def written(self, values: Mapping[str, Any]) -> Text:
        """Return the meaning with its numbers: 新收 545 + 上年结转 3."""
        zh, en = "", ""
        for number, term in enumerate(self.terms):
            sign = " − " if term.sign < 0 else " + " if number else ""
            value = term.expression.evaluate(values)
            zh += f"{sign}{term.name.zh} {value}"
            en += f"{sign}{term.name.en} {value}"
        return Text(zh, en)


@attrs.frozen
class Subject:
    """What a number is said to count: the rule that guards it, its keys and its legitimate meanings.

    ``certain`` tells that nothing in the clause narrows the count (a channel, a lower office, another time), so that
    a number that matches no meaning is wrong. ``year`` is the year it counts, ``factor`` brings the meanings to the
    unit of its measure word. ``also`` is what the same number counts besides: 行政复议、行政诉讼均为0件.
    """

    rule: str
    keys: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    certain: bool = True
    year: int | None = None
    factor: int = 1
    doubt: Literal["none", "slips", "all"] = "none"
    also: tuple[Subject, ...] = ()

    def of_year(self, year: int) -> Subject:
        """Return the subject as one of ``year``, with what the number counts besides."""
        return attrs.evolve(self, year=year, also=tuple(other.of_year(year) for other in self.also))


class Discourse(Protocol):
    """What the words so far in the paragraph are about."""

    on_topic: bool | None
    """Whether the paragraph is about what the tables count; ``None`` where nothing was said yet."""
    listed: bool
    """Whether the number is one of the parts of a whole."""
    whole: tuple[str, ...]
    """The keys of the number whose parts are listed."""
    latest: dict[str, tuple[str, ...]]
    """The keys last said of each kind in :attr:`Lexicon.lasting`."""


class Clause(Protocol):
    """A number in its clause, as an interpretation may ask about it."""

    @property
    def text(self) -> str:
        """The whole prose."""
        ...

    @property
    def quantity(self) -> Quantity:
        """The number."""
        ...

    @property
    def start(self) -> int:
        """Where the clause begins in ``text``."""
        ...

    @property
    def inside(self) -> Sequence[Keyword]:
        """The keywords of the clause before the number."""
        ...

    @property
    def after(self) -> Sequence[Keyword]:
        """The keywords of the clause behind the number."""
        ...

    @property
    def discourse(self) -> Discourse:
        """What the words so far were about; an interpretation may correct what it says of the latest keys."""
        ...

    def says(self, sense: str) -> bool:
        """Whether a word of this sense stands in the clause before the number."""
        ...

    def latest(self, kind: str) -> tuple[str, ...]:
        """Return the keys last said of a kind in :attr:`Lexicon.lasting`."""
        ...

    def joined(self, words: Sequence[Keyword]) -> bool:
        """Whether keywords stand side by side, joined by 、 or 和, so that the number counts them together."""
        ...

    def adjacent(self, words: Sequence[Keyword], *, ahead: bool) -> bool:
        """Whether only filling words stand between the number and the keywords behind it (``ahead``) or before it."""
        ...


@attrs.frozen(eq=False)
class Lexicon:
    """The words of a type's prose.

    ``words`` are kind, key and regular expressions, apart by spaces; the first match at a place counts. Each expression
    begins with a plain character or a class. Words of a kind in ``lasting`` hold until the next one; those of a kind or
    key in ``opening`` show what the paragraph is about where nothing else did.

    ``filler`` may stand between a word and its number, ``joint`` between words that are counted together.
    ``measures`` are the measure words that the figures of a kind are counted in, ``counted`` those of all others;
    ``loose_measures`` are believed only right behind one of the words ``loose_after``, or where one stood there
    earlier in the sentence. ``year`` finds, as its first group, a year of which something is said. ``heading`` stands
    in the title of a part that is about what the tables count, and ``carried`` after 上年 where that names a row of
    this year's tables. ``rest`` begins the last part of a complete list. ``whole`` is what may stand between 占 and a
    percentage where the whole is all of them.
    """

    words: tuple[tuple[str, str, str], ...]
    lasting: frozenset[str]
    opening: frozenset[str]
    filler: re.Pattern[str]
    joint: re.Pattern[str]
    measures: Mapping[str, frozenset[str]]
    counted: frozenset[str]
    loose_measures: frozenset[str]
    loose_after: tuple[str, ...]
    year: re.Pattern[str]
    heading: str
    carried: str
    rest: re.Pattern[str]
    whole: re.Pattern[str]


@attrs.frozen
class Denied:
    """Something that the prose may say did not happen: the words that name it, its rule, and what must then be 0."""

    word: re.Pattern[str]
    rule: str
    meanings: tuple[Meaning, ...]


@attrs.frozen
class Claim:
    """Words that say of all cases how they ended (均获维持), and what did then not happen to those that are named."""

    words: re.Pattern[str]
    denied: tuple[Denied, ...]


@attrs.frozen
class Breakdown:
    """A whole whose parts the tables hold: a list of the prose is complete where all that it leaves out are zero.

    The number of the whole may count ``besides`` as well.
    """

    whole: str
    parts: Mapping[str, Meaning]
    besides: Meaning


@attrs.frozen
class Balance:
    """Keys of what came in, came over, was done and goes over: the first two together are the last two together."""

    received: frozenset[str]
    carried_in: frozenset[str]
    answered: frozenset[str]
    carried_out: frozenset[str]


def _no_wholes(_words: Sequence[Keyword]) -> tuple[Meaning, ...]:
    return ()


def _no_rates(_deed: str, _text: str) -> Iterable[tuple[Meaning, tuple[Meaning, ...]]]:
    return ()


def _no_shares(_words: Sequence[Keyword], _text: str) -> Iterable[tuple[Meaning, tuple[Meaning, ...]]]:
    return ()


@attrs.frozen(eq=False)
class ProseModel:
    """All that the prose checker must know of a type.

    ``interpret`` says what a number beside some keywords counts, and may be certain of it or not. ``meant_instead``
    are other meanings that somebody may have quoted by mistake, given the wrong number. ``wholes`` are those that
    figures with such keys are a share of. ``named`` is what keywords without a number mean, and ``shares`` what they
    are a part of where a percentage follows them (予以公开的占80.4%), with the words themselves. ``named_wholes`` is
    what keywords behind 占 name, ``rates`` what a rate (办结率) is computed from, given its two signs and its clause.
    Numbers beside a key of ``kept_too`` may be figures that the office keeps itself. ``denials`` find statements that
    something did not happen, with a group ``things``; ``denier`` is all that may stand before one in its clause.
    ``claims`` say how all ended. ``balance`` holds of the numbers of any one office or time as it does of the tables.
    """

    lexicon: Lexicon
    interpret: Callable[[Clause, Sequence[Keyword], bool], Subject | None]
    meant_instead: Callable[[Decimal, Subject], Iterable[Meaning]]
    wholes: Callable[[tuple[str, ...]], tuple[Meaning, ...]]
    named: Callable[[Sequence[Keyword]], tuple[Meaning, ...]]
    kept_too: frozenset[str]
    denials: tuple[re.Pattern[str], ...]
    denier: re.Pattern[str]
    denied: tuple[Denied, ...]
    breakdown: Breakdown
    shares: Callable[[Sequence[Keyword], str], Iterable[tuple[Meaning, tuple[Meaning, ...]]]] = _no_shares
    named_wholes: Callable[[Sequence[Keyword]], tuple[Meaning, ...]] = _no_wholes
    rates: Callable[[str, str], Iterable[tuple[Meaning, tuple[Meaning, ...]]]] = _no_rates
    claims: tuple[Claim, ...] = ()
    balance: Balance | None = None
