"""The option ``--units``, which takes several files."""

from __future__ import annotations

import click

UNITS = "--units"


class UnitsCommand(click.Command):
    """A command whose ``--units`` takes every file up to the next option, as a shell expands ``*.yaml``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat ``--units`` before each of its files."""
        spread: list[str] = []
        inside = False
        for argument in args:
            if argument == UNITS:
                inside = True
            elif argument.startswith("-") and argument != "-":
                inside = False
                spread.append(argument)
            else:
                spread += [UNITS, argument] if inside else [argument]
        if inside and args[-1] == UNITS:
            spread.append(UNITS)
        return super().parse_args(ctx, spread)
