"""``reportgen schema``: the data file's shape for editors."""

from __future__ import annotations

import json

import click

from reportgen import api
from reportgen.commands.console import say_lines


@click.command("schema")
@click.argument("type_name", metavar="TYPE")
def command(type_name: str) -> None:
    """输出数据文件的 JSON Schema，供编辑器补全和检查。 Print the JSON Schema of TYPE's data file."""
    say_lines([json.dumps(api.schema(type_name), ensure_ascii=False, indent=2)])
