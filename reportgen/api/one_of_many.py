"""What a batch does with one data file, here or in a worker: makes its files, or checks it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs

from reportgen import pipeline
from reportgen.api.arguments import unusable
from reportgen.api.loading import load
from reportgen.api.templates import official_template
from reportgen.remote_files import Place, RemoteFile

if TYPE_CHECKING:
    from datetime import date

    from reportgen.batch import Checked, Product
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.report import Report

FORMATS = (".docx", ".html", ".pdf", ".csv", ".json")
"""How the files end that a batch can make of each data file."""


def suffixes_of(formats: Sequence[str]) -> tuple[str, ...]:
    """Return how the files end that are made of one data file; the Word document is the first."""
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.text import Text

    if isinstance(formats, str) or not formats:
        raise unusable("formats", "格式的列表", "a list of formats", formats)
    suffixes = sorted({f".{one}".lower() for one in formats}, key=lambda suffix: (suffix != ".docx", suffix))
    if unknown := [suffix[1:] for suffix in suffixes if suffix not in FORMATS]:
        known = ", ".join(suffix[1:] for suffix in FORMATS)
        says = Text(f"批处理不能生成 {'、'.join(unknown)}", f"a batch makes no {', '.join(unknown)}")
        raise UsageError(Fault("batch-format", says, remedy=Text(f"可用的是 {known}", f"it makes {known}")))
    return tuple(suffixes)


def pdf_maker(suffixes: Sequence[str], wanted: str | None) -> str | None:
    """Return who makes the PDFs, None where there are none.

    Raises:
        UsageError: there is no such maker, or something that it needs is not installed.
    """
    if ".pdf" not in suffixes:
        return None
    from reportgen import pdf_documents
    from reportgen.core.errors import UsageError

    if lacking := pdf_documents.missing_for("PDF", wanted):
        raise UsageError(lacking)
    return pdf_documents.maker(wanted)


def check_file(strict: bool, today: date | None, unread: int | None, source: Place, before: Place) -> Checked:
    """Check one data file as the command ``check`` does."""
    from reportgen.batch import Checked
    from reportgen.core.errors import ReportgenError

    report = load(str(source))
    try:
        if report.notes:  # render would refuse a note that no cell of the template prints
            pipeline.agree(official_template(report.type.name), report)
    except ReportgenError as error:
        return Checked(source, "unread", error.faults, organ=report.organ, year=report.year)
    earlier = [] if before == source else [load(str(before))]
    findings = pipeline.check(report, previous=earlier, today=today)
    if unread is not None and not earlier:
        from reportgen.engine.checking.years import no_earlier_report

        findings.append(no_earlier_report(report, unread))
    state: Literal["passed", "failed"] = "passed"
    if any(finding.fails(strict=strict) for finding in findings):
        state = "failed"
    return Checked(source, state, (), "", tuple(findings), report.organ, report.year)


def render_file(
    template: Template | None,
    strict: bool,
    today: date | None,
    suffixes: tuple[str, ...],
    pdf_by: str | None,
    source: Place,
    target: Place,
) -> Product:
    """Make the files of one data file as :func:`reportgen.render` does, without cleaning the folder each time."""
    from reportgen.batch import Product
    from reportgen.core.errors import ReportgenError

    report = load(str(source))
    findings = pipeline.check(report, today=today)
    made = Product(report.organ, report.year, findings)
    try:
        pipeline.refuse(findings, strict=strict)
        document = b""
        if ".docx" in suffixes or pdf_by == "libreoffice":
            used = official_template(report.type.name) if template is None else template
            document = pipeline.fill(report, used)
        contents = (
            _published(report, target, suffixes, document, pdf_by) if suffixes != (".docx",) else [(target, document)]
        )
        edited = _written(contents, source)
    except ReportgenError as error:
        return attrs.evolve(made, error=error)
    return attrs.evolve(made, edited=edited)


def _published(
    report: Report, target: Place, suffixes: tuple[str, ...], document: bytes, pdf_by: str | None
) -> list[tuple[Place, bytes]]:
    from reportgen import publication

    moment = pipeline.published_at(report)
    made: list[tuple[Place, bytes]] = []
    for suffix in suffixes:
        file = target.with_name(target.stem + suffix)
        made.append((file, publication.published(report, Path(file.name), document, moment=moment, pdf_by=pdf_by)))
    return made


def _written(files: list[tuple[Place, bytes]], source: Place) -> Place | None:
    """Put the files of one report in their places; return where one that somebody edited is kept."""
    if any(isinstance(file, RemoteFile) for file, _ in files):
        from reportgen.batch.remote_documents import write

        kept = [write(file, content) for file, content in files if isinstance(file, RemoteFile)]
        return next((one for one in kept if one is not None), None)
    here = [(file, content) for file, content in files if isinstance(file, Path)]
    inputs = [source] if isinstance(source, Path) else []
    return next(iter(pipeline.write_all(here, inputs=inputs, clean=False).values()), None)
