"""The errors that reportgen raises, for ``from reportgen.errors import DataError``; the package itself uses core."""

from __future__ import annotations

from reportgen.core.errors import (
    DataError,
    Fault,
    OutputError,
    RenderError,
    ReportgenError,
    TemplateError,
    UsageError,
)
from reportgen.report.findings import ReconciliationError

__all__ = [
    "DataError",
    "Fault",
    "OutputError",
    "ReconciliationError",
    "RenderError",
    "ReportgenError",
    "TemplateError",
    "UsageError",
]
