"""What a set of changes costs to believe: each act that explains some of it, and what witnesses contradict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import log

import attrs

from reportgen.engine.reconciling.locating.acts import MOVED, swap_words
from reportgen.engine.reconciling.locating.chances import Chances
from reportgen.engine.reconciling.locating.grids import Grid
from reportgen.engine.reconciling.locating.plausibility import Plausibility
from reportgen.engine.reconciling.locating.results import Evidence
from reportgen.engine.reconciling.locating.slips import Slip, likeliest, slips
from reportgen.engine.reconciling.locating.systems import System
from reportgen.vocabulary.findings import Change, Repair
from reportgen.vocabulary.texts import Text

CONTRADICTED = 4.0
"""A witness that the repaired report contradicts."""
_AND = Text("；", "; ")
Labels = Callable[[str], Text]


@attrs.define(eq=False)
class Ranking:
    """Turns change sets into repairs with cost and words; one for each report."""

    system: System
    grid: Grid
    printed: Mapping[str, int | None]
    values: Sequence[int]
    evidence: Evidence
    labels: Labels
    places: Chances
    fit: Plausibility
    _singles: dict[tuple[int, int], Slip] = attrs.field(factory=dict, init=False)

    def explain(self, changes: Mapping[int, int]) -> Slip:
        """Return cost and words of the likeliest way to have made all ``changes`` necessary."""
        left = {cell: change for cell, change in changes.items() if self.printed[self.system.cells[cell]] is not None}
        cost, words = 0.0, []
        if len(changes) > len(left):
            words.append(Text("空格由等式得出", "blanks follow from the equations"))
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
                cost += pair[0]
                words.append(pair[1])
        for cell in left:
            cost += costs[cell][0]
            words.append(costs[cell][1])
        return cost, joined(words)

    def repair(self, changes: Mapping[int, int], cost: float, words: Text) -> Repair:
        """Return the repair of ``changes``, witnesses heard."""
        cells = self.system.cells
        cost += self.fit.cost(changes)
        made = {cells[cell]: self.values[cell] + changes[cell] for cell in sorted(changes)}
        listed = tuple(Change(name, self.printed[name], value, self.labels(name)) for name, value in made.items())
        if self.evidence.witnesses:
            cost, words = self._hear(made, cost, words)
        return Repair(listed, words, cost)

    def _single(self, cell: int, changes: Mapping[int, int]) -> Slip:
        meant = self.values[cell] + changes[cell]
        around = self.grid.neighbours.get(cell, ())
        moved = any(near in changes for near in around)
        key = (cell, changes[cell])
        if not moved and key in self._singles:
            return self._singles[key]
        neighbours = [self.values[near] + changes.get(near, 0) for near in around]
        sums = self.system.addends.get(cell)
        addends = None if sums is None else [self.values[one] + changes.get(one, 0) for one in sums[0]]
        found = likeliest(slips(self.values[cell], meant, neighbours=neighbours, addends=addends, places=self.places))
        if not moved:
            self._singles[key] = found
        return found

    def _pair(self, one: int, other: int, changes: Mapping[int, int]) -> Slip | None:
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
        return MOVED + self.places.figures + log(4 * distance * (distance + 1)), words

    def _hear(self, made: Mapping[str, int], cost: float, words: Text) -> tuple[float, Text]:
        repaired = {**self.printed, **made}
        agreeing = []
        for witness in self.evidence.witnesses:
            readings = (witness.expression, *witness.alternatives)
            stated = [reading.evaluate(repaired) for reading in readings]
            if witness.value in stated:
                spoken = readings[stated.index(witness.value)]
                if any(name in made for name in spoken.addresses):
                    source = witness.source
                    agreeing.append(Text(f"与{source.zh}一致", f"agrees with {source.en}"))
            elif None not in stated:
                cost += CONTRADICTED
        if agreeing:
            words = joined([words, *agreeing])
        return cost, words


def joined(words: Sequence[Text]) -> Text:
    """Return several reasons as one, each of them once."""
    zh = [reason for text in words for reason in text.zh.split(_AND.zh)]
    en = [reason for text in words for reason in text.en.split(_AND.en)]
    return Text(_AND.zh.join(dict.fromkeys(zh)), _AND.en.join(dict.fromkeys(en)))
