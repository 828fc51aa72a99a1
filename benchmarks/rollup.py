"""Is rolling up linear? Time and peak memory for more and more units: ``python -m benchmarks.rollup [--most N]``.

Each number of units is rolled up by a process of its own, one after the other, and compared with an independent sum of
the same files. A unit costs the same however many there are: the last column is near 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

import reportgen
from benchmarks.memory import own_peak
from benchmarks.sample import ROOT

TIMES = 4
"""Each number of units is so many times the one before."""
STEPS = 3
TABLES = ("proactive", "applications", "reviews")


def numbers(value: Any, path: str, total: dict[str, Decimal]) -> None:
    """Add every number of plain data to ``total``, by the keys that lead to it."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            numbers(inner, f"{path}.{key}", total)
    else:
        total[path] = total.get(path, Decimal(0)) + Decimal(value)


def summed(files: list[Path]) -> dict[str, Decimal]:
    """Return the sums of data files that are read as plain YAML."""
    total: dict[str, Decimal] = {}
    for file in files:
        data = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        numbers({table: data[table] for table in TABLES}, "", total)
    return total


def measure(folder: Path, count: int) -> tuple[float, float]:
    """Return seconds and MiB of a new process that rolls up ``count`` units of practice data."""
    units, city = folder / f"units-{count}", folder / f"city-{count}.yaml"
    reportgen.sample(count, units, seed=count, year=2025)
    command = [sys.executable, "-m", "benchmarks.rollup", "--one", str(units), str(city)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, peak = json.loads(done.stdout)
    assert summed([city]) == summed(sorted(units.glob("*.yaml"))), "the independent sum is another"
    return seconds, peak


def _one(units: str, city: str) -> None:
    reportgen.load(next(Path(units).glob("*.yaml")))  # what is loaded once is no cost of a unit
    started = time.process_time()
    reportgen.rollup([units], city, organ="某市人民政府")
    print(json.dumps([time.process_time() - started, own_peak()]))


def main(given: list[str]) -> int:
    """Measure and print the table; return 1 where a unit costs half as much again with the most units."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rollup", description=__doc__)
    parser.add_argument("--most", type=int, default=10_000, metavar="N", help="the largest number of units")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(given)
    if options.one:
        _one(*options.one)
        return 0
    counts = [options.most // TIMES**step for step in range(STEPS - 1, -1, -1)]
    first = ratio = 0.0
    print("  units  seconds  ms a unit  peak MiB  a unit, times the first")
    with TemporaryDirectory() as folder:
        for count in counts:
            seconds, peak = measure(Path(folder), count)
            each = seconds / count
            first = first or each
            ratio = each / first
            print(f"{count:7} {seconds:8.2f} {each * 1000:10.2f} {peak:9.0f} {ratio:10.2f}", flush=True)
    return 0 if ratio < 1.5 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
