"""The peak memory of a batch of few reports and of many, and its speed: ``python -m benchmarks.batch_memory``."""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import reportgen
from benchmarks.memory import own_peak
from benchmarks.sample import ROOT

MOST_GROWTH = 1.2


def peaks(data: Path, into: Path, jobs: int) -> tuple[float, float, float]:
    """Return the peak of the batch's process and of its largest worker, in MiB, and the seconds of the whole batch."""
    command = [sys.executable, "-m", "benchmarks.batch_memory", "--run", str(data), str(into), str(jobs)]
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds = time.monotonic() - started
    own, workers = map(float, done.stdout.split()[-2:])
    return own, workers, seconds


def _run(data: str, into: str, jobs: str) -> None:
    """Do a batch in this process and print its peak and its largest worker's."""
    import resource

    from reportgen.commands.batching import batch

    with contextlib.suppress(SystemExit):  # some were refused
        batch((data,), into, (int(jobs), None), report=f"{into}.html")
    print(own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def main(given: list[str]) -> int:
    """Measure and print; return 1 where memory grows with the number of reports."""
    if given[:1] == ["--run"]:
        _run(*given[1:])
        return 0
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch_memory", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[500, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(given)
    print(f"{'reports':>9} {'process':>10} {'worker':>10} {'seconds':>9} {'a second':>9}")
    found = []
    with TemporaryDirectory() as name:
        for reports in options.reports:
            data = Path(name, f"data{reports}")
            reportgen.sample(reports, data, seed=1, broken=0.01, year=2024)
            (Path(name) / f"out{reports}").mkdir()
            own, worker, seconds = peaks(data, Path(name) / f"out{reports}", options.jobs)
            found.append((own, worker))
            print(f"{reports:>9,} {own:>6.0f} MiB {worker:>6.0f} MiB {seconds:>7.0f} s {reports / seconds:>9.0f}")
    growth = [last / first for first, last in zip(found[0], found[-1], strict=True)]
    print(f"growth: process {growth[0]:.2f}×, worker {growth[1]:.2f}× (bar {MOST_GROWTH}×)")
    return 0 if max(growth) <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
