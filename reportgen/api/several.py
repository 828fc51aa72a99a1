"""The functions for several reports together: compared, added up, or invented for practice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import catalogue, pipeline
from reportgen.api.arguments import FIRST_YEAR, LAST_YEAR, bad_year, unusable
from reportgen.api.data_files import new
from reportgen.api.loading import Source, load
from reportgen.api.templates import official_template
from reportgen.report.report import Report

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reportgen.remote_files import Place
    from reportgen.report.comparison import Comparison
    from reportgen.report.findings import Finding
    from reportgen.rolling_up.roll_up import RolledUp

__all__ = ["compare", "find_copies", "rollup", "sample"]


def compare(reports: Iterable[Report | Source], *, every: bool = False, copied: bool = False) -> Comparison:
    """Return several reports side by side: the years of one office, or the offices of one year.

    Figures with differences and shares, what moved most, prose that changed. ``reports`` are reports, or what
    :func:`load` takes. With ``every`` each cell of the tables is compared, not only the totals of rows; with ``copied``
    texts and tables that offices have from each other are found, too.

    Raises:
        DataError: a source cannot be read.
        UsageError: fewer than two reports, reports neither of one office nor of one year, or of types that cannot be
            compared.
    """
    from reportgen.engine.comparing.compare import compare as put_side_by_side

    return put_side_by_side(_loaded(reports), every=every, copied=copied)


def find_copies(reports: Iterable[Report | Source]) -> list[Finding]:
    """Return what reports have from each other: texts and tables of other offices, tables of the office's last year.

    The rules are D-TEXT, D-FIGURES and D-LASTYEAR, all warnings; a finding is at one report and names the other. A
    thousand reports take seconds.

    Raises:
        DataError: a source cannot be read.
    """
    from reportgen.engine.comparing.copied_reports import copied_reports

    return copied_reports(_loaded(reports))


def _loaded(reports: Iterable[Report | Source]) -> list[Report]:
    if isinstance(reports, str | Path | Mapping):
        raise unusable("reports", "报告的列表", "a list of reports", reports)
    return [report if isinstance(report, Report) else load(report) for report in reports]


def sample(  # noqa: PLR0913 — what is made, and how much of it is wrong
    count: int,
    folder: str | Path,
    *,
    seed: int = 0,
    broken: float = 0,
    doubtful: float = 0,
    type_name: str | None = None,
    year: int | None = None,
    format: str = "yaml",  # noqa: A002 — the command's word
) -> Path:
    """Write practice data to a new ``folder``: ``count`` invented reports that reconcile, and the list of errors.

    The share ``broken`` has one error each that forbids publishing, the share ``doubtful`` a number in the prose that
    the tables contradict. The file that is returned, ``truth.csv``, lists each error with its place, the right value
    and the rules that must speak. ``format`` is ``yaml``, ``xlsx``, ``docx`` or ``html``; ``year`` is by default the
    last that is over and that the form is for. The same arguments give the same files.

    Raises:
        UsageError: there is no such type, count, share or format; or the type's rules leave no report that is found.
        OutputError: the folder has files, or takes none.
        DataError: reports of this type have no place in a workbook.
    """
    from datetime import date

    from reportgen import practice_data

    if year is not None and (type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR):
        raise bad_year(year)
    chosen = catalogue.report_type(catalogue.chosen_type_name(type_name, year))
    if year is None:
        year = practice_data.usual_year(chosen, date.today().year - 1)  # noqa: DTZ011 — the calendar on the user's wall
    if not isinstance(folder, str | Path):
        raise unusable("folder", "文件夹的路径", "the path of a folder", folder)
    wish = practice_data.Wish(chosen, count, seed, year, broken, doubtful, format)
    return practice_data.write(wish, Path(folder), _as_published)


def _as_published(report: Report, path: Path) -> bytes:
    """Return the document or web page of a report as somebody published it who checked nothing."""
    from reportgen import publication

    document = None
    if publication.needs_document([path]):
        document = pipeline.fill(report, official_template(report.type.name))
    return publication.published(report, path, document)


def rollup(  # noqa: PLR0913 — what is added, and despite what
    units: Iterable[str | Place],
    to: str | Place,
    *,
    own: str | Place | None = None,
    organ: str | None = None,
    expect: str | Path | Iterable[str] | None = None,
    despite_missing: bool = False,
    despite_findings: bool = False,
    problems: str | Path | None = None,
    executor: Executor | None = None,
    flying: int | None = None,
) -> RolledUp:
    """Add up the reports of ``units``, files and folders, and write that of the office above to the new file ``to``.

    Every figure whose kind adds up is the sum of the units', exactly; medians and the like are left blank and named in
    the result. ``own`` is the data file of the office itself: its figures are added as those of one unit more, unless
    all are blank, and its prose is the report's. Without it the office is called ``organ``, and the prose is what a new
    data file begins with. Beside ``to`` a ledger keeps every unit's file and figures, for :func:`explain`.

    ``expect`` names the units that there must be: their names, or a file with one a line. Nothing is written while a
    unit is missing, twice, of another year or form, unreadable or not reconciling. ``despite_missing`` goes on without
    units that cannot be added, ``despite_findings`` adds those that do not reconcile as they are. ``problems`` is a new
    CSV file for the list of all such units. ``executor``, any of concurrent.futures, shares the work, ``flying`` chunks
    of 64 at a time; where its workers die, a process of its own goes on. ``units``, ``to`` and
    ``own`` may be URLs.

    Raises:
        DataError: units are at fault, the first of them by name; nothing was written.
        UsageError: there are no units, or no name for the office above them; no such file; an unknown suffix.
        OutputError: ``to``, its ledger or ``problems`` exists, or cannot be written.
    """
    from reportgen.remote_files import RemoteFile, place
    from reportgen.rolling_up.expected import expected_units
    from reportgen.rolling_up.problem_list import writer
    from reportgen.rolling_up.roll_up import Plan, roll_up

    if isinstance(units, str | Path):
        raise unusable("units", "文件和文件夹的列表", "a list of files and folders", units)
    if not isinstance(to, str | Path | RemoteFile):
        raise unusable("to", "路径", "a path", to)
    plan = Plan(
        [place(unit) for unit in units],
        place(to),
        None if own is None else place(own),
        organ,
        None if expect is None else expected_units(expect),
        despite_missing,
        despite_findings,
    )
    listed = None if problems is None else Path(problems)
    return roll_up(plan, load, _without_figures, executor, writer(listed, plan.target), flying=flying)


def _without_figures(type_name: str, organ: str, year: int) -> Report:
    """Return the report that a new data file describes."""
    from reportgen.engine import reading

    return pipeline.build(reading.read_text(new(type_name, organ, year), organ, "yaml"), catalogue.report_type)
