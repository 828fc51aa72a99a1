"""Writes ``docs/commands.md`` from the help of every command: ``python3 dev.py docs``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from reportgen.commands.command_line.group import main
from reportgen.commands.command_line.help_page import front_page

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 110
_HEAD = """\
# Commands

What `reportgen --help` and the help of every command print; `python3 dev.py docs` writes this page, and a test
holds it current. Exit codes: 0 done, 1 does not reconcile, 2 cannot go on. The [README](../README.md) explains what
the options do to a report.
"""


def commands(group: click.Group, name: str) -> Iterator[tuple[str, str]]:
    """Yield the full name and the help of every command of ``group``, those of its groups included."""
    context = click.Context(group, info_name=name)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {each}")
        elif command is not None:
            shown = click.Context(
                command, info_name=f"{name} {each}", terminal_width=WIDTH, help_option_names=["-h", "--help"]
            )
            yield f"{name} {each}", command.get_help(shown)


def page() -> str:
    """Return the whole page."""
    blocks = [("reportgen", front_page()), *commands(main, "reportgen")]
    return _HEAD + "".join(f"\n## {name}\n```text\n{text.strip()}\n```\n" for name, text in blocks)


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else PAGE).write_text(page(), "utf-8")
