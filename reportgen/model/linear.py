"""Linear expressions over addresses: what a total is when its sum is run on symbols instead of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Context
from typing import Any

import attrs

EXACT = Context(prec=10_000, Emax=999_999, Emin=-999_999)
"""Decimal arithmetic that never rounds a figure, whatever the program around has set for its own."""

Value = Any
"""A figure's value: ``int``, ``Decimal`` or, for a blank cell, ``None``."""


@attrs.frozen(repr=False)
class Expression:
    """An integer combination of figures plus a constant: ``Σ coefficient · address + constant``.

    ``terms`` keeps the order in which the figures were added and never holds a zero coefficient, so equal sums
    written in the same order are equal values.
    """

    terms: tuple[tuple[str, int], ...] = ()
    constant: int = 0

    @classmethod
    def variable(cls, address: str) -> Expression:
        """Return the expression that is just the figure at ``address``."""
        return cls(((address, 1),))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address with a coefficient, in order."""
        return tuple(address for address, _ in self.terms)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self.terms)

    def __add__(self, other: Expression | int) -> Expression:
        if isinstance(other, int):
            return Expression(self.terms, self.constant + other)
        if not isinstance(other, Expression):
            return NotImplemented
        merged = dict(self.terms)
        for address, coefficient in other.terms:
            merged[address] = merged.get(address, 0) + coefficient
        terms = tuple(merged.items())
        if 0 in merged.values():
            terms = tuple(item for item in terms if item[1])
        return Expression(terms, self.constant + other.constant)

    __radd__ = __add__

    def __mul__(self, factor: int) -> Expression:
        if not isinstance(factor, int):
            return NotImplemented
        if factor == 0:
            return Expression()
        return Expression(tuple((address, factor * number) for address, number in self.terms), factor * self.constant)

    __rmul__ = __mul__

    def __neg__(self) -> Expression:
        return self * -1

    def __sub__(self, other: Expression | int) -> Expression:
        return self + -other

    def __rsub__(self, other: int) -> Expression:
        return -self + other

    def evaluate(self, values: Mapping[str, Value]) -> Value:
        """Return the expression's value, or ``None`` where a figure that it needs is blank or a code.

        Raises:
            KeyError: an address is not in ``values``.
        """
        total: Value = self.constant
        for address, coefficient in self.terms:
            value = values[address]
            if type(value) is not int:
                return self._evaluate_exactly(values)
            total += coefficient * value
        return total

    def _evaluate_exactly(self, values: Mapping[str, Value]) -> Value:
        """Return the value where a figure is a decimal or blank."""
        total: Value = self.constant
        for address, coefficient in self.terms:
            value = values[address]
            if value is None or type(value) is str:  # a blank, or a code in the place of a number
                return None
            total = EXACT.add(total, EXACT.multiply(coefficient, value))
        return total

    def substitute(self, definitions: Mapping[str, Expression]) -> Expression:
        """Return the expression with each address that ``definitions`` knows replaced by its definition."""
        result = Expression((), self.constant)
        for address, coefficient in self.terms:
            result += definitions.get(address, Expression.variable(address)) * coefficient
        return result

    def __str__(self) -> str:
        words: list[str] = []
        for address, coefficient in self.terms:
            sign = "-" if coefficient < 0 else "+"
            size = "" if abs(coefficient) == 1 else f"{abs(coefficient)}*"
            words += [sign, f"{size}{address}"]
        if self.constant or not words:
            words += ["-" if self.constant < 0 else "+", str(abs(self.constant))]
        return " ".join(words[1:] if words[0] == "+" else words)

    def __repr__(self) -> str:
        return f"Expression({self})"


def add(*parts: Any) -> Any:
    """Return the sum of ``parts``, or ``None`` (undecided) where one of them is blank: missing is not zero."""
    total: Value = None
    for part in parts:
        if part is None:
            return None
        total = part if total is None else total + part
    return 0 if total is None else total
