"""The sum of the same figure of several offices: exact, and the same however its parts were grouped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from reportgen.core.value import Value
from reportgen.model.linear import EXACT

MOST_NAMES: Final = 5
"""At most so many offices are named where many have the same."""


@attrs.frozen(eq=False, repr=False)
class Blanks(Value):
    """How many offices have no number in a figure, and the names of the first."""

    count: int
    first: tuple[str, ...]

    def __add__(self, other: Blanks) -> Blanks:
        return Blanks(self.count + other.count, (self.first + other.first)[:MOST_NAMES])


@attrs.frozen(eq=False, repr=False)
class UnitSum(Value):
    """The sums of several offices' figures by address; sums of sums, in the same order, are the sum of all.

    A figure that is blank in some office, or a code, is in ``blanks``: its total is that of the others only.
    Addresses are those that any office has, in the order in which they were met: the rows of a group that repeats are
    those of all offices.
    """

    units: int = 0
    totals: Mapping[str, Any] = attrs.field(factory=dict)
    blanks: Mapping[str, Blanks] = attrs.field(factory=dict)

    def __add__(self, other: UnitSum) -> UnitSum:
        totals = dict(self.totals)
        for name, value in other.totals.items():
            known = totals.get(name, 0)
            totals[name] = known + value if type(known) is type(value) is int else EXACT.add(known, value)
        blanks = dict(self.blanks)
        for name, more in other.blanks.items():
            blanks[name] = blanks[name] + more if name in blanks else more
        return UnitSum(self.units + other.units, totals, blanks)

    def total(self, address: str) -> Any:
        """Return the sum of a figure, or ``None`` where it is blank in some office: missing is not zero."""
        return None if address in self.blanks else self.totals.get(address)


def sum_of(figures: Iterable[tuple[str, Mapping[str, Any]]]) -> UnitSum:
    """Return the sum of the figures of offices, each given by its name and its figures by address."""
    units = 0
    totals: dict[str, Any] = {}
    blanks: dict[str, Blanks] = {}
    for organ, values in figures:
        units += 1
        for name, value in values.items():
            known = totals.get(name, 0)
            if type(value) is int and type(known) is int:
                totals[name] = known + value
            elif value is None or type(value) is str:
                totals[name] = known
                one = Blanks(1, (organ,))
                blanks[name] = blanks[name] + one if name in blanks else one
            else:
                totals[name] = EXACT.add(known, value)
    return UnitSum(units, totals, blanks)
