"""Many reports by one worker process and by two: wall time, from their start to the last document."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.workbench import Workbench

_CHUNK = 25
_SPINS = 5_000_000

_BENCH: list[Workbench] = []
"""What this worker process renders from; filled once when it starts."""


def render_many(bench: Workbench, workers: int, reports: int) -> float:
    """Return the seconds that ``workers`` processes take to render ``reports`` reports and hand them to this process.

    No files are written: how many a second a disk can make is not what is compared.
    """
    tasks = [(start, min(start + _CHUNK, reports)) for start in range(0, reports, _CHUNK)]
    started = time.perf_counter()
    with _pool(workers, bench) as pool:
        received = sum(len(documents) for documents in pool.map(_render_chunk, tasks))
    seconds = time.perf_counter() - started
    assert received == reports, f"{received} of {reports} documents"
    return seconds


def publish_many(bench: Workbench, workers: int, files: int) -> float:
    """Return the seconds that ``workers`` processes take to publish ``files`` YAML files, from their start to the end.

    There are as many different files as the bench has; each is written under several names.
    """
    import reportgen

    with TemporaryDirectory(dir=bench.folder) as name:
        folder = Path(name)
        (folder / "data").mkdir()
        sources = [folder / "data" / f"{number}.yaml" for number in range(files)]
        for number, source in enumerate(sources):
            source.write_text(bench.texts["yaml"][number % bench.count], "utf-8")
        (folder / "out").mkdir()
        started = time.perf_counter()
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            outcomes = reportgen.render_all(sources, folder / "out", executor=pool)
        seconds = time.perf_counter() - started
    assert {outcome.state for outcome in outcomes} == {"written"}, "some were not written"
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


def _render_chunk(task: tuple[int, int]) -> list[bytes]:
    bench = _BENCH[0]
    template, contexts = bench.template, bench.contexts
    return [template.render(contexts[number % bench.count]) for number in range(*task)]


def _spin(times: int) -> int:
    total = 0
    for number in range(times):
        total ^= number
    return total
