"""A mistake of a template: what is wrong with it, where, and whether that forbids using it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from reportgen.core.errors import Fault
from reportgen.engine.word.markup.location import Place


@attrs.frozen
class Mistake:
    """One mistake of a template. A warning does not stop a template from being used."""

    fault: Fault
    severity: Literal["error", "warning"] = "error"
    addresses: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where in the template it is; None for what concerns the whole file."""
        return self.fault.place if isinstance(self.fault.place, Place) else None

    @property
    def heading(self) -> str:
        """The heading of the document that its place stands under; empty if there is none."""
        return self.place.heading if self.place is not None else ""


def errors(mistakes: Iterable[Mistake]) -> list[Fault]:
    """Return the faults of the mistakes that forbid using the template."""
    return [mistake.fault for mistake in mistakes if mistake.severity == "error"]
