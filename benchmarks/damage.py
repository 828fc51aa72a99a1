"""Valid random reports, and the errors that a person puts into them.

Free of the localiser on purpose: nothing of ``reportgen.engine`` is imported, no weight of its ranking is known here,
and nothing here was tuned to it. A kind of error is drawn with plain equal probability, then a place with equal
probability among those where the kind can happen, then one of its outcomes with equal probability. A report is a
table of rows of numbers by address.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

Values = dict[str, int]
Grid = Sequence[Sequence[str]]
Changes = dict[str, int]
Kind = Callable[[random.Random, Values, Grid], "Changes | None"]

KEYPAD = ("789", "456", "123", "0  ")
TRIES = 200


def honest_report(rng: random.Random, applications: Grid, reviews: Sequence[Sequence[str]]) -> Values:
    """Return figures that reconcile: rows new, carried in, 21 outcomes, total and carried out, and blocks of reviews.

    Natural persons dominate, most cells of the kinds of organization are 0, and the size of the office varies over
    three orders of magnitude.
    """
    size = 10 ** rng.uniform(1.2, 3.8)
    weights = [1.0, rng.choice([0.02, 0.1, 0.3]), *(rng.choice([0.0, 0.0, 0.01, 0.05]) for _ in range(4))]
    table = [[0] * 6 for _ in applications]
    favour = [rng.expovariate(1.0) ** 3 for _ in range(21)]
    favour[0] += 3
    for column, weight in enumerate(weights):
        cases = round(size * weight * rng.uniform(0.6, 1.4))
        for row in rng.choices(range(21), favour, k=min(cases, 4000)):
            table[2 + row][column] += max(1, cases // 4000)
        answered = sum(table[2 + row][column] for row in range(21))
        waiting = round(answered * rng.uniform(0, 0.1)) if rng.random() < 0.8 else 0
        carried = round((answered + waiting) * rng.uniform(0, 0.1)) if rng.random() < 0.8 else 0
        table[0][column], table[1][column] = answered + waiting - carried, carried
        table[23][column], table[24][column] = answered, waiting
    values: Values = {}
    for names, figures in zip(applications, table, strict=True):
        values |= dict(zip(names, [*figures, sum(figures)], strict=True))
    for names in reviews:
        level = 10 ** rng.uniform(0, 2)
        results = [round(level * rng.expovariate(1.0)) if rng.random() < 0.7 else 0 for _ in names[:-1]]
        values |= dict(zip(names, [*results, sum(results)], strict=True))
    return values


def _digits(change: Callable[[random.Random, str], str | None]) -> Kind:
    """A kind that happens to the digits of one figure."""

    def damaged(rng: random.Random, values: Values, grid: Grid) -> Changes | None:
        address = rng.choice([name for row in grid for name in row])
        digits = change(rng, str(values[address]))
        return None if digits is None else {address: int(digits)}

    return damaged


def _transposed(rng: random.Random, digits: str) -> str | None:
    if len(digits) < 2:
        return None
    place = rng.randrange(len(digits) - 1)
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _dropped(rng: random.Random, digits: str) -> str | None:
    place = rng.randrange(len(digits))
    return digits[:place] + digits[place + 1 :] if len(digits) > 1 else None


def _doubled(rng: random.Random, digits: str) -> str | None:
    place = rng.randrange(len(digits))
    return None if digits == "0" else digits[: place + 1] + digits[place:]


def _mistyped(rng: random.Random, digits: str) -> str | None:
    place = rng.randrange(len(digits))
    row, column = next((r, line.index(digits[place])) for r, line in enumerate(KEYPAD) if digits[place] in line)
    near = [
        KEYPAD[r][c]
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1))
        if 0 <= r < 4 and 0 <= c < 3 and KEYPAD[r][c] != " "
    ]
    return digits[:place] + rng.choice(near) + digits[place + 1 :]


def _near(grid: Grid, row: int, column: int) -> Iterator[str]:
    for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
        if 0 <= r < len(grid) and len(grid[r]) == len(grid[row]) and 0 <= c < len(grid[r]):
            yield grid[r][c]


def _cell(rng: random.Random, grid: Grid) -> tuple[str, list[str]]:
    places = [(row, column) for row, names in enumerate(grid) for column in range(len(names))]
    row, column = rng.choice(places)
    return grid[row][column], list(_near(grid, row, column))


def _neighbours_swapped(rng: random.Random, values: Values, grid: Grid) -> Changes | None:
    one, near = _cell(rng, grid)
    other = rng.choice(near)
    return {one: values[other], other: values[one]}


def _neighbour_copied(rng: random.Random, values: Values, grid: Grid) -> Changes | None:
    one, near = _cell(rng, grid)
    return {one: values[rng.choice(near)]}


def _left_zero(rng: random.Random, _: Values, grid: Grid) -> Changes | None:
    return {_cell(rng, grid)[0]: 0}


def _typed_in_wrong_cell(rng: random.Random, values: Values, grid: Grid) -> Changes | None:
    one, near = _cell(rng, grid)
    other = rng.choice(near)
    return {one: 0, other: values[one]} if values[other] == 0 else None


def _row_slid(rng: random.Random, values: Values, grid: Grid) -> Changes | None:
    """From some column on, figures stand one column too far right or left; a 0 fills the gap, the last falls off."""
    row = rng.choice(grid)
    names = row if rng.random() < 0.5 else row[:-1]
    first = rng.randrange(len(names) - 1)
    stretch = names[first:]
    figures = [values[name] for name in stretch]
    slid = [0, *figures[:-1]] if rng.random() < 0.5 else [*figures[1:], 0]
    return dict(zip(stretch, slid, strict=True))


def _rows_swapped(rng: random.Random, values: Values, grid: Grid) -> Changes | None:
    """Two neighbouring rows, with their totals or without."""
    row = rng.randrange(len(grid) - 1)
    upper, lower = grid[row], grid[row + 1]
    if len(upper) != len(lower):
        return None
    width = len(upper) - rng.randrange(2)
    pairs = list(zip(upper[:width], lower[:width], strict=True))
    return {one: values[other] for one, other in pairs} | {other: values[one] for one, other in pairs}


def _total_wrong(rng: random.Random, values: Values, grid: Grid) -> Changes | None:
    """The total at the end of a row: an addend forgotten or added twice, a carry lost, or off by one."""
    row = rng.choice(grid)
    ends = [number for number, name in enumerate(row) if name.endswith(".total")]
    end = rng.choice(ends)
    start = max((number + 1 for number in ends if number < end), default=0)
    addend = values[row[rng.randrange(start, end)]]
    slip = rng.choice([addend, -addend, 10, -10, 1, -1])
    return {row[end]: values[row[end]] + slip}


KINDS: dict[str, Kind] = {
    "digits transposed": _digits(_transposed),
    "digit dropped": _digits(_dropped),
    "digit doubled": _digits(_doubled),
    "digit mistyped": _digits(_mistyped),
    "neighbours swapped": _neighbours_swapped,
    "neighbour copied": _neighbour_copied,
    "left at 0": _left_zero,
    "typed in the wrong cell": _typed_in_wrong_cell,
    "row slid": _row_slid,
    "rows swapped": _rows_swapped,
    "total wrong": _total_wrong,
}


def damage(rng: random.Random, values: Values, grid: Grid, taken: set[str]) -> tuple[str, Changes]:
    """Return one error's kind and the cells that it changes, none of them in ``taken``."""
    while True:
        kind = rng.choice(list(KINDS))
        for _ in range(TRIES):
            changes = KINDS[kind](rng, values, grid)
            if changes is None or min(changes.values()) < 0:
                continue
            real = {name: value for name, value in changes.items() if values[name] != value}
            if real and not real.keys() & taken:
                return kind, real
