"""The help pages of the commands with headings in both languages."""

from __future__ import annotations

from collections.abc import Iterable

import click

from reportgen.commands.printing.program_name import PROGRAM, as_typed

_HEADINGS = {"Options": "选项 / options", "Commands": "命令 / commands"}
_HELP = "显示本页 / show this page"


class HelpFormatter(click.HelpFormatter):
    """click's formatter, with its own words in Chinese and English."""

    # click fixes these methods' parameters.

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called, as this user has to type it."""
        words = args.replace("[OPTIONS]", "[选项 OPTIONS]").replace("COMMAND [ARGS]...", "命令 COMMAND …")
        super().write_usage(
            as_typed(prog + " ").rstrip() if prog == PROGRAM else as_typed(prog), words, prefix or "用法 / usage: "
        )

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options or commands."""
        said = [(first, _HELP if second.startswith("Show this message") else _marks(second)) for first, second in rows]
        super().write_dl(said, col_max, col_spacing)


def _marks(words: str) -> str:
    return words.replace("[required]", "[必填 required]").replace("[default: ", "[默认 default: ")


class CommandContext(click.Context):
    """A context whose help page is written by :class:`HelpFormatter`."""

    formatter_class = HelpFormatter
