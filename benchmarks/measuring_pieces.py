"""Single pieces of work: a long loop, checking one report, locating a wrong cell."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from benchmarks import loops
from benchmarks.comparing import canonical, require_same
from benchmarks.results import Result
from benchmarks.session import Session
from benchmarks.timing import interleaved, pairs, sampler, summary

if TYPE_CHECKING:
    from reportgen.report.report import Report

ERRORS = (1, 2, 3)
_PLACE, _SEED = "tables 3 and 4", 2021
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
    """Measure how long it takes to name the wrong cells of a report with one, two and three errors."""
    if importlib.util.find_spec("benchmarks.localisation") is None:
        rows = [f"locate-{errors}{end}" for errors in ERRORS for end in ("", "-p95")]
        return [Result(row, note="benchmarks/localisation.py is not here") for row in rows]
    from benchmarks import localisation

    results = []
    for errors in ERRORS:
        if not session.wanted.intersection({f"locate-{errors}", f"locate-{errors}-p95"}):
            continue
        score = localisation.measure(_PLACE, errors, localisation.Trial(session.effort.located, _SEED))
        times = sorted(score.milliseconds)
        first = score.top_1 / score.reports
        note = f"{score.reports} reports, the first repair offered restores the report in {first:.1%}"
        p95 = summary([times[int(len(times) * 0.95)]])
        results += [Result(f"locate-{errors}", summary(times), note), Result(f"locate-{errors}-p95", p95)]
    return results
