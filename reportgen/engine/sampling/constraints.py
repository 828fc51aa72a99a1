"""The hard rules of a type as what a random report must obey: figures that follow from others, and lower bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Final

import attrs

from reportgen.model.addresses import AddressBook
from reportgen.model.linear import Expression
from reportgen.report.rules import Comparison, Rule, RuleForm

_ROUNDS: Final = 20
"""So often figures are brought in line before others are tried."""
_PLACES: Final = 10_000
"""Amounts are lessened by whole ten-thousandths, which every unit of money has."""


@attrs.frozen
class Constraints:
    """What the figures of a report must obey.

    ``following`` gives figures as expressions over others; ``at_least_zero`` are expressions that must not be negative;
    ``other`` are the forms of rules that are not linear.
    """

    following: Mapping[str, Expression]
    at_least_zero: tuple[Expression, ...]
    other: tuple[RuleForm, ...]
    least: Mapping[str, int | None]

    def satisfied(self, figures: dict[str, Any], derive: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> bool:
        """Bring ``figures`` in line with every rule, as few of them as can be; whether that was possible."""
        for _ in range(_ROUNDS):
            for address, expression in self.following.items():
                figures[address] = expression.evaluate(figures)
            changed = False
            for expression in self.at_least_zero:
                lacking = expression.evaluate(figures)
                if lacking is not None and lacking < 0:
                    changed = True
                    self._take(figures, expression, -lacking)
            if not changed:
                changed = self._mend_others(figures, derive)
            if not changed:
                return True
        return False

    def _take(self, figures: dict[str, Any], expression: Expression, lacking: Any) -> None:
        """Make ``expression`` larger by ``lacking``: bring what it subtracts, and what is negative, nearer 0."""
        for address, times in expression:
            figure = figures[address]
            if lacking <= 0 or (times > 0 and figure >= 0):
                continue
            share = Fraction(lacking) / abs(times)
            wanted = ceil(share) if type(figure) is int else Decimal(ceil(share * _PLACES)) / _PLACES
            least = self.least[address]
            room = -figure if times > 0 else wanted if least is None else figure - least
            taken = min(wanted, room)
            figures[address] += taken if times > 0 else -taken
            lacking -= taken * abs(times)

    def _mend_others(self, figures: dict[str, Any], derive: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> bool:
        changed = False
        for form in self.other:
            cells = {**figures, **derive(figures)}
            mismatch = form.judge(cells)
            if mismatch is not None and form.address in figures and form.address not in self.following:
                figures[form.address] = 1 if mismatch.expected is None else mismatch.expected
                changed = True
        return changed


def constraints_of(rules: tuple[Rule, ...], book: AddressBook) -> Constraints:
    """Return what the hard and soft rules of a type demand of the entered figures of ``book``."""
    definitions = {name: entry.definition for name, entry in book.derived.items() if entry.definition is not None}
    least = {name: entry.figure.kind.least for name, entry in book.entered.items()}
    forms = [form for rule in rules for form in rule.forms if all(name in book for name in form.addresses)]
    following: dict[str, Expression] = {}
    bounds: list[Expression] = []
    for comparison in (one for form in forms for one in form.linear):
        if comparison.relation != "=":
            bounds += _not_negative(comparison)
            continue
        equation = comparison.difference.substitute(definitions).substitute(following)
        follows = _follower(equation, least)
        if follows is None:
            continue
        ((times),) = [times for address, times in equation if address == follows]
        value = (equation - Expression.variable(follows) * times) * -times
        following = {name: one.substitute({follows: value}) for name, one in following.items()} | {follows: value}
    entered = [bound.substitute(definitions).substitute(following) for bound in bounds]
    entered += [one - (least[name] or 0) for name, one in following.items() if least[name] is not None]
    other = tuple(form for form in forms if not form.linear)
    return Constraints(following, tuple(one for one in entered if one.terms), other, least)


def _not_negative(comparison: Comparison) -> Iterator[Expression]:
    """Yield an inequality as an expression that is not negative, over whole numbers."""
    difference, strict = comparison.difference, comparison.relation in "<>"
    if comparison.relation in "≤<":
        difference = -difference
    yield difference - int(strict)


def _follower(equation: Expression, least: Mapping[str, int | None]) -> str | None:
    """Return the figure that is best computed from the others: it may be negative, or is their sum as far as can be."""
    positive = sum(times > 0 for _, times in equation)
    alone = 1 if positive * 2 < len(equation.terms) else -1
    able = [(address, times) for address, times in equation if abs(times) == 1]
    ranked = sorted(able, key=lambda term: (least[term[0]] is not None, term[1] != alone))
    return ranked[0][0] if ranked else None
