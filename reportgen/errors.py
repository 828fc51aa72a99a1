"""The public exceptions, for ``from reportgen.errors import DataError``.

The package itself imports them from ``reportgen.core.errors``.
"""

from reportgen.core.errors import (
    DataError,
    Fault,
    OutputError,
    ReconciliationError,
    RenderError,
    ReportgenError,
    TemplateError,
    UsageError,
)

__all__ = [
    "DataError", "Fault", "OutputError", "ReconciliationError", "RenderError", "ReportgenError", "TemplateError",
    "UsageError",
]  # fmt: skip
