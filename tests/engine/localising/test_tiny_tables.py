"""Minimum size and completeness by trying everything: two by two figures with totals, no other solver."""

from __future__ import annotations

import itertools
import random

import pytest

from reportgen.engine.localising.locate import locate
from reportgen.model.linear import Expression

CELLS = [[Expression.variable(f"{row}{column}") for column in "abt"] for row in "xyt"]
EQUATIONS = [row[0] + row[1] - row[2] for row in CELLS] + [
    CELLS[0][at] + CELLS[1][at] - CELLS[2][at] for at in range(3)
]
NAMES = [cell.addresses[0] for row in CELLS for cell in row]


def mended(values: dict[str, int], chosen: tuple[str, ...]) -> bool:
    return any(
        all(each.evaluate(values | dict(zip(chosen, figures, strict=True))) == 0 for each in EQUATIONS)
        for figures in itertools.product(range(7), repeat=len(chosen))
    )


def everything(values: dict[str, int]) -> tuple[int, set[frozenset[str]]]:
    for size in range(len(NAMES)):
        met = {frozenset(chosen) for chosen in itertools.combinations(NAMES, size) if mended(values, chosen)}
        if met:
            return size, met
    raise AssertionError


@pytest.mark.parametrize("seed", range(15))
def test_all_smallest_sets_are_found(seed: int) -> None:
    rng = random.Random(seed)
    a, b, c, d = (rng.choice([0, 0, 1]) for _ in range(4))
    values = dict(zip(NAMES, [a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d], strict=True))
    for name in rng.sample(NAMES, rng.choice([1, 2, 3])):
        values[name] = rng.choice([0, 1, 2])
    location = locate(EQUATIONS, values, most=1000)
    sets = {frozenset(change.address for change in repair.changes) for repair in location.repairs} or {frozenset()}
    assert (location.minimum, sets) == everything(values)
