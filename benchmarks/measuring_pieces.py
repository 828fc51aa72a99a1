"""Single pieces of work: a long loop, checking one report, locating a wrong cell."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING

from benchmarks import loops
from benchmarks.comparing import canonical, require_same
from benchmarks.results import Result
from benchmarks.rows import Session
from benchmarks.timing import Summary, interleaved, pairs, sampler, summary

if TYPE_CHECKING:
    from reportgen.vocabulary.reports import Report

FEW_ROWS, MANY_ROWS, COMPARED_ROWS = 3_000, 30_000, 300


def loop(session: Session) -> list[Result]:
    """Measure how the time of one table grows from 3,000 rows to 30,000."""
    import reportgen

    path = session.bench.folder / "loop.docx"
    loops.write_template(path)
    template = reportgen.compile_template(path)
    data = loops.context(COMPARED_ROWS)
    require_same(canonical(loops.docxtpl_document(path, data)), canonical(template.render(data)))
    contexts = {rows: loops.context(rows) for rows in (FEW_ROWS, MANY_ROWS)}
    samplers = {
        "few": sampler(lambda _: template.render(contexts[FEW_ROWS]), 1),
        "many": sampler(lambda _: template.render(contexts[MANY_ROWS]), 1),
    }
    measured = interleaved(samplers, session.effort.loops)
    medians = {name: summary(found).median for name, found in measured.items()}
    note = f"{FEW_ROWS:,} rows {medians['few'] * 1000:.0f} ms, {MANY_ROWS:,} rows {medians['many'] * 1000:.0f} ms"
    return [Result("loop", summary(pairs(measured["many"], measured["few"])), note, medians)]


def check(session: Session) -> list[Result]:
    """Measure the check of one loaded report, every report as if it had just been loaded."""
    import attrs

    import reportgen

    fresh: dict[int, Report] = {}

    def renew(number: int) -> None:
        fresh[number] = attrs.evolve(session.reports[number])  # without what an earlier check has derived

    def work(number: int) -> object:
        return reportgen.check(fresh[number])

    found = interleaved({"check": sampler(work, len(session.reports), prepare=renew)}, session.effort.checks)
    return [Result("check", summary([seconds * 1000 for seconds in found["check"]]))]


def locate(session: Session) -> list[Result]:
    """Ask ``benchmarks.localisation`` where it exists: ``milliseconds(errors, count)``, one time for each report."""
    rows = [row for row in ("locate-1", "locate-2", "locate-3") if row in session.wanted]
    if importlib.util.find_spec("benchmarks.localisation") is None:
        return [Result(row, note="locating wrong cells is not built yet") for row in rows]
    module = importlib.import_module("benchmarks.localisation")
    results = []
    for row in rows:
        times: list[float] = module.milliseconds(int(row[-1]), session.effort.located)
        found: Summary = summary(times)
        p95 = sorted(times)[int(len(times) * 0.95)]
        results.append(Result(row, found, f"p95 {p95:.1f} ms over {len(times)} reports", {"p95": p95}))
    return results
