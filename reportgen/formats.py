"""Results of the API as JSON, SARIF, JUnit or Markdown, in Chinese or English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from reportgen import catalogue, messages, pipeline
from reportgen.core.text import Language, Text
from reportgen.core.version import VERSION
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.report.rules import Rule

if TYPE_CHECKING:
    from reportgen.core.errors import Fault, ReportgenError
    from reportgen.engine.export.findings.template_mistakes import ToldMistake
    from reportgen.engine.word.contract.inspect import Inspection
    from reportgen.engine.word.contract.mistake import Mistake
    from reportgen.report.comparison import Comparison
    from reportgen.report.explanation import Explanation
    from reportgen.report.summary import Summary

SUMMARIES: Final = (".html", ".xlsx", ".json", ".sarif", ".xml")
"""How the names of files end that a summary of many reports can be written to; ``.xml`` is JUnit's."""


def findings_json(
    report: Report,
    findings: list[Finding],
    language: str = "zh",
    *,
    strict: bool = False,
    unread: Sequence[Fault] = (),
) -> dict[str, Any]:
    """Return findings as plain data for JSON: ``{"report", "findings": [...], "faults": [...]}``; decimals become text.

    Here and in the other formats ``unread`` are the faults of units that could not be read; with ``strict`` a warning
    makes the report fail.
    """
    from reportgen.engine.export.findings.json_text import as_plain

    return as_plain(report, findings, _language(language), unread, strict=strict)


def findings_sarif(
    report: Report,
    findings: Sequence[Finding],
    language: str = "zh",
    *,
    rules: Sequence[Rule] | None = None,
    strict: bool = False,
    unread: Sequence[Fault] = (),
) -> dict[str, Any]:
    """Return findings as a SARIF 2.1.0 log, with places, related cells and repairs as fixes."""
    from reportgen.engine.export.findings.sarif import as_sarif

    applied = pipeline.rules_applied(report) if rules is None else rules
    return as_sarif(report, findings, applied, VERSION, _language(language), unread, strict=strict, helps=_helps())


def findings_junit(
    report: Report,
    findings: Sequence[Finding],
    language: str = "zh",
    *,
    rules: Sequence[Rule] | None = None,
    strict: bool = False,
    unread: Sequence[Fault] = (),
) -> str:
    """Return findings as JUnit XML: one suite, a test case for every rule; with ``strict`` warnings are failures."""
    from reportgen.engine.export.findings.junit import as_junit

    applied = pipeline.rules_applied(report) if rules is None else rules
    return as_junit(report, findings, applied, _language(language), strict=strict, unread=unread)


def faults_json(error: ReportgenError, language: str = "zh") -> dict[str, Any]:
    """Return why something could not go on as plain data for JSON: ``{"error", "faults": [...]}``."""
    from reportgen.engine.export.findings.json_text import faults_plain

    return faults_plain(error, _language(language))


def faults_sarif(error: ReportgenError, source: str, language: str = "zh") -> dict[str, Any]:
    """Return why the data file ``source`` could not be checked as a SARIF 2.1.0 log: a result for every fault."""
    from reportgen.engine.export.findings.sarif import faults_sarif as as_log

    return as_log(error.faults, source, VERSION, _language(language), _helps())


def faults_junit(error: ReportgenError, source: str, language: str = "zh") -> str:
    """Return why the data file ``source`` could not be checked as JUnit XML: an error for every file at fault."""
    from reportgen.engine.export.findings.junit import faults_junit as as_document

    return as_document(error.faults, source, _language(language))


def explanation_json(explanation: Explanation, language: str = "zh", *, deep: bool = True) -> dict[str, Any]:
    """Return an explanation as plain data for JSON; exact decimals become text, ``deep`` explains the addends too."""
    from reportgen.engine.export.findings.explanation_json import as_plain

    return as_plain(explanation, _language(language), deep=deep)


def comparison_text(
    comparison: Comparison, language: str = "zh", paint: Callable[[str, Any], str] | None = None
) -> str:
    """Return reports side by side as an aligned table; ``paint`` gives pieces their colour: head, up, down, faint."""
    from reportgen.engine.export.comparisons.terminal_text import comparison_lines, unpainted

    return "\n".join(comparison_lines(comparison, _language(language), paint or unpainted))


def comparison_page(comparison: Comparison, language: str = "zh") -> str:
    """Return reports side by side as one web page that needs no other file."""
    from reportgen.engine.export.comparisons.page import comparison_page as page

    return page(comparison, _language(language))


def comparison_json(comparison: Comparison, language: str = "zh") -> dict[str, Any]:
    """Return reports side by side as plain data for JSON; exact decimals become text."""
    from reportgen.engine.export.comparisons.json_text import comparison_plain

    return comparison_plain(comparison, _language(language))


def comparison_workbook(comparison: Comparison, language: str = "zh") -> bytes:
    """Return reports side by side as a workbook (.xlsx).

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    from reportgen.engine.export.comparisons.workbook import comparison_workbook as workbook

    return workbook(comparison, _language(language))


def comparison_document(comparison: Comparison, language: str = "zh") -> bytes:
    """Return reports side by side as a Word document (.docx) on pages across."""
    from reportgen.engine.export.comparisons.document_parts import document_parts
    from reportgen.engine.word.variants.listing_pages import listing_pages

    return listing_pages(*document_parts(comparison, _language(language)))


def rules_markdown(type_name: str, language: str = "zh", *, coverage: bool = False) -> str:
    """Return the rules of a type as a Markdown table, or with ``coverage`` what they detect, cell by cell."""
    from reportgen.engine.checking.coverage import coverage as covered
    from reportgen.engine.export import rules

    kind = catalogue.report_type(type_name)
    if coverage:
        return rules.coverage_markdown(kind, covered(kind), _language(language))
    return rules.rules_markdown(kind, _language(language))


def template_json(found: Inspection | list[Mistake], file: str, language: str = "zh") -> dict[str, Any]:
    """Return an inspection, or the mistakes of the template ``file``, as plain data for JSON."""
    from reportgen.engine.word.contract.inspection_json import inspection_plain, mistakes_plain

    chosen = _language(language)
    return mistakes_plain(file, found, chosen) if isinstance(found, list) else inspection_plain(found, chosen)


def template_sarif(mistakes: Sequence[Mistake], file: str, language: str = "zh") -> dict[str, Any]:
    """Return the mistakes of the template ``file`` as a SARIF 2.1.0 log."""
    from reportgen.engine.export.findings.template_mistakes import mistakes_sarif

    return mistakes_sarif(_told(mistakes), file, VERSION, _language(language), _helps())


def template_junit(mistakes: Sequence[Mistake], file: str, language: str = "zh") -> str:
    """Return the mistakes of the template ``file`` as JUnit XML: a failure for every error."""
    from reportgen.engine.export.findings.template_mistakes import mistakes_junit

    return mistakes_junit(_told(mistakes), file, _language(language))


def template_github(mistakes: Sequence[Mistake], file: str, language: str = "zh") -> str:
    """Return the mistakes of the template ``file`` as workflow commands of GitHub Actions, a line each."""
    from reportgen.engine.export.findings.template_mistakes import mistakes_github

    return mistakes_github(_told(mistakes), file, _language(language))


def template_markdown(mistakes: Sequence[Mistake], file: str, language: str = "zh") -> str:
    """Return the mistakes of the template ``file`` as a Markdown table."""
    from reportgen.engine.export.findings.template_mistakes import mistakes_markdown

    return mistakes_markdown(_told(mistakes), file, _language(language))


def summary(found: Summary, suffix: str, language: str = "zh") -> bytes:
    """Return what was found in many reports, by rule and by unit, as the file that ``suffix`` asks for."""
    chosen, helps = _language(language), _helps()
    if suffix == ".xlsx":
        from reportgen.engine.export.summaries.workbook import summary_workbook

        return summary_workbook(found, chosen, helps)
    if suffix == ".html":
        from reportgen.engine.export.summaries.html import summary_html

        return summary_html(found, chosen, helps).encode("utf-8", "replace")
    if suffix == ".xml":
        from reportgen.engine.export.summaries.junit import summary_junit

        return summary_junit(found, chosen).encode("utf-8", "replace")
    if suffix == ".sarif":
        import json

        from reportgen.engine.export.summaries.sarif import summary_sarif

        log = summary_sarif(found, VERSION, chosen, helps)
        return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    from reportgen.engine.export.summaries.json_text import summary_json

    return summary_json(found, chosen, helps).encode("utf-8", "replace")


def _told(mistakes: Sequence[Mistake]) -> list[ToldMistake]:
    from reportgen.engine.export.findings.template_mistakes import ToldMistake

    return [
        ToldMistake(one.fault, one.severity, None if one.place is None else one.place.says, one.heading)
        for one in mistakes
    ]


def _helps() -> Mapping[str, tuple[Text, Text]]:
    return {id: (one.means, one.remedy) for id, one in messages.all_messages().items()}


def _language(name: str) -> Language:
    return "zh" if name == "zh" else "en"
