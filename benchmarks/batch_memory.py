"""The peak memory of a batch of few reports and of many, and its CPU time: ``python -m benchmarks.batch_memory``.

CPU time is that of the process that hands out the work and that of its workers, their start included. What they gain
over one worker is told from it, which holds on a machine that others use, too: as if each process had a processor of
its own, so that the slowest decides.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import reportgen
from benchmarks.memory import own_peak
from benchmarks.sample import ROOT

MOST_GROWTH = 1.2


def spent(data: Path, into: Path, jobs: int) -> tuple[float, ...]:
    """Return the peaks of the batch's process and of its largest worker in MiB, and the CPU seconds of both kinds."""
    command = [sys.executable, "-m", "benchmarks.batch_memory", "--run", str(data), str(into), str(jobs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()[-4:]))


def _run(data: str, into: str, jobs: str) -> None:
    """Do a batch in this process and print its peak and its largest worker's, then the CPU time of both kinds."""
    import resource
    import time

    from reportgen.commands.batching import batch

    started = time.process_time()
    with contextlib.suppress(SystemExit):  # some were refused
        batch((data,), into, (int(jobs), None), report=f"{into}.html")
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (time.process_time() - started, workers.ru_utime + workers.ru_stime)
    print(own_peak(), workers.ru_maxrss / 1024, *seconds)


def main(given: list[str]) -> int:
    """Measure and print; return 1 where memory grows with the number of reports."""
    if given[:1] == ["--run"]:
        _run(*given[1:])
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_memory", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[500, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--zip", action="store_true", help="into a zip file")
    options = parser.parse_args(given)
    print(
        f"{'reports':>9} {'process':>10} {'worker':>10} {'process':>13} {'workers':>13} {'gain':>6} {'a core-hour':>12}"
    )
    found = []
    with TemporaryDirectory() as name:
        for reports in options.reports:
            data, into = Path(name, f"data{reports}"), Path(name, f"out{reports}{'.zip' * options.zip}")
            reportgen.sample(reports, data, seed=1, broken=0.01, year=2024)
            own, worker, here, there = spent(data, into, options.jobs)
            found.append((own, worker))
            _, _, *alone = spent(data, into.with_name(f"one-{into.name}"), 1)
            gain = max(alone) / max(here, there / options.jobs)
            each = f"{1000 * here / reports:>6.2f} ms each {1000 * there / reports:>6.2f} ms each"
            rate = f"{3600 * reports / (here + there):>12,.0f}"
            print(f"{reports:>9,} {own:>6.0f} MiB {worker:>6.0f} MiB {each} {gain:>5.2f}× {rate}", flush=True)
    growth = [last / first for first, last in zip(found[0], found[-1], strict=True)]
    print(f"growth: process {growth[0]:.2f}×, worker {growth[1]:.2f}× (bar {MOST_GROWTH}×)")
    return 0 if max(growth) <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
