"""What a check found: values, never exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import attrs

from reportgen.core.errors import Fault, ReportgenError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.report.acceptances import Acceptance
from reportgen.report.fingerprints import fingerprint

Verdict = Literal["holds", "broken", "undecided"]
Severity = Literal["error", "warning", "note"]


@attrs.frozen(eq=False, repr=False)
class Cell(Value):
    """A figure that a finding speaks of: where it stands in the form, its value, and where the value came from."""

    address: str
    value: Any
    label: Text
    origin: Origin | None = None


MOST_LIKELY = 0.9
"""From this probability on a repair is called the most likely."""
LIKELIER = 0.5
"""From this probability on a repair is likelier than all others together."""
HIGHEST = 0.999
"""No repair has a higher probability: figures never tell what happened with certainty."""


@attrs.frozen(eq=False, repr=False)
class Change(Value):
    """One cell's value, as it is and as it would have to be."""

    address: str
    before: Any
    after: Any
    label: Text


@attrs.frozen(eq=False, repr=False)
class Repair(Value):
    """A set of changes after which every hard rule holds, and why it is likely.

    ``probability`` is that of this repair among all repairs of its root cause, at most 0.999; ``None`` where the search
    ended before all were known (measured with ``python -m benchmarks.calibration``). Only the first repair of a finding
    can be the ``most_likely`` or ``likelier``; where it is neither, the figures alone do not say which is right.
    Nothing should be changed before it was checked against the office's records (台账).
    """

    changes: tuple[Change, ...]
    because: Text
    cost: float = 0.0
    probability: float | None = None
    alike: bool = False
    """Whether only the size of its row tells it from others, as one case more or less in any cell of a column, or two
    in the wrong column of any row: then it is neither the most likely nor likelier, however probable."""

    @property
    def most_likely(self) -> bool:
        """Whether this repair has at least nine tenths of the odds."""
        return not self.alike and self.probability is not None and self.probability >= MOST_LIKELY

    @property
    def likelier(self) -> bool:
        """Whether this repair is likelier than all others together, and not certain enough to be the most likely."""
        return not self.alike and self.probability is not None and LIKELIER <= self.probability < MOST_LIKELY


@attrs.frozen(eq=False, repr=False)
class Finding(Value):
    """One rule that one report contradicts, or that a blank leaves undecided.

    ``says`` contradicts the rule's sentence with the report's own numbers. ``expected`` and ``actual`` are the two
    sides where the rule is an equation; ``difference`` is actual − expected. ``address`` is the figure that the
    finding is shown at.
    A *broken* rule of severity ``error`` forbids publishing; *undecided* means that a figure it needs is blank.
    """

    rule: str
    verdict: Verdict
    severity: Severity
    says: Text
    address: str
    cells: tuple[Cell, ...] = ()
    expected: Any = None
    actual: Any = None
    difference: Any = None
    law: str = ""
    repairs: tuple[Repair, ...] = ()
    cause: int | None = None
    """Findings of one root cause share a number; the repairs mend all of them together."""
    origin: Origin | None = None
    """The place that the finding points at where that is no figure: a line of prose, an equation under ``checks:``."""

    accepted: Acceptance | None = None
    """Why the office stands by what the finding doubts; such a finding is no longer open."""

    @property
    def fingerprint(self) -> str:
        """The finding's name in ``accepted:``, the same as long as its rule, place, figures and quotation are."""
        cells = (f"{cell.address}={cell.value}" for cell in self.cells)
        figures = (self.verdict, self.address, self.expected, self.actual, *cells)
        return fingerprint(self.rule, self.says.zh, figures)

    @property
    def place(self) -> Origin | None:
        """The place in the data file: its own, else that of its first figure that has one."""
        return self.origin or next((cell.origin for cell in self.cells if cell.origin is not None), None)

    @property
    def forbids(self) -> bool:
        """Whether a report with this finding must not be published: a hard rule is broken, or a figure is blank.

        A soft rule that cannot be decided, because another year's or unit's figure is missing, comes as a note.
        """
        return self.severity != "note" if self.verdict == "undecided" else self.severity == "error"

    def fails(self, *, strict: bool) -> bool:
        """Whether a check with this finding fails: with ``strict`` a warning is enough."""
        return self.forbids or (strict and self.severity == "warning" and self.accepted is None)


def leading(repairs: Sequence[Repair], most: int) -> tuple[Repair, ...]:
    """Return the first ``most`` of ``repairs``, which stand best first, one with the fewest changed figures among them.

    Where none of the first has so few, the likeliest that has takes the last place: one act may explain a report better
    than two slips, but who reads must also see the least that has to change. The very first keeps its place.
    """
    first = tuple(repairs[:most])
    least = min(repairs, key=_changed, default=None)
    if len(first) < 2 or least is None or any(_changed(one) == _changed(least) for one in first):
        return first
    return (*first[:-1], least)


def _changed(repair: Repair) -> int:
    """Return how many printed figures ``repair`` changes; what fills a blank changes none."""
    return sum(change.before is not None for change in repair.changes)


class ReconciliationError(ReportgenError):
    """A report whose figures break a hard rule; ``findings`` says which."""

    def __init__(self, faults: Fault | Iterable[Fault], findings: tuple[Finding, ...] = ()) -> None:
        self.findings = findings
        super().__init__(faults)

    def __reduce__(self) -> tuple[type[ReconciliationError], tuple[tuple[Fault, ...], tuple[Finding, ...]]]:  # type: ignore[override]
        return type(self), (self.faults, self.findings)
