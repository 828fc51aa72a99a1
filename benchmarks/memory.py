"""The peak memory of a process that does nothing but render: ``python -m benchmarks.memory RENDERER FOLDER COUNT``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.renderers import BY_NAME
from benchmarks.sample import ROOT
from benchmarks.workbench import Workbench

REPORTS = 30
_KIBIBYTES_OF_A_MEBIBYTE = 1024


def peak(name: str, bench: Workbench, reports: int = REPORTS) -> float:
    """Return the peak resident memory, in MiB, of a new process that renders ``reports`` reports with one renderer."""
    command = [sys.executable, "-m", "benchmarks.memory", name, str(bench.folder), str(bench.count), str(reports)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason given")
    return float(done.stdout)


def own_peak() -> float:
    """Return this process's peak resident memory in MiB.

    Linux's own account is read where there is one: ``ru_maxrss`` there includes the parent's memory before ``exec``.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = [line.split() for line in status.read_text("ascii").splitlines()]
        return next(int(line[1]) for line in lines if line[0] == "VmHWM:") / _KIBIBYTES_OF_A_MEBIBYTE
    import resource

    unit = 1 if sys.platform == "darwin" else _KIBIBYTES_OF_A_MEBIBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _KIBIBYTES_OF_A_MEBIBYTE**2


def _render_and_tell(name: str, folder: str, count: str, reports: str) -> None:
    bench = Workbench(Path(folder), int(count))
    render = BY_NAME[name].make(bench)
    for number in range(int(reports)):
        render(number % bench.count)
    print(own_peak())


if __name__ == "__main__":
    _render_and_tell(*sys.argv[1:])
