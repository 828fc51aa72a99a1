"""What a template uses of the data, as plain values: every address with the way it is used and the tag where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import attrs

from reportgen.core.value import Value
from reportgen.report.context_shape import EACH

ITEMS: Final = "|items"
"""The step from a mapping to the list of its (name, value) pairs."""
ANY: Final = "[?]"
"""The step to a member that only the data chooses: ``group[name]``."""
Step = str | int
Path = tuple[Step, ...]
Role = Literal["printed", "read", "looped", "figure", "text", "sized", "given", "quoted"]
"""Printed as it is; read in a condition; looped over; calculated with; shaped as a text; counted or joined.

``given``: a name that the template itself fills, by ``set`` or as a loop's; the data need not have it. ``quoted``: a
text in quotes that is printed and may be meant as an address; it is the only step of the path.
"""


@attrs.frozen(eq=False, repr=False, slots=False)  # the cache holds hundreds and reads these faster
class Use(Value):
    """One address at one tag. ``showing``: what is printed is the figure itself, not a share made of it.

    ``guarded``: it stands where ``is defined`` has made sure that the data has it; ``conditional``: under an ``if``.
    """

    path: Path
    role: Role
    tag: int
    filters: tuple[str, ...] = ()
    showing: bool = False
    guarded: bool = False
    conditional: bool = False

    @property
    def of_data(self) -> bool:
        """Whether the data is asked for it."""
        return self.role not in ("given", "quoted")

    @property
    def address(self) -> str:
        """The address as messages write it: ``narrative.overview[].text``."""
        return written(self.path)


def written(path: Iterable[Step]) -> str:
    """Return a path as text."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += step if step in (EACH, ANY, ITEMS) or not text else f".{step}"
    return text
