"""The office's door: what can be said at once is said at once; everything else is for the commands."""

from __future__ import annotations

import sys

from reportgen.commands.front_page import quick_answer

MANY = 100_000
"""New objects before Python looks for garbage: a command lives too briefly to leave much."""


def main() -> None:
    """Answer the command line of this process."""
    answer = quick_answer(sys.argv[1:])
    if answer is not None:
        _say(answer)
        return
    import atexit
    import gc

    gc.set_threshold(MANY)
    # What is in use until the end need not be searched for garbage at the end.
    atexit.register(gc.freeze)
    from reportgen.commands.plain_road import perform, plain_call

    call = plain_call(sys.argv[1:])
    if call is None:
        from reportgen.commands.group import main as run

        run()
    else:
        from reportgen.commands.endings import settled

        sys.exit(settled(lambda: perform(*call)))


def _say(answer: str) -> None:
    """Print with what the console can show; a reader that went away is no failure."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a console's stream has it
    try:
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
