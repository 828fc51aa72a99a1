"""Adds up many files in chunks, which any executor can share; memory holds a few chunks, however many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from pathlib import Path
from typing import Final

from reportgen.rolling_up.tally import Load, Tally, tally

_CHUNK: Final = 64
"""Units that a worker adds before it answers."""
_WAITING: Final = 32
"""Chunks that are sent before the first answer is waited for."""


def tallies(load: Load, files: Iterable[Path], executor: Executor | None = None) -> Iterator[Tally]:
    """Yield the tallies of ``files``, chunk by chunk in their order; their sum is that of all.

    Raises:
        BrokenExecutor: a worker died; nothing of what it read is known.
    """
    chunks = _chunks(files)
    if executor is None:
        yield from (tally(load, chunk) for chunk in chunks)
        return
    waiting: deque[Future[Tally]] = deque()
    try:
        for chunk in chunks:
            waiting.append(executor.submit(tally, load, chunk))
            if len(waiting) >= _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _chunks(files: Iterable[Path]) -> Iterator[list[Path]]:
    rest = iter(files)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
