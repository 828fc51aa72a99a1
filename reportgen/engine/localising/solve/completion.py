"""Integers ≥ 0 for a few unknown cells that elimination leaves open, by narrowing their ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reportgen.engine.localising.solve.system import Line

Range = tuple[int, int]
Spend = Callable[[int], None]
"""Takes steps from a budget, and raises where it has none left."""
PASSES = 60
TRIES = 2_000
STEP = 16
"""As many coefficients are looked at in a step: about as much work as a node of the search."""


def narrow(lines: Sequence[Line], ranges: dict[int, Range], spend: Spend) -> bool:
    """Narrow the unknowns' ``ranges`` (of *values*) in place until nothing moves; ``False`` where one becomes empty.

    ``lines`` are equations over the unknowns only, with everything known in ``residual``. Every pass over them is paid
    for by ``spend``.
    """
    steps = 1 + sum(len(line.coefficients) for line in lines) // STEP
    for _ in range(PASSES):
        spend(steps)
        moved = False
        for coefficients, _, residual in lines:
            spans = {cell: _span(a, ranges[cell]) for cell, a in coefficients.items()}
            low = residual + sum(span[0] for span in spans.values())
            high = residual + sum(span[1] for span in spans.values())
            if low > 0 or high < 0:
                return False
            for cell, a in coefficients.items():
                least, most = spans[cell][1] - high, spans[cell][0] - low
                first, last = _divided(least, most, a)
                before = ranges[cell]
                after = max(before[0], first), min(before[1], last)
                if after[0] > after[1]:
                    return False
                if after != before:
                    ranges[cell], moved = after, True
        if not moved:
            break
    return True


def _span(factor: int, values: Range) -> Range:
    return (factor * values[0], factor * values[1]) if factor > 0 else (factor * values[1], factor * values[0])


def _divided(least: int, most: int, factor: int) -> Range:
    """Return the first and the last integer v with least ≤ factor · v ≤ most."""
    if factor < 0:
        least, most, factor = -most, -least, -factor
    return -(-least // factor), most // factor


def complete(
    lines: Sequence[Line], ranges: dict[int, Range], near: dict[int, int], spend: Spend
) -> dict[int, int] | None:
    """Return one solution, each value as near to ``near`` as the search meets it, or ``None`` where there is none."""
    tries = [TRIES]
    return _search(lines, dict(ranges), near, tries, spend)


def _search(
    lines: Sequence[Line], ranges: dict[int, Range], near: dict[int, int], tries: list[int], spend: Spend
) -> dict[int, int] | None:
    tries[0] -= 1
    if tries[0] < 0 or not narrow(lines, ranges, spend):
        return None
    open_cells = [cell for cell, (low, high) in ranges.items() if low < high]
    if not open_cells:
        return {cell: low for cell, (low, _) in ranges.items()}
    cell = min(open_cells, key=lambda one: ranges[one][1] - ranges[one][0])
    for value in _outwards(ranges[cell], near.get(cell, 0)):
        found = _search(lines, ranges | {cell: (value, value)}, near, tries, spend)
        if found is not None or tries[0] < 0:
            return found
    return None


def _outwards(values: Range, middle: int) -> Iterable[int]:
    low, high = values
    middle = min(max(middle, low), high)
    yield middle
    for step in range(1, high - low + 1):
        if middle + step <= high:
            yield middle + step
        if middle - step >= low:
            yield middle - step
