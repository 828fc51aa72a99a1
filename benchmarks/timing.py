"""Timing that a noisy machine cannot turn around: CPU time, interleaved rounds, ratios within a round."""

from __future__ import annotations

import gc
import math
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Sampler = Callable[[int], float]
"""Takes the number of a round and returns the cost of one piece of work in it, in seconds."""

_SAMPLE_SECONDS = 0.03
_MOST_REPEATS = 40


def quickest(work: Callable[[], object], rounds: int) -> float:
    """Return the CPU time of the quickest of several ``rounds``, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


@dataclass(frozen=True)
class Summary:
    """The middle of many numbers: median, the quartiles around it, the least, and how many there were."""

    median: float
    lower: float
    upper: float
    least: float
    count: int


def summary(values: Sequence[float]) -> Summary:
    """Return the summary of ``values``, at least one."""
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else (values[0],) * 3
    return Summary(statistics.median(values), lower, upper, min(values), len(values))


def sampler(work: Callable[[int], object], count: int, *, prepare: Callable[[int], object] | None = None) -> Sampler:
    """Return a sampler of CPU seconds for ``work(number)``, numbers running through 0 … ``count`` - 1.

    It repeats quick work until a sample is long enough to be measured. ``prepare(number)`` runs before each sample
    for every number in it, and is not timed.
    """
    repeats = _repeats(work, prepare)
    position = 0

    def sample(_: int) -> float:
        nonlocal position
        numbers = [(position + step) % count for step in range(repeats)]
        position += repeats
        for number in numbers if prepare is not None else ():
            prepare(number)  # type: ignore[misc]  # the loop is empty without it
        gc.collect()
        started = time.process_time()
        for number in numbers:
            work(number)
        return (time.process_time() - started) / repeats

    return sample


def _repeats(work: Callable[[int], object], prepare: Callable[[int], object] | None) -> int:
    """Warm up, and find how often the work must be repeated for one sample."""
    seconds = []
    for _ in range(3):
        if prepare is not None:
            prepare(0)
        started = time.process_time()
        work(0)
        seconds.append(time.process_time() - started)
        if seconds[-1] > 1:
            break
    return max(1, min(_MOST_REPEATS, math.ceil(_SAMPLE_SECONDS / max(min(seconds), 1e-6))))


def interleaved(samplers: Mapping[str, Sampler], rounds: int, *, seed: int = 0) -> dict[str, list[float]]:
    """Return what every sampler measured in each round; within a round they take turns in a random order."""
    measured: dict[str, list[float]] = {name: [] for name in samplers}
    order, chance = list(samplers), random.Random(seed)
    for number in range(rounds):
        chance.shuffle(order)
        for name in order:
            measured[name].append(samplers[name](number))
    return measured


def pairs(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Return the ratio of each round: the same moment of the machine on both sides."""
    return [one / other for one, other in zip(above, below, strict=True)]
