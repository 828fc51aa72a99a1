"""``reportgen types``: the report types."""

from __future__ import annotations

import click

from reportgen import api
from reportgen.commands.console import language, say_lines


@click.command("types")
def command() -> None:
    """列出报告种类。 List the report types."""
    for name in api.report_types():
        found = api.describe(name)
        say_lines([f"{name}  {found.title.in_(language())}", f"    {found.law}"])
