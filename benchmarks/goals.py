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
    Goal("warm", "warm render from loaded data: docxtpl, new object each / reportgen", 80, 115, "more"),
    Goal("json", "the same, reportgen from JSON text (read, build, render)", 75, 110, "more"),
    Goal("yaml", "the same, reportgen from YAML text (read, build, render)", 40, 58, "more"),
    Goal("floor", "reportgen / floor (CRC, deflate 6 and write of the same parts)", 2.0, 1.3, "less"),
    Goal("processes", "1,000 reports, wall time: one process / two", 1.6, 1.9, "more"),
    Goal("memory", "peak memory of a worker: reportgen / docxtpl", 0.7, 0.5, "less"),
    Goal("loop", "loop of 30,000 rows / 3,000 rows", 12, 10.5, "less"),
    Goal("cold", "one cold report: reportgen render / minimal docxtpl script", 0.5, 0.3, "less"),
    Goal("help", "reportgen --help / python -c pass", 4, 3, "less"),
    Goal("check", "check one loaded report, all rules", 1.0, 0.2, "less", "ms"),
    Goal("locate-1", "locate 1 injected error: median", 10, 10, "less", "ms"),
    Goal("locate-1-p95", "locate 1 injected error: 95th of 100", 50, 50, "less", "ms"),
    Goal("locate-2", "locate 2 injected errors: median", 30, 30, "less", "ms"),
    Goal("locate-2-p95", "locate 2 injected errors: 95th of 100", 150, 150, "less", "ms"),
    Goal("locate-3", "locate 3 injected errors: median", 50, 50, "less", "ms"),
    Goal("locate-3-p95", "locate 3 injected errors: 95th of 100", 400, 400, "less", "ms"),
)

BY_ROW = {goal.row: goal for goal in GOALS}
