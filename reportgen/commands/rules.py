"""``reportgen rules``: every rule of a report type, and which errors the rules together detect."""

from __future__ import annotations

import click

from reportgen import formats
from reportgen.api import types_and_rules
from reportgen.commands.printing.console import language, say_document, say_json


@click.command("rules")
@click.argument("type_name", metavar="[TYPE]", required=False)
@click.option("--coverage", is_flag=True, help="规则能发现、能定位哪些格的错误 / which cells' errors the rules see")
@click.option(
    "--format", "style", type=click.Choice(["markdown", "json"]), default="markdown", help="输出格式 / output format"
)
def command(type_name: str | None, coverage: bool, style: str) -> None:
    """列出 TYPE 的全部核对规则：说法、程度、依据、等式。

    List every rule of TYPE: sentence, severity, source, equations; with --coverage, what they can see.
    """
    type_name = types_and_rules.type_name(type_name)
    if style == "json":
        plain = types_and_rules.rule_coverage(type_name) if coverage else types_and_rules.rules(type_name)
        say_json(plain)
    else:
        say_document(formats.rules_markdown(type_name, language(), coverage=coverage))
