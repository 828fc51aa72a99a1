"""From a report to its finished, proved Word document, its draft and its receipt."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.core.errors import DataError, Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.version import VERSION
from reportgen.prose.filters import Blank
from reportgen.prose.rendering import UnprintableError
from reportgen.report.findings import Finding
from reportgen.report.report import Report

if TYPE_CHECKING:
    from reportgen.atomic_write import Reservation
    from reportgen.edited_documents import Kept
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.receipt import Receipt

_MOST_DIGITS = 11
"""Of SOURCE_DATE_EPOCH: until the year 5138."""
BLANK = Blank("〔空白〕")
"""What a blank figure prints as in a draft."""


def fill(report: Report, template: Template) -> bytes:
    """Return the finished document of a report that :func:`refuse` let pass, proved against the model.

    Raises:
        TemplateError: the template does not fit the report; nothing is rendered.
        RenderError: the document could not be made, or differs from the model when it is read back.
    """
    from reportgen.engine.opc.fingerprint import with_fingerprint

    agree(template, report)
    context = _context(report, template)
    document = with_fingerprint(_dated(_filled(template, context, report), report))
    prove(document, report, template, report.values, context["narrative"])
    return document


def write_all(
    files: Sequence[tuple[Path | Reservation, bytes]],
    *,
    inputs: Sequence[Path] = (),
    clean: bool = True,
    kept_in: Path | None = None,
) -> dict[Path, Path]:
    """Put each content in its file, or none of them; return where files that somebody edited were kept, by target.

    The first Word document and every web page are replaced only where they are just as an earlier run wrote them, else
    kept beside the new ones, or in the folder ``kept_in``; other documents are receipts. The other parameters are those
    of :func:`atomic_write.write_together`. Raises OutputError.
    """
    from reportgen import atomic_write

    targets = [place if isinstance(place, Path) else place.target for place, _ in files]
    kept: dict[Path, Kept] = {}

    def keep(number: int, old: Path) -> None:
        from reportgen.edited_documents import keep_if_edited

        is_unchanged = unchanged_test(targets[number].suffix, first=number == 0)
        found = None if is_unchanged is None else keep_if_edited(old, files[number][1], is_unchanged, kept_in)
        if found is not None:
            kept[targets[number]] = found

    try:
        atomic_write.write_together(files, inputs=inputs, clean=clean, keep=keep)
    except BaseException:
        for one in kept.values():
            one.discard()
        raise
    return {target: one.path for target, one in kept.items()}


def unchanged_test(suffix: str, *, first: bool = True) -> Callable[[bytes], bool] | None:
    """Return what tells whether a file that ends in ``suffix`` is as a run left it; None for files never edited."""
    suffix = suffix.lower()
    if suffix in (".html", ".htm"):
        from reportgen.engine.export.web_page.fingerprint import is_unchanged as is_page_unchanged

        return is_page_unchanged
    if suffix == ".docx" and first:
        from reportgen.engine.opc.fingerprint import is_unchanged

        return is_unchanged
    return None


def _filled(template: Template, context: Mapping[str, Any], report: Report) -> bytes:
    """Return the document, or raise RenderError with every fault at the place that the form has a name for."""
    try:
        return template.fill(context, report=report)
    except RenderError as refused:
        from reportgen.engine.word.proof.sample_proof import in_form_words

        raise RenderError(in_form_words(refused.faults, template, report.type)) from None


def _context(report: Report, template: Template, blank: str | None = None) -> dict[str, Any]:
    """Return what a template sees of ``report``, or raise DataError if its prose cannot be printed."""
    try:
        return report.context(blank=blank, named=template.names_cells(report))
    except UnprintableError as problem:
        raise DataError(Fault("narrative", problem.says, Origin(report.source))) from None


def agree(template: Template, report: Report) -> None:
    """Raise TemplateError, with every reason, if the template does not fit the report."""
    from reportgen.engine.word.contract.contract import fits

    if not fits(template, report):
        from reportgen.engine.word.proof.sample_proof import refusal

        raise refusal(template, report)


def draft(report: Report, template: Template, findings: list[Finding]) -> bytes:
    """Return the document all the same, marked as a draft, with the findings on its last page and at their cells."""
    from reportgen.engine.opc.fingerprint import with_fingerprint
    from reportgen.engine.word.variants.draft import mark_as_draft
    from reportgen.engine.word.variants.draft_findings import notes_of

    agree(template, report)
    context = _context(report, template, BLANK)
    document = _filled(template, context, report)
    shown = {address: BLANK if value is None else value for address, value in report.values.items()}
    prove(document, report, template, shown, context["narrative"])
    noted = notes_of(findings, report)
    return with_fingerprint(_dated(mark_as_draft(document, noted, report.tables), report))


def _dated(document: bytes, report: Report) -> bytes:
    """Return a document with the day of publishing in its properties, or what SOURCE_DATE_EPOCH says; else as it is."""
    moment = published_at(report)
    if moment is None:
        return document
    from reportgen.engine.opc.document_dates import with_dates

    return with_dates(document, moment)


def published_at(report: Report) -> str | None:
    """Return when a report counts as made: the same report and environment give the same document."""
    if report.particulars.published is not None:
        return f"{report.particulars.published.isoformat()}T00:00:00Z"
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isascii() or not epoch.isdecimal() or len(epoch) > _MOST_DIGITS:
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(epoch)))


def receipt(report: Report, template: Template, document: bytes, name: str) -> Receipt:
    """Return where every figure of ``document`` is printed and where it comes from; ``name`` is the document's file.

    Raises:
        RenderError: the document is not what the template gives for this report.
    """
    from reportgen.engine.export.receipts.json_text import engine_digest
    from reportgen.engine.word.proof.receipt import printed_figures
    from reportgen.report.receipt import Hashed, Receipt

    source = Path(report.source)
    data = _digest(source.read_bytes()) if report.locate is not None and source.is_file() else None
    return Receipt(
        report.type.name,
        report.organ,
        report.year,
        Hashed(report.source, data),
        Hashed(template.name, template.digest),
        Hashed(name, _digest(document)),
        Hashed(f"reportgen {VERSION}", engine_digest()),
        printed_figures(report, template, document),
    )


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def prove(
    document: bytes, report: Report, template: Template, values: Mapping[str, Any], narrative: Mapping[str, Any]
) -> None:
    """Read ``document`` back and compare every figure of the form's tables with ``values``, and find all its prose."""
    from reportgen.engine.word.proof.read_back import prove as compare

    prose = [paragraph["text"] for paragraphs in narrative.values() for paragraph in paragraphs]
    kinds = report.addresses.kinds
    parts = [part.name for part in template.parts]
    try:
        compare(document, report.tables, report.type.sections, values, report.notes, prose, kinds=kinds, parts=parts)
    except RenderError as refused:
        from reportgen.engine.word.proof.sample_proof import blamed

        raise RenderError(blamed(document, report, template, values, narrative) or refused.faults) from None
    if template.names_charts(report):
        from reportgen.engine.word.proof.charts import prove_charts

        prove_charts(document, report, template)


def inputs_of(report: Report, template_file: Path) -> list[Path]:
    """Return the files that an output must not overwrite."""
    paths = [Path(report.source)] if report.locate is not None else []
    return [path for path in [*paths, template_file] if _is_file(path)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for a file
        return False
