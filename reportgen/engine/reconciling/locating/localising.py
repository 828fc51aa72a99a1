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

from reportgen.engine.reconciling.locating.acts import Undoing
from reportgen.engine.reconciling.locating.chances import chances
from reportgen.engine.reconciling.locating.combining import Combining
from reportgen.engine.reconciling.locating.components import Problem, Smallest, needs_repair
from reportgen.engine.reconciling.locating.grids import grid_of
from reportgen.engine.reconciling.locating.grouping import group
from reportgen.engine.reconciling.locating.plausibility import plausibility
from reportgen.engine.reconciling.locating.ranking import Labels, Ranking, joined
from reportgen.engine.reconciling.locating.results import Evidence, Location
from reportgen.engine.reconciling.locating.searching import Budget
from reportgen.engine.reconciling.locating.systems import cell_of, compile_system
from reportgen.vocabulary.findings import Repair, leading
from reportgen.vocabulary.linear import Expression
from reportgen.vocabulary.texts import Text

NODE_LIMIT = 20_000
MOST = 20
SETS = 3_000
"""Change sets of one component that are kept and ranked."""


@attrs.frozen(eq=False)
class _Option:
    """A change set with what it costs."""

    changes: dict[int, int]
    cost: float
    words: Text

    @property
    def key(self) -> tuple[tuple[int, int], ...]:
        return tuple(sorted(self.changes.items()))


def locate(  # noqa: PLR0913  three things decide, the rest has a default and a name
    equations: Sequence[Expression],
    values: Mapping[str, int | None],
    *,
    grid: Sequence[Sequence[str]] = (),
    derived: Collection[str] = (),
    evidence: Evidence | None = None,
    labels: Labels | None = None,
    node_limit: int = NODE_LIMIT,
    most: int = MOST,
) -> Location:
    """Return where the wrong cells are: every smallest set of changes to non-negative integers, and likely single acts.

    ``equations`` are differences that must be 0 over printed cells. ``values`` has every cell, ``None`` where it is
    blank; a blank is free, and offered where the equations determine it. Cells of ``derived`` are no statements of
    anybody: they follow from the others and need no value. ``grid`` is the tables' rows of addresses as printed, for
    what a person does to neighbours. ``labels`` names a cell in the changes. At most ``most`` repairs are listed, a
    smallest set among them; the search looks at ``node_limit`` nodes, and a location that is not complete says so.

    Raises:
        KeyError: ``values`` lacks a cell that is not derived.
    """
    system = compile_system(tuple(equations))
    hidden = frozenset(system.index[name] for name in derived if name in system.index)
    blank = frozenset(
        number for number, name in enumerate(system.cells) if number not in hidden and values[name] is None
    )
    free = frozenset(system.cells[number] for number in blank | hidden)
    problem = Problem(system, cell_of(system, values, free), blank, hidden)
    parts = [component for component in problem.components() if needs_repair(component)]
    if not parts:
        return Location()
    budget = Budget(node_limit)
    smallest = [problem.smallest(part, budget, SETS) for part in parts]
    printed = {name: values.get(name) for name in system.cells}
    layout = grid_of(grid, system.cells)
    fixed = frozenset(range(len(system.cells))) - blank - hidden
    places = chances(problem.values, fixed, system.addends, layout)
    ranking = Ranking(
        system,
        layout,
        printed,
        problem.values,
        evidence or Evidence(),
        labels or (lambda name: Text(name, name)),
        places,
        plausibility(problem.values, fixed, system.addends, layout),
    )
    options = _ranked(smallest, ranking, most)
    minimum = sum(one.size or 0 for one in smallest) if all(one.size is not None for one in smallest) else None
    if any(line.residual for part in parts for line in part.lines):
        # Where the smallest sets were not met, a few acts may still explain everything.
        causes = 3 if minimum is None else min(minimum, 3)
        undoing = Undoing(system, layout, problem.values, fixed, system.lines(problem.values), places)
        options += [_Option(*offer) for offer in Combining(problem, undoing, ranking.explain, causes).offers()]
    repairs = _repairs(options, ranking)
    complete = all(one.complete for one in smallest)
    product = 1
    for one in smallest:
        product *= max(len(one.sets), 1)
    return Location(
        repairs=leading(repairs, most),
        minimum=minimum,
        complete=complete,
        groups=group(system, problem, repairs),
        found=max(product if minimum is not None else 0, len(repairs)),
        told=_told(complete, smallest, len(repairs), node_limit),
    )


def _ranked(smallest: Sequence[Smallest], ranking: Ranking, most: int) -> list[_Option]:
    """Return the cheapest ways to take one change set of every component."""
    if any(not one.sets for one in smallest):
        return []
    lists = []
    for one in smallest:
        explained = [(changes, *ranking.explain(changes)) for changes in one.sets]
        lists.append(sorted(explained, key=lambda item: (item[1], sorted(item[0].items()))))
    taken = []
    for choice in _cheapest([[item[1] for item in each] for each in lists], max(4 * most, 200)):
        picked = [each[number] for each, number in zip(lists, choice, strict=True)]
        changes = {cell: change for item in picked for cell, change in item[0].items()}
        taken.append(_Option(changes, sum(item[1] for item in picked), joined([item[2] for item in picked])))
    return taken


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


def _repairs(options: Iterable[_Option], ranking: Ranking) -> list[Repair]:
    """Return the options as repairs, cheapest first, each change set once."""
    best: dict[tuple[tuple[int, int], ...], _Option] = {}
    for option in options:
        known = best.get(option.key)
        if known is None or option.cost < known.cost:
            best[option.key] = option
    repairs = [ranking.repair(option.changes, option.cost, option.words) for option in best.values()]
    return sorted(repairs, key=lambda one: (one.cost, len(one.changes), [change.address for change in one.changes]))


def _told(complete: bool, smallest: Sequence[Smallest], kept: int, node_limit: int) -> Text | None:
    if not complete:
        return Text(
            f"搜索达到上限（{node_limit} 步），可能还有其他改法",
            f"the search reached its limit of {node_limit} steps; there may be other repairs",
        )
    if any(one.size is None for one in smallest):
        return Text("改动任何数字都不能使全部等式成立", "no change of the figures makes all equations hold")
    return None if kept else Text("没有找到改法", "no repair was found")
