"""Is what is called most likely right? Small offices, a single slip of every kind at every cell, and what check says.

``python -m benchmarks.slips [--offices N] [--seed N]``: one real office and N random ones of 5 to 60 applications.

Counted are root causes: how often one of their repairs is called most likely, and how often that one is what happened.
Each report is damaged twice, as a clerk enters it (the totals follow) and with every total of table 3 stated. A slip
that breaks no rule cannot be found and is left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

import reportgen
from benchmarks.damage import KEYPAD
from reportgen.reports.disclosure.form_2021.form import TABLES

Values = dict[str, int]
Slip = tuple[str, Values]
ROWS = [row.addresses for row in TABLES[1].rows]
FIGURES = (
    (14, 3, 0, 0, 1, 0), (1, 0, 0, 0, 0, 0), (7, 2, 0, 0, 0, 0), (2, 0, 0, 0, 1, 0),
    *[(0,) * 6] * 4, (1, 0, 0, 0, 0, 0), (1, 0, 0, 0, 0, 0), *[(0,) * 6] * 2,
    (1, 1, 0, 0, 0, 0), (1, 0, 0, 0, 0, 0), (0,) * 6, (1, 0, 0, 0, 0, 0), *[(0,) * 6] * 7,
)  # fmt: skip
"""Table 3 of a county office of eighteen applications: new, carried in, the 21 outcomes."""
CARRIED_OUT = (1, 0, 0, 0, 0, 0)
NARRATIVE = dict.fromkeys(("preamble", "overview", "problems", "other_matters"), "略。")


@attrs.define
class Score:
    """Root causes: how many there are, how many have a most likely repair, how many of these are what happened."""

    causes: int = 0
    said: int = 0
    right: int = 0
    listed: int = 0


def printed(rows: Sequence[Sequence[int]]) -> Values:
    """Return the cells of table 3, totals included, from its 24 entered rows."""
    outcomes = [list(row) for row in rows[2:23]]
    whole = [*rows[:23], [sum(column) for column in zip(*outcomes, strict=True)], rows[23]]
    cells: Values = {}
    for names, figures in zip(ROWS, whole, strict=True):
        cells |= dict(zip(names, [*figures, sum(figures)], strict=True))
    return cells


def small_office(rng: random.Random) -> Values:
    """Return the table of an office of 5 to 60 applications, most of them a natural person's."""
    favour = [rng.expovariate(1.0) ** 3 for _ in range(21)]
    favour[0] += 3
    rows = [[0] * 6 for _ in range(24)]
    for column in rng.choices(range(6), (20, rng.choice([1, 3, 8]), 0.3, 0.3, 0.5, 0.5), k=rng.randint(5, 60)):
        ended = rng.choices(range(22), [*favour, sum(favour) / 20])[0]
        rows[1 if rng.random() < 0.05 else 0][column] += 1
        rows[2 + ended][column] += 1
    return printed(rows)


def slips(cells: Values, row: int, column: int) -> Iterator[Slip]:
    """Yield every slip at one cell: its name and the cells as they then are."""
    name = ROWS[row][column]
    figure, digits = cells[name], str(cells[name])
    yield "one too many", {name: figure + 1}
    if figure:
        yield "one too few", {name: figure - 1}
        yield "left at 0", {name: 0}
    if len(digits) > 1:
        yield "digit dropped", {name: int(digits[1:])}
        yield "digit dropped", {name: int(digits[:-1])}
        yield "digits swapped", {name: int(digits[1] + digits[0] + digits[2:])}
    yield "digit doubled", {name: int(digits + digits[-1])}
    key = next((line, place) for line in range(4) for place in range(3) if KEYPAD[line][place] == digits[-1])
    for line, place in ((key[0] - 1, key[1]), (key[0] + 1, key[1]), (key[0], key[1] - 1), (key[0], key[1] + 1)):
        if 0 <= line < 4 and 0 <= place < 3 and KEYPAD[line][place] != " ":
            yield "digit mistyped", {name: int(digits[:-1] + KEYPAD[line][place])}
    for kind, down, right in (("row", -1, 0), ("row", 1, 0), ("column", 0, -1), ("column", 0, 1)):
        if figure and 0 <= row + down < len(ROWS) and 0 <= column + right < len(ROWS[row]):
            beside = ROWS[row + down][column + right]
            yield f"one case in another {kind}", {name: figure - 1, beside: cells[beside] + 1}
            if not cells[beside]:
                yield f"figure in another {kind}", {name: 0, beside: figure}


def report_of(cells: Mapping[str, int], *, stated: bool) -> reportgen.Report:
    """Return a report of these cells, its totals stated or left to follow."""
    data: dict[str, Any] = {"report": "disclosure_2021", "organ": "某县教育局", "year": 2025}
    totals = {}
    for name, figure in cells.items():
        place = name.split(".")
        if place[-1] == "total" or place[-2] == "total":
            totals[name] = figure
            continue
        inner = data
        for part in place[:-1]:
            inner = inner.setdefault(part, {})
        inner[place[-1]] = figure
    results = dict.fromkeys(("upheld", "corrected", "other", "pending"), 0)
    documents = {"made": 0, "repealed": 0, "in_force": 0}
    data["proactive"] = {
        "regulations": documents, "normative_documents": documents,
        "permits": 0, "penalties": 0, "coercive_measures": 0, "fees": 0,
    }  # fmt: skip
    data["reviews"] = {
        "reconsideration": results, "litigation": {"direct": results, "after_reconsideration": results}
    }  # fmt: skip
    data["narrative"] = NARRATIVE
    return reportgen.load(data | ({"stated": totals} if stated else {}))


def damaged(honest: Values, *, stated: bool) -> Iterator[tuple[str, Values, Values]]:
    """Yield every slip at every cell that is written: its kind, the damaged cells, and what they were."""
    written = [name for name in honest if stated or ".total" not in name]
    for row, names in enumerate(ROWS):
        for column, name in enumerate(names):
            if name in written:
                for kind, changes in slips(honest, row, column):
                    real = {one: value for one, value in changes.items() if value != honest[one]}
                    if real and all(one in written for one in real):
                        yield kind, honest | real, {one: honest[one] for one in real}


def judge(report: reportgen.Report, truth: Values, score: Score) -> None:
    """Count what ``check`` says of the root causes of ``report``, which ``truth`` would mend."""
    causes = {one.cause or one.address: one for one in reportgen.check(report) if one.forbids}
    for finding in causes.values():
        made = [{change.address: change.after for change in repair.changes} for repair in finding.repairs]
        right = [bool(one) and one.items() <= truth.items() for one in made]
        said = bool(finding.repairs) and finding.repairs[0].most_likely
        score.causes += 1
        score.listed += any(right)
        score.said += said
        score.right += said and right[0]


def measure(offices: Sequence[Values], *, stated: bool) -> dict[str, Score]:
    """Return the scores by kind of slip, those of all kinds together under ``all``."""
    scores = {"all": Score()}
    for honest in offices:
        for kind, cells, truth in damaged(honest, stated=stated):
            before = attrs.evolve(scores["all"])
            judge(report_of(cells, stated=stated), truth, scores["all"])
            own = scores.setdefault(kind, Score())
            for name, value in attrs.asdict(scores["all"]).items():
                setattr(own, name, getattr(own, name) + value - getattr(before, name))
    return scores


def main(argv: list[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slips", description=__doc__)
    parser.add_argument("--offices", type=int, default=6, help="random small offices beside the real one")
    parser.add_argument("--seed", type=int, default=2021)
    given = parser.parse_args(argv)
    rng = random.Random(given.seed)
    offices = [printed([*FIGURES, CARRIED_OUT]), *(small_office(rng) for _ in range(given.offices))]
    print("totals    slip                         causes  most likely said  right when said  true one listed")
    for stated in (False, True):
        for kind, score in measure(offices, stated=stated).items():
            right = f"{score.right / score.said:15.1%}" if score.said else "              –"
            print(
                f"{'stated' if stated else 'derived':9} {kind:28} {score.causes:6} {score.said / score.causes:17.1%}"
                f" {right}  {score.listed / score.causes:15.1%}"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
