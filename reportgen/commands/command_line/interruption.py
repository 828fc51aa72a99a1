"""What Ctrl-C does: a word and the exit code 2, at whatever moment; the work itself may clean up first."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 2


class at_once:  # noqa: N801 — reads as what it does
    """While it is entered Ctrl-C ends the process at once: nothing was begun that would have to be cleaned up."""

    def __enter__(self) -> None:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody has reasons of his own
            signal.signal(signal.SIGINT, _end)

    def __exit__(self, *_: object) -> None:
        pass  # until the process ends


class cleaning_up:  # noqa: N801 — as above
    """While it is entered Ctrl-C raises KeyboardInterrupt, so that half-written files are removed."""

    def __enter__(self) -> None:
        self.at_once = signal.getsignal(signal.SIGINT) is _end
        if self.at_once:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def __exit__(self, *_: object) -> None:
        if self.at_once:
            signal.signal(signal.SIGINT, _end)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 — as Python calls a handler
    if sys.stderr is not None:
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a console's stream has it
        sys.stderr.write("已中断 / interrupted\n")
        sys.stderr.flush()
    os._exit(INTERRUPTED)
