"""Adds up many files in chunks, which any executor can share; memory holds a few chunks, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import islice
from typing import Final

import attrs

from reportgen.core.errors import DataError, Fault
from reportgen.remote_files import Place
from reportgen.rolling_up.tally import Load, Tally, tally, unreadable
from reportgen.workers.sharing import share

_CHUNK: Final = 8
"""Units that are added before they are answered for; a worker is sent several such chunks."""


def tallies(
    load: Load, files: Iterable[Place], executor: Executor | None = None, flying: int | None = None
) -> Iterator[Tally]:
    """Yield the tallies of ``files``, chunk by chunk in their order; their sum is that of all.

    What a worker that died had in hand is read again by a process of our own, file by file; a file that ends that one,
    too, is a unit that cannot be read.
    """
    work, chunks = _Adding(load), _chunks(files)
    if executor is None:
        yield from map(work, chunks)
        return
    for part in share(work, chunks, executor, lambda _: None, flying):
        if part.unfinished:
            yield from share(work, [[file] for file in part.unfinished], None, lambda _: None)
        else:
            yield part


@attrs.frozen
class _Adding:
    """Adds up one chunk after another."""

    load: Load

    def __call__(self, files: Sequence[Place]) -> Tally:
        return tally(self.load, files)

    def source(self, files: Sequence[Place]) -> Place:
        return files[0]

    def refused(self, files: Sequence[Place], *faults: Fault) -> Tally:
        if len(files) > 1:
            return Tally(unfinished=tuple(files))
        return Tally(problems=(unreadable(files[0], DataError(faults)),))


def _chunks(files: Iterable[Place]) -> Iterator[list[Place]]:
    rest = iter(files)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
