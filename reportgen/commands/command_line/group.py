"""The commands by name, each imported only when it is called."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from reportgen.commands.command_line.help_page import COMMANDS, SHOWN_VERSION, front_page
from reportgen.commands.command_line.refusing_group import RefusingGroup
from reportgen.commands.printing.program_name import as_typed


class LazyGroup(RefusingGroup):
    """A group that imports a command's module only when that command runs."""

    # click fixes these methods' parameters.

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which an office needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"reportgen.commands.{cmd_name.replace('-', '_')}").command
        return command if isinstance(command, click.Command) else None

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the page that is also shown without click."""
        return as_typed(front_page())

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments before the command; a mistake in them is reported as every other."""
        line = tuple(args)
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            _refuse(error, line=line)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and exit with the code of :func:`error_boundary.exit_code_of`."""
        from reportgen.commands.command_line.error_boundary import exit_code_of

        try:
            ctx.exit(exit_code_of(functools.partial(super().invoke, ctx)))
        except click.UsageError as error:
            _refuse(error, ctx)


def _refuse(error: click.UsageError, ctx: click.Context | None = None, line: Sequence[str] = ()) -> NoReturn:
    """Print what is wrong with the command line and exit; a group without its command shows its help, as click does."""
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        raise error
    from reportgen.commands.command_line.error_boundary import CANNOT_GO_ON
    from reportgen.commands.command_line.usage_errors import misuse
    from reportgen.commands.printing.console import say_error
    from reportgen.core.errors import UsageError

    say_error(UsageError(misuse(error, ctx, line)))
    raise click.exceptions.Exit(CANNOT_GO_ON)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(message=SHOWN_VERSION)
@click.option("--lang", type=click.Choice(["zh", "en"]))
def main(lang: str | None) -> None:
    """Run a command in the language chosen."""
    if lang is not None:
        from reportgen.commands.printing.console import choose_language

        choose_language(lang)
