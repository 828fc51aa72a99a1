"""A lower bound by disjoint broken equations, and the search where it is tight: one cell in each, its change known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.engine.localising.solve.system import Line, bits

Chosen = int
"""A change, 0 where none is possible."""


def packed(masks: Sequence[int]) -> list[int]:
    """Return which of ``masks`` share no cell, many of them: each such equation needs a changed cell of its own."""
    order = sorted(range(len(masks)), key=lambda number: masks[number].bit_count())
    best: list[int] = []
    for numbers in (order, order[::-1]):
        used, pack = 0, []
        for number in numbers:
            if not masks[number] & used:
                used |= masks[number]
                pack.append(number)
        if len(pack) > len(best):
            best = pack
    return best


def tight(
    lines: Sequence[Line],
    pack: Sequence[Line],
    open_: int,
    possible: Callable[[int, Line], Chosen],
    spend: Callable[[], None],
) -> Iterator[dict[int, int]]:
    """Yield every way to mend all ``lines`` by exactly one open cell in each line of ``pack``."""
    return _Tight(lines, pack, open_, possible, spend).choose((1 << len(pack)) - 1, (), 0)


class _Tight:
    """One cell for each packed line, so that the other lines hold."""

    def __init__(
        self,
        lines: Sequence[Line],
        pack: Sequence[Line],
        open_: int,
        possible: Callable[[int, Line], Chosen],
        spend: Callable[[], None],
    ) -> None:
        self.spend = spend
        self.change: dict[int, int] = {}
        self.owner: dict[int, int] = {}
        own = set(map(id, pack))
        others = [line for line in lines if id(line) not in own]
        self.members = _narrowed([line.mask & open_ for line in pack], others)
        for number, members in enumerate(self.members):
            for cell in bits(members):
                change = possible(cell, pack[number])
                if change:
                    self.change[cell], self.owner[cell] = change, number
                else:
                    self.members[number] ^= 1 << cell
        everything = sum(self.members)
        others = [line for line in others if line.mask & everything or line.residual] if all(self.members) else []
        self.masks = [line.mask & everything for line in others]
        self.residuals = [line.residual for line in others]
        self.effects: dict[int, list[tuple[int, int]]] = {cell: [] for cell in self.change}
        for number, line in enumerate(others):
            for cell in bits(self.masks[number]):
                self.effects[cell].append((number, line.coefficients[cell] * self.change[cell]))

    def choose(self, unused: int, chosen: tuple[int, ...], closed: int) -> Iterator[dict[int, int]]:
        """Choose for the packed lines of ``unused``, beside the cells ``chosen``, none of the cells ``closed``."""
        self.spend()
        free = 0
        for number in bits(unused):
            members = self.members[number] & ~closed
            if not members:
                return
            free |= members
        asked = [mask & free for mask, residual in zip(self.masks, self.residuals, strict=True) if residual]
        if not (asked or unused):
            yield {cell: self.change[cell] for cell in chosen}
            return
        if not all(asked):
            return
        # A broken equation needs one of its cells changed; the one with the fewest cells leaves least to try.
        asked = asked or [self.members[number] & ~closed for number in bits(unused)]
        for cell in bits(min(asked, key=int.bit_count)):
            for number, effect in self.effects[cell]:
                self.residuals[number] += effect
            yield from self.choose(unused & ~(1 << self.owner[cell]), (*chosen, cell), closed)
            for number, effect in self.effects[cell]:
                self.residuals[number] -= effect
            closed |= 1 << cell


def _narrowed(members: list[int], others: Sequence[Line]) -> list[int]:
    """Return the ``members`` of each packed line without those that leave one of the ``others`` surely broken.

    A broken line that only one packed line meets needs that one's cell; one that holds, and that only one meets, is
    broken by it.
    """
    everything = sum(members)
    if not all(line.mask & everything for line in others if line.residual):
        return [0] * len(members)
    others = [line for line in others if line.mask & everything]
    moved = True
    while moved:
        moved = False
        for line in others:
            met = line.mask & everything
            if not met:  # no longer met: where it is broken, so that nothing can mend it
                if line.residual:
                    return [0] * len(members)
                continue
            low = met & -met
            number = next(number for number, mask in enumerate(members) if mask & low)
            mask = members[number]
            if met & ~mask:
                continue
            kept = mask & (met if line.residual else ~met)
            if kept != mask:
                if not kept:
                    return [0] * len(members)
                members[number], everything, moved = kept, everything ^ mask ^ kept, True
    return members
