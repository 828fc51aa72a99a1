"""A rule is data: a sentence that is true of a good report, and what it says about which cells."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, Protocol

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.addresses import LAST_YEAR
from reportgen.model.linear import Expression
from reportgen.report import wording
from reportgen.report.findings import Finding, Severity
from reportgen.report.view import ReportView

JUMP_FACTOR = 10
"""A figure that grew or fell by more than this factor is named."""

Label = Callable[[str], Text]
"""From an address to the figure's name in the form's words."""
Stage = Literal["reading", "checking", "comparing", "printing", "proving", "merging"]
"""When a rule is looked at: in reading, a check, beside others, in printing, reading back, or taking an edit back."""

Relation = wording.Relation

_HOLDS: Mapping[Relation, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "≥": operator.ge,
    "≤": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


@attrs.frozen(eq=False, repr=False)
class Mismatch(Value):
    """Why a rule form does not hold: it is ``broken``, or a figure that it needs is blank (``undecided``).

    ``actual`` is the value that a good report would have as ``expected``, where the form has two such sides.
    """

    verdict: Literal["broken", "undecided"]
    actual: Any = None
    expected: Any = None


@attrs.frozen(eq=False, repr=False)
class Comparison(Value):
    """A linear equation or inequality over printed cells: ``actual`` stands in ``relation`` to ``expected``."""

    actual: Expression
    expected: Expression
    relation: Relation

    @property
    def difference(self) -> Expression:
        """``actual − expected``."""
        return self.actual - self.expected

    def holds(self, actual: Any, expected: Any) -> bool:
        """Whether the two values stand in the relation."""
        return _HOLDS[self.relation](actual, expected)


class RuleForm(Protocol):
    """What a rule says about certain figures: an equation, a bound, an order, a percentage …; always a value.

    The figures stand in ``cells`` by address, ``None`` for a blank one, which leaves every form undecided.
    """

    @property
    def address(self) -> str:
        """The figure that a finding is shown at."""
        ...

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every figure that the form needs, in the order in which a finding lists them."""
        ...

    @property
    def linear(self) -> tuple[Comparison, ...]:
        """The linear equations and inequalities that the form amounts to; none where it is not linear."""
        ...

    @property
    def written(self) -> str:
        """The form with its figures' addresses, as ``reportgen rules`` prints it."""
        ...

    def judge(self, cells: Mapping[str, Any]) -> Mismatch | None:
        """Return why the form does not hold, ``None`` where it does."""
        ...

    def says(self, mismatch: Mismatch, cells: Mapping[str, Any], label: Label) -> Text:
        """Say how the form fails, with its figures and their values."""
        ...


@attrs.frozen(eq=False, repr=False, slots=False)
class Equation(Value):
    """``actual`` must equal ``expected``, both over printed cells; ``address`` is the cell that a finding is shown at.

    With another ``relation`` than ``=`` it is an inequality: ``actual`` ≤ ``expected``. ``where`` names the row, column
    or block in the form's words. ``names`` are what the two sides are called in a message. An equation with ``implied``
    says nothing new unless one of its cells was stated by somebody: it is the sum of others. Rules across years name
    last year's figures with the marker ``last_year.`` before their addresses.
    """

    rule: str
    address: str
    where: Text
    actual: Expression
    expected: Expression
    names: tuple[Text, Text]
    implied: bool = False
    relation: Relation = "="

    @property
    def difference(self) -> Expression:
        """``actual − expected``: zero in a good report, where the relation is ``=``."""
        return self.actual - self.expected

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Every figure of both sides: addends before their total; across years this year's figure first."""
        both = (self.expected, self.actual)
        if any(name.startswith(LAST_YEAR) for side in both for name in side.addresses):
            both = (self.actual, self.expected)
        return tuple(dict.fromkeys(name for side in both for name in side.addresses))

    @property
    def linear(self) -> tuple[Comparison, ...]:
        """The equation itself."""
        return (Comparison(self.actual, self.expected, self.relation),)

    @property
    def written(self) -> str:
        """The equation with the addresses of its figures."""
        return f"{self.actual} {self.relation} {self.expected}"

    def judge(self, cells: Mapping[str, Any]) -> Mismatch | None:
        """Return why the equation does not hold, with the values of both sides."""
        actual, expected = self.actual.evaluate(cells), self.expected.evaluate(cells)
        if actual is None or expected is None:
            return Mismatch("undecided", actual, expected)
        return None if _HOLDS[self.relation](actual, expected) else Mismatch("broken", actual, expected)

    def says(self, mismatch: Mismatch, cells: Mapping[str, Any], label: Label) -> Text:  # noqa: ARG002 — its sides have names
        """Say which two sums in which row or column are not as they must be, their values and the gap."""
        if mismatch.verdict == "undecided":
            blanks = sum(cells[address] is None for address in self.difference.addresses)
            return wording.undecided(self.where, self.names, self.relation, blanks)
        sums = wording.written_out(self.actual, cells), wording.written_out(self.expected, cells)
        return wording.unequal(self.where, self.names, (mismatch.actual, mismatch.expected), sums, self.relation)


@attrs.frozen(eq=False, repr=False)
class Rule(Value):
    """One 勾稽关系 or reviewers' rule.

    A rule is a set of ``forms`` (see :mod:`reportgen.report.rule_forms`), or a function ``examine`` from a report to
    findings. One with neither is looked at by the engine at its ``stage``. An ``enforced`` rule is known when data is
    read: a count is an exact integer; breaking it is a fault, and no report exists.
    """

    id: str
    sentence: Text
    severity: Severity = "error"
    law: str = ""
    forms: tuple[RuleForm, ...] = ()
    examine: Callable[[ReportView], Iterable[Finding]] | None = None
    enforced: bool = False
    holds_prose: bool = False
    """Whether the rule holds the numbers of the prose against the tables."""
    unchanged: Severity | None = None
    """The severity where the office declares that the scope of its figures did not change since last year."""
    stage: Stage = "checking"

    @property
    def equations(self) -> tuple[Equation, ...]:
        """The forms that are equations or inequalities with sides of their own names."""
        return tuple(form for form in self.forms if isinstance(form, Equation))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every cell that the rule's forms hold, in the order in which they are first met."""
        return tuple(dict.fromkeys(name for form in self.forms for name in form.addresses))
