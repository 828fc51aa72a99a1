"""What a set of rules can see, as a value."""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen
class Coverage:
    """The equations of a report type as a system: what they say twice, and which cells' errors they see.

    All is meant for a report whose printed totals are all stated. ``cells`` are the printed cells in the order of the
    form. ``independent`` is the rank over the rationals of the system of ``equations`` equations. ``implied`` names
    those that follow from the ones before them, as ``rule address``; ``contradicting`` those that cannot hold together
    with the ones before them. ``guards`` lists by cell the rules that hold it. ``equated`` are the cells of equations:
    any wrong value of such a cell breaks one of them, which an inequality does not promise. ``located`` are the cells
    whose single error leaves marks that no other cell's error leaves; ``alike`` are the sets of cells that cannot be
    told apart by the equations alone. ``soft`` lists by cell the rules across years and units that also look at it.
    """

    cells: tuple[str, ...]
    equations: int
    independent: int
    implied: tuple[str, ...]
    contradicting: tuple[str, ...]
    guards: Mapping[str, tuple[str, ...]]
    equated: frozenset[str]
    located: frozenset[str]
    alike: tuple[tuple[str, ...], ...]
    soft: Mapping[str, tuple[str, ...]]

    @property
    def detected(self) -> tuple[str, ...]:
        """The cells whose every single error breaks an equation."""
        return tuple(cell for cell in self.cells if cell in self.equated)

    @property
    def unguarded(self) -> tuple[str, ...]:
        """The cells that no equation within the report holds."""
        return tuple(cell for cell in self.cells if cell not in self.equated)
