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
    "DataError", "OutputError", "ReconciliationError", "RenderError", "ReportgenError", "TemplateError", "UsageError",
    "check", "check_template", "compile_template", "explain", "inspect_template", "load", "new", "new_template",
    "render", "report_types", "rules", "schema",
]  # fmt: skip

# typing and the API are imported at first use: `reportgen --help` must not pay for them.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from reportgen.api import (
        check,
        check_template,
        compile_template,
        explain,
        inspect_template,
        load,
        new,
        new_template,
        render,
        report_types,
        rules,
        schema,
    )
    from reportgen.errors import (
        DataError,
        OutputError,
        ReconciliationError,
        RenderError,
        ReportgenError,
        TemplateError,
        UsageError,
    )


def __getattr__(name: str) -> Any:
    if name in __all__:
        from reportgen import api, errors

        return getattr(errors if name.endswith("Error") else api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
