"""A group of commands that refuses an unknown one by an exception of its own; click has had one only since 8.4."""

from __future__ import annotations

import click

from reportgen.commands.command_line.help_formatter import CommandContext


class NoSuchCommandError(click.UsageError):
    """The group has no command called ``name``."""

    def __init__(self, name: str, ctx: click.Context) -> None:
        super().__init__(f"no such command: {name}", ctx)
        self.name = name


class RefusingGroup(click.Group):
    """A group whose ``resolve_command`` raises :class:`NoSuchCommandError`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return a command's name, the command, and what follows it."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-") and not ctx.resilient_parsing:
            raise NoSuchCommandError(name, ctx)
        found = super().resolve_command(ctx, args)
        if found[1] is not None:
            found[1].context_class = CommandContext
        return found
