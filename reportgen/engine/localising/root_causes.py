"""Repairs by root cause: the connected parts of the best repair, and the other repairs of the same equations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from math import exp

import attrs

from reportgen.engine.localising.ranking import Ranking
from reportgen.engine.localising.reasons import Weighed, split, total
from reportgen.engine.localising.results import Group
from reportgen.engine.localising.solve.components import Problem
from reportgen.report.findings import HIGHEST, MOST_LIKELY

EQUALS = 0.999
"""As many repairs are equals as hold this share of the odds."""

SHARPNESS = 1.3
"""The odds of two repairs are their likelihoods' ratio to this power.

The kinds of error overlap, so that unlikely repairs, of which there are many, are given somewhat too much. Learned from
damaged reports, verified on others: ``python -m benchmarks.calibration`` prints what is said beside what is right.
"""
SHARPNESS_OF_DIGITS = 0.85
"""The same where one equation is broken and one cell is to be changed: any cell of the equation can be, so that only
the look of its digits tells them apart, of which several kinds of error give an account."""
SHARPNESS_OF_A_CASE = 2.2
"""The same where that change is one case more or less: then the rows' shares alone tell the cells apart, whose cost is
weighed lightly (``MISCOUNT_FIT``) so that a few unusual rows are not believed too soon."""

FEW = 10
"""At most so many equally possible repairs are listed for sets that only a compound error links."""
Cells = frozenset[int]


@attrs.frozen(eq=False)
class _Candidate:
    """The part of a repair for one root cause; ``cost`` is less than its own where it may also be a miscount."""

    part: Weighed
    cost: float


def group(problem: Problem, ranking: Ranking, weighed: Sequence[Weighed], *, complete: bool) -> tuple[Group, ...]:
    """Return one group for each set of the best repair's changes that equations link, in the form's order.

    Sets that one compound error explains are one group where one repair is the most likely or there are few. Where the
    search was not ``complete``, no repair has a probability.
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
        certain = (made.repairs[0].probability or 0.0) >= MOST_LIKELY
        if certain or len(inner) == 1 or made.equals <= FEW:
            groups.append(made)
        else:  # one error explains them together, so that none of them alone has a probability of its own
            groups += [_group(one, broken, ranking, weighed, complete=False) for one in inner]
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
    ranked = sorted(candidates.values(), key=lambda one: (one.cost, one.part.cost))
    equations = tuple(sorted(broken & touched))
    best = ranked[0].part
    case = len(equations) == 1 and ranking.is_one_case(best.changes)
    sharpness = SHARPNESS_OF_A_CASE if case else _sharpness(best, equations)
    alike = case or (len(equations) == len(best.changes) and ranking.is_move_of_few(best.changes))
    odds = [exp(sharpness * (ranked[0].cost - one.cost)) for one in ranked]
    repairs = [ranking.repair(one.part) for one in ranked]
    if complete:
        shares = [min(round(one / sum(odds), 3), HIGHEST) for one in odds]
        repairs = [
            attrs.evolve(one, probability=share, alike=alike) for one, share in zip(repairs, shares, strict=True)
        ]
    return Group(equations, tuple(repairs), _equals([one ** (SHARPNESS / sharpness) for one in odds]))


def _sharpness(best: Weighed, equations: Sequence[int]) -> float:
    """Return how much the costs of repairs tell of their odds, given the ``best`` of them."""
    return SHARPNESS_OF_DIGITS if len(equations) == len(best.changes) == 1 else SHARPNESS


def _candidate(whole: Weighed, others: Collection[int], ranking: Ranking) -> _Candidate:
    """Return a ``whole`` repair without the changes of ``others``, with its own reasons."""
    part = {cell: change for cell, change in whole.changes.items() if cell not in others}
    kept, rest = split(whole.reasons, part)
    reasons = (*kept, *ranking.explain(rest))
    fit = ranking.fit
    cost = whole.cost + total(reasons) - total(whole.reasons) + fit.cost(part) - fit.cost(whole.changes)
    agreeing = tuple(reason for reason in whole.agreeing if reason.cells & part.keys())
    return _Candidate(Weighed(part, reasons, agreeing, cost), cost - ranking.miscounted(part, reasons))


def _equals(odds: Sequence[float]) -> int:
    """Return how many of ``odds``, highest first, together hold nearly all of them."""
    wanted = EQUALS * sum(odds)
    return next(number for number, held in enumerate(accumulate(odds), start=1) if held >= wanted)
