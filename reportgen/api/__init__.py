"""The functions for scripts; the commands call only these. Here are those that a render needs.

What explains, merges, starts new files, publishes, or concerns many reports is in modules of its own, which are loaded
only when they are asked for.
"""

from __future__ import annotations

from reportgen.api.arguments import Target
from reportgen.api.checking import check, check_fit, comment, rules_applied
from reportgen.api.loading import Source, load, read, write_new
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

__all__ = [
    "Rendered", "Source", "Target", "TemplateSource", "annotate_template", "check",
    "check_fit", "check_template", "comment", "compile_template", "inspect_template", "load", "new_template", "read",
    "render", "rules_applied", "template_schema", "write_new",
]  # fmt: skip
