"""The work of ``reportgen check``, after its arguments were read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from reportgen import api, formats
from reportgen.commands.command_line.error_boundary import DOES_NOT_RECONCILE
from reportgen.commands.command_line.path_arguments import STANDARD, is_many, load_argument, load_arguments, today
from reportgen.commands.printing.console import STDIN, language, say, say_document, say_error, say_json, say_lines
from reportgen.commands.printing.findings_text import report_lines
from reportgen.core.errors import DataError, Fault, ReportgenError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.report import Report


def check(  # noqa: PLR0912, PLR0913 — one argument for every option
    data: str,
    previous: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    jump: float = 10,
    template: str | None = None,
    *,
    comments: str | None = None,
    strict: bool = False,
    style: str = "text",
    output: str | None = None,
    jobs: int | None = None,
    dask: str | None = None,
    copied: bool = False,
) -> None:
    """Print in ``style`` (text, json, sarif, junit) what of ``data`` does not hold; SystemExit(1) where it fails.

    With ``comments`` a copy of the Word document ``data`` is written there, which says it in comments.
    ``output``, ``jobs``, ``dask`` and ``copied`` are for ``data`` that is a folder or a manifest: its files are checked
    one by one.
    """
    _refuse_comments(data, comments)
    if is_many(data):
        from reportgen.commands.checking_many import check_many

        if units or template is not None:
            says = Text("--units、--template 只用于核对一个文件", "--units and --template are for one file")
            raise UsageError(Fault("one-file-only", says))
        check_many(data, style, output, (jobs, dask), strict=strict, copied=copied, previous=previous)
        return
    if style in {"html", "xlsx"} or output is not None or jobs is not None or dask is not None or copied:
        raise UsageError(_for_folders())
    try:
        report, *earlier = load_arguments((data, *previous))
        if template is not None or (report.notes and not report.published):
            # render would refuse a note that no cell of the template prints
            api.check_fit(report, template)
        known, unread = _load_units(units, report)
        absent = [name for name, _ in unread]
        findings = api.check(
            report, previous=earlier, units=known, missing_units=absent, jump=Decimal(str(jump)), today=today()
        )
    except ReportgenError as error:
        _say_faults(error, STDIN if data == STANDARD else data, style)
        if comments is not None:
            _comment_on_faults(data, error, comments, style)
        raise
    faults = [fault for _, error in unread for fault in error.faults]
    if style == "json":
        say_json(formats.findings_json(report, findings, language(), strict=strict, unread=faults))
    elif style == "text":
        say_lines(report_lines(report, findings, language(), [*earlier, *known], strict=strict))
    else:
        applied = api.rules_applied(report, years=bool(previous), units=bool(units))
        if style == "sarif":
            log = formats.findings_sarif(report, findings, language(), rules=applied, strict=strict, unread=faults)
            say_json(log)
        else:
            document = formats.findings_junit(report, findings, language(), rules=applied, strict=strict, unread=faults)
            say_document(document)
    if comments is not None:
        api.comment(data, findings, comments, report)
        _say_written(comments, style)
    if any(finding.fails(strict=strict) for finding in findings):
        raise SystemExit(DOES_NOT_RECONCILE)


def _comment_on_faults(data: str, error: ReportgenError, comments: str, style: str) -> None:
    """Write the copy with what kept ``data`` from being read; a file that is no sound document has none."""
    own = [fault for fault in error.faults if fault.origin is not None and fault.origin.file == data]
    try:
        api.comment(data, own, comments)
    except DataError:
        return
    _say_written(comments, style)


def _say_written(path: str, style: str) -> None:
    if style == "text":
        shown = Path(path).absolute()
        say(Text(f"带批注的文档已写出：{shown}", f"with comments: {shown}"))


def _refuse_comments(data: str, comments: str | None) -> None:
    """Raise UsageError where comments are wanted of what is no single Word document."""
    if comments is None or (data != STANDARD and not is_many(data) and Path(data).suffix.lower() == ".docx"):
        return
    says = Text("批注只能写进 Word 文档（.docx）", "only a Word document (.docx) takes comments")
    remedy = Text("去掉 --comments，或给出 .docx 文件", "leave out --comments, or name a .docx file")
    raise UsageError(Fault("comments-without-word", says, Origin(data), remedy))


def _for_folders() -> Fault:
    says = Text(
        "html、xlsx 格式和 -o、--copied、--jobs、--dask 用于核对文件夹",
        "the formats html and xlsx, -o, --copied, --jobs and --dask are for folders",
    )
    remedy = Text("请给出放数据文件的文件夹", "name the folder of the data files")
    return Fault("many-only", says, remedy=remedy)


def _say_faults(error: ReportgenError, data: str, style: str) -> None:
    """Print why nothing was checked, in the format asked for, because a program reads no messages."""
    if style == "json":
        say_json(formats.faults_json(error, language()))
    elif style == "sarif":
        say_json(formats.faults_sarif(error, data, language()))
    elif style == "junit":
        say_document(formats.faults_junit(error, data, language()))


def load_others(
    previous: tuple[str, ...], units: tuple[str, ...], report: Report
) -> tuple[list[Report], list[Report], list[str]]:
    """Return the reports of earlier years, those of the units, and the names of units that cannot be read."""
    known, unread = _load_units(units, report)
    return load_arguments(previous), known, [name for name, _ in unread]


def _load_units(names: tuple[str, ...], report: Report) -> tuple[list[Report], list[tuple[str, ReportgenError]]]:
    """Load every unit that can be loaded; print the faults of the others and return them with their names.

    Of a folder these are its reports, but for ``report`` itself.
    """
    known: list[Report] = []
    unread: list[tuple[str, ReportgenError]] = []
    for name in _unit_names(names, report):
        try:
            known.append(load_argument(name))
        except ReportgenError as error:
            say_error(error, written=True)
            unread.append((name, error))
    return known, unread


def _unit_names(names: tuple[str, ...], report: Report) -> Iterator[str]:
    for name in names:
        if name != STANDARD and not name.lower().endswith(".csv") and is_many(name):
            from reportgen.remote_files import place, same_file
            from reportgen.report_files import files_below

            own = place(report.source)
            yield from (str(file) for file in files_below(place(name), published=True) if not same_file(file, own))
        else:
            yield name
