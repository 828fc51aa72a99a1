"""What is wrong with a report: its findings, also as comments in a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import pipeline
from reportgen.api.arguments import known_report
from reportgen.api.loading import write_new
from reportgen.api.templates import compile_template
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.report.rules import Rule

if TYPE_CHECKING:
    from datetime import date

    from reportgen.core.errors import Fault


def check(
    report: Report,
    *,
    previous: Report | Sequence[Report] = (),
    units: Sequence[Report] = (),
    missing_units: Sequence[str] = (),
    jump: int | Decimal = 10,
    today: date | None = None,
) -> list[Finding]:
    """Return every finding of ``report``, in the order of the form; an honest report leaves none.

    ``previous`` are the same organ's reports of earlier years, in any order: what was carried over, what is in force,
    what is still pending, and which figures differ by more than the factor ``jump``. ``units`` are the reports that
    this one adds up; ``missing_units`` names those that are missing, so that nothing is decided without them. With
    ``today`` the year is held against the calendar and the file's name, as the commands do.

    Raises:
        UsageError: a previous report is not earlier, two are of one year, or a unit is given twice; one of them is no
            report.
    """
    earlier = (previous,) if isinstance(previous, Report) else previous
    for name, others in (("report", (report,)), ("previous", earlier), ("units", units)):
        for other in others:
            known_report(name, other)
    return pipeline.check(report, previous=earlier, units=units, missing=missing_units, jump=jump, today=today)


def comment(
    source: str | Path | bytes, found: Iterable[Finding | Fault], to: str | Path, report: Report | None = None
) -> None:
    """Write a copy of the Word document ``source`` to ``to``, with what was ``found`` in it as comments at its place.

    ``found`` are findings of :func:`check`, for ``report``, or the faults of an error that loading raised. Nothing but
    comments is changed; those of an earlier run are taken out. A file that is there is not replaced.

    Raises:
        DataError, TemplateError: ``source`` is no sound Word document.
        OutputError: ``to`` exists, its name does not end in ``.docx``, or it cannot be written.
    """
    from reportgen import output_faults
    from reportgen.core.errors import OutputError
    from reportgen.core.text import Text
    from reportgen.engine import reading
    from reportgen.word_documents import commented

    content = source if isinstance(source, bytes) else reading.bytes_of(Path(source))
    faults = [*output_faults.suffix_faults(Path(to), Text("带批注的文档", "document with comments"))]
    if faults:
        raise OutputError(faults)
    name = "document" if isinstance(source, bytes) else str(source)
    write_new(Path(to), commented(content, name, found, report))


def check_fit(report: Report, template: str | Path | None = None) -> None:
    """Refuse a report that its template cannot print whole, such as one with a note where the template has no room.

    Raises:
        TemplateError: the template, by default the official one, does not fit the report; every reason at once.
    """
    pipeline.agree(compile_template(report.type.name if template is None else template), report)


def rules_applied(report: Report, *, years: bool = False, units: bool = False) -> list[Rule]:
    """Return every rule that :func:`check` applies to ``report``, with ``previous`` and ``units`` given or not."""
    return pipeline.rules_applied(report, years=years, units=units)
