"""Reports put side by side: which may be, in which order, and what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.comparing.copied_reports import copied_reports
from reportgen.engine.comparing.moves import moves
from reportgen.engine.comparing.prose_changes import prose_changes
from reportgen.engine.comparing.same_figures import compared_figures
from reportgen.report.comparison import ComparedReport, Comparison
from reportgen.report.report import Report

MOST = 1_000
"""Reports that are put side by side."""


def compare(reports: Sequence[Report], *, every: bool = False, copied: bool = False) -> Comparison:
    """Return ``reports`` side by side: of one office by years, of one year by offices in the order given.

    With ``every`` each cell of the tables, not only the totals of rows. With ``copied`` also what the reports have
    from each other.

    Raises:
        UsageError: there is only one report, or too many; they are neither of one office nor of one year; or their
            types are no forms of one report.
    """
    years = len({report.organ.strip() for report in reports}) == 1
    ordered = sorted(reports, key=lambda report: report.year) if years else list(reports)
    faults = [*_faults(ordered, years=years)]
    if faults:
        raise UsageError(faults)
    figures = compared_figures(ordered, every=every)
    pairs = [*enumerate(pairwise(ordered), start=1)] if years else []
    return Comparison(
        "years" if years else "offices",
        tuple(_columns(ordered, years=years)),
        figures,
        moves(figures) if years else (),
        tuple(change for column, (then, now) in pairs for change in prose_changes(now, then, column)),
        tuple(copied_reports(ordered)) if copied else (),
    )


def _faults(reports: Sequence[Report], *, years: bool) -> Iterator[Fault]:
    if not 2 <= len(reports) <= MOST:
        says = Text(
            f"并列比较需要 2 到 {MOST} 份报告，给出的是 {len(reports)} 份",
            f"2 to {MOST} reports can be compared, and {len(reports)} were given",
        )
        yield Fault("compare-number", says, remedy=Text("请给出同一机关的几年，或同一年的几个机关", "Give several"))
        return
    if not years and len({report.year for report in reports}) > 1:
        first = reports[0]
        other = next(one for one in reports if one.year != first.year)
        odd = next((one for one in reports if one.organ.strip() != first.organ.strip()), other)
        says = Text(
            f"这些报告既不是同一机关的，也不是同一年的：{first.source} 是“{first.organ}”{first.year} 年，"
            f"{odd.source} 是“{odd.organ}”{odd.year} 年",
            f"these reports are neither of one office nor of one year: {first.source} is of “{first.organ}”, "
            f"{first.year}, {odd.source} of “{odd.organ}”, {odd.year}",
        )
        remedy = Text("请只给同一机关的几年，或同一年的几个机关", "Give years of one office, or offices of one year")
        yield Fault("compare-mixed", says, Origin(odd.source), remedy)
    forms = {name for report in reports for name in (report.type.name, *report.type.earlier_forms)}
    newest = max(reports, key=lambda report: len(report.type.earlier_forms)).type
    for report in reports:
        if report.type is not newest and report.type.name not in newest.earlier_forms and len(forms) > 1:
            says = Text(
                f"{report.source} 是 {report.type.name} 的报告，与 {newest.name} 没有可比的格式",
                f"{report.source} is a report of {report.type.name}, which is no form of {newest.name}",
            )
            yield Fault("compare-types", says, Origin(report.source))


def _columns(reports: Sequence[Report], *, years: bool) -> Iterator[ComparedReport]:
    names = [str(report.year) if years else report.organ.strip() for report in reports]
    several = Counter(names)
    for name, report in zip(names, reports, strict=True):
        label = f"{name} {PurePath(report.source).name}" if several[name] > 1 else name
        yield ComparedReport(label, report.organ, report.year, report.type.name, report.source)
