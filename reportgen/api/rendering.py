"""From a report to its files: checked, filled, proved, and all written or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import catalogue, pipeline
from reportgen.api.arguments import Target, known_report, known_targets
from reportgen.api.checking import check
from reportgen.api.templates import TemplateSource, check_template, compile_template, path_or_compiled
from reportgen.report.findings import Finding
from reportgen.report.report import Report

if TYPE_CHECKING:
    from datetime import date

    from reportgen.atomic_write import Reservation
    from reportgen.core.errors import ReportgenError
    from reportgen.core.text import Text
    from reportgen.engine.word.runtime.template import Template


class Rendered(list[Finding]):
    """The findings of a report that was written, and ``edited``: where the document that stood there was kept.

    ``edited`` is None where there was no earlier document, or nobody had edited it. ``remarks`` are sentences on the
    files, such as which fonts of a PDF stand in for the report's.
    """

    def __init__(self, findings: Iterable[Finding], edited: Path | None, remarks: Iterable[Text] = ()) -> None:
        super().__init__(findings)
        self.edited = edited
        self.remarks = tuple(remarks)


def render(  # noqa: PLR0913 — what to write, and what to hold the report to before
    report: Report,
    to: Target | Sequence[str | Path],
    template: Template | TemplateSource | None = None,
    *,
    fragment: bool = False,
    charts: bool = False,
    infographic: str | Path | None = None,
    pdf_a: bool = False,
    pdf_by: str | None = None,
    draft: bool = False,
    receipt: str | Path | Sequence[str | Path] | None = None,
    manifest: str | Path | None = None,
    previous: Report | Sequence[Report] = (),
    units: Sequence[Report] = (),
    missing_units: Sequence[str] = (),
    today: date | None = None,
    strict: bool = False,
    kept_in: str | Path | None = None,
) -> Rendered:
    """Write the finished document of ``report`` to ``to``, a path or an open binary file; return the findings.

    A path ends in ``.docx`` for Word, in ``.html`` for a web page, in ``.pdf``, in ``.csv`` or ``.json`` for the
    figures as open data, or in the name of a chart and ``.svg``; in ``图解.html``, ``图解.svg``, ``图解.pdf`` or
    ``.png`` for the year as one picture. With several paths all files are written, or none.

    The report is checked first, as by :func:`check` with ``previous``, ``units``, ``missing_units`` and ``today``, and
    nothing is written when a hard rule is broken, or with ``strict`` when a warning is open that ``accepted:`` does not
    answer. Each file is read back and compared with the model before it takes its place. With ``draft`` the Word
    document is written all the same: every page is marked 草稿 and the findings stand on the last page. ``template`` is
    the official one unless a compiled template, a path, a type's name, the bytes of a file or an open binary file is
    given; it is checked against the report before rendering. With ``fragment`` a web page is only its content, to be
    pasted into a content management system; with ``charts`` it has charts; ``infographic`` is the HTML template of a
    图解; with ``pdf_a`` a PDF is PDF/A-2b; ``pdf_by`` is who makes it: ``libreoffice``,
    usual where it is installed, or ``typst``. ``receipt`` is a file to be written beside the Word document, or several:
    where every figure is printed and where it comes from, as pages of Word where the name ends in ``.docx``, as a
    workbook where it ends in ``.xlsx``, else as JSON. ``manifest`` is a JSON list of all files with their hashes. A
    Word document at ``to`` that was edited, or that an earlier run did not write, is kept beside the new one, or in
    the folder ``kept_in``; ``edited`` of the result says where. A link of the template that the document does not have
    is among the findings, as a note of the rule ``TEMPLATE``.

    Raises:
        ReconciliationError: a hard rule is broken, a figure is blank, or with ``strict`` a warning is open (never with
            ``draft``).
        TemplateError, RenderError: the template or the document is at fault.
        OutputError: ``to`` or ``receipt`` cannot be written; found before rendering.
        UsageError: a receipt was asked for a draft or without a Word document; a fragment without a web page;
            ``report`` is none; ``to`` or ``template`` is nothing of the kind.
    """
    from contextlib import ExitStack

    from reportgen import atomic_write, output_faults
    from reportgen.core.errors import OutputError

    known_report("report", report)
    targets = sorted(known_targets(to), key=lambda path: path.suffix.lower() != ".docx")
    named = [] if receipt is None else [receipt] if isinstance(receipt, str | Path) else receipt
    receipt_paths = [Path(one) for one in named]
    if receipt_paths and draft:
        raise _no_receipt_for_drafts()

    report, template = with_earlier(report, previous), path_or_compiled(template)
    file = template_file(template, report.type.name)
    drawing = _infographic(infographic, targets, report)
    inputs = [*pipeline.inputs_of(report, file), *([] if drawing is None else [drawing])]
    kind = output_faults.DRAFT if draft else None
    faults = [fault for path in targets for fault in output_faults.suffix_faults(path, kind)]
    if faults:
        for path in targets:
            atomic_write.check_target(path, inputs)  # a better reason than the name's end
        raise OutputError(faults)
    only_word = all(path.suffix.lower() == ".docx" for path in targets)
    if fragment or charts or not only_word:
        from reportgen import publication

        publication.refuse_outputs(report, targets, receipt_paths, fragment=fragment, charts=charts, pdf_by=pdf_by)
    findings = check(report, previous=previous, units=units, missing_units=missing_units, today=today)
    if not draft:
        pipeline.refuse(findings, strict=strict)
    with ExitStack() as stack:
        paths = [*targets, *receipt_paths, *([] if manifest is None else [Path(manifest)])]
        places = [stack.enter_context(atomic_write.reserved(path, inputs)) for path in paths]
        if len(paths) > 1 and (same := [*output_faults.same_outputs(paths)]):
            raise OutputError(same)
        document, chosen = b"", template
        if only_word or publication.needs_document(targets, pdf_by):
            if chosen is None or isinstance(chosen, str | Path):
                chosen = compiled_for(file, report)
            findings = [*findings, *pipeline.remarks_on(chosen)]
            document = pipeline.draft(report, chosen, findings) if draft else pipeline.fill(report, chosen)
        contents = [document] * len(targets)
        remarks: list[Text] = []
        if not only_word:
            ways: dict[str, Any] = {"fragment": fragment, "charts": charts, "pdf_a": pdf_a, "pdf_by": pdf_by}
            ways |= {"moment": pipeline.published_at(report), "infographic": drawing}
            contents = [publication.published(report, path, document, **ways) for path in targets]
            remarks += publication.remarks_on(targets, contents, document, pdf_by, own_template=template is not None)
        if receipt_paths and chosen is not None and not isinstance(chosen, str | Path):
            contents += _receipts(receipt_paths, report, chosen, targets, [document, *contents])
        if manifest is not None:
            contents.append(_manifest(report, paths, contents, findings))
        beside = None if kept_in is None else Path(kept_in)
        edited, kept = _put(to, document, [*zip(places, contents, strict=True)], inputs, beside)
    return Rendered(findings, edited, [*remarks, *kept])


def with_earlier(report: Report, previous: Report | Sequence[Report]) -> Report:
    """Return the report with last year's figures for its charts, where last year's report is given."""
    if not previous:
        return report
    from reportgen.report import charts

    return charts.with_earlier(report, [previous] if isinstance(previous, Report) else previous)


def _infographic(template: str | Path | None, targets: list[Path], report: Report) -> Path | None:
    """Return the template of a 图解, the type's own unless another is given; None where none is to be drawn."""
    if all(path.suffix.lower() == ".docx" for path in targets):
        return None
    from reportgen.pictures import is_infographic

    if not any(map(is_infographic, targets)):
        return None
    return catalogue.beside(report.type.name, "infographic.html") if template is None else Path(template)


def _manifest(report: Report, paths: list[Path], contents: list[bytes], findings: list[Finding]) -> bytes:
    from reportgen.engine.export.manifest import manifest_text

    names = [path.name for path in paths]
    return manifest_text(report, zip(names, contents, strict=False), findings)


def _put(
    to: Any, document: bytes, files: list[tuple[Reservation, bytes]], inputs: Sequence[Path], kept_in: Path | None
) -> tuple[Path | None, list[Text]]:
    """Write all ``files`` or none; return where an edited Word document is kept, and what to tell of edited pages.

    Where ``to`` is an open file, it gets the ``document`` once the others are on the disk.
    """
    from reportgen import atomic_write
    from reportgen.edited_documents import edited_line

    if hasattr(to, "write"):
        atomic_write.write_together(files, inputs=inputs, ready=lambda: to.write(document))
        return None, []
    kept = pipeline.write_all(files, inputs=inputs, kept_in=kept_in)
    words = [path for path in kept if path.suffix.lower() == ".docx"]
    return (kept[words[0]] if words else None), [edited_line(path, kept[path]) for path in kept if path not in words]


def compiled_for(path: Path, report: Report) -> Template:
    """Compile a template for one report; if that fails, raise all of its mistakes together."""
    from reportgen.core.errors import TemplateError

    try:
        return compile_template(path)
    except TemplateError as problem:
        if all(fault.id.startswith("package-") for fault in problem.faults):  # no tag of it could be read
            raise
        errors = [mistake.fault for mistake in check_template(path, report=report) if mistake.severity == "error"]
        raise TemplateError(errors or problem.faults) from None


def _receipts(
    paths: Sequence[Path], report: Report, template: Template, targets: Sequence[Path], contents: Sequence[bytes]
) -> list[bytes]:
    """Return what to write to each of the ``paths``: the receipt as pages of Word, as a workbook, or as JSON.

    ``contents`` are the Word document, and what is written to the ``targets``.
    """
    from reportgen.engine.export.receipts.json_text import receipt_text

    document, *others = contents
    receipt = pipeline.receipt(report, template, document, targets[0].name if targets else "-")
    if any(path.suffix.lower() != ".docx" for path in targets):
        from reportgen import publication

        receipt = publication.with_places(receipt, report, targets, others)
    written = []
    for target in paths:
        if target.suffix.lower() == ".docx":
            from reportgen.engine.word.variants.receipt_page import receipt_page

            written.append(receipt_page(receipt, report))
        elif target.suffix.lower() == ".xlsx":
            from reportgen.engine.export.receipts.workbook import receipt_workbook

            written.append(receipt_workbook(receipt, report, target.name))
        else:
            written.append(receipt_text(receipt).encode("utf-8"))
    return written


def _no_receipt_for_drafts() -> ReportgenError:
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.text import Text

    says = Text("草稿不开具凭据", "a draft has no receipt")
    remedy = Text("去掉 --draft 或 --receipt", "Leave out --draft or --receipt")
    return UsageError(Fault("receipt-of-draft", says, remedy=remedy))


def template_file(template: Template | str | Path | None, type_name: str) -> Path:
    """Return the file that a template is in, or was compiled from."""
    if template is None:
        return catalogue.template_path(type_name)
    if isinstance(template, str) and catalogue.is_type_name(template):
        return catalogue.template_path(template)
    return Path(template if isinstance(template, str | Path) else template.name)
