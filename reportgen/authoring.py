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
    "Amount",
    "Balance",
    "Block",
    "Bounds",
    "Breakdown",
    "Cell",
    "Chart",
    "Claim",
    "Clause",
    "Count",
    "Days",
    "Denied",
    "Equation",
    "Expression",
    "Finding",
    "FormTable",
    "Heading",
    "Illustrations",
    "Keyword",
    "Lexicon",
    "Meaning",
    "NarrativeField",
    "Needs",
    "Ordered",
    "Percentage",
    "Present",
    "ProseChecks",
    "ProseModel",
    "ReportType",
    "ReportView",
    "Rule",
    "SignedCount",
    "Subject",
    "Term",
    "Text",
    "Value",
    "add",
    "address_book",
    "amount",
    "blank_cells",
    "choice",
    "count",
    "day",
    "days",
    "derived",
    "flag",
    "group",
    "headings_of",
    "published_symbols",
    "repeated",
    "signed_count",
    "text",
    "value_or_code",
    "written_amount",
]  # fmt: skip

# Each name is imported at first use: a type pays for what it is written with, and for no word of a prose model.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from reportgen.core.text import Text
    from reportgen.core.value import Value
    from reportgen.model.addresses import LAST_YEAR, address_book
    from reportgen.model.figures import amount, count, days, derived, group, repeated, signed_count
    from reportgen.model.form_grid import Block, FormTable, Heading
    from reportgen.model.headings import headings_of
    from reportgen.model.kinds.amounts import Amount, Days
    from reportgen.model.kinds.counts import Count, SignedCount
    from reportgen.model.linear import Expression, add
    from reportgen.model.symbolic import published_symbols
    from reportgen.model.word_figures import choice, day, flag, text, value_or_code, written_amount
    from reportgen.report.blank_cells import blank_cells
    from reportgen.report.findings import Cell, Finding
    from reportgen.report.illustrations import Chart, Illustrations
    from reportgen.report.narrative import NarrativeField
    from reportgen.report.prose_model import (
        SENSE,
        Balance,
        Breakdown,
        Claim,
        Clause,
        Denied,
        Keyword,
        Lexicon,
        Meaning,
        ProseModel,
        Subject,
        Term,
    )
    from reportgen.report.prose_rules import COPIED_TEXT, DRAFT_NOTES, PART_SUMS, PERCENTAGES, STALE_YEARS, ProseChecks
    from reportgen.report.report_type import Adapted, ReportType
    from reportgen.report.rule_forms import Bounds, Needs, Ordered, Percentage, Present
    from reportgen.report.rules import Equation, Rule
    from reportgen.report.view import ReportView

_HOMES = {
    "Adapted": "report.report_type",
    "Amount": "model.kinds.amounts",
    "Block": "model.form_grid",
    "Bounds": "report.rule_forms",
    "Balance": "report.prose_model",
    "Breakdown": "report.prose_model",
    "Chart": "report.illustrations",
    "Claim": "report.prose_model",
    "COPIED_TEXT": "report.prose_rules",
    "Cell": "report.findings",
    "Clause": "report.prose_model",
    "Count": "model.kinds.counts",
    "DRAFT_NOTES": "report.prose_rules",
    "Days": "model.kinds.amounts",
    "Denied": "report.prose_model",
    "Equation": "report.rules",
    "Expression": "model.linear",
    "Finding": "report.findings",
    "FormTable": "model.form_grid",
    "Heading": "model.form_grid",
    "Illustrations": "report.illustrations",
    "Keyword": "report.prose_model",
    "LAST_YEAR": "model.addresses",
    "Lexicon": "report.prose_model",
    "Meaning": "report.prose_model",
    "NarrativeField": "report.narrative",
    "Needs": "report.rule_forms",
    "Ordered": "report.rule_forms",
    "PART_SUMS": "report.prose_rules",
    "PERCENTAGES": "report.prose_rules",
    "Percentage": "report.rule_forms",
    "Present": "report.rule_forms",
    "ProseChecks": "report.prose_rules",
    "ProseModel": "report.prose_model",
    "ReportType": "report.report_type",
    "ReportView": "report.view",
    "Rule": "report.rules",
    "SENSE": "report.prose_model",
    "STALE_YEARS": "report.prose_rules",
    "SignedCount": "model.kinds.counts",
    "Subject": "report.prose_model",
    "Term": "report.prose_model",
    "Text": "core.text",
    "Value": "core.value",
    "add": "model.linear",
    "address_book": "model.addresses",
    "amount": "model.figures",
    "blank_cells": "report.blank_cells",
    "choice": "model.word_figures",
    "count": "model.figures",
    "day": "model.word_figures",
    "days": "model.figures",
    "derived": "model.figures",
    "flag": "model.word_figures",
    "group": "model.figures",
    "headings_of": "model.headings",
    "published_symbols": "model.symbolic",
    "repeated": "model.figures",
    "signed_count": "model.figures",
    "text": "model.word_figures",
    "value_or_code": "model.word_figures",
    "written_amount": "model.word_figures",
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
