"""What the engine must know of a report type, and all that it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.addresses import AddressBook, address_book
from reportgen.model.form_grid import FormTable
from reportgen.model.symbolic import steps
from reportgen.report.findings import Finding
from reportgen.report.narrative import NarrativeField
from reportgen.report.prose_rules import ProseChecks
from reportgen.report.rules import Rule

if TYPE_CHECKING:
    from reportgen.report.illustrations import Illustrations
    from reportgen.report.practice import Practice


@attrs.frozen(eq=False, repr=False)
class Adapted(Value):
    """Data brought to the type's current shape, with the findings that the old shape deserves."""

    data: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


@attrs.frozen(eq=False, repr=False, slots=False)
class ReportType:
    """A kind of report: its model, its rules, its prose and its printed tables.

    ``adapt`` recognises data in a form that is out of date (one row where the form now has three) and brings it to the
    model's shape; what it recognised it reports as findings, so that nothing passes silently.
    """

    name: str
    title: Text
    law: str
    statistics: type
    rules: tuple[Rule, ...]
    narrative: tuple[NarrativeField, ...]
    tables: tuple[FormTable, ...]
    sections: tuple[str, ...]
    adapt: Callable[[Mapping[str, Any]], Adapted] | None = None
    across_years: tuple[Rule, ...] = ()
    """Rules whose equations also hold last year's figures, as ``last_year.<address>``."""
    prose: ProseChecks | None = None
    """How the numbers and words of the prose are held against the tables."""
    jump: Rule | None = None
    """The rule that no figure changes by a large factor from one year to the next."""
    across_units: Rule | None = None
    """The rule that every figure is the sum of the same figure of the units that the report covers."""
    practice: Callable[[], Practice] | None = None
    """How practice data is spread; called only where some is made."""
    illustrations: Callable[[], Illustrations] | None = None
    """The charts of the type; called only where some are drawn."""
    earlier_forms: tuple[str, ...] = ()
    """Types of the same report in earlier years: rules across years hold what both forms have."""
    title_words: tuple[str, ...] = ()
    """The words of the document's title behind the office's name, each to stay whole: ``{year}年`` is the first."""

    noted: tuple[str, ...] | None = None
    """First steps of the addresses in whose cells the official template prints notes; None where it does in all."""

    def remark_instead(self, address: str) -> str | None:
        """Return the name of the remark below the table of ``address``, whose cells print no notes; None if they do."""
        first = steps(address)[0]
        return None if self.noted is None or first in self.noted or first not in self.remarked else first

    def title_ending(self, year: int) -> tuple[str, ...]:
        """Return the words of a title behind the office's name."""
        return tuple(word.replace("{year}", str(year)) for word in self.title_words)

    @cached_property
    def remarked(self) -> Mapping[str, FormTable]:
        """The tables by the names under which remarks on them are written: the first step of their addresses."""
        found: dict[str, FormTable] = {}
        for table in self.tables:
            if table.rows:
                found.setdefault(steps(table.rows[0].addresses[0])[0], table)
        return found

    @cached_property
    def form_names(self) -> Mapping[str, str]:
        """The addresses of the form's cells by their names in its own words: 表三.新收.自然人."""
        from reportgen.model.form_names import form_names  # noqa: PLC0415 — the official template has none

        return form_names(self.tables)

    @cached_property
    def named_cells(self) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
        """From values by address to what a template sees under the names of the form's cells."""
        from reportgen.prose.rendering import nested_names  # noqa: PLC0415 — the same

        return nested_names(tuple(self.form_names.items()))

    @cached_property
    def table_names(self) -> frozenset[str]:
        """What the names of the form's cells begin with."""
        return frozenset(table.name.zh for table in self.tables)

    @property
    def addresses(self) -> AddressBook:
        """Every figure of the type by its address."""
        return address_book(self.statistics)
