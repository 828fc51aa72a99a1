"""Counts misread figures of mutilated workbooks: ``python -m fuzzing.mutilated_workbooks [--count N] [--seed S]``.

Each workbook is read right or refused; one that is read with another figure than its owner wrote is printed with its
seed. Of three, one is saved as openpyxl does, one is written in other XML, and one, where LibreOffice is installed, is
saved by it. The exit code is 1 where a figure was misread, or a refusal names no place.
"""

from __future__ import annotations

import argparse
import functools
import io
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

import reportgen
from fuzzing.findings import ROOT
from fuzzing.workbook_mutilation import Mutilation, mutilated, rewritten
from reportgen.conversion import workbook_of
from reportgen.engine.export.data_file import write_data_file
from reportgen.errors import ReportgenError
from reportgen.report.report import Report

SAMPLE = ROOT / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
_AT_ONCE = 50
"""Workbooks that LibreOffice saves in one run."""


@attrs.frozen
class Outcome:
    """What came of a workbook: ``read``, ``refused`` or ``wrong``, and why in words."""

    kind: str
    why: str = ""


@functools.cache
def original() -> tuple[bytes, dict[str, dict[tuple[int, int], str]], dict[str, Any]]:
    """Return a workbook in which every figure has a number of its own, its cells' owners, and the figures."""
    report = reportgen.load(SAMPLE)
    names = report.addresses.entered
    values: dict[str, Any] = dict(zip(names, random.Random(2021).sample(range(1000, 9999), len(names)), strict=True))  # noqa: S311 — no secret
    values |= {name: Decimal(values[name]) for name in names if not report.addresses[name].figure.kind.integral}
    changed = attrs.evolve(report, statistics=[values[name] for name in names], stated={})
    owners = {
        table.name.zh: {(cell.row, cell.column): cell.address for cell in table.cells if cell.address in values}
        for table in report.type.tables
    }
    return workbook_of(report.type, write_data_file(changed), "a.xlsx", changed), owners, values


def judged(content: bytes, truth: Mapping[str, Any]) -> Outcome:
    """Return what reading a workbook gives, held against the truth about it."""
    try:
        report = reportgen.load(io.BytesIO(content), name="a.xlsx")
    except ReportgenError as refused:
        placeless = [fault for fault in refused.faults if fault.origin is None]
        return Outcome("wrong" if placeless else "refused", "\n".join(str(fault) for fault in refused.faults))
    wrong = _misread(report, truth)
    return Outcome("wrong", "; ".join(wrong)) if wrong else Outcome("read")


def _misread(report: Report, truth: Mapping[str, Any]) -> list[str]:
    return [
        f"{address}: {value} instead of {'a refusal' if truth[address] is ... else truth[address]}"
        for address, value in report.entered.items()
        if value != truth[address]
    ]


def resaved(contents: Sequence[bytes]) -> list[bytes]:
    """Return workbooks as LibreOffice saves them, recalculated."""
    return converted(contents, "xlsx:Calc MS Excel 2007 XML")


def converted(contents: Sequence[bytes], ending: str) -> list[bytes]:
    """Return workbooks as LibreOffice converts them: to ``pdf``, or to what else ``ending`` says, with a filter."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before"), Path(folder, "after")
        before.mkdir()
        for number, content in enumerate(contents):
            (before / f"{number}.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        files = [str(before / f"{number}.xlsx") for number in range(len(contents))]
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(after), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=600)  # noqa: S603 — fixed words and our own files
        return [(after / f"{number}.{ending.partition(':')[0]}").read_bytes() for number in range(len(contents))]


def cases(seeds: Sequence[int], *, office: bool) -> list[tuple[int, bytes, Mutilation]]:
    """Return mutilated workbooks by their seeds, a third of them saved by LibreOffice where it is there."""
    made = [(seed, *mutilated(*original(), seed)) for seed in seeds]
    chosen = [place for place, (seed, _, _) in enumerate(made) if office and seed % 3 == 2]
    saved = dict(zip(chosen, resaved([made[place][1] for place in chosen]), strict=True)) if chosen else {}
    return [
        (seed, saved.get(place, rewritten(content, seed) if seed % 3 == 1 else content), one)
        for place, (seed, content, one) in enumerate(made)
    ]


def main(given: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fuzzing.mutilated_workbooks", description=__doc__)
    parser.add_argument("--count", type=int, default=500, metavar="N", help="how many workbooks (500)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the first workbook's seed (0)")
    options = parser.parse_args(given)
    office = shutil.which("soffice") is not None
    seeds = range(options.seed, options.seed + options.count)
    counts: Counter[str] = Counter()
    for start in range(0, len(seeds), 3 * _AT_ONCE):
        for seed, content, one in cases(seeds[start : start + 3 * _AT_ONCE], office=office):
            outcome = judged(content, one.truth)
            counts[outcome.kind] += 1
            if outcome.kind == "wrong":
                print(f"seed {seed} ({', '.join(one.acts)}): {outcome.why}", flush=True)
    how = "" if office else "; LibreOffice is not installed, so that none was saved by it"
    print(f"{len(seeds)} workbooks: {counts['read']} read, {counts['refused']} refused, {counts['wrong']} wrong{how}")
    return int(counts["wrong"] > 0)


if __name__ == "__main__":
    sys.exit(main())
