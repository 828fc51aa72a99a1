"""How a report type declares its charts: which figures stand together, by their addresses; no figure of its own."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class Chart(Value):
    """A chart of a report type. ``rows`` and ``columns`` make addresses: ``reviews.reconsideration`` and ``upheld``.

    Without ``columns`` each of the ``rows`` is the address of a figure, which stands beside last year's. A row's
    ``total``, where it has one, is the figure of that name. ``none`` says that all figures are 0, without the year
    before it. There are at most six columns; figures are counts or amounts, which are not below zero.
    """

    name: str
    title: Text
    rows: tuple[str, ...]
    none: Text
    columns: tuple[str, ...] = ()

    @property
    def compares_years(self) -> bool:
        """Whether each figure stands beside last year's."""
        return not self.columns


@attrs.frozen(eq=False, repr=False)
class Illustrations(Value):
    """What a report type shows in pictures: its charts, and the ``highlights``: addresses of the year's figures."""

    charts: tuple[Chart, ...]
    highlights: tuple[str, ...] = ()

    def chart(self, name: str) -> Chart | None:
        """Return the chart of that name, or ``None``."""
        return next((chart for chart in self.charts if chart.name == name), None)
