"""``reportgen schema``: the JSON Schema of a data file, for editors."""

from __future__ import annotations

import click

from reportgen.api import types_and_rules
from reportgen.commands.printing.console import say_json


@click.command("schema")
@click.argument("type_name", metavar="[TYPE]", required=False)
@click.option(
    "--open-data", is_flag=True, help="公开数据（.json）的，不是数据文件的 / of the open data (.json) instead"
)
def command(type_name: str | None, open_data: bool) -> None:
    """输出数据文件的 JSON Schema，供编辑器补全和检查。 Print the JSON Schema of TYPE's data file."""
    say_json(types_and_rules.schema(types_and_rules.type_name(type_name), open_data=open_data))
