"""Shares a batch's jobs among the workers of an executor; the jobs of workers that died are done by our own worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from typing import Final

from reportgen.batch.lone_worker import one_at_a_time
from reportgen.batch.outcomes import Done, Job, Work, attempt

Numbered = tuple[int, Job]
_CHUNK: Final = 8
"""Jobs sent to a worker together, because each message carries the templates."""
_LOST: Final = (BrokenExecutor, OSError)
"""A worker died, which ends its whole executor, or none could be started."""


def share(work: Work, program: str, jobs: Sequence[Job], executor: Executor) -> Iterator[tuple[int, Done]]:
    """Yield each job's number and its result, as they are done.

    A broken executor does not say which data file broke it. Its remaining jobs are therefore done one at a time in a
    process of our own, where a data file that ends its process is identified and cannot end the caller.
    """
    left = dict(enumerate(jobs))
    futures: list[Future[list[tuple[int, Done]]]] = []
    try:
        for chunk in _chunks(list(left.items())):
            try:
                futures.append(executor.submit(_attempt_all, work, program, chunk))
            except _LOST:
                break
        for future in as_completed(futures):
            for number, done in _result(future):
                del left[number]
                yield number, done
    finally:
        for future in futures:
            future.cancel()
    if left:
        yield from one_at_a_time(work, program, left)


def _chunks(jobs: Sequence[Numbered]) -> Iterator[Sequence[Numbered]]:
    for start in range(0, len(jobs), _CHUNK):
        yield jobs[start : start + _CHUNK]


def _attempt_all(work: Work, program: str, jobs: Sequence[Numbered]) -> list[tuple[int, Done]]:
    return [(number, attempt(work, program, job)) for number, job in jobs]


def _result(future: Future[list[tuple[int, Done]]]) -> list[tuple[int, Done]]:
    try:
        return future.result()
    except _LOST:
        return []
