"""``reportgen types``: the report types."""

from __future__ import annotations

import click

from reportgen import api
from reportgen.commands.console import language, say_lines
from reportgen.core.errors import UsageError


@click.command("types")
def command() -> None:
    """列出报告种类。 List the report types."""
    for name in api.report_types():
        try:
            found = api.describe(name)
        except UsageError as problem:
            say_lines([f"{name}  ✗", f"    {problem.in_(language())}"])
            continue
        say_lines([f"{name}  {found.title.in_(language())}", f"    {found.law}"])
