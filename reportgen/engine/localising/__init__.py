"""Which cell is wrong: the smallest repairs that make all equations hold, likeliest first (Fellegi & Holt 1976).

``locate`` is the entry. ``solve`` numbers cells and equations, splits them into independent components and finds every
smallest change set exactly. ``compound_search`` undoes errors that make several cells wrong at once.
``error_models`` and ``ranking`` say how likely each error is, ``root_causes`` groups repairs by cause, and ``repairs``
gives them to findings. Nothing here knows a report type.
"""

from reportgen.engine.localising.locate import locate
from reportgen.engine.localising.results import Evidence, Group, Location, Witness

__all__ = ["Evidence", "Group", "Location", "Witness", "locate"]
