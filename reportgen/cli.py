"""The entry of the command line: help and version without any library, ``render`` and ``check`` without click."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # typing takes longer to load than the front page to print
if TYPE_CHECKING:
    from typing import NoReturn

MANY = 100_000
"""New objects before Python collects garbage, because a command ends before much is left."""


def main() -> None:
    """Answer the command line of this process; an interruption at any moment ends it with a word."""
    from reportgen.commands.command_line.interruption import at_once

    with at_once():
        _main()


def _main() -> None:
    from reportgen.commands.command_line.help_page import quick_answer
    from reportgen.commands.command_line.words_for_commands import understood

    sys.argv[1:] = understood(sys.argv[1:])
    answer = quick_answer(sys.argv[1:])
    if answer is not None:
        _say(answer)
        return
    import atexit
    import gc

    gc.set_threshold(MANY)
    from reportgen.commands.fast_arguments import perform, plain_call

    call = plain_call(sys.argv[1:])
    if call is None:
        from reportgen.commands.command_line.group import main as run

        # Objects in use until the end need no garbage collection at the end.
        atexit.register(gc.freeze)
        try:
            run(prog_name="reportgen")
        except OSError as problem:  # what click itself prints, such as a command's help
            _end_without_output(problem)
    else:
        from reportgen.commands.command_line.error_boundary import exit_code_of

        _leave(exit_code_of(lambda: perform(*call)))


def _leave(code: int) -> NoReturn:
    """Exit without taking the program apart first: the system does that in a fraction of the time.

    Files are closed by then, and every message was flushed when it was said.
    """
    import atexit
    import os

    atexit._run_exitfuncs()  # whoever asked to be called at the end still is
    os._exit(code)


def _say(answer: str) -> None:
    """Print with what the console can show, where there is one."""
    if sys.stdout is None:
        return
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a console's stream has it
    try:
        from reportgen.commands.printing.program_name import as_typed

        sys.stdout.write(f"{as_typed(answer)}\n")
        sys.stdout.flush()
    except OSError as problem:
        _end_without_output(problem)


def _end_without_output(problem: OSError) -> None:
    from reportgen.commands.command_line.error_boundary import end_without_output

    end_without_output(problem)
