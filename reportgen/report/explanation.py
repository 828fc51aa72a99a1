"""How a figure came to be, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text

if TYPE_CHECKING:
    from reportgen.report.unit_shares import UnitShares


@attrs.frozen
class Explanation:
    """A figure with its value and either its place in the data or the figures that it adds.

    ``addends`` pairs a coefficient with the explanation of each nearest addend, totals among them; it is empty for an
    entered figure. ``stated`` is the stated total, where ``is_stated``. ``units`` is what the units gave to the figure
    asked about, in a report that was rolled up.
    """

    address: str
    label: Text
    value: Any
    origin: Origin | None = None
    addends: tuple[tuple[int, Explanation], ...] = ()
    is_stated: bool = False
    stated: Any = None
    stated_origin: Origin | None = None
    units: UnitShares | None = None

    @property
    def derived(self) -> bool:
        """Whether the figure is computed, never entered."""
        return bool(self.addends)

    @property
    def agrees(self) -> bool | None:
        """Whether the stated total is the computed one; None where there is none or one of them is blank."""
        if not self.is_stated or self.stated is None or self.value is None:
            return None
        return bool(self.stated == self.value)

    @property
    def formula(self) -> str:
        """The addresses that are added: ``a + b - c``; empty for an entered figure."""
        words = []
        for times, part in self.addends:
            words += ["-" if times < 0 else "+", part.address if abs(times) == 1 else f"{abs(times)}*{part.address}"]
        return " ".join(words[1:] if words[:1] == ["+"] else words)
