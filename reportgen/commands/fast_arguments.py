"""The commonest command lines, ``render DATA [-o OUT]`` and ``check DATA``, without click: a tenth of a cold report.

Only words are taken that click, too, could read in no other way; everything else is for click.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

Call = tuple[str, str, str | None]
"""A command's name, its DATA, and its OUT."""

_SPECIAL = frozenset("*?[~$%")
"""What click expands on Windows, where no shell does: patterns, a home folder, variables."""


def plain_call(arguments: Sequence[str]) -> Call | None:
    """Return what the command line asks for, or ``None`` where click must read it."""
    found: Call | None = None
    match arguments:
        case ["render" | "check" as name, data]:
            found = name, data, None
        case ["render", data, ("-o" | "--output"), output] | ["render", ("-o" | "--output"), output, data]:
            found = "render", data, output
    asks_for_completions = any(name[:1] == "_" and name.endswith("_COMPLETE") for name in os.environ)
    if found is None or asks_for_completions or not all(_is_plain(word) for word in found if word is not None):
        return None
    return found


def perform(name: str, data: str, output: str | None) -> None:
    """Run a command as click would with these parameters."""
    if name == "render":
        from reportgen.commands.rendering import render

        render(data, () if output is None else (output,))
    else:
        from reportgen.commands.checking import check

        check(data)


def _is_plain(word: str) -> bool:
    return bool(word) and not word.startswith("-") and _SPECIAL.isdisjoint(word)
