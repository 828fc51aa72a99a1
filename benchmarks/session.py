"""One run of the benchmarks: what is measured, and how hard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.results import Rendered
from benchmarks.workbench import Workbench

if TYPE_CHECKING:
    from reportgen.report.report import Report


@dataclass(frozen=True)
class Effort:
    """How much is measured: rounds of each series, different reports, and the size of the slow rows."""

    rounds: int
    variety: int
    batches: int
    batch_reports: int
    published: int
    loops: int
    commands: int
    checks: int
    memories: int
    located: int


QUICK = Effort(
    rounds=7,
    variety=6,
    batches=1,
    batch_reports=300,
    published=200,
    loops=3,
    commands=7,
    checks=15,
    memories=1,
    located=20,
)
FULL = Effort(
    rounds=60,
    variety=24,
    batches=5,
    batch_reports=1000,
    published=2000,
    loops=9,
    commands=40,
    checks=100,
    memories=3,
    located=200,
)


@dataclass(frozen=True)
class Session:
    """One run: what to work on, how hard, and the results so far."""

    bench: Workbench
    reports: Sequence[Report]
    effort: Effort
    wanted: frozenset[str]
    rendered: list[Rendered] = field(default_factory=list)
