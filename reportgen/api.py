"""The functions for scripts: load, check, compile a template, render. The commands call only these."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from reportgen import catalogue, pipeline
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.report.rules import Rule

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reportgen.batch import Outcome
    from reportgen.core.errors import ReportgenError
    from reportgen.engine.word.contract.inspect import Inspection
    from reportgen.engine.word.contract.mistake import Mistake
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.explanation import Explanation

Source = str | Path | IO[str] | IO[bytes] | Mapping[str, Any]
Target = str | Path | IO[bytes]


class Rendered(list[Finding]):
    """The findings of a report that was written, and ``edited``: where the document that stood there was kept.

    ``edited`` is None where there was no earlier document, or nobody had edited it.
    """

    def __init__(self, findings: Iterable[Finding], edited: Path | None) -> None:
        super().__init__(findings)
        self.edited = edited


def load(source: Source, *, name: str | None = None) -> Report:
    """Return the report that ``source`` describes: a path, an open file, or a mapping already in memory.

    ``name`` is what messages call an open file. YAML and JSON are told apart by the file's suffix, else by its content.

    Raises:
        DataError: the file cannot be read, or does not describe a report; every fault at once, each with its place.
        UsageError: there is no such report type, or ``source`` is nothing that can be read.
    """
    from reportgen.engine import reading

    if isinstance(source, Mapping):
        document = reading.read_mapping(source)
    elif isinstance(source, str | Path):
        document = reading.read_file(Path(source))
    elif not hasattr(source, "read"):
        raise _unusable("source", "路径、打开的文件或映射", "a path, an open file or a mapping", source)
    else:
        document = reading.read_stream(source, name or str(getattr(source, "name", "data")))
    return pipeline.build(document, catalogue.report_type)


def check(
    report: Report,
    *,
    previous: Report | Sequence[Report] = (),
    units: Sequence[Report] = (),
    missing_units: Sequence[str] = (),
    jump: int | Decimal = 10,
) -> list[Finding]:
    """Return every finding of ``report``, in the order of the form; an honest report leaves none.

    ``previous`` are the same organ's reports of earlier years, in any order: what was carried over, what is in force,
    what is still pending, and which figures differ by more than the factor ``jump``. ``units`` are the reports that
    this one adds up; ``missing_units`` names those that are missing, so that nothing is decided without them.

    Raises:
        UsageError: a previous report is not earlier, two are of one year, or a unit is given twice; one of them is no
            report.
    """
    earlier = (previous,) if isinstance(previous, Report) else previous
    for name, others in (("previous", earlier), ("units", units)):
        for other in others:
            if not isinstance(other, Report):
                raise _unusable(name, "报告（reportgen.load 的结果）", "reports, as reportgen.load gives them", other)
    return pipeline.check(report, previous=earlier, units=units, missing=missing_units, jump=jump)


def _unusable(name: str, wanted_zh: str, wanted_en: str, given: object) -> ReportgenError:
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.text import Text

    kind = type(given).__name__
    says = Text(f"{name} 应当是{wanted_zh}，给的是 {kind}", f"{name} must be {wanted_en}, not {kind}")
    return UsageError(Fault("argument-kind", says))


def explain(report: Report, address: str) -> Explanation:
    """Return how the figure at ``address`` came to be: a tree of addends with values and places in the data.

    Raises:
        UsageError: no figure is called so; the message names the nearest.
    """
    from reportgen.engine.checking.explaining import explain as explain_one

    return explain_one(report, address)


def explain_all(report: Report) -> list[Explanation]:
    """Return the explanation of every derived figure, in the order of the form."""
    from reportgen.engine.checking import explaining

    return explaining.explain_all(report)


def compile_template(source: str | Path) -> Template:
    """Return a template ready to render: a path to a ``.docx`` file, or a report type's name for its official template.

    Raises:
        TemplateError: the file is no sound Word template; every fault at once.
    """
    from reportgen.engine.word.compiler.cache import compile_cached as compile_file

    if isinstance(source, str) and catalogue.is_type_name(source):
        return compile_file(catalogue.template_path(source))
    return compile_file(Path(source), contained=not catalogue.is_official(Path(source)))


def check_template(source: str | Path, type_name: str | None = None, report: Report | None = None) -> list[Mistake]:
    """Return every mistake of a template file in one run, each with its place; none for a template that can be used.

    It is checked against the report type called ``type_name`` (the report's, or the only one there is), and against the
    own figures and notes of ``report`` where one is given. A template with warnings only can be used.

    Raises:
        UsageError: there is no such report type, or there are several and none was named.
    """
    from reportgen.core.limits import DEFAULT
    from reportgen.engine.word.proof.sample_proof import check

    name = type_name or (report.type.name if report is not None else catalogue.only_type_name())
    data = None if report is None else (report.figures, report.notes)
    return check(Path(source), report_type=catalogue.report_type(name), data=data, limits=DEFAULT)


def inspect_template(source: str | Path) -> Inspection:
    """Return the contents of a template: its parts, every address and filter with its places, and how it is rendered.

    Raises:
        TemplateError: the template cannot be used; every fault at once.
    """
    from reportgen.core.limits import DEFAULT
    from reportgen.engine.word.contract.inspect import inspect

    return inspect(Path(source), limits=DEFAULT)


def new_template(type_name: str, to: str | Path) -> None:
    """Write a copy of a type's official template, with last pages that list every address and filter and never print.

    Raises:
        UsageError: there is no such report type.
        OutputError: the file exists, or cannot be written.
    """
    from reportgen import atomic_write
    from reportgen.engine.word.variants.template_copy import with_reference_pages

    path = catalogue.template_path(type_name)
    content = with_reference_pages(path.read_bytes(), catalogue.report_type(type_name), path.name)
    atomic_write.write_new(Path(to), content)


def render(
    report: Report,
    to: Target,
    template: Template | str | Path | None = None,
    *,
    draft: bool = False,
    receipt: str | Path | None = None,
) -> Rendered:
    """Write the finished Word document of ``report`` to ``to``, a path or an open binary file; return the findings.

    The report is checked first, and nothing is written when a hard rule is broken. The document is read back and
    compared with the model before it takes its place. With ``draft`` it is written all the same: every page is marked
    草稿 and the findings stand on the last page. ``template`` is the official one unless a compiled template, a path
    or a type's name is given; it is checked against the report before rendering. ``receipt`` is a file to be written
    beside the document: where every figure is printed and where it comes from, as JSON. A document at ``to`` that was
    edited, or that an earlier run did not write, is kept beside the new one; ``edited`` of the result says where. A
    link of the template that the document does not have is among the findings, as a note of the rule ``TEMPLATE``.

    Raises:
        ReconciliationError: a hard rule is broken or a figure is blank (never with ``draft``).
        TemplateError, RenderError: the template or the document is at fault.
        OutputError: ``to`` or ``receipt`` cannot be written; found before rendering.
        UsageError: a receipt was asked for a draft.
    """
    from contextlib import ExitStack

    from reportgen import atomic_write, output_faults
    from reportgen.core.errors import OutputError

    receipt_path = None if receipt is None else Path(receipt)
    if receipt_path is not None and draft:
        raise _no_receipt_for_drafts()

    path = Path(to) if isinstance(to, str | Path) else None
    template_file = _template_file(template, report.type.name)
    inputs = pipeline.inputs_of(report, template_file)
    findings = pipeline.check(report)
    if not draft:
        pipeline.refuse(findings)
    with ExitStack() as stack:
        place = None if path is None else stack.enter_context(atomic_write.reserved(path, inputs))
        receipts = []
        if receipt_path is not None:
            if path is not None and receipt_path.resolve() == path.resolve():
                raise OutputError(output_faults.two_outputs(receipt_path))
            receipts.append(stack.enter_context(atomic_write.reserved(receipt_path, inputs)))
        chosen = _compiled(template_file, report) if template is None or isinstance(template, str | Path) else template
        findings = [*findings, *pipeline.remarks_on(chosen)]
        document = pipeline.draft(report, chosen, findings) if draft else pipeline.fill(report, chosen)
        written = [(one, _receipt_text(report, chosen, document, path)) for one in receipts]
        edited = None
        if place is not None:
            edited = pipeline.write(place, document, written, inputs=inputs)
        else:
            atomic_write.write_together(written, inputs=inputs, ready=lambda: to.write(document))  # type: ignore[union-attr]  # no path
    return Rendered(findings, edited)


def render_all(
    sources: Iterable[str | Path],
    folder: str | Path,
    template: Template | str | Path | None = None,
    *,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Write the document of every data file into ``folder``, each checked and proved; return every outcome.

    A data file that is refused does not stop the others; its outcome has the faults. A document that an earlier run
    made of the same data by the same program is kept, so that an interrupted run is continued. ``executor``, any of
    concurrent.futures, shares the work; where its workers die, their jobs are done one at a time in a process of its
    own, and a data file that ends that process twice is refused.

    Raises:
        UsageError: two data files would make one document; found before anything is written, as are the others.
        OutputError: ``folder`` takes no files, or a document would be written over a data file or the template.
        TemplateError: the template is at fault.
    """
    from functools import partial
    from hashlib import sha256

    from reportgen import batch
    from reportgen.engine.export.receipt_json import engine_digest

    if isinstance(sources, str | Path):
        raise _unusable("sources", "数据文件的列表", "a list of data files", sources)
    paths = [Path(source) for source in sources]
    files = set(catalogue.official_templates().values()) if template is None else {_template_file(template, "")}
    made = batch.targets(paths, Path(folder), files)
    chosen = compile_template(template) if isinstance(template, str | Path) else template
    digests = [sha256(file.read_bytes()).hexdigest() for file in sorted(files)] if chosen is None else [chosen.digest]
    program = sha256("".join([engine_digest(), *digests]).encode()).hexdigest()
    return batch.run(paths, made, partial(_render_file, chosen), program, executor)


@functools.cache
def _official_template(type_name: str) -> Template:
    """Return the official template of a type, compiled once by each process of a batch."""
    return compile_template(type_name)


def _render_file(template: Template | None, source: Path, target: Path) -> tuple[list[Finding], Path | None]:
    """Make one document of a batch as :func:`render` does, without cleaning the folder each time."""
    report = load(source)
    findings = pipeline.check(report)
    pipeline.refuse(findings)
    used = _official_template(report.type.name) if template is None else template
    document = pipeline.fill(report, used)
    return findings, pipeline.write(target, document, inputs=[source], clean=False)


def _compiled(path: Path, report: Report) -> Template:
    """Compile a template for one report; if that fails, raise all of its mistakes together."""
    from reportgen.core.errors import TemplateError

    try:
        return compile_template(path)
    except TemplateError as problem:
        errors = [mistake.fault for mistake in check_template(path, report=report) if mistake.severity == "error"]
        raise TemplateError(errors or problem.faults) from None


def _receipt_text(report: Report, template: Template, document: bytes, path: Path | None) -> bytes:
    from reportgen.engine.export.receipt_json import receipt_text

    name = "-" if path is None else path.name
    return receipt_text(pipeline.receipt(report, template, document, name)).encode("utf-8")


def _no_receipt_for_drafts() -> ReportgenError:
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.text import Text

    says = Text("草稿不开具凭据", "a draft has no receipt")
    remedy = Text("去掉 --draft 或 --receipt", "Leave out --draft or --receipt")
    return UsageError(Fault("receipt-of-draft", says, remedy=remedy))


def _template_file(template: Template | str | Path | None, type_name: str) -> Path:
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


def schema(type_name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a type's data file, for editors with completion."""
    from reportgen.engine.export.schema import data_file_schema

    return data_file_schema(catalogue.report_type(type_name))


def new(type_name: str, organ: str, year: int) -> str:
    """Return the text of a new data file: every figure blank with its official label, and starter prose.

    Raises:
        UsageError: there is no such report type, or the organ has no name.
    """
    from reportgen.engine.export.starter import starter_file

    report_type = catalogue.report_type(type_name)
    return starter_file(report_type, organ, year, catalogue.beside(type_name, "narrative.md").read_text("utf-8"))


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


def write_new(path: Path, text: str) -> None:
    """Write a new data file; a file that is already there is somebody's work and is never replaced.

    Raises:
        OutputError: the file exists, or cannot be written.
    """
    from reportgen import atomic_write

    atomic_write.write_new(path, text.encode("utf-8"))
