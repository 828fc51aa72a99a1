"""What an office gets and gives back: templates, reports, drafts, forms to fill in, documents with comments."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import reportgen
from reportgen import catalogue
from reportgen.api import comment
from reportgen.core.errors import ReportgenError
from reportgen.pipeline import draft
from reportgen.report.report import Report
from tests.conftest import ROOT
from tests.engine.word.official_templates import full_report, with_chart_marks
from tests.engine.word.spoilt_templates import KINDS, spoilt

Made = tuple[str, bytes, bytes]
"""A document's name, the file that it was made from, and the document."""
_DATA = ("disclosure_2021/kaifeng-2021.yaml", "disclosure_2019/shanghai-2019.yaml", "history/2022.yaml")
_BROKEN = ("cancelling-errors", "unbalanced-column", "wrong-stated-total", "blank-cell")


def official() -> Iterator[Made]:
    """Yield the official templates: themselves, their copies, and reports and drafts made with both."""
    with tempfile.TemporaryDirectory() as name:
        for type_name in ("disclosure_2021", "disclosure_2019"):
            template = catalogue.template_path(type_name).read_bytes()
            begun = Path(name, f"{type_name}.docx")
            reportgen.new_template(type_name, begun)
            yield f"{type_name}: the official template", template, template
            yield f"{type_name}: the template to start from", template, begun.read_bytes()
            for title, report in _reports():
                if report.type.name == type_name:
                    for whose, source in (("official", template), ("starting", begun.read_bytes())):
                        compiled = reportgen.compile_template(source)
                        findings = list(reportgen.check(report))
                        yield f"{title}, {whose} template", template, compiled.render(report)
                        yield f"{title}, {whose} template, draft", template, draft(report, compiled, findings)
                    if type_name == "disclosure_2021":
                        charted = reportgen.compile_template(with_chart_marks("outcomes", "reviews"))
                        yield f"{title}, template with charts", template, charted.render(report)


def forms() -> Iterator[Made]:
    """Yield the Word forms to fill in: of a new year, of one that follows last year, and of a report's data."""
    with tempfile.TemporaryDirectory() as name:
        for title, report in _reports():
            template = catalogue.template_path(report.type.name).read_bytes()
            yield (
                f"{title}, form of the next year",
                template,
                reportgen.new_word_form(report.type.name, last=report),
            )
            target = Path(name, f"{len(title)}.docx")
            target.unlink(missing_ok=True)
            reportgen.convert(report, target)
            yield f"{title}, its data as a form", template, target.read_bytes()
        for type_name in ("disclosure_2021", "disclosure_2019"):
            template = catalogue.template_path(type_name).read_bytes()
            yield f"{type_name}: an empty form", template, reportgen.new_word_form(type_name, "某市某局", 2021)


def commented() -> Iterator[Made]:
    """Yield documents with findings as comments, and templates with their mistakes as comments."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for broken in _BROKEN:
            data = ROOT / "samples" / "disclosure_2021" / "broken" / f"{broken}.yaml"
            try:
                report = reportgen.load(data)
            except ReportgenError:
                continue
            form, target = folder / f"{broken}.docx", folder / f"{broken}-comments.docx"
            reportgen.convert(report, form)
            read = reportgen.load(form)
            comment(form, list(reportgen.check(read)), target, read)
            yield f"{broken}, its form with comments", form.read_bytes(), target.read_bytes()
        for mistake in sorted(KINDS)[::3]:
            source, target = spoilt(mistake), folder / "annotated.docx"
            found = reportgen.check_template(source, "disclosure_2021")
            target.unlink(missing_ok=True)
            reportgen.annotate_template(source, found, target)
            yield f"template with a {mistake}, annotated", source, target.read_bytes()


def _reports() -> Iterator[tuple[str, Report]]:
    for data in _DATA:
        yield data.rpartition("/")[2], reportgen.load(ROOT / "samples" / data)
    yield "report with every figure", full_report()
