"""Which cell is wrong: the smallest repairs that make all equations hold, likeliest first (Fellegi & Holt 1976).

``localising`` is the way in. ``systems`` numbers cells and equations, ``eliminating`` and ``completing`` compute
exactly, ``components`` takes apart what hangs together, ``searching`` and ``packing`` find every smallest change set,
``acts`` and ``combining`` undo what one movement of the hand does to several cells, ``slips``, ``chances``,
``plausibility`` and ``ranking`` weigh how people err, ``grouping`` names root causes. Nothing here knows a report type.
"""

from reportgen.engine.localising.locate import locate
from reportgen.engine.localising.results import Evidence, Group, Location, Witness

__all__ = ["Evidence", "Group", "Location", "Witness", "locate"]
