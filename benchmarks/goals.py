"""The bars: what each row is measured against, in one table."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Goal:
    """One row's bar: ``bar`` must be met, ``reach`` is the aim; ``better`` tells which side of them is good."""

    row: str
    says: str
    bar: float
    reach: float
    better: Literal["more", "less"]
    unit: Literal["×", "ms"] = "×"

    def verdict(self, measured: float) -> str:
        """Return ``reached``, ``met`` or ``missed``."""
        good = operator.ge if self.better == "more" else operator.le
        return "reached" if good(measured, self.reach) else "met" if good(measured, self.bar) else "missed"

    def shown(self, value: float) -> str:
        """Return a bar as a person writes it: ``≥ 80×``."""
        return f"{'≥' if self.better == 'more' else '≤'} {value:g}{'' if self.unit == '×' else ' '}{self.unit}"


GOALS: tuple[Goal, ...] = (
    Goal("published", "published, from a YAML file: docxtpl that only fills / reportgen, all of it", 18, 28, "more"),
    Goal("published-json", "the same, from a JSON file", 22, 36, "more"),
    Goal("many", "many YAML files published: docxtpl loop in one process / reportgen with two", 32, 50, "more"),
    Goal("warm", "warm render from loaded data: docxtpl, new object each / reportgen", 115, 150, "more"),
    Goal("json", "the same, reportgen from JSON text (read, build, render)", 75, 100, "more"),
    Goal("yaml", "the same, reportgen from YAML text (read, build, render)", 50, 60, "more"),
    Goal("floor", "reportgen / floor (CRC, deflate 6 and write of the same parts)", 1.4, 1.2, "less"),
    Goal("processes", "1,000 reports, wall time: one process / two", 1.6, 1.9, "more"),
    Goal("memory", "peak memory of a worker: reportgen / docxtpl", 0.4, 0.33, "less"),
    Goal("loop", "loop of 30,000 rows / 3,000 rows", 10.5, 9.7, "less"),
    Goal("cold", "one cold report: reportgen render / minimal docxtpl script", 0.6, 0.5, "less"),
    Goal("help", "reportgen --help / python -c pass", 3, 1.7, "less"),
    Goal("check", "check one loaded report, all rules", 0.4, 0.2, "less", "ms"),
    Goal("locate-1", "locate 1 injected error: median", 10, 10, "less", "ms"),
    Goal("locate-1-p95", "locate 1 injected error: 95th of 100", 50, 50, "less", "ms"),
    Goal("locate-2", "locate 2 injected errors: median", 15, 15, "less", "ms"),
    Goal("locate-2-p95", "locate 2 injected errors: 95th of 100", 100, 100, "less", "ms"),
    Goal("locate-3", "locate 3 injected errors: median", 20, 20, "less", "ms"),
    Goal("locate-3-p95", "locate 3 injected errors: 95th of 100", 300, 300, "less", "ms"),
)

BY_ROW = {goal.row: goal for goal in GOALS}
