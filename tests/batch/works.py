"""Works for a batch that do what no sound one does; worker processes import them from here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reportgen import batch
from reportgen.workers.processes import Workers

THREAD: Final = ThreadPoolExecutor(1)
"""For tests that are not about workers: a process would cost each of them half a second."""


def run(
    sources: Sequence[Path], folder: Path, work: batch.Work, program: str = "p", executor: Executor | None = THREAD
) -> list[batch.Outcome]:
    """Do a whole batch with a work of its own, as :func:`reportgen.render_all` does with the real one."""
    jobs = batch.plan(((source, f"{source.stem}.docx") for source in sources), folder)
    return list(batch.run(jobs, folder, work, program, executor))


@contextmanager
def in_this_process(*_: object) -> Iterator[Workers]:
    """Stand in for :func:`reportgen.workers.processes.workers`: a test of a command need not start processes."""
    yield Workers(THREAD)


def copy(source: Path, target: Path) -> batch.Product:
    target.write_bytes(source.read_bytes())
    return batch.Product()


def copy_or_die(source: Path, target: Path) -> batch.Product:
    """End the process that was given a killer, as the system does when memory runs out."""
    if source.stem.startswith("killer"):
        os.kill(os.getpid(), signal.SIGKILL)
    return copy(source, target)


def copy_or_die_once(source: Path, target: Path) -> batch.Product:
    """End the first process that was given a killer."""
    met = source.with_suffix(".met")
    if source.stem.startswith("killer") and not met.exists():
        met.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return copy(source, target)


def copy_or_fail(source: Path, target: Path) -> batch.Product:
    if source.stem == "odd":
        raise ZeroDivisionError("there is nothing to divide by")
    print("copied", source, flush=True)  # noqa: T201 — what a work prints must not be taken for its answer
    return copy(source, target)
