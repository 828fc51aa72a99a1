"""What the units of a roll-up give to one figure, as a value."""

from __future__ import annotations

from typing import Any

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text


@attrs.frozen
class UnitShare:
    """One unit's part of a figure: ``origin`` is its place in the unit's file, or the file of a total.

    ``doubt`` says why the place may not be right: the file changed after it was added, or is not there.
    """

    organ: str
    value: Any
    origin: Origin
    doubt: Text | None = None


@attrs.frozen
class UnitShares:
    """The parts of all ``units``: the ``largest`` by themselves, the others as a number and a sum.

    ``total`` is the sum of all, ``None`` where the figure is blank in some unit or does not add up; ``blank`` counts
    the units where it is blank. ``ledger`` is the file that lists every unit.
    """

    units: int
    total: Any
    largest: tuple[UnitShare, ...]
    others: int
    others_total: Any
    blank: int
    ledger: str
