"""From a source to its report: data files, workbooks, Word forms and published reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, overload

import attrs

from reportgen import catalogue, pipeline
from reportgen.api.arguments import unusable
from reportgen.core.errors import Fault, UsageError
from reportgen.core.text import Text
from reportgen.report.report import Report, Statistics

if TYPE_CHECKING:
    from reportgen.core.document import Document
    from reportgen.engine.reading.published.report import PublishedReport

Source = str | Path | IO[str] | IO[bytes] | Mapping[str, Any]
OPEN_DATA = "open data"
WORD_KINDS = (".docx", ".doc", ".wps", ".odt", ".rtf")
"""How the names of files end that may hold a Word form, however it was saved."""


@overload
def load(source: Source, *, name: str | None = None) -> Report: ...


@overload
def load(source: Source, *, name: str | None = None, statistics: type[Statistics]) -> Report[Statistics]: ...


def load(source: Source, *, name: str | None = None, statistics: type[Any] | None = None) -> Report:
    """Return the report that ``source`` describes: a path, an open file, or a mapping already in memory.

    A URL such as ``s3://bucket/a.yaml`` is read with fsspec. ``name`` is what messages call an open file. YAML, JSON,
    workbooks, Word forms and published reports (Word documents, web pages, texts, as :func:`read` takes them) are told
    apart by the file's suffix, else by its content.
    With ``statistics``, the data class of a report type, a report of another type is refused, and type checkers know
    every figure of ``Report.statistics``.

    Raises:
        DataError: the file cannot be read, or does not describe a report; every fault at once, each with its place.
        UsageError: there is no such report type, it is not that of ``statistics``, or ``source`` is nothing that can be
            read.
    """
    from reportgen.engine import reading

    if isinstance(source, Mapping):
        document = reading.read_mapping(source)
    else:
        content, called = _content_of(source, name)
        kind = _published_kind(content, called)
        if isinstance(content, bytes) and reading.is_open_data(content, called):
            document = _read_published(content, called, OPEN_DATA).document
        elif kind is not None and isinstance(content, bytes):
            document = _word_form(content, called, kind) or _read_published(content, called, kind).document
        elif isinstance(content, bytes) and reading.is_workbook(content, called):
            from reportgen.engine.reading.workbook.data import read_workbook

            document = read_workbook(content, called, catalogue.report_type)
        else:
            document = reading.read_text(content, called)
    return _of_type(pipeline.build(document, catalogue.report_type), statistics)


def _of_type(report: Report, statistics: type[Any] | None) -> Report:
    """Refuse a report of another data class than the one that was asked for."""
    if statistics is not None and not isinstance(getattr(statistics, "__attrs_attrs__", None), tuple):
        raise unusable("statistics", "报告种类的数据类", "the data class of a report type", statistics)
    if statistics is not None and report.type.statistics is not statistics:
        wanted = statistics.__qualname__
        raise unusable(
            "source", f"以 {wanted} 为数据类的报告", f"a report whose data class is {wanted}", report.statistics
        )
    return report


def _content_of(source: str | Path | IO[str] | IO[bytes], name: str | None) -> tuple[str | bytes, str]:
    """Return what a path or an open file holds, and what messages call it."""
    from reportgen.engine import reading

    if isinstance(source, str) and "://" in source:
        from reportgen.remote_files import place

        return reading.bytes_of(place(source), reading.limits_of(source)), str(place(source))
    if isinstance(source, str) and "\n" in source:
        raise _content_as_path()
    if isinstance(source, str | Path):
        return reading.bytes_of(Path(source), reading.limits_of(str(source))), str(source)
    if not hasattr(source, "read"):
        raise unusable("source", "路径、打开的文件或映射", "a path, an open file or a mapping", source)
    called = name or str(getattr(source, "name", "data"))
    return reading.content_of(source, called, reading.limits_of(called)), called


def _content_as_path() -> UsageError:
    says = Text("给的像是数据文件的内容，而不是路径", "this looks like what a data file holds, not like its path")
    remedy = Text("内容请用 io.StringIO(…) 给出", "give what a file holds as io.StringIO(…)")
    return UsageError(Fault("argument-kind", says, remedy=remedy))


def _published_kind(content: str | bytes, name: str) -> str | None:
    """Return how a published report is to be read, None for a data file; nothing is imported for the commonest ones."""
    from reportgen.engine import reading

    if isinstance(content, str) or reading.is_data_file(name):
        return None
    from reportgen.engine.reading.published.file_kinds import kind_of

    return kind_of(content, name)


def _word_form(content: bytes, name: str, kind: str) -> Document | None:
    """Return what a Word form says; None where a document is none."""
    if kind not in WORD_KINDS:
        return None
    from reportgen.engine.reading.published.file_kinds import shown
    from reportgen.engine.reading.word_form import is_word_form, read_word_form
    from reportgen.engine.reading.word_form.form_comments import comments_told

    found = shown(content, name, kind)
    if not is_word_form(found):
        return None
    document = read_word_form(found, catalogue.report_type)
    return (
        document
        if kind != ".docx"
        else attrs.evolve(document, unread=(*document.unread, *comments_told(content, name)))
    )


def _read_published(
    content: bytes, name: str, kind: str, organ: str | None = None, year: int | None = None, number: int | None = None
) -> PublishedReport:
    from contextlib import suppress

    from reportgen.engine.reading.published.file_kinds import shown
    from reportgen.engine.reading.published.report import one_of, the_report

    types = []
    for one in catalogue.type_names():
        with suppress(UsageError):  # a broken type of another package breaks only itself
            found = catalogue.report_type(one)
            types += [] if found.addresses.repeats else [found]  # rows by name cannot be told from others
    if kind != OPEN_DATA:
        return the_report(shown(content, name, kind), types, organ, year, number)
    from reportgen.engine.reading.published import open_data

    read_all = open_data.report_in_text if name.lower().endswith(".json") else open_data.reports_in_table
    reports = read_all(content, name, types)
    return one_of([one for one in reports if _is_of(one, organ, year)] or reports, name, number)


def _is_of(report: PublishedReport, organ: str | None, year: int | None) -> bool:
    """Whether open data are of the office and the year that were asked for."""
    data = report.document.data
    return organ in {None, data["organ"]} and year in {None, data["year"]}


def read(
    source: str | Path | IO[bytes],
    to: str | Path | None = None,
    *,
    organ: str | None = None,
    year: int | None = None,
    number: int | None = None,
) -> PublishedReport:
    """Return what a published report says: its data, its prose in order, and an account of all that is in doubt.

    ``source`` is a Word document, a web page, a text, or what else :func:`load` takes that is no data file. ``organ``
    and ``year`` say whose report it is where its title does not, ``number`` which of several, from 1. With ``to`` the
    data is written as a new data file, .yaml, .json or .xlsx; a file that is there is not replaced. A figure is read
    where its row and its column are both certain, else it is blank and told.

    Raises:
        DataError: it is no report of a known form, or several; or it cannot be read safely.
        OutputError: the file exists, or cannot be written.
        UsageError: ``to`` has no such suffix, or what reads or writes such files is not installed.
    """
    from reportgen.conversion import SUFFIXES, check_suffix, converted, written_data
    from reportgen.core.errors import DataError, Fault
    from reportgen.core.origin import Origin
    from reportgen.core.text import Text
    from reportgen.engine import reading

    if to is not None:
        check_suffix(Path(to), (*SUFFIXES, ".json"))
    content, called = _content_of(source, None)
    kind = _published_kind(content, called)
    if isinstance(content, bytes) and reading.is_open_data(content, called):
        kind = OPEN_DATA
    if kind is None or isinstance(content, str):
        says = Text("这不是已公布的报告文件", "this is no file of a published report")
        remedy = Text(
            "可以读 .docx、.html、.txt、.pdf 等；数据文件请用 check、render 或 convert",
            "read takes .docx, .html, .txt, .pdf and others; data files are for check, render and convert",
        )
        raise DataError(Fault("not-published", says, Origin(called), remedy))
    found = _read_published(content, called, kind, organ, year, number)
    if to is not None:
        target = Path(to)
        if target.suffix.lower() == ".xlsx":
            write_new(target, converted(pipeline.build(found.document, catalogue.report_type), target))
        else:
            write_new(target, written_data(found.document.data, target))
    return found


def write_new(path: Path, content: str | bytes) -> None:
    """Write a new data file; a file that is already there is somebody's work and is never replaced.

    Raises:
        OutputError: the file exists, or cannot be written.
    """
    from reportgen import atomic_write

    atomic_write.write_new(path, content if isinstance(content, bytes) else content.encode("utf-8"))


def write_all_new(files: Sequence[tuple[Path, str | bytes]]) -> None:
    """Write several new files, all or none, as :func:`write_new`.

    Raises:
        OutputError: one exists, two are one file, or one cannot be written.
    """
    from reportgen import atomic_write, output_faults
    from reportgen.core.errors import OutputError

    paths = [path for path, _ in files]
    for path in paths:
        atomic_write.check_target(path)
    faults = [*output_faults.same_outputs(paths)]
    faults += [output_faults.exists(path) for path in paths if path.exists()]
    if faults:
        raise OutputError(faults)
    made = [(path, one if isinstance(one, bytes) else one.encode("utf-8")) for path, one in files]
    atomic_write.write_together(made)
