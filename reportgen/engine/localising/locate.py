"""Which cell is wrong: all smallest repairs of figures that break their equations, ranked by how a person errs.

The smallest set of figures whose change makes a record consistent is the paradigm of Fellegi & Holt (1976), *A
systematic approach to automatic edit and imputation*; ranking the sets of one size by how errors come about is what
de Waal, Pannekoek & Scholtus (2011), *Handbook of Statistical Data Editing and Imputation*, call combining it with
deductive correction.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from reportgen.core.text import Text
from reportgen.engine.localising.compound_search import CompoundSearch
from reportgen.engine.localising.error_models.compound_errors import CompoundErrors
from reportgen.engine.localising.error_models.priors import priors
from reportgen.engine.localising.error_models.row_fit import row_fit
from reportgen.engine.localising.error_models.table_rows import grid_of
from reportgen.engine.localising.inequalities import Inequalities
from reportgen.engine.localising.ranking import Labels, Ranking
from reportgen.engine.localising.reasons import Reason, Weighed, split, total
from reportgen.engine.localising.results import Evidence, Location
from reportgen.engine.localising.root_causes import group
from reportgen.engine.localising.solve.components import Component, Problem, Smallest, needs_repair
from reportgen.engine.localising.solve.search import Budget
from reportgen.engine.localising.solve.system import cell_of, compile_system
from reportgen.model.linear import Expression
from reportgen.report.findings import leading

NODE_LIMIT = 20_000
MOST = 20
SETS = 3_000
"""Change sets of one component that are kept and ranked."""
ALTERNATIVES = 100
"""Change sets of one component that are weighed beside the best of the other components."""


Option = tuple[dict[int, int], tuple[Reason, ...]]
"""A change set with its reasons."""


def locate(  # noqa: PLR0913  three things decide, the rest has a default and a name
    equations: Sequence[Expression],
    values: Mapping[str, int | None],
    *,
    grid: Sequence[Sequence[str]] = (),
    derived: Collection[str] = (),
    signed: Collection[str] = (),
    evidence: Sequence[Evidence] = (),
    inequalities: Inequalities | None = None,
    labels: Labels | None = None,
    node_limit: int = NODE_LIMIT,
    most: int = MOST,
) -> Location:
    """Return where the wrong cells are: every smallest set of changes to integers, and likely compound errors.

    ``equations`` are differences that must be 0 over printed cells. ``values`` has every cell, ``None`` where it is
    blank; a blank is free, and offered where the equations determine it. Cells of ``derived`` were not written by
    anybody: they follow from the others and need no value. Only cells of ``signed`` may be below zero. ``grid`` is the
    tables' rows of addresses as printed, for errors between neighbours. No repair breaks one of the ``inequalities``.
    ``labels`` names a cell in the changes. At most ``most`` repairs are listed, a smallest set among them; the search
    looks at ``node_limit`` nodes, and a location that is not complete says so.

    Raises:
        KeyError: ``values`` lacks a cell that is not derived.
    """
    system = compile_system(tuple(equations))
    hidden = frozenset(system.index[name] for name in derived if name in system.index)
    blank = frozenset(
        number for number, name in enumerate(system.cells) if number not in hidden and values[name] is None
    )
    free = frozenset(system.cells[number] for number in blank | hidden)
    below_zero = frozenset(system.index[name] for name in signed if name in system.index)
    problem = Problem(system, cell_of(system, values, free), blank, hidden, below_zero)
    parts = [component for component in problem.components() if needs_repair(component)]
    if not parts:
        return Location()
    budget = Budget(node_limit)
    smallest = [problem.smallest(part, budget, SETS) for part in parts]
    printed = {name: values.get(name) for name in system.cells}
    layout = grid_of(grid, system.cells)
    fixed = frozenset(range(len(system.cells))) - blank - hidden
    places = priors(problem.values, fixed, system.addends, layout)
    ranking = Ranking(
        system,
        layout,
        printed,
        problem.values,
        evidence,
        labels or (lambda name: Text(name, name)),
        places,
        row_fit(problem.values, fixed, system.addends, layout),
    )
    explained = [_explained(one.sets, ranking) for one in smallest]
    options = _ranked(explained, most)
    minimum = sum(one.size or 0 for one in smallest) if all(one.size is not None for one in smallest) else None
    if any(line.residual for part in parts for line in part.lines):
        # Where no smallest set was found, a few compound errors may still explain everything.
        causes = len(system.cells) if minimum is None else minimum
        lines = system.lines(problem.values)
        errors = CompoundErrors(system, layout, problem.values, fixed, lines, places, below_zero)
        options += CompoundSearch(problem, errors, ranking.explain, causes).offers()
    weighed = _weighed(options, ranking, inequalities)
    beside = _beside(weighed[0], parts, explained, ranking) if weighed else []
    candidates = [*weighed, *_weighed(beside, ranking, inequalities)]
    complete = all(one.complete for one in smallest)
    product = 1
    for one in smallest:
        product *= max(len(one.sets), 1)
    return Location(
        repairs=leading([ranking.repair(one) for one in weighed], most),
        minimum=minimum,
        complete=complete,
        groups=group(problem, ranking, candidates, complete=complete),
        found=max(product if minimum is not None else 0, len(weighed)),
        reason=_reason(complete, smallest, len(weighed), node_limit),
    )


def _explained(sets: Iterable[dict[int, int]], ranking: Ranking) -> list[Option]:
    """Return the change sets of one component with their reasons, cheapest first."""
    explained = [(changes, ranking.explain(changes)) for changes in sets]
    return sorted(explained, key=lambda item: (total(item[1]), sorted(item[0].items())))


def _ranked(lists: Sequence[Sequence[Option]], most: int) -> list[Option]:
    """Return the cheapest ways to take one change set of every component, of which ``lists`` has a list for each."""
    if not all(lists):
        return []
    taken = []
    for choice in _cheapest([[total(item[1]) for item in each] for each in lists], max(4 * most, 200)):
        picked = [each[number] for each, number in zip(lists, choice, strict=True)]
        changes = {cell: change for item in picked for cell, change in item[0].items()}
        taken.append((changes, tuple(reason for item in picked for reason in item[1])))
    return taken


def _beside(
    best: Weighed, parts: Sequence[Component], lists: Sequence[Sequence[Option]], ranking: Ranking
) -> list[Option]:
    """Return the best repair with the cheapest other change sets of each component, for causes that are independent."""
    if len(parts) == 1:
        return []
    options = []
    for part, explained in zip(parts, lists, strict=True):
        own = {cell for line in part.stated for cell in line.coefficients}
        others = {cell: change for cell, change in best.changes.items() if cell not in own}
        kept, rest = split(best.reasons, others)
        reasons = (*kept, *ranking.explain(rest))
        options += [(changes | others, (*reasons, *own_reasons)) for changes, own_reasons in explained[:ALTERNATIVES]]
    return options


def _cheapest(costs: Sequence[Sequence[float]], most: int) -> Iterator[tuple[int, ...]]:
    """Yield up to ``most`` choices of one entry of each list, cheapest sum first; every list is sorted."""
    start = (0,) * len(costs)
    heap = [(sum(each[0] for each in costs), start)]
    seen = {start}
    while heap and most:
        most -= 1
        cost, choice = heapq.heappop(heap)
        yield choice
        for place, number in enumerate(choice):
            if number + 1 < len(costs[place]):
                following = (*choice[:place], number + 1, *choice[place + 1 :])
                if following not in seen:
                    seen.add(following)
                    heapq.heappush(heap, (cost + costs[place][number + 1] - costs[place][number], following))


def _weighed(options: Iterable[Option], ranking: Ranking, inequalities: Inequalities | None) -> list[Weighed]:
    """Return the options weighed, cheapest first, each change set once, with its likeliest reasons."""
    best: dict[tuple[tuple[int, int], ...], Option] = {}
    for option in options:
        key = tuple(sorted(option[0].items()))
        known = best.get(key)
        if known is None or total(option[1]) < total(known[1]):
            best[key] = option
    names, weighed = ranking.system.cells, list[Weighed]()
    for changes, reasons in best.values():
        one = ranking.weigh(changes, reasons)
        if inequalities is not None and inequalities.bounds:
            changed = {names[cell]: ranking.values[cell] + change for cell, change in changes.items()}
            if inequalities.refuses(changed):
                continue
            one = attrs.evolve(one, cost=one.cost + inequalities.cost(changed))
        weighed.append(one)
    return sorted(weighed, key=lambda one: (one.cost, len(one.changes), [names[cell] for cell, _ in one.key]))


def _reason(complete: bool, smallest: Sequence[Smallest], kept: int, node_limit: int) -> Text | None:
    if not complete:
        return Text(
            f"搜索达到上限（{node_limit} 步），可能还有其他改法",
            f"the search reached its limit of {node_limit} steps; there may be other repairs",
        )
    if any(one.size is None for one in smallest):
        return Text("改动任何数字都不能使全部等式成立", "no change of the figures makes all equations hold")
    return None if kept else Text("没有找到改法", "no repair was found")
