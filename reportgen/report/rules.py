"""A rule is data: a sentence that is true of a good report, and what it says about which cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Literal

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.linear import Expression
from reportgen.report.findings import Finding, Severity
from reportgen.report.view import ReportView

JUMP_FACTOR = 10
"""A figure that grew or fell by more than this factor is named."""
LAST_YEAR = "last_year."
"""Stands before an address to name the same figure in last year's report; twice, in that of the year before."""


@attrs.frozen(eq=False, repr=False, slots=False)
class Equation(Value):
    """``actual`` must equal ``expected``, both over printed cells; ``address`` is the cell that a finding is shown at.

    ``where`` names the row, column or block in the form's words. ``names`` are what the two sides are called in a
    message. An equation with ``implied`` says nothing new unless one of its cells was stated by somebody: it is the
    sum of others. Rules across years name last year's figures with the marker ``last_year.`` before their addresses.
    """

    rule: str
    address: str
    where: Text
    actual: Expression
    expected: Expression
    names: tuple[Text, Text]
    implied: bool = False
    relation: Literal["=", "≥"] = "="
    """``≥`` for the few rules that only bound ``actual`` from below."""

    @property
    def difference(self) -> Expression:
        """``actual − expected``: zero in a good report."""
        return self.actual - self.expected

    @cached_property
    def said_by(self) -> tuple[str, ...] | None:
        """The totals of which one must be stated for the equation to say anything, ``None`` where it always does.

        A derived total equals itself, and an implied equation is the sum of others.
        """
        if self.implied:
            return self.difference.addresses
        return self.actual.addresses if len(self.actual.terms) == 1 else None


@attrs.frozen(eq=False, repr=False)
class Rule(Value):
    """One 勾稽关系 or reviewers' rule.

    A rule is a set of ``equations``, or a function ``examine`` from a report to findings. One with neither is known
    when data is read: it is ``enforced`` (a count is an exact integer: breaking it is a fault, and no report exists),
    or the type's ``adapt`` finds it.
    """

    id: str
    sentence: Text
    severity: Severity = "error"
    law: str = ""
    equations: tuple[Equation, ...] = ()
    examine: Callable[[ReportView], Iterable[Finding]] | None = None
    enforced: bool = False
    holds_prose: bool = False
    """Whether the rule holds the numbers of the prose against the tables."""
    unchanged: Severity | None = None
    """The severity where the office declares that the scope of its figures did not change since last year."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every cell that the rule's equations hold, in the order in which they are first met."""
        return tuple(dict.fromkeys(name for equation in self.equations for name in equation.difference.addresses))
