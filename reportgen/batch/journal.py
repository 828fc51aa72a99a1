"""The journal of a batch: a line for each document made, so that an interrupted run is continued.

An entry counts only if the document exists and has the hash in the entry; a wrong journal costs no more than making
documents again.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import Final, Protocol

import attrs

from reportgen.batch.outcomes import Made
from reportgen.core.errors import Fault, OutputError
from reportgen.core.limits import MEBIBYTE
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.output_faults import failure
from reportgen.regular_file import NO_LINK
from reportgen.remote_files import Place, RemoteFile

JOURNAL: Final = "reportgen-batch.jsonl"
_PART: Final = re.compile(r"reportgen-batch-(\d{6,})\.jsonl")
_PART_ENTRIES: Final = 1_000
_PART_SECONDS: Final = 10
_OPEN: Final = (
    os.O_RDWR | os.O_CREAT | os.O_APPEND | NO_LINK | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
)
_LONGEST_LINE: Final = 4096
_MOST: Final = 256 * MEBIBYTE
"""So much is read of a journal, from its end: a million documents."""


class Journal(Protocol):
    """A journal open for writing."""

    def before(self) -> Iterator[tuple[str, Made]]:
        """Yield the entries of earlier runs, each with its document's name, the oldest first."""
        ...

    def note(self, target: Place, made: Made) -> None:
        """Add an entry for the document ``target``."""
        ...


class _LocalJournal:
    """A journal in a file, to which each entry is appended."""

    def __init__(self, stream: FileIO) -> None:
        self._source = stream
        self._stream: FileIO | None = stream
        self._write(b"\n")  # a kill may have cut the last line short

    def before(self) -> Iterator[tuple[str, Made]]:
        self._source.seek(-min(_MOST, self._source.seek(0, os.SEEK_END)), os.SEEK_END)
        return _entries(_lines(self._source))

    def note(self, target: Place, made: Made) -> None:
        self._write(_line(target, made))

    def _write(self, line: bytes) -> None:
        if self._stream is not None:
            try:
                self._stream.write(line)
            except OSError:  # a full disk: a document without an entry is made again by the next run
                self._stream = None


class _RemoteJournal:
    """A journal in files of a storage that cannot append: each run writes new ones, some entries a file."""

    def __init__(self, folder: RemoteFile) -> None:
        self._folder = folder
        self._parts = sorted(name for name, _ in _entries_of(folder) if _PART.fullmatch(name))
        self._next = int(_PART.fullmatch(self._parts[-1])[1]) + 1 if self._parts else 1  # type: ignore[index]  # it does
        self._waiting: list[bytes] = []
        self._written = time.monotonic()

    def before(self) -> Iterator[tuple[str, Made]]:
        for name in self._parts:
            with contextlib.suppress(OSError):  # documents without an entry are made again
                yield from _entries((self._folder / name).read(_MOST).split(b"\n"))

    def note(self, target: Place, made: Made) -> None:
        self._waiting.append(_line(target, made))
        if len(self._waiting) >= _PART_ENTRIES or time.monotonic() - self._written > _PART_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            with contextlib.suppress(OSError):
                (self._folder / f"reportgen-batch-{self._next:06}.jsonl").write(b"".join(self._waiting))
            self._next += 1
            self._waiting = []
        self._written = time.monotonic()


def journal_files(folder: RemoteFile) -> Iterator[RemoteFile]:
    """Yield the files of the journal in a remote ``folder``. Raises OSError."""
    return (folder / name for name, _ in _entries_of(folder) if _PART.fullmatch(name))


@contextlib.contextmanager
def journal_in(folder: Place) -> Iterator[Journal]:
    """Open the journal of ``folder`` after :func:`check_journal`.

    Raises:
        OutputError: it is no file of its own, or cannot be written.
    """
    if isinstance(folder, RemoteFile):
        try:
            remote = _RemoteJournal(folder)
        except OSError as error:
            raise OutputError(failure(folder, error)) from None
        try:
            yield remote
        finally:
            remote.flush()
        return
    path = folder / JOURNAL
    check_journal(path)
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(FileIO(os.open(path, _OPEN, 0o666), "r+b"))
            if not _is_own_file(os.fstat(stream.fileno())):  # it was exchanged after the check
                raise OutputError(_no_own_file(path))
            journal = _LocalJournal(stream)
        except OSError as error:
            raise OutputError(_unusable(path, error.strerror or str(error))) from None
        yield journal


def check_journal(path: Path) -> None:
    """Raise OutputError if ``path`` is a link, a pipe or a folder, which no batch made."""
    try:
        status = path.lstat()
    except OSError:
        return  # there is none
    if not _is_own_file(status):
        raise OutputError(_no_own_file(path))


def _is_own_file(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and status.st_nlink <= 1


def _entries_of(folder: RemoteFile) -> list[tuple[str, bool]]:
    try:
        return [*folder.entries()]
    except FileNotFoundError:  # nothing was written there yet
        return []


def _line(target: Place, made: Made) -> bytes:
    return (json.dumps({"file": target.name, **attrs.asdict(made)}, ensure_ascii=False) + "\n").encode()


def _lines(stream: FileIO) -> Iterator[bytes]:
    """Yield the lines of ``stream``; of one that is too long for an entry only the beginning."""
    rest = b""
    while piece := stream.read(MEBIBYTE):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
        rest = rest[: _LONGEST_LINE + 1]


def _entries(lines: Iterable[bytes]) -> Iterator[tuple[str, Made]]:
    """Yield the entries among ``lines``; other lines are ignored."""
    for line in lines:
        if not line.startswith(b"{") or len(line) > _LONGEST_LINE:
            continue
        try:
            entry = json.loads(line)
            name, key, document = entry["file"], entry["key"], entry["document"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(name, str) and isinstance(key, str) and isinstance(document, str):
            yield name, Made(key, document)


def _no_own_file(path: Path) -> Fault:
    says = Text(
        "批处理记录不是普通文件（是链接、管道、设备或文件夹），没有改动它",
        "the journal of the batch is a link, a pipe, a device or a folder, not a file of its own; it was left alone",
    )
    remedy = Text("请移走或删除它后再运行", "Move or delete it and run again")
    return Fault("journal-not-file", says, Origin(str(path)), remedy)


def _unusable(path: Path, why: str) -> Fault:
    says = Text(f"批处理记录无法写入（{why}）", f"the journal of the batch cannot be written ({why})")
    remedy = Text("请检查文件权限，或删除它后再运行", "Check its permissions, or delete it, and run again")
    return Fault("output-not-writable", says, Origin(str(path)), remedy)
