"""What a percentage may be computed from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from reportgen.prose.quantities import round_to
from reportgen.report.prose_model import ProseModel

Number = Decimal | int
_TEN_THOUSAND, _ROUND = 10_000, 100


@attrs.frozen
class Figures:
    """What percentages are recomputed from: the figures by address of this year and, where known, of last year."""

    model: ProseModel
    year: int
    values: Mapping[str, Any]
    own: Mapping[str, Any]
    last: Mapping[str, Any] | None = None
    last_own: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Ratio:
    """One way to come by a percentage: ``part`` of ``whole``, or for growth the change from ``whole`` to ``part``.

    ``said`` tells that the whole is a number of the prose itself.
    """

    part: Number
    whole: Number
    growth: bool = False
    said: bool = attrs.field(default=False, eq=False)

    @property
    def exact(self) -> Decimal:
        """The percentage before any rounding, negative for a fall."""
        return Decimal(self.part - self.whole if self.growth else self.part) * 100 / Decimal(self.whole)

    def written(self, places: int) -> str:
        """Return the sum with its result: (3646 − 3607) ÷ 3607 = 1.08%."""
        part, whole = _shown(self.part, self.whole)
        top = f"({part} − {whole})" if self.growth else part
        return f"{top} ÷ {whole} = {round_to(self.exact, places)}%"


def _shown(*numbers: Number) -> list[str]:
    """Return numbers as prose has them: amounts and other round ones from ten thousand upwards in 万."""
    if all(number >= _TEN_THOUSAND and number % _ROUND == 0 for number in numbers):
        return [f"{(Decimal(number) / _TEN_THOUSAND).normalize():f}万" for number in numbers]
    return [f"{Decimal(number).normalize():f}" for number in numbers]
