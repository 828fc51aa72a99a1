"""Works for a batch that do what no sound one does; worker processes import them from here."""

from __future__ import annotations

import os
import signal
from pathlib import Path

Made = tuple[tuple[()], None]
"""What a work gives: no findings, and no document that somebody had edited."""


def copy(source: Path, target: Path) -> Made:
    target.write_bytes(source.read_bytes())
    return (), None


def copy_or_die(source: Path, target: Path) -> Made:
    """End the process that was given a killer, as the system does when memory runs out."""
    if source.stem.startswith("killer"):
        os.kill(os.getpid(), signal.SIGKILL)
    return copy(source, target)


def copy_or_die_once(source: Path, target: Path) -> Made:
    """End the first process that was given a killer."""
    met = source.with_suffix(".met")
    if source.stem.startswith("killer") and not met.exists():
        met.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return copy(source, target)


def copy_or_fail(source: Path, target: Path) -> Made:
    if source.stem == "odd":
        raise ZeroDivisionError("there is nothing to divide by")
    print("copied", source, flush=True)  # noqa: T201 — what a work prints must not be taken for its answer
    return copy(source, target)
