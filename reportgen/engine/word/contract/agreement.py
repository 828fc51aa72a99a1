"""Holding a compiled template to a report's type, its own figures and its notes, before anything is rendered."""

from __future__ import annotations

import functools
from typing import Final

from reportgen.core.errors import TemplateError
from reportgen.engine.word.contract.contract import Contract, contract
from reportgen.engine.word.runtime.template import Template
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

_MOST_TEMPLATES: Final = 16


def agree(template: Template, report: Report) -> None:
    """Return if ``template`` fits ``report``: worked out once for a template, then nearly free.

    Raises:
        TemplateError: every way in which it does not: names that do not exist, official figures that are not printed,
            own figures that the report lacks, notes that would be lost; each with its place.
    """
    agreed = _contract(template, report.type)
    stops = any(breach.severity == "error" for breach in agreed.breaches)
    if not stops and not any(agreed.with_data(report.figures, report.notes)):
        return
    from reportgen.engine.word.contract.inspect import errors, examine  # noqa: PLC0415 — it loads Jinja, for messages only

    mistakes = examine(
        template.archive.write({}), template.name, report_type=report.type, data=(report.figures, report.notes)
    )
    raise TemplateError(errors(mistakes))


@functools.lru_cache(maxsize=_MOST_TEMPLATES)
def _contract(template: Template, report_type: ReportType) -> Contract:
    return contract(template.uses, report_type)
