"""What reading a workbook costs against python-calamine alone: ``python -m benchmarks.workbook_reading [--rounds N]``.

Both read the sample workbook from memory: python-calamine every sheet into lists, ours to plain data with places, which
includes the look at what calamine does not tell. The ratio is taken within each round; the goal is 5.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import python_calamine

from benchmarks.timing import interleaved, pairs, sampler, summary
from reportgen import catalogue
from reportgen.engine.reading.workbook.data import read_workbook

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "disclosure_2021" / "kaifeng-2021.xlsx"
GOAL = 5


def main(given: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code, 1 where the goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workbook_reading", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, metavar="N", help="how often both are measured (30)")
    rounds = parser.parse_args(given).rounds
    content = SAMPLE.read_bytes()

    def bare(_: int) -> object:
        book = python_calamine.load_workbook(io.BytesIO(content))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    def ours(_: int) -> object:
        return read_workbook(content, "a.xlsx", catalogue.report_type)

    ours(0)
    measured = interleaved({"bare": sampler(bare, 1), "ours": sampler(ours, 1)}, rounds)
    ratio = summary(pairs(measured["ours"], measured["bare"]))
    least = 1000 * min(measured["ours"])
    print(
        f"reading a workbook costs {ratio.median:.1f} times python-calamine alone "
        f"({ratio.lower:.1f} to {ratio.upper:.1f}; at least {least:.1f} ms; goal {GOAL})"
    )
    return int(ratio.median > GOAL)


if __name__ == "__main__":
    sys.exit(main())
