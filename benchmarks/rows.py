"""The rows of the goals, and what measures each: one function may measure several rows in the same rounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.goals import GOALS
from benchmarks.results import Rendered, Result
from benchmarks.workbench import Workbench

if TYPE_CHECKING:
    from reportgen.vocabulary.reports import Report


@dataclass(frozen=True)
class Effort:
    """How much is measured: rounds of each series, different reports, and the size of the slow rows."""

    rounds: int
    variety: int
    batches: int
    batch_reports: int
    loops: int
    commands: int
    checks: int
    memories: int
    located: int


QUICK = Effort(
    rounds=7, variety=6, batches=1, batch_reports=300, loops=3, commands=7, checks=15, memories=1, located=20
)
FULL = Effort(
    rounds=60, variety=24, batches=5, batch_reports=1000, loops=9, commands=40, checks=100, memories=3, located=200
)


@dataclass(frozen=True)
class Session:
    """One run: what to work on, how hard, and the results so far."""

    bench: Workbench
    reports: Sequence[Report]
    effort: Effort
    wanted: frozenset[str]
    rendered: list[Rendered] = field(default_factory=list)


Measure = Callable[[Session], list[Result]]


def _renderers(session: Session) -> list[Result]:
    from benchmarks.measuring_renderers import measure

    return measure(session)


def _memory(session: Session) -> list[Result]:
    from benchmarks.measuring_machines import memory

    return memory(session)


def _processes(session: Session) -> list[Result]:
    from benchmarks.measuring_machines import processes

    return processes(session)


def _loop(session: Session) -> list[Result]:
    from benchmarks.measuring_pieces import loop

    return loop(session)


def _cold(session: Session) -> list[Result]:
    from benchmarks.measuring_machines import cold_report

    return cold_report(session)


def _help(session: Session) -> list[Result]:
    from benchmarks.measuring_machines import help_text

    return help_text(session)


def _check(session: Session) -> list[Result]:
    from benchmarks.measuring_pieces import check

    return check(session)


def _locate(session: Session) -> list[Result]:
    from benchmarks.measuring_pieces import locate

    return locate(session)


GROUPS: tuple[tuple[tuple[str, ...], Measure], ...] = (
    (("warm", "json", "yaml", "floor"), _renderers),
    (("processes",), _processes),
    (("memory",), _memory),
    (("loop",), _loop),
    (("cold",), _cold),
    (("help",), _help),
    (("check",), _check),
    (("locate-1", "locate-1-p95", "locate-2", "locate-2-p95", "locate-3", "locate-3-p95"), _locate),
)
"""Which rows are measured together, and by what."""


def measure_all(session: Session, say: Callable[[str], None]) -> list[Result]:
    """Measure every wanted row; one that cannot run says why, and the others go on."""
    results: dict[str, Result] = {}
    for rows, measure in GROUPS:
        if not session.wanted.intersection(rows):
            continue
        say(f"… {', '.join(row for row in rows if row in session.wanted)}")
        try:
            found = measure(session)
        except Exception as error:  # noqa: BLE001 — one row's failure is its result, told in the table
            reason = " ".join(f"{type(error).__name__}: {error}".split())[-300:]
            found = [Result(row, note=reason) for row in rows]
        results.update({result.row: result for result in found})
    return [results[goal.row] for goal in GOALS if goal.row in session.wanted and goal.row in results]
