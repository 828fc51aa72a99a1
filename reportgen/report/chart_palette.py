"""The colours of charts: six that differ in lightness, so that they are told apart in grey and by the colour-blind.

From dark to light their lightness (CIE L*) rises by 12 and more at each step. Every coloured area has an outline in
INK, which has a contrast of 15 : 1 on white; figures and labels are written in INK on white, never on a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

INK: Final = "#1f2328"
GROUND: Final = "#ffffff"
COLOURS: Final = ("#082a63", "#9b1c58", "#0079ac", "#e88138", "#85d0f6", "#f9f07a")


def colours(count: int) -> Sequence[str]:
    """Return the colours of ``count`` series, at most six: two are far apart, dark and light."""
    return (COLOURS[4], COLOURS[0]) if count == 2 else COLOURS[:count]
