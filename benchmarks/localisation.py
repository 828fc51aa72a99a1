"""Which cell is wrong, measured: valid random reports with 1, 2 and 3 errors, and how often they are restored exactly.

``python -m benchmarks.localisation [--reports N] [--seed N] [--evidence] [--ideal] [--published FOLDER]``.

``said`` is the share of root causes of which one repair is called the most likely, ``right`` how often it is, then.

An error that leaves every rule intact cannot be found by any rule: it is drawn again and counted. Each error must
break a rule by itself; a report that several errors leave valid together is counted too. ``--ideal`` also asks an
observer who knows the damage generator (:mod:`benchmarks.ideal`): what no ranking can be expected to surpass.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from benchmarks.damage import Grid, Values, damage, honest_report
from benchmarks.ideal import likelihood
from reportgen.core.text import Text
from reportgen.engine.localising.locate import locate
from reportgen.engine.localising.results import Evidence
from reportgen.model.headings import headings_of
from reportgen.model.linear import Expression
from reportgen.reports.disclosure.form_2021.form import TABLES
from reportgen.reports.disclosure.form_2021.rules import HARD_RULES
from reportgen.reports.disclosure.model import Results

EQUATIONS = tuple(equation.difference for rule in HARD_RULES for equation in rule.equations)
APPLICATIONS: Grid = [row.addresses for row in TABLES[1].rows]
REVIEWS = TABLES[2].rows[0].addresses
RESULTS = len(headings_of(Results))
BLOCKS = [REVIEWS[start : start + RESULTS] for start in range(0, len(REVIEWS), RESULTS)]
PLACES: dict[str, Grid] = {"table 3": APPLICATIONS, "tables 3 and 4": [*APPLICATIONS, REVIEWS]}
WITNESSED = (
    *(APPLICATIONS[row][-1] for row in (0, 2, 3, 23, 24)),
    *(block[-1] for block in BLOCKS),
    *APPLICATIONS[1],
)
"""What a narrative says (received, granted, in part, answered, carried out, cases), and last year's row 四."""
WEIGHED = 40
"""Repairs, ours likeliest first, of which the ideal observer chooses."""
BARS = {1: (0.97, 0.99, 10, 50), 2: (0.93, 0.97, 30, 150), 3: (0.88, 0.95, 50, 400)}


@attrs.define
class Score:
    """What was counted over all damaged reports of one row of the table."""

    reports: int = 0
    among_minima: int = 0
    offered: int = 0
    top_1: int = 0
    top_3: int = 0
    ideal: int = 0
    incomplete: int = 0
    undetectable: int = 0
    cancelled: int = 0
    causes: int = 0
    said: int = 0
    said_right: int = 0
    milliseconds: list[float] = attrs.field(factory=list)
    missed: Counter[str] = attrs.field(factory=Counter)
    kinds: Counter[str] = attrs.field(factory=Counter)


def holds(values: Values) -> bool:
    """Whether every rule holds."""
    return all(equation.evaluate(values) == 0 for equation in EQUATIONS)


def damaged(rng: random.Random, honest: Values, grid: Grid, errors: int, score: Score) -> tuple[Values, list[str]]:
    """Return the report with ``errors`` errors, each of which breaks a rule by itself, and their kinds."""
    while True:
        changes: Values = {}
        kinds: list[str] = []
        while len(kinds) < errors:
            kind, real = damage(rng, honest, grid, set(changes))
            if holds(honest | real):
                score.undetectable += 1
                continue
            changes |= real
            kinds.append(kind)
        if not holds(honest | changes):
            return honest | changes, kinds
        score.cancelled += 1


def evidence_of(honest: Values) -> list[Evidence]:
    """Return what a true narrative and last year's report would say of ``honest``."""
    source = Text("正文", "the prose")
    return [Evidence(Expression.variable(name), honest[name], source) for name in WITNESSED]


def published(folder: Path) -> list[Values]:
    """Return the figures of tables 3 and 4 of every data file in ``folder`` that reconciles, prose or none."""
    import reportgen
    from reportgen.core.errors import ReportgenError

    found = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        data.pop("_about", None)
        data["narrative"] = {"overview": "略。", "problems": "略。", "other_matters": "略。"}
        try:
            cells = reportgen.load(data).cells
        except ReportgenError:  # another form
            continue
        figures = {name: cells[name] for row in PLACES["tables 3 and 4"] for name in row}
        values = {name: value for name, value in figures.items() if isinstance(value, int)}
        if len(values) == len(figures) and holds(values):
            found.append(values)
    return found


@attrs.frozen
class Trial:
    """How reports are damaged and looked at: ``known`` are honest reports to damage, none for random ones."""

    reports: int
    seed: int
    evidence: bool = False
    ideal: bool = False
    known: Sequence[Values] = ()


def measure(place: str, errors: int, trial: Trial) -> Score:
    """Damage as many reports as ``trial`` asks for and locate the errors."""
    rng = random.Random(f"{trial.seed} {place} {errors}")
    grid, score = PLACES[place], Score()
    for _ in range(trial.reports):
        honest = dict(rng.choice(trial.known)) if trial.known else honest_report(rng, APPLICATIONS, BLOCKS)
        values, kinds = damaged(rng, honest, grid, errors, score)
        told = evidence_of(honest) if trial.evidence else []
        start = time.process_time()
        location = locate(EQUATIONS, values, grid=PLACES["tables 3 and 4"], evidence=told, most=1000)
        score.milliseconds.append((time.process_time() - start) * 1000)
        truth = {name: value for name, value in honest.items() if values[name] != value}
        ranks = [{change.address: change.after for change in repair.changes} for repair in location.repairs]
        rank = ranks.index(truth) if truth in ranks else None
        for group in location.groups:
            first = {change.address: change.after for change in group.repairs[0].changes}
            score.causes += 1
            score.said += group.repairs[0].most_likely
            score.said_right += group.repairs[0].most_likely and first.items() <= truth.items()
        score.reports += 1
        score.incomplete += not location.complete
        score.offered += rank is not None
        score.among_minima += rank is not None and len(truth) == location.minimum
        score.top_1 += rank == 0
        score.top_3 += rank is not None and rank < 3
        if trial.ideal and ranks:
            score.ideal += truth == max(ranks[:WEIGHED], key=lambda one: likelihood(values, one, grid, errors))
        score.kinds.update(kinds)
        if rank != 0:
            score.missed.update(kinds)
    return score


def row(place: str, errors: int, score: Score) -> dict[str, Any]:
    """Return the figures of one row, times in CPU milliseconds."""
    times = sorted(score.milliseconds)
    share = {
        name: getattr(score, name) / score.reports
        for name in ("among_minima", "offered", "top_1", "top_3", "ideal", "incomplete")
    }
    median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    top_1, top_3, median_bar, p95_bar = BARS[errors]
    return {
        "place": place,
        "errors": errors,
        "reports": score.reports,
        **share,
        "most_likely_said": score.said / max(score.causes, 1),
        "right_when_said": score.said_right / max(score.said, 1),
        "top_1_margin": 1.96 * math.sqrt(share["top_1"] * (1 - share["top_1"]) / score.reports),
        "median_ms": median,
        "p95_ms": p95,
        "undetectable_drawn_again": score.undetectable,
        "cancelled_drawn_again": score.cancelled,
        "bars_met": share["top_1"] >= top_1 and share["top_3"] >= top_3 and median <= median_bar and p95 <= p95_bar,
        "top_1_by_kind": {kind: 1 - score.missed[kind] / drawn for kind, drawn in sorted(score.kinds.items())},
    }


def main(argv: list[str] | None = None) -> int:
    """Measure, print the table, write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.localisation", description=__doc__)
    parser.add_argument("--reports", type=int, default=500, help="damaged reports for each row")
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--kinds", action="store_true", help="also print the share restored first, by kind of error")
    parser.add_argument("--evidence", action="store_true", help="a true narrative and last year's report weigh in")
    parser.add_argument("--ideal", action="store_true", help="also ask an observer who knows the damage generator")
    parser.add_argument("--published", type=Path, metavar="FOLDER", help="damage these data files, not random reports")
    given = parser.parse_args(argv)
    known = published(given.published) if given.published else []
    if given.published and not known:
        parser.error(f"no data file in {given.published} reconciles")
    trial = Trial(given.reports, given.seed, given.evidence, given.ideal, known)
    print(
        "place           errors reports  minima offered   top-1         ideal   top-3   said   right  limit"
        "  median ms  p95 ms  undetectable  bars"
    )
    rows = []
    for place in PLACES:
        for errors in BARS:
            one = row(place, errors, measure(place, errors, trial))
            rows.append(one)
            ideal = f"{one['ideal']:7.1%}" if given.ideal else "      –"
            print(
                f"{place:15} {errors:6} {one['reports']:7} {one['among_minima']:7.1%} {one['offered']:7.1%}"
                f" {one['top_1']:7.1%} ±{one['top_1_margin']:4.1%} {ideal}"
                f" {one['top_3']:7.1%} {one['most_likely_said']:6.1%} {one['right_when_said']:7.1%}"
                f" {one['incomplete']:6.1%}"
                f" {one['median_ms']:10.1f} {one['p95_ms']:7.1f}"
                f" {one['undetectable_drawn_again']:13} {'met' if one['bars_met'] else 'missed':>5}",
                flush=True,
            )
            if given.kinds:
                print("   ", ", ".join(f"{kind} {share:.1%}" for kind, share in one["top_1_by_kind"].items()))
    if given.json:
        settings = {"seed": given.seed, "evidence": given.evidence, "published": len(known)}
        given.json.write_text(json.dumps({**settings, "rows": rows}, ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
