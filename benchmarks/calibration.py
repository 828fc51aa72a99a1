"""Are repairs as often right as their probability says? Damaged random, real and small reports, by tenths.

``python -m benchmarks.calibration [--reports N] [--seed N] [--published FOLDER]``: N reports for each number of errors
(1, 2, 3) and each place (table 3, tables 3 and 4), random ones and, with ``--published``, real ones; 4 N small offices
with derived totals and as many with stated ones, each with one slip, its kind drawn first. Counted are root causes: the
probability of the first repair, and whether it is what happened.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import reportgen
from benchmarks import localisation, slips
from benchmarks.damage import Values, honest_report
from reportgen.engine.localising.locate import locate
from reportgen.report.findings import MOST_LIKELY, Repair

Judged = tuple[float, bool]
"""The probability of a cause's first repair, and whether it is what happened."""
BAR = 0.97
"""So many of those that are called the most likely must be right."""


def judged(repairs: Sequence[Repair], truth: Values) -> Iterator[Judged]:
    """Yield what the first of ``repairs`` says of itself, and whether ``truth`` agrees, if it says anything."""
    if repairs and repairs[0].probability is not None:
        made = {change.address: change.after for change in repairs[0].changes}
        yield repairs[0].probability, made.items() <= truth.items()


def large(rng: random.Random, reports: int, known: Sequence[Values]) -> Iterator[Judged]:
    """Yield the causes of damaged ``known`` reports, or of random ones."""
    grids = localisation.PLACES
    for grid in grids.values():
        for errors in localisation.BARS:
            for _ in range(reports):
                honest = (
                    dict(rng.choice(known))
                    if known
                    else honest_report(rng, localisation.APPLICATIONS, localisation.BLOCKS)
                )
                values, _kinds = localisation.damaged(rng, honest, grid, errors, localisation.Score())
                location = locate(localisation.EQUATIONS, values, grid=grids["tables 3 and 4"])
                truth = {name: value for name, value in honest.items() if values[name] != value}
                for group in location.groups:
                    yield from judged(group.repairs, truth)


def small(rng: random.Random, reports: int) -> Iterator[Judged]:
    """Yield the causes of small offices with one slip each."""
    for stated in (False, True):
        for _ in range(reports):
            by_kind = defaultdict(list)
            for kind, cells, truth in slips.damaged(slips.small_office(rng), stated=stated):
                by_kind[kind].append((cells, truth))
            cells, truth = rng.choice(by_kind[rng.choice(sorted(by_kind))])
            found = reportgen.check(slips.report_of(cells, stated=stated))
            for finding in {one.cause or one.address: one for one in found if one.forbids}.values():
                yield from judged(finding.repairs, truth)


def table(found: Sequence[Judged]) -> Iterator[str]:
    """Yield a line for each tenth of probability, and one for those that are called the most likely."""
    tenths = defaultdict(list)
    for probability, right in found:
        tenths[min(int(probability * 10), 9)].append((probability, right))
    for tenth, ones in sorted(tenths.items()):
        mean, right = (sum(column) / len(ones) for column in zip(*ones, strict=True))
        yield f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}  {len(ones):6}  {mean:6.1%}  {right:6.1%}  {right - mean:+6.1%}"
    said = [true for probability, true in found if probability >= MOST_LIKELY]
    share = sum(said) / max(len(said), 1)
    yield f"called the most likely: {len(said)} of {len(found)}, {share:.1%} of them right (bar {BAR:.0%})"


def main(argv: list[str] | None = None) -> int:
    """Measure and print a table for each kind of report, and one for all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--reports", type=int, default=150, help="damaged reports for each place and number of errors")
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--published", type=Path, metavar="FOLDER", help="damage these data files, too")
    given = parser.parse_args(argv)
    rng = random.Random(given.seed)
    found = {"random": list(large(rng, given.reports, []))}
    if given.published:
        found["real"] = list(large(rng, given.reports, localisation.published(given.published)))
    found["small"] = list(small(rng, 4 * given.reports))
    found["all"] = [one for ones in found.values() for one in ones]
    for name, ones in found.items():
        print(f"{name}\ntenth    causes    says   right  difference", *table(ones), sep="\n", end="\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
