"""One report in memory: what a data file says, as values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from types import NoneType
from typing import TYPE_CHECKING, Any, Generic

import attrs

from reportgen.core.document import Path
from reportgen.core.origin import Origin
from reportgen.core.value import Value
from reportgen.model.addresses import AddressBook, address_book, rows_of
from reportgen.model.form_grid import FormTable
from reportgen.model.linear import Expression
from reportgen.model.symbolic import steps
from reportgen.prose.filters import signed
from reportgen.prose.markup import ParsedProse, Placeholder, parse
from reportgen.prose.quantities import typed
from reportgen.prose.rendering import PrintedProse, nested, nested_notes, print_prose
from reportgen.report.acceptances import Acceptance
from reportgen.report.findings import Finding
from reportgen.report.narrative import NarrativeField
from reportgen.report.particulars import NOTHING, Particulars, shown
from reportgen.report.report_type import ReportType
from reportgen.report.title_lines import title_lines


@attrs.frozen(eq=False, repr=False)
class Check(Value):
    """One equation of the office's own, as written under ``checks:``: ``actual`` == ``expected``."""

    text: str
    position: int
    actual: Expression
    expected: Expression


if TYPE_CHECKING:
    from datetime import date

    from typing_extensions import TypeVar

    Statistics = TypeVar("Statistics", default=Any)
else:  # Python has defaults from 3.13
    from typing import TypeVar

    Statistics = TypeVar("Statistics")


@attrs.frozen(eq=False, slots=False, repr=False)
class Report(Generic[Statistics]):
    """One office's report of one year; ``Report[T]`` where its type's data class is known to be ``T``.

    ``statistics`` is the type's data class. It may be given as the list of its entered figures in the order of the
    form, which is enough to check and to print; the class is then made when somebody asks for it. ``rows`` names the
    rows of such a list's groups that repeat, by address.
    ``stated`` maps addresses of totals to what somebody published. ``figures`` are the office's own, nested as it
    likes. ``narrative`` maps a field's name to its prose as written.
    ``locate`` and ``locate_line`` lead into the data file.
    """

    type: ReportType
    organ: str
    year: int
    _statistics: Any = attrs.field(alias="statistics")
    narrative: Mapping[str, str] = attrs.field(factory=dict)
    stated: Mapping[str, Any] = attrs.field(factory=dict)
    notes: Mapping[str, str] = attrs.field(factory=dict)
    figures: Mapping[str, Any] = attrs.field(factory=dict)
    checks: tuple[Check, ...] = ()
    scope: str | None = None
    limits: Mapping[str, int] = attrs.field(factory=dict)
    """How many characters a piece of prose may have, by its field, where the office says so."""
    accepted: tuple[Acceptance, ...] = ()
    """Doubts that the office stands by."""
    findings: tuple[Finding, ...] = ()
    """What was noticed while building: an old form's shape."""
    source: str = "data"
    published: bool = False
    """Whether it was read from a published document, which no data file stands behind."""
    rows: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    particulars: Particulars = NOTHING
    earlier: Mapping[str, Any] = attrs.field(factory=dict)
    """Figures of last year's report by address, for charts where the data file itself gives none of last year."""
    locate: Callable[[Path], Origin] | None = None
    """From an address's steps, or any path of the data file, to its place; rows written as lists are seen through."""
    locate_line: Callable[[Path, int], Origin] | None = None

    def __repr__(self) -> str:
        return f"<Report {self.type.name} {self.organ} {self.year}>"

    @cached_property
    def addresses(self) -> AddressBook:
        """Every figure of the report by its address; rows of groups that repeat are those of this report."""
        if not self.type.addresses.repeats:
            return self.type.addresses
        rows = self.rows if type(self._statistics) is list else rows_of(self._statistics)
        return address_book(self.type.statistics, rows)

    @cached_property
    def tables(self) -> tuple[FormTable, ...]:
        """The printed tables of the form, with a row for each row of a group that repeats."""
        rows = self.addresses.rows
        return self.type.tables if rows is None else tuple(table.with_rows(rows) for table in self.type.tables)

    @property
    def narrative_fields(self) -> tuple[NarrativeField, ...]:
        """The pieces of prose that the report's type has."""
        return self.type.narrative

    @cached_property
    def statistics(self) -> Statistics:
        """The type's data class with every entered figure."""
        made: Statistics = self._statistics
        return self.addresses.filled(self.entered) if type(self._statistics) is list else made

    @cached_property
    def entered(self) -> Mapping[str, Any]:
        """Every entered figure by address, ``None`` for a blank cell."""
        if type(self._statistics) is list:
            return dict(zip(self.addresses.entered, self._statistics, strict=True))
        return self.addresses.values(self._statistics)

    @cached_property
    def blanks(self) -> tuple[tuple[str, bool], ...]:
        """Every blank figure, first those entered, then those stated, and which of both it is."""
        both = ((self.entered, False), (self.stated, True))
        return tuple(
            (address, stated)
            for figures, stated in both
            if None in figures.values()
            for address, value in figures.items()
            if value is None
        )

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """Entered, derived and own figures by address; a derived one is ``None`` where undecided."""
        values = {**self.entered, **self.addresses.derive(self.entered)}
        values.update(self.own)
        return values

    @cached_property
    def cells(self) -> Mapping[str, Any]:
        """The values as a published table shows them: a stated total stands in the place of the derived one."""
        return {**self.values, **self.stated} if self.stated else self.values

    @cached_property
    def own(self) -> Mapping[str, Any]:
        """The office's own figures by address."""
        return flatten(self.figures)

    @cached_property
    def printable(self) -> Mapping[str, Any]:
        """Everything that a placeholder of the prose may name: the values, the organ and the year."""
        values = {**self.addresses.printed(self.values), "organ": self.organ, "year": self.year}
        if self.particulars.contact:
            values.update((f"contact.{name}", value) for name, value in self.particulars.contact.items())
        return values

    @cached_property
    def title_lines(self) -> tuple[str, ...]:
        """The lines of the document's title: as the data file divides it, else broken between words."""
        ending = self.type.title_ending(self.year)
        return self.particulars.title_lines or (title_lines(self.organ, ending) if ending else (self.organ,))

    @cached_property
    def printed_particulars(self) -> Mapping[str, Any]:
        """The title's lines, the contact, the day of publishing, attachments and remarks as a template sees them."""
        told = self.particulars is not NOTHING and self._tells_contact
        seen = shown(self.particulars, tuple(self.type.remarked), told)
        return {"title_lines": list(self.title_lines), **seen, "comparison": [*self._comparison()]}

    def _comparison(self) -> Iterator[dict[str, str]]:
        """Yield a row for each figure of last year that the data file gives and this year has, too."""
        for address, last in self.particulars.last_year.items():
            entry, this = self.addresses[address], self.values[address]
            if last is not None and this is not None:
                kind = entry.figure.kind
                change = signed(this - last)
                yield {
                    "label": entry.label.zh,
                    "last": kind.printed(last),
                    "this": kind.printed(this),
                    "change": change,
                }

    @property
    def _tells_contact(self) -> bool:
        """Whether the prose prints a part of the contact."""
        pieces = (piece for prose in self.prose.values() for _, pieces in prose.paragraphs for piece in pieces)
        return any(isinstance(piece, Placeholder) and piece.address.startswith("contact.") for piece in pieces)

    @cached_property
    def typed(self) -> Mapping[str, str]:
        """The narrative as somebody typed it: every character of a placeholder is hidden, all others stand in place."""
        return {name: typed(text) for name, text in self.narrative.items()}

    @cached_property
    def prose(self) -> Mapping[str, ParsedProse]:
        """The prose of every narrative field of the type, parsed; an absent field holds its stand-in."""
        return {field.name: parse(self.narrative.get(field.name, field.absent)) for field in self.type.narrative}

    @cached_property
    def printed_prose(self) -> Mapping[str, PrintedProse]:
        """The prose of every narrative field as a template prints it, and what in it cannot be printed."""
        return {name: print_prose(prose, self.printable) for name, prose in self.prose.items()}

    def context(self, *, blank: str | None = None, named: bool = True) -> dict[str, Any]:
        """Return the plain mapping that a template sees: figures nested by address, notes, and the prose as paragraphs.

        ``blank`` is what a blank figure prints as in a draft; without it such a figure stays ``None``, which no
        template prints. ``named``: also by the names of the form's cells, 表三.新收.自然人.

        Raises:
            UnprintableError: a placeholder of the prose cannot be printed; loading a report refuses such prose.
        """
        values = self.addresses.shown(self.values)
        if blank is not None:
            values = {address: blank if value is None else value for address, value in values.items()}
        context: dict[str, Any] = nested(self.addresses, values)
        if named:
            context.update(self.type.named_cells(values))
        context.update(self.figures if blank is None else _without_blanks(self.figures, blank))
        context["organ"], context["year"] = self.organ, self.year
        context.update(self.printed_particulars)
        context["notes"] = nested_notes(self.addresses, self.notes)
        printed = self.printed_prose
        if blank is not None:
            printed = {name: print_prose(prose, self.printable, blank) for name, prose in self.prose.items()}
        context["narrative"] = {name: prose.require() for name, prose in printed.items()}
        return context

    def origin(self, address: str, *, stated: bool = False) -> Origin | None:
        """Return where the figure at ``address`` was written, or ``None`` for a derived one."""
        if self.locate is None:
            return None
        if stated and address in self.stated:
            return self.locate(("stated", address))
        if address in self.addresses.entered:
            return self.locate(steps(address))
        return self.locate(("figures", *address.split("."))) if address in self.own else None

    @property
    def day_of_publishing(self) -> date | None:
        """The day of publishing, where it is given."""
        return self.particulars.published

    def place_of(self, key: str) -> Origin | None:
        """Return where the data file has the entry ``key`` of its first level."""
        return None if self.locate is None else self.locate((key,))

    def prose_origin(self, field: str, position: int) -> Origin | None:
        """Return the line of the data file on which character ``position`` of a narrative field stands.

        Exact for a YAML literal block; other texts are named by the place where they begin.
        """
        if self.locate_line is None:
            return None
        if field not in self._line_ends:
            text = self.narrative.get(field, "")
            self._line_ends[field] = [match.start() for match in re.finditer("\n", text)]
        return self.locate_line(("narrative", field), bisect_left(self._line_ends[field], position))

    @cached_property
    def _line_ends(self) -> dict[str, list[int]]:
        """The positions of the line feeds of each narrative field that somebody asked about."""
        return {}


_LEAVES = frozenset((int, str, Decimal, NoneType))


def _without_blanks(figures: Mapping[str, Any], blank: str) -> dict[str, Any]:
    """Return own figures with ``blank`` in the place of every blank one."""
    return {
        name: _without_blanks(value, blank) if isinstance(value, Mapping) else blank if value is None else value
        for name, value in figures.items()
    }


def flatten(figures: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return nested figures by address."""
    found: dict[str, Any] = {}
    for name, value in figures.items():
        address = f"{prefix}.{name}" if prefix else name
        if type(value) not in _LEAVES and isinstance(value, Mapping):  # asking an abstract class is slow
            found.update(flatten(value, address))
        else:
            found[address] = value
    return found
