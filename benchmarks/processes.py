"""A thousand reports by one worker process and by two: wall time, from starting them to the last file written."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.workbench import Workbench

_CHUNK = 25
_SPINS = 20_000_000

_BENCH: list[Workbench] = []
"""What this worker process renders from; filled once when it starts."""


def render_many(bench: Workbench, workers: int, reports: int) -> float:
    """Return the seconds that ``workers`` processes take to render ``reports`` reports, each to a file of its own."""
    with TemporaryDirectory() as target:
        starts = range(0, reports, _CHUNK)
        tasks = [(target, start, min(start + _CHUNK, reports)) for start in starts]
        started = time.perf_counter()
        with _pool(workers, bench) as pool:
            for _ in pool.map(_render_chunk, tasks):
                pass
        seconds = time.perf_counter() - started
        written = sum(1 for _ in Path(target).iterdir())
    assert written == reports, f"{written} of {reports} files"
    return seconds


def spin_gain(bench: Workbench) -> float:
    """Return what two processes gain over one here on pure arithmetic: what the machine can give at this moment."""
    seconds = []
    for workers in (1, 2):
        with _pool(workers, bench) as pool:
            list(pool.map(_spin, [1] * workers))  # every worker is up before the clock starts
            started = time.perf_counter()
            list(pool.map(_spin, [_SPINS] * 2))
            seconds.append(time.perf_counter() - started)
    return seconds[0] / seconds[1]


def _pool(workers: int, bench: Workbench) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")  # the same on every system
    fresh = Workbench(bench.folder, bench.count)  # a worker loads for itself; what the parent loaded stays here
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=(fresh,))


def _start(bench: Workbench) -> None:
    _BENCH.append(bench)


def _render_chunk(task: tuple[str, int, int]) -> None:
    target, start, stop = task
    bench = _BENCH[0]
    template, contexts = bench.template, bench.contexts
    for number in range(start, stop):
        document = template.render(contexts[number % bench.count])
        Path(target, f"{number}.docx").write_bytes(document)


def _spin(times: int) -> int:
    total = 0
    for number in range(times):
        total ^= number
    return total
