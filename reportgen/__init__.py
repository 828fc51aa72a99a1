"""The official Word report from a year of figures, and a refusal where the figures do not reconcile.

>>> import reportgen
>>> report = reportgen.load("samples/disclosure_2021/kaifeng-2021.yaml")
>>> reportgen.check(report)
[]
>>> findings = reportgen.render(report, "out/kaifeng-2021.docx")
"""

from __future__ import annotations

from reportgen.vocabulary import version

__version__ = version.VERSION
__all__ = [
    "Cell", "DataError", "Explanation", "Fault", "Finding", "Inspection", "Mistake", "Origin", "Outcome",
    "OutputError", "ReconciliationError", "RenderError", "Rendered", "Repair", "Report", "ReportgenError", "Template",
    "TemplateError", "Text", "UsageError", "check", "check_template", "compile_template", "explain",
    "inspect_template", "load", "new", "new_template", "render", "render_all", "report_types", "rules", "schema",
]  # fmt: skip

# typing and the API are imported at first use: `reportgen --help` must not pay for them.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from reportgen.api import (
        Rendered,
        check,
        check_template,
        compile_template,
        explain,
        inspect_template,
        load,
        new,
        new_template,
        render,
        render_all,
        report_types,
        rules,
        schema,
    )
    from reportgen.engine.batch import Outcome
    from reportgen.engine.filling.inspecting import Inspection, Mistake
    from reportgen.engine.filling.templates import Template
    from reportgen.errors import (
        DataError,
        Fault,
        OutputError,
        ReconciliationError,
        RenderError,
        ReportgenError,
        TemplateError,
        UsageError,
    )
    from reportgen.vocabulary.explanations import Explanation
    from reportgen.vocabulary.findings import Cell, Finding, Repair
    from reportgen.vocabulary.origins import Origin
    from reportgen.vocabulary.reports import Report
    from reportgen.vocabulary.texts import Text

_HOMES = {
    "Cell": "vocabulary.findings",
    "Explanation": "vocabulary.explanations",
    "Fault": "errors",
    "Finding": "vocabulary.findings",
    "Inspection": "engine.filling.inspecting",
    "Mistake": "engine.filling.inspecting",
    "Origin": "vocabulary.origins",
    "Outcome": "engine.batch",
    "Repair": "vocabulary.findings",
    "Report": "vocabulary.reports",
    "Template": "engine.filling.templates",
    "Text": "vocabulary.texts",
}
"""Where the values live that the functions give."""

if not TYPE_CHECKING:  # a type checker that saw it would take every misspelt name for one that exists

    def __getattr__(name: str) -> Any:
        if name in __all__:
            from importlib import import_module

            home = "errors" if name.endswith("Error") else _HOMES.get(name, "api")
            return getattr(import_module(f"reportgen.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return every public name, so that ``help(reportgen)`` and completion show them before their first use."""
    return sorted({*globals(), *__all__})
