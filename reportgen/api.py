"""The integrator's door: load, check, compile a template, render. The commands call nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from reportgen import catalogue
from reportgen.engine import pipeline
from reportgen.vocabulary.explanations import Explanation
from reportgen.vocabulary.findings import Finding
from reportgen.vocabulary.reports import Report
from reportgen.vocabulary.rules import Rule

if TYPE_CHECKING:
    from reportgen.engine.filling.templates import Template

Source = str | Path | IO[str] | IO[bytes] | Mapping[str, Any]
Target = str | Path | IO[bytes]


def load(source: Source, *, name: str | None = None) -> Report:
    """Return the report that ``source`` describes: a path, an open file, or a mapping already in memory.

    ``name`` is what messages call an open file. YAML and JSON are told apart by the file's suffix, else by its content.

    Raises:
        DataError: the file cannot be read, or does not describe a report; every fault at once, each with its place.
        UsageError: there is no such report type.
    """
    from reportgen.engine import reading

    if isinstance(source, Mapping):
        document = reading.read_mapping(source)
    elif isinstance(source, str | Path):
        document = reading.read_file(Path(source))
    else:
        document = reading.read_text(source.read(), name or str(getattr(source, "name", "data")))
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
    this one adds up; ``missing_units`` names those that are known to lack, so that nothing is decided without them.

    Raises:
        UsageError: a previous report is not earlier, two are of one year, or a unit is given twice.
    """
    earlier = (previous,) if isinstance(previous, Report) else previous
    return pipeline.check(report, previous=earlier, units=units, missing=missing_units, jump=jump)


def explain(report: Report, address: str) -> Explanation:
    """Return how the figure at ``address`` came to be: a tree of addends with values and places in the data.

    Raises:
        UsageError: no figure is called so; the message names the nearest.
    """
    from reportgen.engine.reconciling.explaining import explain as explain_one

    return explain_one(report, address)


def explain_all(report: Report) -> list[Explanation]:
    """Return the explanation of every derived figure, in the order of the form."""
    from reportgen.engine.reconciling import explaining

    return explaining.explain_all(report)


def explanation_json(explanation: Explanation, language: str = "zh", *, deep: bool = True) -> dict[str, Any]:
    """Return an explanation as plain data for JSON; exact decimals become text, ``deep`` explains the addends too."""
    from reportgen.engine.publishing.explanation_json import as_plain

    return as_plain(explanation, "zh" if language == "zh" else "en", deep=deep)


def compile_template(source: str | Path) -> Template:
    """Return a template ready to render: a path to a ``.docx`` file, or a report type's name for its official template.

    Raises:
        TemplateError: the file is no sound Word template; every fault at once.
    """
    from reportgen.engine.filling.compiling import compile_template as compile_file

    if isinstance(source, str) and source in catalogue.type_names():
        return compile_file(catalogue.template_path(source))
    return compile_file(Path(source))


def render(
    report: Report, to: Target, template: Template | str | Path | None = None, *, draft: bool = False
) -> list[Finding]:
    """Write the finished Word document of ``report`` to ``to``, a path or an open binary file; return the findings.

    The report is checked first, and nothing is written when a hard rule is broken. The document is read back and
    compared with the model before it takes its place. With ``draft`` it is written all the same: every page is marked
    草稿 and the findings stand on the last page. ``template`` is the official one unless a compiled template, a path
    or a type's name is given.

    Raises:
        ReconciliationError: a hard rule is broken or a figure is blank (never with ``draft``).
        TemplateError, RenderError: the template or the document is at fault.
        OutputError: ``to`` cannot be written; found before rendering.
    """
    from reportgen.engine import writing

    path = Path(to) if isinstance(to, str | Path) else None
    template_path = _template_path(template, report)
    inputs = pipeline.inputs_of(report, template_path)
    findings = pipeline.check(report)
    if not draft:
        pipeline.refuse(findings)
    if path is not None:
        writing.check_target(path, inputs)
    chosen = compile_template(template_path) if template_path is not None else cast("Template", template)
    document = pipeline.draft(report, chosen, findings) if draft else pipeline.fill(report, chosen)
    if path is not None:
        writing.write_atomically(path, document, inputs=inputs)
    else:
        to.write(document)  # type: ignore[union-attr]  # a path was dealt with above
    return findings


def _template_path(template: Template | str | Path | None, report: Report) -> Path | None:
    """Return the file of a template that is not compiled yet."""
    if template is None:
        return catalogue.template_path(report.type.name)
    if isinstance(template, str) and template in catalogue.type_names():
        return catalogue.template_path(template)
    return Path(template) if isinstance(template, str | Path) else None


def report_types() -> tuple[str, ...]:
    """Return the names of all report types."""
    return catalogue.type_names()


def describe(type_name: str) -> Any:
    """Return the report type called ``type_name``: its title, law, rules and addresses."""
    return catalogue.report_type(type_name)


def schema(type_name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a type's data file, for editors that complete as one types."""
    from reportgen.engine.publishing.json_schema import data_file_schema

    return data_file_schema(catalogue.report_type(type_name))


def new(type_name: str, organ: str, year: int) -> str:
    """Return the text of a new data file: every figure blank with its official label, and starter prose."""
    from reportgen.engine.publishing.starter import starter_file

    narrative = catalogue.beside(type_name, "narrative.md").read_text("utf-8")
    return starter_file(catalogue.report_type(type_name), organ, year, narrative)


def findings_json(report: Report, findings: list[Finding], language: str = "zh") -> dict[str, Any]:
    """Return findings as plain data for JSON: ``{"report", "findings": [...]}``; exact decimals become text."""
    from reportgen.engine.publishing.findings_json import as_plain

    return as_plain(report, findings, "zh" if language == "zh" else "en")


def rules_applied(report: Report, *, years: bool = False, units: bool = False) -> list[Rule]:
    """Return every rule that :func:`check` applies to ``report``, with ``previous`` and ``units`` given or not."""
    return pipeline.rules_applied(report, years=years, units=units)


def findings_sarif(
    report: Report, findings: Sequence[Finding], language: str = "zh", *, rules: Sequence[Rule] | None = None
) -> dict[str, Any]:
    """Return findings as a SARIF 2.1.0 log, with places, related cells and repairs as fixes."""
    from reportgen import __version__
    from reportgen.engine.publishing.sarif import as_sarif

    applied = pipeline.rules_applied(report) if rules is None else rules
    return as_sarif(report, findings, applied, __version__, "zh" if language == "zh" else "en")


def findings_junit(
    report: Report,
    findings: Sequence[Finding],
    language: str = "zh",
    *,
    rules: Sequence[Rule] | None = None,
    strict: bool = False,
) -> str:
    """Return findings as JUnit XML: one suite, a test case for every rule; with ``strict`` warnings are failures."""
    from reportgen.engine.publishing.junit import as_junit

    applied = pipeline.rules_applied(report) if rules is None else rules
    return as_junit(report, findings, applied, "zh" if language == "zh" else "en", strict=strict)


def write_new(path: Path, text: str) -> None:
    """Write a new data file; a file that is already there is somebody's work and is never replaced.

    Raises:
        OutputError: the file exists, or cannot be written.
    """
    from reportgen.engine import writing
    from reportgen.errors import Fault, OutputError
    from reportgen.vocabulary.origins import Origin
    from reportgen.vocabulary.texts import Text

    if path.exists():
        says = Text("文件已存在，没有改动它", "the file exists and was left alone")
        remedy = Text("请换一个文件名", "choose another name")
        raise OutputError(Fault("output-exists", says, Origin(str(path)), remedy))
    writing.check_target(path)
    writing.write_atomically(path, text.encode("utf-8"))
