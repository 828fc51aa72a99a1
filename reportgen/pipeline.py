"""One report, start to finish: the only module that sees all stages."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from reportgen.core.errors import DataError, Fault, RenderError, ReportgenError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.spelling import Suggestions
from reportgen.core.text import Text
from reportgen.core.version import VERSION
from reportgen.engine import building
from reportgen.engine.building.fault_list import bounded
from reportgen.engine.checking.engine_rules import TEMPLATE, YEAR, rules_in_force
from reportgen.engine.checking.equations import check_rules
from reportgen.engine.localising.repairs import last_year_s_evidence, with_repairs
from reportgen.engine.prose_check.findings import check_prose_across, examiners
from reportgen.prose.filters import Blank
from reportgen.prose.quantities import MOST_COMPARED, has_too_many_numbers
from reportgen.prose.rendering import UnprintableError, misprints
from reportgen.prose.stray_addresses import LATIN, addresses_in, folded
from reportgen.report.findings import Finding, ReconciliationError
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.rules import JUMP_FACTOR, Rule

if TYPE_CHECKING:
    from datetime import date

    from reportgen.atomic_write import Reservation
    from reportgen.core.document import Document
    from reportgen.edited_documents import Kept
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.evidence import QuotedFigure
    from reportgen.report.receipt import Receipt

_MOST_DIGITS = 11
"""Of SOURCE_DATE_EPOCH: until the year 5138."""
_TOO_MANY_NUMBERS = Text(
    zh=f"这一部分文字里的数字超过 {MOST_COMPARED} 个，无法逐个与表格核对",
    en=f"this text has more than {MOST_COMPARED} numbers, too many to compare with the tables",
)
_SHORTER = Text(zh="请删去不属于报告文字的内容", en="Remove what does not belong to the report's text")
BLANK = Blank("〔空白〕")
"""What a blank figure prints as in a draft."""


def build(document: Document, find_type: Callable[[str], ReportType]) -> Report:
    """Turn a document that was read into a report, or raise DataError with every fault and its place.

    A refused document whose lines show slips is read as it was meant, so that these are told and not what they cause.
    """
    try:
        return _built(document, find_type)
    except (DataError, UsageError) as error:
        again = document if document.mended is None else document.mended()
        if again is None:
            raise
        raise _as_meant(again, error if again is document else None, find_type) from None


def _as_meant(
    document: Document, error: ReportgenError | None, find_type: Callable[[str], ReportType]
) -> ReportgenError:
    """Return what is wrong with a document that was mended, in the way that leaves the fewest faults."""
    best = error
    following: Document | None = document
    while following is not None:
        try:
            if following is not document or error is None:
                _built(following, find_type)
        except (DataError, UsageError) as problem:
            if best is None or len(problem.faults) < len(best.faults):
                best = problem
        if best is not None and len(best.faults) == 1:
            break
        following = None if following.otherwise is None else _next(following.otherwise)
    return best or DataError(())  # never: a mended document is refused for what was mended


def _next(read: Callable[[], Document | None]) -> Document | None:
    try:
        return read()
    except DataError:  # this way leaves something that cannot be read at all
        return None


def _built(document: Document, find_type: Callable[[str], ReportType]) -> Report:
    name = building.report_type_name(document)
    try:
        report_type = find_type(name)
    except UsageError as error:
        origin = document.locate(("report",))
        raise UsageError(attrs.evolve(fault, origin=origin) for fault in error.faults) from None
    report = building.build(document, report_type)
    faults = bounded(chain(_prose_faults(report), _verbatim_faults(report)))
    if faults:
        raise DataError(faults)
    return report


def _prose_faults(report: Report) -> Iterator[Fault]:
    """What placeholders of the prose ask for and cannot get; a blank figure is no fault of the prose."""
    suggestions = Suggestions()
    for field, text in report.narrative.items():
        if has_too_many_numbers(text):
            yield Fault("narrative", _TOO_MANY_NUMBERS, report.prose_origin(field, 0), _SHORTER)
        for problem in (*misprints(report.prose[field], report.printable), *report.printed_prose[field].problems):
            if problem.blank:
                continue
            origin = report.prose_origin(field, problem.position)
            yield Fault("narrative", problem.says, origin, _nearest(problem.address, report, suggestions))


def _verbatim_faults(report: Report) -> Iterator[Fault]:
    """Yield every address that stands in a note or a text of the office's own, which print as they are written."""
    texts: dict[tuple[str, ...], str] = {("notes", address): note for address, note in report.notes.items()}
    texts |= {("figures", *name.split(".")): value for name, value in report.own.items() if isinstance(value, str)}
    for path, text in texts.items():
        if LATIN.search(text) is None:
            continue
        for written in addresses_in(text, report.printable):
            says = Text(
                f"“{written}”会照样印成英文；附注和自己的文字里不能用占位符，请直接写数字",
                f"“{written}” would be printed as these words; notes and own texts have no placeholders: write "
                "the number",
            )
            yield Fault("verbatim-address", says, report.locate(path) if report.locate is not None else None)


def _nearest(address: str | None, report: Report, suggestions: Suggestions) -> Text | None:
    if address is None or address in report.printable:
        return None
    close = suggestions.nearest(folded(address), report.printable, cutoff=0.5)
    return Text(f"最接近的是 {close}", f"the nearest is {close}") if close else None


def check(
    report: Report,
    *,
    previous: Sequence[Report] = (),
    units: Sequence[Report] = (),
    missing: Sequence[str] = (),
    jump: int | Decimal = JUMP_FACTOR,
    today: date | None = None,
) -> list[Finding]:
    """Return every finding of one report, held against earlier years and its units where those are given.

    With ``today`` the year is held against the calendar and the file's name, too.
    """
    across_years, last = _across_years(report, previous, jump) if previous else ([], None)
    evidence = [] if last is None else last_year_s_evidence(report, [last])
    found = check_rules(report, examiners(report.type))
    findings = with_repairs(report, found, evidence, _quoted_figures) + across_years
    if last is not None:
        findings += check_prose_across(report, last)
    findings += _across_units(report, units, missing) if units or missing else []
    if today is not None:
        from reportgen.engine.checking.desk import at_the_desk

        findings += at_the_desk(report, today)
    if not report.accepted:
        return findings
    from reportgen.engine.checking.accepting import with_acceptances

    applied = {rule.id for rule in rules_applied(report, years=bool(previous), units=bool(units))}
    applied |= {YEAR.id} if today is not None else set()
    return with_acceptances(report, findings, applied)


def _quoted_figures(report: Report) -> Iterator[QuotedFigure]:
    from reportgen.engine.prose_check.prose_evidence import quoted_figures

    return quoted_figures(report)


def _across_years(
    report: Report, previous: Sequence[Report], jump: int | Decimal
) -> tuple[list[Finding], Report | None]:
    """Return what earlier years contradict, and last year's report if it is among them."""
    from reportgen.engine.checking.years import check_years, last_year_of

    return check_years(report, previous, jump), last_year_of(report, previous)


def _across_units(report: Report, units: Sequence[Report], missing: Sequence[str]) -> list[Finding]:
    from reportgen.engine.checking.units import Missing, check_units

    unread = [Missing(name, Text("文件无法读取", "the file cannot be read")) for name in missing]
    return check_units(report, units, unread)


def rules_applied(report: Report, *, years: bool = False, units: bool = False) -> list[Rule]:
    """Return every rule that :func:`check` holds a report to, given earlier ``years`` or ``units`` or not."""
    return list(rules_in_force(report, years=years, units=units))


def remarks_on(template: Template) -> list[Finding]:
    """Return what a reader of the document should know of its template: what of it is left out."""
    return [Finding(TEMPLATE.id, "broken", TEMPLATE.severity, fault.says, "") for fault in template.left_out]


def refuse(findings: list[Finding], *, strict: bool = False) -> None:
    """Raise ReconciliationError if one of the findings forbids publishing; with ``strict`` an open warning does."""
    stops = [finding for finding in findings if finding.fails(strict=strict)]
    if stops:
        raise ReconciliationError([as_fault(finding) for finding in stops], tuple(findings))


def fill(report: Report, template: Template) -> bytes:
    """Return the finished document of a report that :func:`refuse` let pass, proved against the model.

    Raises:
        TemplateError: the template does not fit the report; nothing is rendered.
        RenderError: the document could not be made, or differs from the model when it is read back.
    """
    from reportgen.engine.opc.fingerprint import with_fingerprint

    agree(template, report)
    context = _context(report)
    document = with_fingerprint(_dated(_filled(template, context, report), report))
    prove(document, report, template, report.values, context["narrative"])
    return document


def write(
    target: Path | Reservation,
    document: bytes,
    receipts: Sequence[tuple[Path | Reservation, bytes]] = (),
    *,
    inputs: Sequence[Path] = (),
    clean: bool = True,
) -> Path | None:
    """Put a finished document in ``target``; return where a document that somebody edited was kept, or None.

    What stands at ``target`` is replaced only where it is just as an earlier run wrote it, else kept beside it.
    ``receipts`` are written with it or not at all. The other parameters are those of
    :func:`atomic_write.write_together`. Raises OutputError.
    """
    from reportgen import atomic_write

    kept: list[Kept] = []

    def keep(old: Path) -> None:
        from reportgen.edited_documents import keep_if_edited
        from reportgen.engine.opc.fingerprint import is_unchanged

        found = keep_if_edited(old, document, is_unchanged)
        kept.extend([] if found is None else [found])

    try:
        atomic_write.write_together([(target, document), *receipts], inputs=inputs, clean=clean, keep=keep)
    except BaseException:
        for one in kept:
            one.discard()
        raise
    return kept[0].path if kept else None


def _filled(template: Template, context: Mapping[str, Any], report: Report) -> bytes:
    """Return the document, or raise RenderError with every fault at the place that the form has a name for."""
    try:
        return template.fill(context, report=report)
    except RenderError as refused:
        from reportgen.engine.word.proof.sample_proof import in_form_words

        raise RenderError(in_form_words(refused.faults, template, report.type)) from None


def _context(report: Report, blank: str | None = None) -> dict[str, Any]:
    """Return what a template sees of ``report``, or raise DataError if its prose cannot be printed."""
    try:
        return report.context(blank=blank)
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
    context = _context(report, BLANK)
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
    if report.type.illustrations is not None and _places_charts(template):
        from reportgen.engine.word.proof.charts import prove_charts

        prove_charts(document, report, template)


def _places_charts(template: Template) -> bool:
    """Whether a template names a chart anywhere."""
    return any(use.path[0] == "charts" for _, uses in template.uses for use in uses)


def as_fault(finding: Finding) -> Fault:
    """Return a finding as the reason of a refusal."""
    says = Text(f"{finding.rule} {finding.says.zh}", f"{finding.rule} {finding.says.en}")
    return Fault(finding.rule, says, finding.place)


def inputs_of(report: Report, template_file: Path) -> list[Path]:
    """Return the files that an output must not overwrite."""
    paths = [Path(report.source)] if report.locate is not None else []
    return [path for path in [*paths, template_file] if _is_file(path)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for a file
        return False
