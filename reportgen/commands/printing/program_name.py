"""The program's name as the user typed it, so that every command in a message can be copied as it stands."""

from __future__ import annotations

import os
import sys

PROGRAM = "reportgen"
VARIABLE = "REPORTGEN_PROGRAM"
"""How whoever starts the program for the user was typed: ``py dev.py run --``."""
_COMMAND = (
    r"(?<![\w/.\\-])reportgen(?= (?:--|-h|batch|check|compare|convert|explain|merge|new|publish|read|render|rollup"
    r"|rules|sample|schema|template|types|命令|COMMAND|\[)|$)"
)


def program() -> str:
    """Return how the program was called: ``reportgen``, ``python -m reportgen`` or ``py dev.py run --``."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    started = sys.argv[0].replace("\\", "/") if sys.argv else ""
    if not started.endswith(f"/{PROGRAM}/__main__.py"):
        return PROGRAM
    called = sys.orig_argv[0].replace("\\", "/").rpartition("/")[2] if sys.orig_argv else "python"
    python = called.removesuffix(".exe")
    return f"{python} -m {PROGRAM}"


def as_typed(line: str) -> str:
    """Return a message with the commands in it as this user has to type them."""
    name = program()
    if name == PROGRAM or PROGRAM not in line:
        return line
    import re

    return re.sub(_COMMAND, lambda _: name, line)
