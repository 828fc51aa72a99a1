"""Repairs by root cause: the connected parts of the best repair, and the other repairs of the same equations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import exp, log

import attrs

from reportgen.engine.localising.ranking import Ranking
from reportgen.engine.localising.reasons import Weighed, split, total
from reportgen.engine.localising.results import Group
from reportgen.engine.localising.solve.components import Problem

CLEAR = log(19)
"""The first repair is clear where it is 19 times as likely as all others together: where it holds 95 % of the odds.

Measured with ``python -m benchmarks.slips``: on small figures what is clear is then right in at least 95 of 100 cases.
"""
EQUALS = 0.999
"""Where no repair is clear, as many are equals as hold this share of the odds."""

FEW = 10
"""At most so many equally possible repairs are listed for sets that only a compound error links."""
Cells = frozenset[int]


@attrs.frozen(eq=False)
class _Candidate:
    """The part of a repair for one root cause; ``least`` is its cost if it may also be a miscount."""

    part: Weighed
    least: float


def group(problem: Problem, ranking: Ranking, weighed: Sequence[Weighed], *, complete: bool) -> tuple[Group, ...]:
    """Return one group for each set of the best repair's changes that equations link, in the form's order.

    Sets that one compound error explains are one group where its repairs are clear or few. Where the search was not
    ``complete``, nothing is clear.
    """
    if not weighed:
        return ()
    system, best = ranking.system, weighed[0]
    free = problem.blank | problem.derived
    broken = {
        number
        for number, line in enumerate(system.lines(problem.values))
        if line.residual or any(cell in free for cell in line.coefficients)
    }
    linked = _merged((cell,) for cell in best.changes)
    linked = _merged([*linked, *(_sharing(ranking, cell, best.changes) for cell in best.changes)])
    groups = []
    for own in _merged([*linked, *(reason.cells for reason in best.reasons)]):
        inner = [one for one in linked if one <= own]
        made = _group(own, broken, ranking, weighed, complete=complete)
        if made.clear or len(inner) == 1 or made.equals <= FEW:
            groups.append(made)
        else:
            parts = (_group(one, broken, ranking, weighed, complete=complete) for one in inner)
            groups += [attrs.evolve(part, clear=False) for part in parts]
    return tuple(sorted(groups, key=lambda one: one.equations))


def _sharing(ranking: Ranking, cell: int, changes: Iterable[int]) -> Cells:
    """Return the changed cells that share an equation with ``cell``."""
    touching = ranking.system.touching
    return frozenset(one for one in changes if set(touching[one]) & set(touching[cell]))


def _merged(sets: Iterable[Collection[int]]) -> list[Cells]:
    """Return the sets of cells, those that share a cell as one."""
    merged: list[Cells] = []
    for one in sets:
        whole = frozenset(one)
        apart = []
        for other in merged:
            if other & whole:
                whole |= other
            else:
                apart.append(other)
        merged = [*apart, whole]
    return merged


def _group(own: Cells, broken: set[int], ranking: Ranking, weighed: Sequence[Weighed], *, complete: bool) -> Group:
    touched = {number for cell in own for number in ranking.system.touching[cell]}
    others = {cell: change for cell, change in weighed[0].changes.items() if cell not in own}
    candidates: dict[tuple[tuple[int, int], ...], _Candidate] = {}
    for one in weighed:
        if all(one.changes.get(cell) == change for cell, change in others.items()):
            candidate = _candidate(one, others, ranking)
            candidates.setdefault(candidate.part.key, candidate)
    ranked = sorted(candidates.values(), key=lambda one: one.part.cost)
    others_odds = sum(exp(ranked[0].part.cost - one.least) for one in ranked[1:])
    clear = complete and others_odds <= exp(-CLEAR)
    equals = [ranked[0]] if clear else _equals(ranked)
    listed = [*equals, *(one for one in ranked if one not in equals)]
    repairs = tuple(ranking.repair(one.part) for one in listed)
    return Group(tuple(sorted(broken & touched)), repairs, clear, len(equals))


def _candidate(whole: Weighed, others: Collection[int], ranking: Ranking) -> _Candidate:
    """Return a ``whole`` repair without the changes of ``others``, with its own reasons."""
    part = {cell: change for cell, change in whole.changes.items() if cell not in others}
    kept, rest = split(whole.reasons, part)
    reasons = (*kept, *ranking.explain(rest))
    fit = ranking.fit
    cost = whole.cost + total(reasons) - total(whole.reasons) + fit.cost(part) - fit.cost(whole.changes)
    agreeing = tuple(reason for reason in whole.agreeing if reason.cells & part.keys())
    return _Candidate(Weighed(part, reasons, agreeing, cost), cost - ranking.miscounted(part, reasons))


def _equals(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Return, best first, the fewest candidates that together hold nearly all of the odds."""
    least = min(one.least for one in ranked)
    odds = [exp(least - one.least) for one in ranked]
    wanted, held = EQUALS * sum(odds), 0.0
    taken = set()
    for number in sorted(range(len(ranked)), key=lambda one: -odds[one]):
        if held >= wanted:
            break
        taken.add(number)
        held += odds[number]
    return [one for number, one in enumerate(ranked) if number in taken]
