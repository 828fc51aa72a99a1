"""Works for a batch that do what no sound one does; worker processes import them from here."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def copy(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())


def copy_or_die(source: Path, target: Path) -> None:
    """End the process that was given a killer, as the system does when memory runs out."""
    if source.stem.startswith("killer"):
        os.kill(os.getpid(), signal.SIGKILL)
    copy(source, target)


def copy_or_die_once(source: Path, target: Path) -> None:
    """End the first process that was given a killer."""
    met = source.with_suffix(".met")
    if source.stem.startswith("killer") and not met.exists():
        met.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    copy(source, target)


def copy_or_fail(source: Path, target: Path) -> None:
    if source.stem == "odd":
        raise ZeroDivisionError("there is nothing to divide by")
    print("copied", source, flush=True)  # noqa: T201 — what a work prints must not be taken for its answer
    copy(source, target)
