"""The official Word report from a year of figures, and a refusal where the figures do not reconcile.

>>> import reportgen
>>> report = reportgen.load("samples/disclosure_2021/kaifeng-2021.yaml")
>>> reportgen.check(report)
[]
>>> findings = reportgen.render(report, "out/kaifeng-2021.docx")
"""

from __future__ import annotations

from reportgen.core import version

__version__ = version.VERSION
__all__ = [
    "Cell", "Checked", "Comparison", "DataError", "Explanation", "Fault", "Finding", "Inspection", "Merged", "Mistake",
    "Origin", "Outcome", "OutputError", "ReconciliationError", "RenderError", "Rendered", "Repair", "Report",
    "ReportgenError", "RolledUp", "Template", "TemplateError", "Text", "UsageError", "annotate_template", "check",
    "check_each", "check_template", "comment", "compare", "compile_template", "convert", "explain",
    "explain_message", "find_copies", "inspect_template", "load", "merge", "new", "new_template",
    "new_word_form", "new_workbook", "publish", "read", "render",
    "render_all", "render_each", "report_types", "rollup", "rules", "sample", "schema", "template_schema",
]  # fmt: skip

# typing and the API are imported at first use: `reportgen --help` must not pay for them.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from reportgen.api import (
        Rendered,
        annotate_template,
        check,
        check_template,
        comment,
        compile_template,
        inspect_template,
        load,
        new_template,
        read,
        render,
        template_schema,
    )
    from reportgen.api.data_files import convert, new, new_word_form, new_workbook
    from reportgen.api.explaining import explain, explain_message
    from reportgen.api.many import check_each, render_all, render_each
    from reportgen.api.merging import merge
    from reportgen.api.publishing import publish
    from reportgen.api.several import compare, find_copies, rollup, sample
    from reportgen.api.types_and_rules import report_types, rules, schema
    from reportgen.batch import Checked, Outcome
    from reportgen.core.errors import (
        DataError,
        Fault,
        OutputError,
        RenderError,
        ReportgenError,
        TemplateError,
        UsageError,
    )
    from reportgen.core.origin import Origin
    from reportgen.core.text import Text
    from reportgen.engine.merging.merged import Merged
    from reportgen.engine.word.contract.inspect import Inspection
    from reportgen.engine.word.contract.mistake import Mistake
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.comparison import Comparison
    from reportgen.report.explanation import Explanation
    from reportgen.report.findings import Cell, Finding, ReconciliationError, Repair
    from reportgen.report.report import Report
    from reportgen.rolling_up.roll_up import RolledUp

_HOMES = {
    "Cell": "report.findings",
    "Checked": "batch",
    "Comparison": "report.comparison",
    "Explanation": "report.explanation",
    "Fault": "core.errors",
    "Finding": "report.findings",
    "Inspection": "engine.word.contract.inspect",
    "Merged": "engine.merging.merged",
    "Mistake": "engine.word.contract.mistake",
    "Origin": "core.origin",
    "Outcome": "batch",
    "ReconciliationError": "report.findings",
    "Repair": "report.findings",
    "Report": "report.report",
    "RolledUp": "rolling_up.roll_up",
    "Template": "engine.word.runtime.template",
    "Text": "core.text",
    "check_each": "api.many",
    "compare": "api.several",
    "convert": "api.data_files",
    "explain": "api.explaining",
    "explain_message": "api.explaining",
    "find_copies": "api.several",
    "merge": "api.merging",
    "new": "api.data_files",
    "new_word_form": "api.data_files",
    "new_workbook": "api.data_files",
    "publish": "api.publishing",
    "render_all": "api.many",
    "render_each": "api.many",
    "report_types": "api.types_and_rules",
    "rollup": "api.several",
    "rules": "api.types_and_rules",
    "sample": "api.several",
    "schema": "api.types_and_rules",
}
"""The modules of names that are neither errors nor in the room ``api`` itself."""

if not TYPE_CHECKING:  # a type checker that saw it would take every misspelt name for one that exists

    def __getattr__(name: str) -> Any:
        if name in __all__:
            from importlib import import_module

            home = _HOMES.get(name, "core.errors" if name.endswith("Error") else "api")
            value = globals()[name] = getattr(import_module(f"reportgen.{home}"), name)
            return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return every public name, so that ``help(reportgen)`` and completion show them before their first use."""
    return sorted({*globals(), *__all__})
