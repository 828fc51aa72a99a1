"""The functions for scripts: load, check, compile a template, render. The commands call only these.

What concerns many reports, new files or a publication is in `data_files`, `several`, `many` and `publishing`, which
import this room and are loaded only when they are asked for.
"""

from __future__ import annotations

from reportgen.api.arguments import Target
from reportgen.api.checking import check, check_fit, comment, rules_applied
from reportgen.api.explaining import explain, explain_all, explain_message, find_address
from reportgen.api.loading import Source, load, read, write_new
from reportgen.api.merging import merge
from reportgen.api.rendering import Rendered, render
from reportgen.api.templates import (
    TemplateSource,
    annotate_template,
    check_template,
    compile_template,
    inspect_template,
    new_template,
    template_schema,
)
from reportgen.api.types_and_rules import describe, report_types, rule_coverage, rules, schema, type_name

__all__ = [
    "Rendered", "Source", "Target", "TemplateSource", "annotate_template", "check",
    "check_fit", "check_template", "comment", "compile_template", "describe", "explain",
    "explain_all", "explain_message", "find_address", "inspect_template", "load", "merge",
    "new_template", "read", "render", "report_types",
    "rule_coverage", "rules", "rules_applied", "schema", "template_schema", "type_name", "write_new",
]  # fmt: skip
