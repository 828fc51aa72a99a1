"""Turns the end of a command into an exit code and a message, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from reportgen.commands.command_line.interruption import cleaning_up
from reportgen.commands.printing.console import say, say_error
from reportgen.core.errors import ReportgenError
from reportgen.core.text import Text

DOES_NOT_RECONCILE, CANNOT_GO_ON = 1, 2
"""Exit codes: of some report the figures differ; or the work could not be done. 0 is success."""


def exit_code_of(work: Callable[[], object]) -> int:
    """Do ``work``, print what it raises, and return the exit code."""
    try:
        with cleaning_up():
            work()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else CANNOT_GO_ON
    except ReportgenError as error:
        say_error(error)
        return CANNOT_GO_ON
    except KeyboardInterrupt:
        say(Text("已中断", "interrupted"), error=True)
        return CANNOT_GO_ON
    except OSError as problem:
        # Errors of files are caught where the files are opened; this one is of a standard stream.
        end_without_output(problem)
    return 0


def end_without_output(problem: OSError) -> None:
    """End because a standard stream cannot be written; a reader that closed the pipe is no failure."""
    if isinstance(problem, BrokenPipeError):
        if sys.stderr is not None:
            sys.stderr.close()
        return
    reason = problem.strerror or str(problem)
    say(Text(f"输出写不下去：{reason}", f"the output cannot be written: {reason}"), error=True)
    os._exit(CANNOT_GO_ON)  # a normal exit would flush the full stream and fail again
