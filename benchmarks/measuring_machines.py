"""What whole processes cost: memory, two at once, and commands from start to exit."""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

from benchmarks import cold
from benchmarks.comparing import canonical, require_same
from benchmarks.memory import peak
from benchmarks.processes import publish_many, render_many, spin_gain
from benchmarks.renderers import BY_NAME, Render
from benchmarks.results import Result
from benchmarks.session import Session
from benchmarks.timing import Sampler, interleaved, pairs, summary
from benchmarks.workbench import Workbench

_TWO_FREE = 1.8
_MOST_TRIES = 4


def memory(session: Session) -> list[Result]:
    """Measure the peak memory of a worker that renders, ours and docxtpl's; of the other renderers once."""
    peaks: dict[str, list[float]] = {"reportgen": [], "docxtpl": []}
    for _ in range(session.effort.memories):
        for name, found in peaks.items():
            found.append(peak(name, session.bench))
    medians = {name: statistics.median(found) for name, found in peaks.items()}
    for place, line in enumerate(session.rendered):
        if line.milliseconds is not None and line.mebibytes is None and line.name in BY_NAME and line.name != "floor":
            try:
                mebibytes = medians[line.name] if line.name in medians else peak(line.name, session.bench)
            except RuntimeError as error:
                session.rendered[place] = replace(line, note=f"memory not measured: {error}")
            else:
                session.rendered[place] = replace(line, mebibytes=mebibytes)
    more = {f"{name}_mib": value for name, value in medians.items()}
    note = ", ".join(f"{name} {value:.0f} MiB" for name, value in medians.items())
    return [Result("memory", summary(pairs(peaks["reportgen"], peaks["docxtpl"])), note, more)]


def processes(session: Session) -> list[Result]:
    """Measure a batch with one worker and with two, in moments in which the machine has two processors to give.

    Before and after each pair two processes do pure arithmetic; where they gain less than ``_TWO_FREE``, somebody
    else was using a processor, and the pair does not count. What CPU time alone allows is told beside it.
    """
    reports, wanted = session.effort.batch_reports, session.effort.batches
    render_many(session.bench, 2, 2)
    quiet: list[float] = []
    busy: list[float] = []
    gains = [spin_gain(session.bench)]
    spent: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(wanted * _MOST_TRIES):
        seconds = {}
        for workers in (1, 2) if turn % 2 == 0 else (2, 1):
            before = cold.spent()
            seconds[workers] = render_many(session.bench, workers, reports)
            spent[workers].append(cold.spent() - before)
        gains.append(spin_gain(session.bench))
        (quiet if min(gains[-2:]) >= _TWO_FREE else busy).append(seconds[1] / seconds[2])
        if len(quiet) == wanted:
            break
    allowed = summary([2 * one / both for one, both in zip(spent[1], spent[2], strict=True)]).median
    note = (
        f"{reports} reports a batch, starting the workers included; {len(quiet)} pairs while two processors were free, "
        f"{len(busy)} while they were not (median {statistics.median(busy or [0]):.2f}×); "
        f"pure arithmetic gains {statistics.median(gains):.2f}×, {cold.MEASURED} alone allows {allowed:.2f}×"
    )
    more = {"reports": reports, "quiet": quiet, "busy": busy, "arithmetic": gains, "allowed": allowed}
    return [Result("processes", summary(quiet) if quiet else None, note, more)]


def many(session: Session) -> list[Result]:
    """Measure a folder of YAML files published by two processes against docxtpl filling in a loop: wall time.

    docxtpl's loop goes once through the different reports, before and after each batch, and stands for all of them:
    each costs it the same. What the machine can give two processes at that moment is told beside it, and what CPU
    time alone would allow on two processors that nobody else uses.
    """
    bench, files = session.bench, session.effort.published
    fill = BY_NAME["docxtpl"].make(bench)
    fill(0)
    ratios: list[float] = []
    gains: list[float] = []
    figures: dict[str, list[float]] = {"docxtpl_ms": [], "reportgen_ms": [], "docxtpl_cpu": [], "reportgen_cpu": []}
    for _ in range(session.effort.batches):
        gains.append(spin_gain(bench))
        before = _seconds_each(fill, bench.count)
        spent = cold.spent()
        wall = publish_many(bench, 2, files) / files
        spent = (cold.spent() - spent) / files
        after = _seconds_each(fill, bench.count)
        loop_wall, loop_cpu = ((one + other) / 2 for one, other in zip(before, after, strict=True))
        ratios.append(loop_wall / wall)
        for found, seconds in zip(figures.values(), (loop_wall, wall, loop_cpu, spent), strict=True):
            found.append(seconds * 1000)
    more = {name: statistics.median(found) for name, found in figures.items()}
    note = (
        f"{files} files a batch, starting the workers included; a report: docxtpl {more['docxtpl_ms']:.0f} ms, "
        f"reportgen {more['reportgen_ms']:.1f} ms; pure arithmetic gains {statistics.median(gains):.2f}×, "
        f"CPU time alone allows {2 * more['docxtpl_cpu'] / more['reportgen_cpu']:.3g}×"
    )
    return [Result("many", summary(ratios), note, more | {"files": files, "arithmetic": gains})]


def _seconds_each(fill: Render, count: int) -> tuple[float, float]:
    """Return the wall time and the CPU time of one of ``count`` reports."""
    wall, cpu = time.perf_counter(), time.process_time()
    for number in range(count):
        fill(number)
    return (time.perf_counter() - wall) / count, (time.process_time() - cpu) / count


def cold_report(session: Session) -> list[Result]:
    """Measure one report from the command line against docxtpl's; both have written the same document."""
    bench = session.bench
    (bench.folder / "cold.json").write_text(json.dumps(bench.contexts[0], default=_plain), "utf-8")
    samplers = _samplers(bench, "reportgen", "docxtpl")
    documents = [(bench.folder / f"cold-{name}.docx").read_bytes() for name in ("docxtpl", "reportgen")]
    require_same(*map(canonical, documents))
    return [_command_result("cold", samplers, session.effort.commands)]


def help_text(session: Session) -> list[Result]:
    """Measure ``reportgen --help`` against a Python that does nothing."""
    return [_command_result("help", _samplers(session.bench, "help", "python"), session.effort.commands)]


def _samplers(bench: Workbench, *names: str) -> dict[str, Sampler]:
    found = cold.commands(bench)
    return {name: cold.command_sampler(found[name]) for name in names}


def _command_result(row: str, samplers: dict[str, Sampler], rounds: int) -> Result:
    measured = interleaved(samplers, rounds)
    above, below = measured
    medians = {f"{name}_ms": statistics.median(found) * 1000 for name, found in measured.items()}
    note = ", ".join(f"{name} {medians[f'{name}_ms']:.0f} ms" for name in measured)
    return Result(row, summary(pairs(measured[above], measured[below])), f"{note} ({cold.MEASURED})", medians)


def _plain(value: Any) -> str:
    assert isinstance(value, Decimal)
    return f"{value:f}"
