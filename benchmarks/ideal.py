"""What can be known at all: an observer who knows the damage generator itself, and can still not do better.

Several repairs often explain a damaged report equally well: two totals exchanged, or the two rows beside them. Bayes'
rule with the generator's own probabilities picks the likeliest of the repairs that were found; how often that is the
truth is what any ranking can reach. The probabilities are exact: every kind of error is run on every way that its
random choices can fall out, so nothing of the generator is written down a second time.
"""

from __future__ import annotations

import functools
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.damage import KINDS, Grid, Values

Changes = frozenset[tuple[str, int]]


class Unfolding(random.Random):
    """Random choices that fall out one after the other in every possible way, each way once."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[tuple[int, int]] = []
        self.step = 0

    def _next(self, ways: int) -> int:
        if self.step == len(self.path):
            self.path.append((0, ways))
        taken, _ = self.path[self.step]
        self.step += 1
        return taken

    def choice(self, seq: Any) -> Any:
        """Return the next of ``seq``."""
        return seq[self._next(len(seq))]

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        """Return the next number of the range."""
        numbers = range(start) if stop is None else range(start, stop, step)
        return numbers[self._next(len(numbers))]

    def random(self) -> float:
        """Return one of two numbers on either side of a half: the generator only tosses coins."""
        return (0.25, 0.75)[self._next(2)]

    def ways(self, work: Callable[[], Any]) -> Iterator[tuple[float, Any]]:
        """Yield the probability of every way and what ``work`` gives in it."""
        while True:
            self.step = 0
            given = work()
            probability = 1.0
            for _, ways in self.path:
                probability /= ways
            yield probability, given
            while self.path and self.path[-1][0] + 1 == self.path[-1][1]:
                self.path.pop()
            if not self.path:
                return
            taken, ways = self.path.pop()
            self.path.append((taken + 1, ways))


def errors_of(values: Values, grid: Grid) -> dict[Changes, float]:
    """Return every error that the generator can make of an honest report: what changes, and how probable it is."""
    found: defaultdict[Changes, float] = defaultdict(float)
    for damaged in KINDS.values():
        own: defaultdict[Changes, float] = defaultdict(float)
        chance = Unfolding()
        for probability, changes in chance.ways(functools.partial(damaged, chance, values, grid)):
            if changes and min(changes.values()) >= 0:
                real = frozenset((name, value) for name, value in changes.items() if values[name] != value)
                if real:
                    own[real] += probability
        whole = sum(own.values())
        for changes, probability in own.items():
            found[changes] += probability / whole / len(KINDS)
    return dict(found)


def likelihood(printed: Mapping[str, int], repair: Mapping[str, int], grid: Grid, errors: int) -> float:
    """Return how probable ``printed`` is if the repaired report was the honest one and was given ``errors`` errors."""
    wanted = frozenset((name, printed[name]) for name in repair)
    possible = [(one, chance) for one, chance in errors_of({**printed, **repair}, grid).items() if one <= wanted]

    def together(left: Changes, still: int) -> float:
        if not still or not left:
            return float(not left and not still)
        return sum(chance * together(left - one, still - 1) for one, chance in possible if one <= left)

    return together(wanted, errors)
