"""What is kept of one unit's report when it is added: its figures that add up, and whether it reconciles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.checking.equations import check_rules
from reportgen.report.findings import Finding
from reportgen.report.report import Report

ProblemKind = Literal[
    "unit-unreadable",
    "unit-unreconciled",
    "unit-twice",
    "unit-missing",
    "unit-unexpected",
    "unit-other-year",
    "unit-other-type",
    "unit-counted",
]


@attrs.frozen(eq=False, repr=False)
class Problem(Value):
    """Why a unit cannot be added, or should not be: ``organ`` and ``file`` as far as they are known."""

    kind: ProblemKind
    organ: str
    says: Text
    origin: Origin | None = None
    remedy: Text | None = None


@attrs.frozen(eq=False, repr=False)
class Unit(Value):
    """One unit: its file, the file's SHA-256, whose report it is, and its entered figures that add up, by address.

    A blank is ``None``; a code in the place of a number stays a text. ``summed`` is whether a ledger lies beside the
    file: it is itself the sum of others.
    """

    file: str
    digest: str
    type: str
    organ: str
    year: int
    figures: Mapping[str, Any]
    summed: bool = False


def unit_of(report: Report, digest: str, *, summed: bool = False) -> Unit:
    """Return what is kept of ``report``."""
    book = report.addresses
    figures = {name: value for name, value in report.entered.items() if book[name].figure.rolls_up}
    return Unit(report.source, digest, report.type.name, report.organ.strip(), report.year, figures, summed)


def unreconciled(report: Report) -> Problem | None:
    """Return what forbids to add the figures of ``report``: the first finding about a figure of the form, and how many.

    Prose is not looked at, nor what only its own figures lack: neither is added.
    """
    found = [one for one in check_rules(report) if one.forbids and _about_figures(one, report)]
    if not found:
        return None
    first = min(found, key=_follows_from_a_blank)
    more = len(found) - 1
    says = Text(
        f"{report.organ}的数字对不上：{first.rule} {first.says.zh}" + (f"（另有 {more} 处）" if more else ""),
        f"the figures of {report.organ} do not reconcile: {first.rule} {first.says.en}"
        + (f" (and {more} more)" if more else ""),
    )
    origin = first.place or Origin(report.source)
    remedy = Text(
        "请这个单位改正；要按现有数字相加，用 --despite-findings",
        "Have the unit mend it, or add the figures as they are with --despite-findings",
    )
    return Problem("unit-unreconciled", report.organ, says, origin, remedy)


def _follows_from_a_blank(finding: Finding) -> bool:
    """Whether a finding only says that a sum cannot be decided, not what is wrong or blank."""
    return finding.verdict == "undecided" and len(finding.cells) > 1


def _about_figures(finding: Finding, report: Report) -> bool:
    book = report.addresses
    return finding.address in book or any(cell.address in book for cell in finding.cells)
