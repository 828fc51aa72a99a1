"""All that a report type is written with: the one place that an author of a type imports from.

``docs/report-types.md`` writes a small type with it from nothing.
"""

from __future__ import annotations

__all__ = [
    "COPIED_TEXT",
    "DRAFT_NOTES",
    "LAST_YEAR",
    "PART_SUMS",
    "PERCENTAGES",
    "SENSE",
    "STALE_YEARS",
    "Adapted",
    "Block",
    "Breakdown",
    "Cell",
    "Clause",
    "Denied",
    "Equation",
    "Expression",
    "Finding",
    "FormTable",
    "Heading",
    "Keyword",
    "Lexicon",
    "Meaning",
    "NarrativeField",
    "ProseChecks",
    "ProseModel",
    "ReportType",
    "ReportView",
    "Rule",
    "Subject",
    "Term",
    "Text",
    "Value",
    "add",
    "address_book",
    "amount",
    "blank_cells",
    "count",
    "derived",
    "group",
    "headings_of",
    "published_symbols",
]  # fmt: skip

# Each name is imported at first use: a type pays for what it is written with, and for no word of a prose model.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from reportgen.core.text import Text
    from reportgen.core.value import Value
    from reportgen.model.addresses import address_book
    from reportgen.model.figures import amount, count, derived, group
    from reportgen.model.form_grid import Block, FormTable, Heading
    from reportgen.model.headings import headings_of
    from reportgen.model.linear import Expression, add
    from reportgen.model.symbolic import published_symbols
    from reportgen.report.blank_cells import blank_cells
    from reportgen.report.findings import Cell, Finding
    from reportgen.report.narrative import NarrativeField
    from reportgen.report.prose_checks import COPIED_TEXT, DRAFT_NOTES, PART_SUMS, PERCENTAGES, STALE_YEARS, ProseChecks
    from reportgen.report.prose_model import (
        SENSE,
        Breakdown,
        Clause,
        Denied,
        Keyword,
        Lexicon,
        Meaning,
        ProseModel,
        Subject,
        Term,
    )
    from reportgen.report.report_type import Adapted, ReportType
    from reportgen.report.rules import LAST_YEAR, Equation, Rule
    from reportgen.report.view import ReportView

_HOMES = {
    "Adapted": "report.report_type",
    "Block": "model.form_grid",
    "Breakdown": "report.prose_model",
    "COPIED_TEXT": "report.prose_checks",
    "Cell": "report.findings",
    "Clause": "report.prose_model",
    "DRAFT_NOTES": "report.prose_checks",
    "Denied": "report.prose_model",
    "Equation": "report.rules",
    "Expression": "model.linear",
    "Finding": "report.findings",
    "FormTable": "model.form_grid",
    "Heading": "model.form_grid",
    "Keyword": "report.prose_model",
    "LAST_YEAR": "report.rules",
    "Lexicon": "report.prose_model",
    "Meaning": "report.prose_model",
    "NarrativeField": "report.narrative",
    "PART_SUMS": "report.prose_checks",
    "PERCENTAGES": "report.prose_checks",
    "ProseChecks": "report.prose_checks",
    "ProseModel": "report.prose_model",
    "ReportType": "report.report_type",
    "ReportView": "report.view",
    "Rule": "report.rules",
    "SENSE": "report.prose_model",
    "STALE_YEARS": "report.prose_checks",
    "Subject": "report.prose_model",
    "Term": "report.prose_model",
    "Text": "core.text",
    "Value": "core.value",
    "add": "model.linear",
    "address_book": "model.addresses",
    "amount": "model.figures",
    "blank_cells": "report.blank_cells",
    "count": "model.figures",
    "derived": "model.figures",
    "group": "model.figures",
    "headings_of": "model.headings",
    "published_symbols": "model.symbolic",
}
"""The module of each name."""

if not TYPE_CHECKING:  # a type checker that saw it would take every misspelt name for one that exists

    def __getattr__(name: str) -> Any:
        if name in _HOMES:
            from importlib import import_module

            return getattr(import_module(f"reportgen.{_HOMES[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return every name, so that completion shows them before their first use."""
    return sorted({*globals(), *__all__})
