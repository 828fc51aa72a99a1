"""The functions for scripts: load, check, compile a template, render. The commands call only these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, overload

from reportgen import catalogue, pipeline
from reportgen.arguments import Target, known_report, known_targets, unusable
from reportgen.report.findings import Finding
from reportgen.report.report import Report, Statistics
from reportgen.report.rules import Rule
from reportgen.template_functions import (
    TemplateSource,
    annotate_template,
    check_template,
    compile_template,
    inspect_template,
    new_template,
    path_or_compiled,
    template_schema,
)

if TYPE_CHECKING:
    from datetime import date

    from reportgen.atomic_write import Reservation
    from reportgen.core.document import Document
    from reportgen.core.errors import Fault, ReportgenError
    from reportgen.core.text import Text
    from reportgen.engine.merging.merged import Merged
    from reportgen.engine.reading.published.report import PublishedReport
    from reportgen.engine.word.runtime.template import Template
    from reportgen.messages import Message
    from reportgen.report.explanation import Explanation

__all__ = [
    "Rendered", "Source", "Target", "TemplateSource", "annotate_template", "check",
    "check_fit", "check_template", "comment", "compile_template", "describe", "explain",
    "explain_all", "explain_message", "find_address", "inspect_template", "load", "merge",
    "new_template", "read", "render", "report_types",
    "rule_coverage", "rules", "rules_applied", "schema", "template_schema", "type_name", "write_new",
]  # fmt: skip

Source = str | Path | IO[str] | IO[bytes] | Mapping[str, Any]
WORD_KINDS = (".docx", ".doc", ".wps", ".odt", ".rtf")
"""How the names of files end that may hold a Word form, however it was saved."""
_MOST_SHOWN = 8


class Rendered(list[Finding]):
    """The findings of a report that was written, and ``edited``: where the document that stood there was kept.

    ``edited`` is None where there was no earlier document, or nobody had edited it. ``remarks`` are sentences on the
    files, such as which fonts of a PDF stand in for the report's.
    """

    def __init__(self, findings: Iterable[Finding], edited: Path | None, remarks: Iterable[Text] = ()) -> None:
        super().__init__(findings)
        self.edited = edited
        self.remarks = tuple(remarks)


@overload
def load(source: Source, *, name: str | None = None) -> Report: ...


@overload
def load(source: Source, *, name: str | None = None, statistics: type[Statistics]) -> Report[Statistics]: ...


def load(source: Source, *, name: str | None = None, statistics: type[Any] | None = None) -> Report:
    """Return the report that ``source`` describes: a path, an open file, or a mapping already in memory.

    ``name`` is what messages call an open file. YAML, JSON, workbooks, Word forms and published reports (Word
    documents, web pages, texts, as :func:`read` takes them) are told apart by the file's suffix, else by its content.
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
        if kind is not None and isinstance(content, bytes):
            document = _word_form(content, called, kind) or _read_published(content, called, kind).document
        elif isinstance(content, bytes) and reading.is_workbook(content, called):
            from reportgen.engine.reading.workbook.data import read_workbook

            document = read_workbook(content, called, catalogue.report_type)
        else:
            document = reading.read_text(content, called)
    return _of_type(pipeline.build(document, catalogue.report_type), statistics)


def _of_type(report: Report, statistics: type[Any] | None) -> Report:
    """Refuse a report of another data class than the one that was asked for."""
    if statistics is not None and report.type.statistics is not statistics:
        wanted = statistics.__qualname__
        raise unusable(
            "source", f"以 {wanted} 为数据类的报告", f"a report whose data class is {wanted}", report.statistics
        )
    return report


def _content_of(source: str | Path | IO[str] | IO[bytes], name: str | None) -> tuple[str | bytes, str]:
    """Return what a path or an open file holds, and what messages call it."""
    from reportgen.engine import reading

    if isinstance(source, str | Path):
        return reading.bytes_of(Path(source), reading.limits_of(str(source))), str(source)
    if not hasattr(source, "read"):
        raise unusable("source", "路径、打开的文件或映射", "a path, an open file or a mapping", source)
    called = name or str(getattr(source, "name", "data"))
    return reading.content_of(source, called, reading.limits_of(called)), called


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

    found = shown(content, name, kind)
    return read_word_form(found, catalogue.report_type) if is_word_form(found) else None


def _read_published(
    content: bytes, name: str, kind: str, organ: str | None = None, year: int | None = None, number: int | None = None
) -> PublishedReport:
    from contextlib import suppress

    from reportgen.core.errors import UsageError
    from reportgen.engine.reading.published.file_kinds import shown
    from reportgen.engine.reading.published.report import the_report

    types = []
    for one in catalogue.type_names():
        with suppress(UsageError):  # a broken type of another package breaks only itself
            found = catalogue.report_type(one)
            types += [] if found.addresses.repeats else [found]  # rows by name cannot be told from others
    return the_report(shown(content, name, kind), types, organ, year, number)


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

    if to is not None:
        check_suffix(Path(to), (*SUFFIXES, ".json"))
    content, called = _content_of(source, None)
    kind = _published_kind(content, called)
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
    from reportgen.engine import reading
    from reportgen.word_documents import commented

    content = source if isinstance(source, bytes) else reading.bytes_of(Path(source))
    faults = [*output_faults.suffix_faults(Path(to))]
    if faults:
        raise OutputError(faults)
    name = "document" if isinstance(source, bytes) else str(source)
    write_new(Path(to), commented(content, name, found, report))


def explain(report: Report, address: str) -> Explanation:
    """Return how the figure at ``address`` came to be: a tree of addends with values and places in the data.

    For a report that was rolled up it also has what the units gave, the largest with their lines.

    Raises:
        UsageError: no figure is called so; the message names the nearest.
        DataError: the list of the units is damaged.
    """
    from reportgen.engine.checking.explaining import explain as explain_one

    known_report("report", report)
    explained = explain_one(report, address)
    if report.locate is None or not Path(report.source).with_suffix(".units.jsonl").is_file():
        return explained
    import attrs

    from reportgen.rolling_up.drilling import shares

    return attrs.evolve(explained, units=shares(report, address, load))


def find_address(report: Report, *words: str) -> str:
    """Return the address that ``words`` name: itself, the form's words (表三, 新收, 自然人), or a cell (表三!D4).

    Raises:
        UsageError: several figures have these words in their names, or the cell holds none. Where no figure has them,
            the words come back as they are.
    """
    from reportgen.report.official_names import addresses_called, cell_named

    name = " ".join(words)
    if name in report.values:
        return name
    cell = cell_named(name)
    if cell is not None and (address := _address_in(report, cell)) is not None:
        return address
    found = addresses_called(report, name.split())
    if len(found) > 1:
        from reportgen.core.errors import Fault, UsageError
        from reportgen.core.text import Text

        shown = [f"{address}（{report.addresses[address].label.zh}）" for address in found[:_MOST_SHOWN]]
        english = [f"{address} ({report.addresses[address].label.en})" for address in found[:_MOST_SHOWN]]
        says = Text(f"名称里有“{name}”的数字有 {len(found)} 个", f"{len(found)} figures are called “{name}”")
        remedy = Text(f"请写得更具体，例如 {'、'.join(shown)}", f"name one: {', '.join(english)}")
        raise UsageError(Fault("unknown-address", says, remedy=remedy))
    return found[0] if found else name


def _address_in(report: Report, cell: str) -> str | None:
    """Return the figure in a workbook's cell; None where no sheet of the report is called so.

    Raises:
        UsageError: there is the sheet, and no figure stands in the cell.
    """
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.origin import Origin
    from reportgen.core.text import Text
    from reportgen.engine.export.workbook.formulas import sheet_cells
    from reportgen.report.official_names import address_in

    address = address_in(report, cell, sheet_cells(report.tables))
    if address is None and cell.partition("!")[0] in {table.name.zh for table in report.tables}:
        says = Text(f"{cell} 不是填数字的格子", f"{cell} holds no figure")
        remedy = Text("请写出数字所在的格子，例如 表三!D4", "name a figure's cell, as in 表三!D4")
        raise UsageError(Fault("unknown-address", says, Origin(report.source), remedy))
    return address


def explain_all(report: Report) -> list[Explanation]:
    """Return the explanation of every derived figure, in the order of the form."""
    from reportgen.engine.checking import explaining

    return explaining.explain_all(report)


def explain_message(id: str) -> Message:
    """Return what the id of a fault, a mistake or a finding means, and what to do about it.

    Raises:
        UsageError: there is no such id; the message names the nearest.
    """
    from reportgen.messages import message

    return message(id)


def check_fit(report: Report, template: str | Path | None = None) -> None:
    """Refuse a report that its template cannot print whole, such as one with a note where the template has no room.

    Raises:
        TemplateError: the template, by default the official one, does not fit the report; every reason at once.
    """
    pipeline.agree(compile_template(report.type.name if template is None else template), report)


def type_name(name: str | None = None) -> str:
    """Return ``name``, or the name of the newest form where all report types are forms of one report.

    Raises:
        UsageError: there are types of several reports, and none was named.
    """
    return catalogue.chosen_type_name(name)


def render(  # noqa: PLR0913 — what to write, and what to hold the report to before
    report: Report,
    to: Target | Sequence[str | Path],
    template: Template | TemplateSource | None = None,
    *,
    fragment: bool = False,
    pdf_a: bool = False,
    draft: bool = False,
    receipt: str | Path | Sequence[str | Path] | None = None,
    manifest: str | Path | None = None,
    previous: Report | Sequence[Report] = (),
    units: Sequence[Report] = (),
    missing_units: Sequence[str] = (),
    today: date | None = None,
    strict: bool = False,
) -> Rendered:
    """Write the finished document of ``report`` to ``to``, a path or an open binary file; return the findings.

    A path ends in ``.docx`` for Word, in ``.html`` for a web page, in ``.pdf``, or in ``.csv`` or ``.json`` for the
    figures as open data; with several paths all files are written, or none.

    The report is checked first, as by :func:`check` with ``previous``, ``units``, ``missing_units`` and ``today``, and
    nothing is written when a hard rule is broken, or with ``strict`` when a warning is open that ``accepted:`` does not
    answer. Each file is read back and compared with the model before it takes its place. With ``draft`` the Word
    document is written all the same: every page is marked 草稿 and the findings stand on the last page. ``template`` is
    the official one unless a compiled template, a path, a type's name, the bytes of a file or an open binary file is
    given; it is checked against the report before rendering. With ``fragment`` a web page is only its content, to be
    pasted into a content management system; with ``pdf_a`` a PDF is PDF/A-2b. ``receipt`` is a file to be written
    beside the Word document, or several: where every figure is printed and where it comes from, as pages of Word where
    the name ends in ``.docx``, as a workbook where it ends in ``.xlsx``, else as JSON. ``manifest`` is a JSON list of
    all files with their hashes. A Word document at ``to`` that was edited, or that an earlier run did not write, is
    kept beside the new one; ``edited`` of the result says where. A link of the template that the document does not have
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

    template = path_or_compiled(template)
    file = template_file(template, report.type.name)
    inputs = pipeline.inputs_of(report, file)
    faults = [fault for path in targets for fault in output_faults.published_suffix_faults(path, draft=draft)]
    if faults:
        for path in targets:
            atomic_write.check_target(path, inputs)  # a better reason than the name's end
        raise OutputError(faults)
    only_word = all(path.suffix.lower() == ".docx" for path in targets)
    if fragment or not only_word:
        from reportgen import publication

        publication.refuse_outputs(targets, receipt_paths, fragment=fragment)
    findings = check(report, previous=previous, units=units, missing_units=missing_units, today=today)
    if not draft:
        pipeline.refuse(findings, strict=strict)
    with ExitStack() as stack:
        paths = [*targets, *receipt_paths, *([] if manifest is None else [Path(manifest)])]
        places = [stack.enter_context(atomic_write.reserved(path, inputs)) for path in paths]
        if len(paths) > 1 and (same := [*output_faults.same_outputs(paths)]):
            raise OutputError(same)
        document, receipts = b"", list[bytes]()
        if only_word or publication.needs_document(targets):
            chosen = template
            if chosen is None or isinstance(chosen, str | Path):
                chosen = _compiled(file, report)
            findings = [*findings, *pipeline.remarks_on(chosen)]
            document = pipeline.draft(report, chosen, findings) if draft else pipeline.fill(report, chosen)
            if receipt_paths:
                receipts = _receipts(receipt_paths, report, chosen, document, targets[0] if targets else None)
        contents = [document] * len(targets)
        remarks: list[Text] = []
        if not only_word:
            ways: dict[str, Any] = {"fragment": fragment, "pdf_a": pdf_a, "moment": pipeline.published_at(report)}
            contents = [publication.published(report, path, document, **ways) for path in targets]
            remarks += publication.remarks_on(targets, contents, document)
        contents += receipts
        if manifest is not None:
            contents.append(_manifest(report, paths, contents, findings))
        edited = _put(to, document, [*zip(places, contents, strict=True)], inputs)
    return Rendered(findings, edited, remarks)


def _manifest(report: Report, paths: list[Path], contents: list[bytes], findings: list[Finding]) -> bytes:
    from reportgen.engine.export.manifest import manifest_text

    names = [path.name for path in paths]
    return manifest_text(report, zip(names, contents, strict=False), findings)


def _put(to: Any, document: bytes, files: list[tuple[Reservation, bytes]], inputs: Sequence[Path]) -> Path | None:
    """Write all ``files`` or none; return where an edited Word document is kept, which is the first of them.

    Where ``to`` is an open file, it gets the ``document`` once the others are on the disk.
    """
    from reportgen import atomic_write

    if hasattr(to, "write"):
        atomic_write.write_together(files, inputs=inputs, ready=lambda: to.write(document))
    elif files[0][0].target.suffix.lower() == ".docx":
        return pipeline.write(*files[0], files[1:], inputs=inputs)
    else:
        atomic_write.write_together(files, inputs=inputs)
    return None


def _compiled(path: Path, report: Report) -> Template:
    """Compile a template for one report; if that fails, raise all of its mistakes together."""
    from reportgen.core.errors import TemplateError

    try:
        return compile_template(path)
    except TemplateError as problem:
        errors = [mistake.fault for mistake in check_template(path, report=report) if mistake.severity == "error"]
        raise TemplateError(errors or problem.faults) from None


def _receipts(
    targets: Sequence[Path], report: Report, template: Template, document: bytes, path: Path | None
) -> list[bytes]:
    """Return what to write to each of the ``targets``: the receipt as pages of Word, as a workbook, or as JSON."""
    from reportgen.engine.export.receipts.json_text import receipt_text

    receipt = pipeline.receipt(report, template, document, "-" if path is None else path.name)
    written = []
    for target in targets:
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


def report_types() -> tuple[str, ...]:
    """Return the names of all report types."""
    return catalogue.type_names()


def describe(type_name: str) -> Any:
    """Return the report type called ``type_name``: its title, law, rules and addresses.

    Raises:
        UsageError: there is no such type, or it cannot be loaded or lacks its template.
    """
    found = catalogue.report_type(type_name)
    catalogue.template_path(type_name)
    return found


def schema(type_name: str, *, open_data: bool = False) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a type's data file, or of the ``open_data`` that ``render`` writes."""
    if open_data:
        from reportgen.engine.export.open_data import open_data_schema

        return open_data_schema(catalogue.report_type(type_name))
    from reportgen.engine.export.schema import data_file_schema

    return data_file_schema(catalogue.report_type(type_name))


def merge(
    data: str | Path,
    edited: str | Path,
    to: str | Path | None = None,
    *,
    take_figures: bool = False,
    template: Template | TemplateSource | None = None,
) -> Merged:
    """Take what somebody changed in the document ``edited`` back into the data file that it was rendered of.

    Text changes are taken, also those of tracked changes; a placeholder stays where its number is as it was. Figures
    that differ in a table are told, and taken with ``take_figures``. A number that was changed in the prose and not in
    the table, or the other way, is a finding; what has no place in a data file is told. ``template`` is the one that
    the document was made with, by default the official one.

    The new data file is written to ``to``, which must not exist; without it the data file becomes the new one and the
    old one is kept beside it: ``kept`` of the result says where. Comments and layout of YAML stay, where its prose is
    in literal blocks. Nothing is written where nothing is taken.

    Raises:
        DataError: a file cannot be read, or the edited text has what prose cannot have.
        OutputError: the data file cannot be written.
        RenderError, TemplateError: the document cannot be made of the data.
    """
    from reportgen import merged_data
    from reportgen.engine import reading
    from reportgen.word_documents import merged

    source = Path(data)
    content = reading.bytes_of(source)
    report = load(source)
    used = path_or_compiled(template)
    file = template_file(used, report.type.name)
    chosen = _compiled(file, report) if used is None or isinstance(used, str | Path) else used
    found = merged(
        report, pipeline.fill(report, chosen), reading.bytes_of(Path(edited)), str(edited), take_figures=take_figures
    )
    if not found.changes_data:
        return found
    target = source if to is None else Path(to)
    made, kept_layout = merged_data.written(
        report,
        found,
        content if source.suffix.lower() in merged_data.TEXTS else None,
        target,
        lambda: compile_template(report.type.name),
        catalogue.report_type,
    )
    kept = merged_data.put(made, target, None if to is not None else content)
    return found.stored(target, kept, layout=kept_layout)


def rules(type_name: str) -> list[dict[str, Any]]:
    """Return every rule of a type as plain data: id, sentence, severity, law, equations; across years and units too."""
    from reportgen.engine.export.rules import rules_plain

    return rules_plain(catalogue.report_type(type_name))


def rule_coverage(type_name: str) -> dict[str, Any]:
    """Return what a type's rules can see: rank, contradictions, unguarded cells; by cell, what is detected, located."""
    from reportgen.engine.checking.coverage import coverage
    from reportgen.engine.export.rules import coverage_plain

    return coverage_plain(coverage(catalogue.report_type(type_name)))


def rules_applied(report: Report, *, years: bool = False, units: bool = False) -> list[Rule]:
    """Return every rule that :func:`check` applies to ``report``, with ``previous`` and ``units`` given or not."""
    return pipeline.rules_applied(report, years=years, units=units)


def write_new(path: Path, content: str | bytes) -> None:
    """Write a new data file; a file that is already there is somebody's work and is never replaced.

    Raises:
        OutputError: the file exists, or cannot be written.
    """
    from reportgen import atomic_write

    atomic_write.write_new(path, content if isinstance(content, bytes) else content.encode("utf-8"))
