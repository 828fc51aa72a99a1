"""Which report types there are, what their data looks like, and which rules they hold."""

from __future__ import annotations

from typing import Any

from reportgen import catalogue
from reportgen.api.arguments import known_text


def type_name(name: str | None = None) -> str:
    """Return ``name``, or the name of the newest form where all report types are forms of one report.

    Raises:
        UsageError: there are types of several reports, and none was named.
    """
    return catalogue.chosen_type_name(name)


def report_types() -> tuple[str, ...]:
    """Return the names of all report types."""
    return catalogue.type_names()


def describe(type_name: str) -> Any:
    """Return the report type called ``type_name``: its title, law, rules and addresses.

    Raises:
        UsageError: there is no such type, or it cannot be loaded or lacks its template.
    """
    known_text("type_name", type_name)
    found = catalogue.report_type(type_name)
    catalogue.template_path(type_name)
    return found


def schema(type_name: str, *, open_data: bool = False) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a type's data file, or of the ``open_data`` that ``render`` writes."""
    known_text("type_name", type_name)
    if open_data:
        from reportgen.engine.export.open_data import open_data_schema

        return open_data_schema(catalogue.report_type(type_name))
    from reportgen.engine.export.schema import data_file_schema

    return data_file_schema(catalogue.report_type(type_name))


def rules(type_name: str) -> list[dict[str, Any]]:
    """Return every rule of a type as plain data: id, sentence, severity, law, equations; across years and units too."""
    known_text("type_name", type_name)
    from reportgen.engine.export.rules import rules_plain

    return rules_plain(catalogue.report_type(type_name))


def rule_coverage(type_name: str) -> dict[str, Any]:
    """Return what a type's rules can see: rank, contradictions, unguarded cells; by cell, what is detected, located."""
    known_text("type_name", type_name)
    from reportgen.engine.checking.coverage import coverage
    from reportgen.engine.export.rules import coverage_plain

    return coverage_plain(coverage(catalogue.report_type(type_name)))
