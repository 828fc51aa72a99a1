"""Evidence for the localiser, and its result."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.model.linear import Expression
from reportgen.report.findings import Repair


@attrs.frozen
class Evidence:
    """What prose or last year's report says: ``expression`` over printed cells should be ``value``.

    Where ``source`` may mean several things, ``alternatives`` are the others; one of them must be ``value``. Evidence
    ranks repairs, it never rules one out.
    """

    expression: Expression
    value: int
    source: Text
    alternatives: tuple[Expression, ...] = ()


@attrs.frozen
class Group:
    """One root cause: the broken equations that one repair of these cells mends, and every such repair, best first.

    ``equations`` are positions in the sequence that was given to ``locate``. The repairs of different groups are
    independent. The first ``equals`` of ``repairs`` hold nearly all of the odds.
    """

    equations: tuple[int, ...]
    repairs: tuple[Repair, ...]
    equals: int


@attrs.frozen
class Location:
    """Where the wrong cells are.

    ``repairs`` are whole repairs of the report, best first. One of the smallest is among them, though explanations
    with fewer causes and more cells may stand before it. ``minimum`` is the least number of printed figures that must
    change (blank cells that the equations fill are not counted), ``None`` where no change of the figures makes all
    equations hold or the search ended before one was found. ``found`` is how many repairs are known, of which
    ``repairs`` holds at most as many as asked for. ``complete`` says that every smallest set was met; where it is
    ``False``, ``reason`` says why.
    """

    repairs: tuple[Repair, ...] = ()
    minimum: int | None = 0
    complete: bool = True
    groups: tuple[Group, ...] = ()
    found: int = 0
    reason: Text | None = None
