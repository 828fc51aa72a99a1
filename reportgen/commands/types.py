"""``reportgen types``: the report types."""

from __future__ import annotations

import click

from reportgen.api import types_and_rules
from reportgen.commands.printing.console import language, say_lines
from reportgen.core.errors import UsageError


@click.command("types")
def command() -> None:
    """列出报告种类。 List the report types."""
    for name in types_and_rules.report_types():
        try:
            found = types_and_rules.describe(name)
        except UsageError as problem:
            say_lines([f"{name}  ✗", f"    {problem.in_(language())}"])
            continue
        say_lines([f"{name}  {found.title.in_(language())}", f"    {found.law}"])
