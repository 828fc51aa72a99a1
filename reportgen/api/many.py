"""The functions for many reports at once: each by itself, as a stream, on any executor."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from reportgen import catalogue
from reportgen.api.arguments import unusable
from reportgen.api.loading import load
from reportgen.api.one_of_many import check_file, pdf_maker, render_file, suffixes_of
from reportgen.api.rendering import template_file
from reportgen.api.templates import (
    TemplateSource,
    compile_template,
    path_or_compiled,
    refuse_what_stays_here,
)
from reportgen.output_folder import made_folder
from reportgen.remote_files import Place, RemoteFile, is_url, place
from reportgen.report_files import LeftOut

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from datetime import date

    from reportgen.batch import Checked, Outcome, Stream
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.findings import Finding

__all__ = ["check_each", "render_all", "render_each"]


def render_all(
    sources: Iterable[str | Place],
    folder: str | Place,
    template: Template | TemplateSource | None = None,
    *,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Write the document of every data file into ``folder``, each checked and proved; return every outcome.

    As :func:`render_each`, which holds no outcomes, does for very many.
    """
    return list(render_each(sources, folder, template, executor=executor))


def render_each(  # noqa: PLR0913 — what to write, and how
    sources: Iterable[str | Place],
    folder: str | Place,
    template: Template | TemplateSource | None = None,
    *,
    executor: Executor | None = None,
    names: str | None = None,
    formats: Sequence[str] = ("docx",),
    pdf_by: str | None = None,
    resume: bool = True,
    strict: bool = False,
    today: date | None = None,
    flying: int | None = None,
) -> Stream[Outcome]:
    """Write the document of every data file into ``folder``, each checked and proved; yield the outcomes in order.

    ``sources`` are data files, folders of them, and manifests (``.csv``) that list them. The ``folder`` is made if its
    parent is there. One whose name ends in ``.zip`` is a zip file, written after the last outcome was taken; until then
    the documents lie in the folder ``NAME.zip.unfinished`` beside it, which stays where one is missing. Sources, folder
    and template may be URLs, such as ``s3://bucket/reports``. A data file that is refused does not stop the others; its
    outcome has the faults. With ``resume`` a document that an earlier run made of the same data by the same program is
    kept, so that an interrupted run is continued. ``executor``, any of concurrent.futures, shares the work, ``flying``
    chunks of 8 at a time; where its workers die, their jobs are done one at a time in a process of its own, as all are
    without an executor, and a data file that ends that process twice is refused. ``names`` is a pattern for the
    documents: ``{stem}``, ``{folder}``, ``{number}``, ``{organ}``, ``{year}``. ``formats`` are what is made of each:
    ``docx``, ``html``, ``pdf``, ``csv``, ``json``, all of one data file or none; ``pdf_by`` is who makes PDFs,
    ``libreoffice`` or ``typst``. With ``strict`` a report with an open warning is refused; with ``today`` its year is
    held against the calendar. Memory does not grow with the number of reports; ``total`` of the result is that number.

    Raises:
        UsageError: two data files would make one document, an argument is of another kind, or the functions of
            ``template`` cannot go to another process; found before anything is written, as are the others.
        DataError: a folder has no data file, or a manifest is at fault.
        OutputError: ``folder`` takes no files, or a document would be written over a data file or the template; a zip
            file exists, unless a batch wrote it that is resumed.
        TemplateError: the template is at fault.
    """
    from hashlib import sha256

    from reportgen import batch
    from reportgen.batch import twins
    from reportgen.batch.archives import check_archive, is_archive, unfinished_folder
    from reportgen.batch.names import check_pattern, named
    from reportgen.batch.records import records
    from reportgen.engine.export.receipts.json_text import engine_digest

    if isinstance(sources, str | Path):
        raise unusable("sources", "数据文件的列表", "a list of data files", sources)
    if not isinstance(folder, str | Path | RemoteFile):
        raise unusable("folder", "文件夹的路径", "the path of a folder", folder)
    check_pattern(names)
    suffixes = suffixes_of(formats)
    maker = pdf_maker(suffixes, pdf_by)
    template = path_or_compiled(template)
    files = set(catalogue.official_templates().values()) if template is None else {_template_place(template)}
    with contextlib.ExitStack() as stack:
        into, archive = place(folder), None
        if is_archive(into) and not into.is_dir():
            check_archive(into, resume=resume)
            archive = into
            into = stack.enter_context(unfinished_folder(into))
        elif isinstance(into, Path):
            stack.enter_context(made_folder(into))
        left_out = LeftOut()
        found = named(records(_paths(sources), [into], left_out=left_out), names, _head, executor)
        jobs = batch.plan(((record.source, name) for record, name in found), into, files, suffixes)
        chosen = compile_template(template) if isinstance(template, str | Path) else template
        if chosen is not None and executor is not None:
            refuse_what_stays_here(chosen, executor)
        digests = (
            [sha256(file.read_bytes()).hexdigest() for file in sorted(files)] if chosen is None else [chosen.digest]
        )
        more_files = (*suffixes, maker or "") if suffixes != (".docx",) else ()
        program = sha256("".join([engine_digest(), "strict" * strict, *more_files, *digests]).encode()).hexdigest()
        work = functools.partial(render_file, chosen, strict, today, suffixes, maker)
        made = batch.run(jobs, into, work, program, executor, archive=archive, resume=resume, flying=flying)
        stream = batch.Stream(twins.told(made), made.total, made.close)
        stream.left_out = left_out
        return stream


def check_each(
    sources: Iterable[str | Place],
    *,
    previous: Iterable[str | Place] | None = None,
    executor: Executor | None = None,
    strict: bool = False,
    copied: bool = False,
    today: date | None = None,
    flying: int | None = None,
) -> Stream[Checked]:
    """Check every data file by itself; yield the results in order: ``passed``, ``failed`` or ``unread``.

    The arguments are those of :func:`render_each`; of folders published reports (Word, web pages, PDF) are checked,
    too, where no data file of the same name lies beside them. With ``strict`` an open warning fails, too.
    Two reports of one office and year are told at the later one (D-TWICE).
    ``previous`` are earlier reports, files and folders: each report is held against the last of its organ among them,
    and one that has none is told so (XY-YEARS). With ``copied`` the reports are first held against each other, as
    :func:`find_copies` does: the only thing here for which all of them are in memory. Each result has its findings, or
    the faults because of which the file could not be read.

    Raises:
        UsageError: an argument is of another kind.
        DataError: a folder has no data file, or a manifest is at fault.
    """
    from reportgen import batch
    from reportgen.batch import twins
    from reportgen.batch.records import records

    if isinstance(sources, str | Path):
        raise unusable("sources", "数据文件的列表", "a list of data files", sources)
    left_out = LeftOut()
    found: Iterable[Place]
    found = (record.source for record in records(_paths(sources), published=True, left_out=left_out))
    copies: Mapping[str, Sequence[Finding]] = {}
    if copied:
        found = list(found)
        copies = _copies(found)
    unread: int | None = None
    pairs: Iterator[tuple[Place, Place]] = ((source, source) for source in found)
    if previous is not None:
        if isinstance(previous, str | Path):
            raise unusable("previous", "文件和文件夹的列表", "a list of files and folders", previous)
        unread, pairs = _with_earlier(found, previous, executor)
    work = functools.partial(check_file, strict, today, unread)
    stream = batch.run_checks(pairs, work, executor, flying=flying)
    stream = batch.Stream(twins.told(stream, strict=strict), stream.total, stream.close)
    if copied:
        stream = batch.Stream(_with_copies(stream, copies, strict=strict), stream.total, stream.close)
    stream.left_out = left_out
    return stream


def _with_earlier(
    found: Iterable[Place], previous: Iterable[str | Place], executor: Executor | None
) -> tuple[int, Iterator[tuple[Place, Place]]]:
    """Return how many earlier reports cannot be read, and each report with the last earlier one of its organ."""
    from reportgen.batch.names import heads
    from reportgen.batch.records import Record, records

    unread = 0
    earlier: dict[str, list[tuple[int, Place]]] = {}
    for record, organ, year in heads(records(_paths(previous), published=True), _head, executor):
        if organ:
            earlier.setdefault(organ, []).append((year, record.source))
        else:
            unread += 1
    known = heads((Record(source) for source in found), _head, executor)
    pairs = ((record.source, _last(earlier.get(organ, ()), year, record.source)) for record, organ, year in known)
    return unread, pairs


def _last(reports: Sequence[tuple[int, Place]], year: int, source: Place) -> Place:
    """Return the newest of the ``reports`` that is older than ``year``, or ``source`` where there is none."""
    return max((one for one in reports if one[0] < year), key=lambda one: one[0], default=(0, source))[1]


def _with_copies(
    results: Iterable[Checked], copies: Mapping[str, Sequence[Finding]], *, strict: bool
) -> Generator[Checked, None, None]:
    """Yield the results, each with what its report has from another one."""
    for one in results:
        known = {(finding.rule, finding.address) for finding in one.findings}
        more = [found for found in copies.get(str(one.source), ()) if (found.rule, found.address) not in known]
        failed = one.state == "passed" and any(finding.fails(strict=strict) for finding in more)
        yield attrs.evolve(one, findings=(*one.findings, *more), state="failed" if failed else one.state)


def _copies(sources: Iterable[Place]) -> Mapping[str, Sequence[Finding]]:
    """Return what reports have from each other, by the file of the later one; what cannot be read is left out."""
    from reportgen.core.errors import ReportgenError
    from reportgen.engine.comparing.copied_reports import copied_reports

    reports = []
    for source in sources:
        with contextlib.suppress(ReportgenError):  # checking it says why
            reports.append(load(str(source)))
    found: dict[str, list[Finding]] = {}
    for finding in copied_reports(reports):
        if finding.place is not None:
            found.setdefault(finding.place.file, []).append(finding)
    return found


def _paths(sources: Iterable[str | Place]) -> Iterator[str | Place]:
    for source in sources:
        if not isinstance(source, str | Path | RemoteFile):
            raise unusable("sources", "数据文件的路径", "paths of data files", source)
        yield source


def _template_place(template: Template | str | Path) -> Place:
    """Return where a template is, so that no document is written over it."""
    name = template if isinstance(template, str | Path) else template.name
    return place(name) if is_url(name) else template_file(template, "")


def _head(source: Place) -> tuple[str, Any]:
    report = load(str(source))
    return report.organ, report.year
