"""What a rule may ask of a report: its figures as values, its prose, and where each of them was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from reportgen.core.origin import Origin
from reportgen.model.addresses import AddressBook
from reportgen.report.narrative import NarrativeField

if TYPE_CHECKING:
    from datetime import date


class ReportView(Protocol):
    """One office's report of one year as rules see it; :class:`~reportgen.report.report.Report` is one.

    Figures are by address, ``None`` for a blank cell.
    """

    @property
    def organ(self) -> str:
        """The office."""
        ...

    @property
    def year(self) -> int:
        """The year that the report is about."""
        ...

    @property
    def addresses(self) -> AddressBook:
        """Every figure of the report's type by its address."""
        ...

    @property
    def entered(self) -> Mapping[str, Any]:
        """What somebody entered."""
        ...

    @property
    def stated(self) -> Mapping[str, Any]:
        """Totals that somebody published."""
        ...

    @property
    def blanks(self) -> tuple[tuple[str, bool], ...]:
        """Every blank figure, first those entered, then those stated, and which of both it is."""
        ...

    @property
    def limits(self) -> Mapping[str, int]:
        """How many characters a piece of prose may have, by its field."""
        ...

    @property
    def own(self) -> Mapping[str, Any]:
        """The office's own figures."""
        ...

    @property
    def values(self) -> Mapping[str, Any]:
        """Entered, derived and own figures; a derived one is ``None`` where undecided."""
        ...

    @property
    def cells(self) -> Mapping[str, Any]:
        """The values with stated totals in the place of derived ones."""
        ...

    @property
    def day_of_publishing(self) -> date | None:
        """The day of publishing, where it is given."""
        ...

    @property
    def narrative(self) -> Mapping[str, str]:
        """The prose as written, by field."""
        ...

    @property
    def narrative_fields(self) -> tuple[NarrativeField, ...]:
        """The pieces of prose that the type has."""
        ...

    @property
    def typed(self) -> Mapping[str, str]:
        """The prose with every placeholder hidden, all other characters in place."""
        ...

    def origin(self, address: str, *, stated: bool = False) -> Origin | None:
        """Return where the figure at ``address`` was written, or ``None`` for a derived one."""
        ...

    def place_of(self, key: str) -> Origin | None:
        """Return where the data file has the entry ``key`` of its first level."""
        ...

    def prose_origin(self, field: str, position: int) -> Origin | None:
        """Return the line of the data file on which character ``position`` of a narrative field stands."""
        ...
