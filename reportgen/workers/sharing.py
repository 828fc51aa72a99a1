"""Shares many items among the workers of an executor, in order and a few at a time.

What a broken executor leaves is done by a process of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from typing import Final, Generic, TypeVar

from reportgen.workers.lone_worker import LoneWorker, can_travel
from reportgen.workers.tasks import Task

Item = TypeVar("Item")
Result = TypeVar("Result")
_CHUNK: Final = 8
"""Items sent to a worker together, because each message carries the templates."""
FLYING: Final = 64
"""Chunks that wait for a worker or are being worked on, where nobody says how many workers there are."""
_WAITING: Final = 64
"""Chunks that are done and wait for an earlier one: a slow item must neither stop the workers nor fill the memory."""
_BROKEN: Final = (BrokenExecutor, OSError)
"""A worker died, which ends its whole executor, or none could be started."""
_LOST: Final = frozenset(("KilledWorker", "FutureCancelledError", "CancelledError"))
"""How Dask, which is an extra, says that workers died of a chunk again and again, or that its cluster is gone."""


def share(
    task: Task[Item, Result],
    items: Iterable[Item],
    executor: Executor | None,
    arrived: Callable[[Result], object],
    flying: int | None = None,
) -> Generator[Result, None, None]:
    """Yield the result of every item in order; ``arrived`` is called with each as soon as it is there.

    At most ``flying`` chunks, by default ``FLYING``, are with the executor at a time. A broken executor does not say
    which item broke it. Its items are therefore done one at a time in a process of our own, where one that ends its
    process is identified and cannot end the caller. The same is done without an executor, unless ``task`` cannot go to
    another process.
    """
    with LoneWorker(task) as alone:
        if executor is None:
            for one in alone.each(items) if can_travel(task) else map(task, items):
                arrived(one)
                yield one
            return
        flight = _Flight(task, iter(items), executor, arrived)
        try:
            while flight.begin(flying or FLYING):
                flight.land()
                for chunk, results in flight.in_order():
                    if results is not None:
                        yield from results
                        continue
                    for one in alone.each(chunk):
                        arrived(one)
                        yield one
        finally:
            flight.cancel()


class _Flight(Generic[Item, Result]):
    """The chunks that were begun and not handed on, by number."""

    def __init__(
        self, task: Task[Item, Result], left: Iterator[Item], executor: Executor, arrived: Callable[[Result], object]
    ) -> None:
        self._task, self._left, self._executor, self._arrived = task, left, executor, arrived
        self._chunks: dict[int, tuple[Item, ...]] = {}
        self._ready: dict[int, Sequence[Result] | None] = {}
        self._flown: dict[Future[list[Result]], int] = {}
        self._begun = 0
        self._broken = False

    def begin(self, flying: int) -> bool:
        """Send chunks to the executor, or keep them where it is broken; return whether anything is left to do."""
        while len(self._flown) < flying and len(self._chunks) < (1 if self._broken else flying + _WAITING):
            chunk = tuple(islice(self._left, _CHUNK))
            if not chunk:
                break
            self._chunks[self._begun] = chunk
            try:
                if self._broken:
                    self._ready[self._begun] = None
                else:
                    self._flown[self._executor.submit(_all, self._task, chunk)] = self._begun
            except _BROKEN:
                self._broken, self._ready[self._begun] = True, None
            self._begun += 1
        return bool(self._chunks)

    def land(self) -> None:
        """Wait until a chunk that was sent is done, and take every one that is."""
        for future in wait(self._flown, return_when=FIRST_COMPLETED).done:
            results, broken = _result(future)
            self._broken = self._broken or broken
            self._ready[self._flown.pop(future)] = results
            for one in results or ():
                self._arrived(one)

    def in_order(self) -> Iterator[tuple[Sequence[Item], Sequence[Result] | None]]:
        """Yield the chunks that can be handed on, each with its results, or None where its workers died."""
        while self._chunks and (first := min(self._chunks)) in self._ready:
            yield self._chunks.pop(first), self._ready.pop(first)

    def cancel(self) -> None:
        """Begin nothing that was sent and waits."""
        for future in self._flown:
            future.cancel()


def _all(task: Task[Item, Result], items: Sequence[Item]) -> list[Result]:
    return [task(item) for item in items]


def _result(future: Future[list[Result]]) -> tuple[list[Result] | None, bool]:
    """Return what came of a chunk, None where its workers died, and whether its executor is at an end."""
    try:
        return future.result(), False
    except Exception as error:
        if isinstance(error, _BROKEN) or type(error).__name__ in _LOST:
            return None, isinstance(error, BrokenExecutor)
        raise
