"""The linear inequalities of the hard rules: they locate no wrong cell, but no repair may break one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from reportgen.model.linear import Expression
from reportgen.report.rules import Comparison

LEFT_BROKEN = 4.0
"""What a repair costs for each inequality that does not hold after it: as much as evidence that it contradicts."""


@attrs.frozen(eq=False)
class Inequalities:
    """Inequalities over entered figures and stated totals, with the ``values`` that those have now."""

    bounds: tuple[tuple[Expression, Comparison], ...]
    """The difference of each one's sides, and how it stands to zero."""
    values: Mapping[str, Any]

    def refuses(self, changed: Mapping[str, int]) -> bool:
        """Whether a repair that gives the ``changed`` figures breaks one that held, or widens the gap of another."""
        return any(self._breaks(*bound, changed) for bound in self.bounds)

    def cost(self, changed: Mapping[str, int]) -> float:
        """Return what it costs to believe a repair after which some do not hold."""
        return LEFT_BROKEN * sum(bool(self._gap(*bound, changed)) for bound in self.bounds)

    def _breaks(self, difference: Expression, comparison: Comparison, changed: Mapping[str, int]) -> bool:
        if changed.keys().isdisjoint(difference.addresses):
            return False
        return self._gap(difference, comparison, changed) > self._gap(difference, comparison, {})

    def _gap(self, difference: Expression, comparison: Comparison, changed: Mapping[str, int]) -> int:
        """Return how far an inequality is from holding; 0 where it holds or a figure is blank."""
        gap: int | None = difference.evaluate({**self.values, **changed} if changed else self.values)
        return 0 if gap is None or comparison.holds(gap, 0) else abs(gap) + 1


def inequalities(
    comparisons: Iterable[Comparison], written: Callable[[Expression], Expression], cells: Mapping[str, Any]
) -> Inequalities:
    """Return those of ``comparisons`` that are inequalities of counts; ``written`` puts stated figures for derived."""
    bounds = [(written(one.difference), one) for one in comparisons if one.relation != "="]
    values = {address: cells[address] for difference, _ in bounds for address in difference.addresses}
    counted = (
        (difference, one)
        for difference, one in bounds
        if all(values[address] is None or type(values[address]) is int for address in difference.addresses)
    )
    return Inequalities(tuple(counted), values)
