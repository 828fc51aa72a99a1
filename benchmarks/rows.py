"""The rows of the goals, and what measures each: one function may measure several rows in the same rounds."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks import measuring_machines, measuring_pieces, measuring_renderers
from benchmarks.goals import GOALS
from benchmarks.results import Result
from benchmarks.session import Session

Measure = Callable[[Session], list[Result]]

GROUPS: tuple[tuple[tuple[str, ...], Measure], ...] = (
    (("published", "published-json", "warm", "json", "yaml", "floor"), measuring_renderers.measure),
    (("many",), measuring_machines.many),
    (("processes",), measuring_machines.processes),
    (("memory",), measuring_machines.memory),
    (("loop",), measuring_pieces.loop),
    (("cold",), measuring_machines.cold_report),
    (("help",), measuring_machines.help_text),
    (("check",), measuring_pieces.check),
    (
        ("locate-1", "locate-1-p95", "locate-2", "locate-2-p95", "locate-3", "locate-3-p95"),
        measuring_pieces.locate,
    ),
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
