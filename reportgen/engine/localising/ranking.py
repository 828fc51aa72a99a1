"""The cost of a set of changes: of each error that explains some of it, and of contradicted evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import exp, log, log1p

import attrs

from reportgen.core.text import Text
from reportgen.engine.localising.error_models.compound_errors import MOVED, swap_words
from reportgen.engine.localising.error_models.priors import Priors
from reportgen.engine.localising.error_models.row_fit import RowFit
from reportgen.engine.localising.error_models.table_rows import Grid
from reportgen.engine.localising.error_models.typing_errors import TypingError, likeliest, typing_errors
from reportgen.engine.localising.reasons import Reason, Weighed, joined, total
from reportgen.engine.localising.results import Evidence
from reportgen.engine.localising.solve.system import System
from reportgen.report.findings import Change, Repair

MISCOUNTED = -1.5
"""The cost of one case counted once too often, not at all or elsewhere: in small figures the likeliest slip of all."""
MISCOUNT_FIT = 0.25
"""How much of a row's fit counts for one case too many or too few: it is counted wrongly in unusual rows, too.

Of a case that was counted in another cell the fit counts in full: the rows say where it belongs.
"""
FEW_CASES = 2
"""So many cases stand in many rows, each of which may have them in the wrong column."""
CONTRADICTED = 4.0
"""The cost of evidence that the repaired report contradicts."""
Labels = Callable[[str], Text]


@attrs.define(eq=False)
class Ranking:
    """Turns change sets into repairs with cost and words; one for each report."""

    system: System
    grid: Grid
    printed: Mapping[str, int | None]
    values: Sequence[int]
    evidence: Sequence[Evidence]
    labels: Labels
    places: Priors
    fit: RowFit
    _singles: dict[tuple[int, int], TypingError] = attrs.field(factory=dict, init=False)

    def explain(self, changes: Mapping[int, int]) -> tuple[Reason, ...]:
        """Return the likeliest way to have made all ``changes`` necessary: reasons, each with its cost."""
        left = {cell: change for cell, change in changes.items() if self.printed[self.system.cells[cell]] is not None}
        reasons = []
        if len(changes) > len(left):
            blank = frozenset(changes) - frozenset(left)
            reasons.append(Reason(blank, 0.0, Text("空格由等式得出", "blanks follow from the equations")))
        costs = {cell: self._single(cell, changes) for cell in left}
        pairs = []
        for one, other in combinations(left, 2):
            pair = self._pair(one, other, left)
            if pair is not None:
                gain = costs[one][0] + costs[other][0] - pair[0]
                pairs.append((gain, one, other, pair))
        for gain, one, other, pair in sorted(pairs, key=lambda item: -item[0]):
            if gain > 0 and one in left and other in left:
                del left[one], left[other]
                reasons.append(Reason(frozenset((one, other)), *pair))
        return (*reasons, *(Reason(frozenset((cell,)), *costs[cell]) for cell in left))

    def weigh(self, changes: Mapping[int, int], reasons: Sequence[Reason]) -> Weighed:
        """Return ``changes`` with their whole cost: ``reasons``, how well the figures then fit, and evidence."""
        cost, agreeing = total(reasons) + self.fit.cost(changes), list[Reason]()
        if self.evidence:
            cost += self._evidence_cost(changes, agreeing)
        return Weighed(changes, tuple(reasons), tuple(agreeing), cost)

    def miscounted(self, changes: Mapping[int, int], reasons: Sequence[Reason]) -> float:
        """Return by how much ``changes`` cost less where they may also be one case counted wrongly.

        A case counted once too often, not at all, or in another cell of its row or column happens at any cell, whatever
        its digits. 0 where the changes are no such miscount.
        """
        cost = self._miscount(changes)
        if cost is None or any(self.printed[self.system.cells[cell]] is None for cell in changes):
            return 0.0
        fit = self.fit.cost(changes)
        counted = fit if len(changes) > 1 else MISCOUNT_FIT * fit
        return log1p(exp(total(reasons) + fit - cost - counted))

    def is_one_case(self, changes: Mapping[int, int]) -> bool:
        """Whether ``changes`` are one case more or less in one printed cell."""
        return list(changes.values()) in ([1], [-1]) and all(
            self.printed[self.system.cells[cell]] is not None for cell in changes
        )

    def is_move_of_few(self, changes: Mapping[int, int]) -> bool:
        """Whether ``changes`` are a case or two of another column of one row, as many other rows may have them."""
        steps = sorted(changes.values())
        if len(steps) != 2 or steps[0] != -steps[1] or steps[1] > FEW_CASES:
            return False
        places = [self.grid.places.get(cell) for cell in changes]
        return None not in places and len({place[0] for place in places if place}) == 1

    def _miscount(self, changes: Mapping[int, int]) -> float | None:
        """Return the cost of counting one case wrongly, ``None`` where that does not explain ``changes``."""
        cost, steps = MISCOUNTED + self.places.cells, list(changes.values())
        if steps in ([1], [-1]):
            return cost
        distance = self.grid.distance(*changes) if steps in ([1, -1], [-1, 1]) else None
        return None if distance is None else cost + _within(distance)

    def repair(self, weighed: Weighed) -> Repair:
        """Return a weighed change set in the words of the form."""
        cells, changes = self.system.cells, weighed.changes
        made = {cells[cell]: self.values[cell] + changes[cell] for cell in sorted(changes)}
        listed = tuple(Change(name, self.printed[name], value, self.labels(name)) for name, value in made.items())
        words = joined([reason.words for reason in (*weighed.reasons, *weighed.agreeing)])
        return Repair(listed, words, weighed.cost)

    def _single(self, cell: int, changes: Mapping[int, int]) -> TypingError:
        meant = self.values[cell] + changes[cell]
        around = self.grid.neighbours.get(cell, ())
        moved = any(near in changes for near in around)
        key = (cell, changes[cell])
        if not moved and key in self._singles:
            return self._singles[key]
        neighbours = [self.values[near] + changes.get(near, 0) for near in around]
        sums = self.system.addends.get(cell)
        addends = None if sums is None else [self.values[one] + changes.get(one, 0) for one in sums[0]]
        found = likeliest(
            typing_errors(self.values[cell], meant, neighbours=neighbours, addends=addends, places=self.places)
        )
        if not moved:
            self._singles[key] = found
        return found

    def _pair(self, one: int, other: int, changes: Mapping[int, int]) -> TypingError | None:
        first, second = self.values[one], self.values[other]
        if first + changes[one] != second or second + changes[other] != first:
            return None
        distance = self.grid.distance(one, other)
        if distance == 1:
            stand = sorted((one, other), key=self.grid.places.__getitem__)
            return swap_words(self.values[stand[0]], self.values[stand[1]], self.places)
        if distance is None or (first and second):
            return None
        words = Text(f"{first or second} 填错了格", f"{first or second} typed in another cell")
        return MOVED + self.places.figures + _within(distance), words

    def _evidence_cost(self, changes: Mapping[int, int], agreeing: list[Reason]) -> float:
        """Return the cost of evidence that the repaired report contradicts; add what agrees to ``agreeing``."""
        cells, cost = self.system.cells, 0.0
        made = {cells[cell]: self.values[cell] + change for cell, change in changes.items()}
        repaired = {**self.printed, **made}
        for one in self.evidence:
            readings = (one.expression, *one.alternatives)
            stated = [reading.evaluate(repaired) for reading in readings]
            if one.value in stated:
                reading = readings[stated.index(one.value)]
                own = frozenset(self.system.index[name] for name in reading.addresses if name in made)
                if own:
                    source = one.source
                    words = Text(f"与{source.zh}一致", f"agrees with {source.en}")
                    agreeing.append(Reason(own, 0.0, words))
            elif None not in stated:
                cost += CONTRADICTED
        return cost


def _within(distance: int) -> float:
    """Return ln of how many other cells a case or figure can have gone to within this distance."""
    return log(4 * distance * (distance + 1))
