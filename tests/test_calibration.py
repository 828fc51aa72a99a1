"""The benchmark of the probabilities: its table, and that what is called the most likely is right in a small run."""

from __future__ import annotations

import random

from benchmarks.calibration import judged, large, small, table
from reportgen.core.text import Text
from reportgen.report.findings import MOST_LIKELY, Change, Repair


def test_a_cause_is_judged_by_its_first_repair() -> None:
    change = Change("a", 1, 2, Text("甲", "a"))
    first = Repair((change,), Text("", ""), probability=0.7)
    assert list(judged([first], {"a": 2, "b": 5})) == [(0.7, True)]
    assert list(judged([first], {"a": 3})) == [(0.7, False)]
    assert list(judged([Repair((change,), Text("", ""))], {"a": 2})) == []
    assert list(judged([], {})) == []


def test_the_table_has_a_line_for_each_tenth() -> None:
    assert list(table([(0.95, True), (0.97, True), (0.93, False), (0.32, False)])) == [
        "0.3–0.4       1   32.0%    0.0%  -32.0%",
        "0.9–1.0       3   95.0%   66.7%  -28.3%",
        "called the most likely: 3 of 4, 66.7% of them right (bar 97%)",
    ]


def test_what_is_called_the_most_likely_is_right() -> None:
    rng = random.Random(7)
    found = [*large(rng, 6, []), *small(rng, 12)]
    said = [right for probability, right in found if probability >= MOST_LIKELY]
    assert len(said) > 30
    assert sum(said) >= 0.9 * len(said)  # a small run: the bar itself is the benchmark's
