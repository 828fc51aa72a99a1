"""A small report type for tests of the engine: applications received, accepted and answered, and a share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.figures import amount, count, derived, group
from reportgen.model.form_grid import Block, FormTable, Heading
from reportgen.model.headings import headings_of
from reportgen.model.linear import Expression, add
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.rules import Equation, Relation, Rule, RuleForm

Count = int | None


@attrs.frozen(eq=False, repr=False)
class Answers(Value):
    """What became of the applications."""

    granted: Count = count(("同意", "granted"))
    refused: Count = count(("不同意", "refused"))

    @property
    @derived(("合计", "total"), rule="A-SUM")
    def total(self) -> Count:
        """Granted and refused together."""
        return add(self.granted, self.refused)  # type: ignore[no-any-return]


@attrs.frozen(eq=False, repr=False)
class Applications(Value):
    """The only table."""

    received: Count = count(("申请", "received"))
    accepted: Count = count(("受理", "accepted"))
    answers: Answers = group(("答复", "answers"))
    share: Decimal | None = amount(("受理率", "share accepted"), unit=("%", "%"))


@attrs.frozen(eq=False, repr=False)
class Small(Value):
    """One table of six printed figures."""

    table: Applications = group(("表一", "table 1"))


RECEIVED, ACCEPTED, GRANTED, REFUSED, TOTAL, SHARE = ADDRESSES = (
    "table.received",
    "table.accepted",
    "table.answers.granted",
    "table.answers.refused",
    "table.answers.total",
    "table.share",
)
WHERE, SIDES = Text("表一", "table 1"), (Text("左边", "the left side"), Text("右边", "the right side"))


def figure(address: str) -> Expression:
    """Return the expression that is the figure at ``address``."""
    return Expression.variable(address)


def equation(actual: Expression | str, relation: Relation, expected: Expression | str, **more: Any) -> Equation:
    """Return an equation or inequality of rule ``A-RULE``; an address stands for its figure."""
    left, right = (figure(side) if isinstance(side, str) else side for side in (actual, expected))
    address = left.addresses[0]
    return Equation("A-RULE", address, WHERE, left, right, SIDES, relation=relation, **more)


def small_type(*forms: RuleForm, more: tuple[Rule, ...] = ()) -> ReportType:
    """Return the type with one hard rule of these ``forms``, and ``more`` rules."""
    rule = Rule("A-RULE", Text("各数相符", "the figures agree"), forms=forms)
    return ReportType(
        name="small",
        title=Text("小报告", "small report"),
        law="",
        statistics=Small,
        rules=(rule, *more),
        narrative=(),
        tables=(FormTable(WHERE, "一、情况", (Block((Heading("", "table"),), headings_of(Applications)),)),),
        sections=("一、情况",),
    )


def small_report(report_type: ReportType, values: Mapping[str, Any], **more: Any) -> Report:
    """Return a report with these figures by address; every other one is 0."""
    read = {name: values.get(name, 0) for name in report_type.addresses.entered}
    share = read[SHARE]
    read[SHARE] = None if share is None else Decimal(share)
    filled = report_type.addresses.filled(read)
    return Report(type=report_type, organ="某局", year=2021, statistics=filled, **more)
