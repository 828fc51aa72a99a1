"""Writes a finished document so that its file is the old or the new one, whole, at any moment.

The content goes to a temporary file in the target's folder, is forced to the disk, and takes the target's place in one
step. A temporary file is locked while its writer lives, so that what a killed run left can be told from what another
run is writing.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from io import FileIO
from pathlib import Path
from typing import Final

from reportgen import output_faults
from reportgen.core.errors import OutputError

if sys.platform != "win32":  # Windows does not delete an open file; otherwise the age decides
    import fcntl

_LEFTOVER: Final = re.compile(r"\.~reportgen-[0-9a-f]{16}\.tmp")
_OLD_SECONDS: Final = 24 * 60 * 60
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_Step = tuple[Path, Path, Path, Path | None]
"""A target, the file that it leads to, the new file, and a copy of the old one if it may have to be restored."""


def write_atomically(target: Path, content: bytes) -> None:
    """Put ``content`` in the file ``target``: a reader sees the old file or the new one, never a part.

    A killed or failed run leaves the old file as it was; a new one keeps its permissions. A symbolic link is followed.
    Raises OutputError.
    """
    write_together([(target, content)])


def write_together(
    files: Sequence[tuple[Path | Reservation, bytes | Iterable[bytes]]],
    *,
    inputs: Collection[Path] = (),
    clean: bool = True,
    ready: Callable[[], object] | None = None,
    keep: Callable[[int, Path], object] | None = None,
) -> None:
    """Put each content in its file, or none of them; the first should be the one likeliest to be in use elsewhere.

    A long content may come in pieces, which are written one after the other. Every content is on the disk before the
    first takes its place; where a later one cannot take its own, the earlier ones are put back. Only a kill between two
    steps can leave a new file beside an old one. ``inputs`` are files that must not be overwritten; ``clean`` also
    removes what killed runs left in the folders (a batch does that once, with ``remove_leftovers``). ``ready`` is
    called before the first step, ``keep`` with the number of a file, from 0, and its old file at the last instant
    before that is replaced: it may get a second name. The rest is as in :func:`write_atomically`.
    """
    with contextlib.ExitStack() as stack:
        places = [
            target if isinstance(target, Reservation) else stack.enter_context(reserved(target, inputs))
            for target, _ in files
        ]
        folders = dict.fromkeys(place.real.parent for place in places)
        if clean:
            for folder in folders:
                remove_leftovers(folder, but=[place.temporary.name for place in places])
        steps: list[_Step] = []
        for number, (place, (_, content)) in enumerate(zip(places, files, strict=True), 1):
            real, last = place.real, number == len(places)
            with _failing_as(place.target):
                place.fill(content)
                old = stack.enter_context(_holding(real.read_bytes(), real)) if not last and real.exists() else None
            steps.append((place.target, real, place.temporary, old))
        if ready is not None:
            ready()
        _take_places(steps, keep)
        for folder in folders:
            _sync_folder(folder)


def write_new(target: Path, content: bytes) -> None:
    """Put ``content`` in the new file ``target``; a file that is there is somebody's work and is never replaced.

    Raises OutputError.
    """
    check_target(target)
    if target.exists():
        raise OutputError(output_faults.exists(target))
    write_atomically(target, content)


def replace(file: Path, content: bytes) -> None:
    """Put ``content`` in ``file``, which exists and is no link, in one step. Raises OSError."""
    with _holding(content, file) as new:
        new.replace(file)


class Reservation:
    """A place for a file that can be written: a temporary file in its folder, open until it takes that place.

    ``real`` is the file that ``target`` leads to.
    """

    def __init__(self, target: Path, real: Path, stream: FileIO, temporary: Path) -> None:
        self.target, self.real, self.temporary = target, real, temporary
        self._stream = stream

    def fill(self, content: bytes | Iterable[bytes]) -> None:
        """Write ``content``, with the permissions of the file that it replaces from its first byte. Raises OSError."""
        if self.real.exists():
            _keep_mode(self._stream, self.real)
        if isinstance(content, bytes):
            _write(self._stream, content)
        else:
            for piece in content:
                _write_piece(self._stream, piece)
            os.fsync(self._stream.fileno())
        if sys.platform == "win32":
            self._stream.close()  # an open file cannot be renamed there


@contextlib.contextmanager
def reserved(target: Path, inputs: Collection[Path] = ()) -> Iterator[Reservation]:
    """Hold a place for ``target`` until the end of the block; without anything written nothing is left of it.

    Raises OutputError, with every reason, if ``target`` cannot be written or must not be: ``output-name``,
    ``output-name-too-long``, ``output-is-directory``, ``output-not-file``, ``output-folder-missing``,
    ``output-not-writable``, ``output-disk-full``, ``output-is-input``.
    """
    faults = list(output_faults.name_faults(target.name, str(target)))
    with contextlib.ExitStack() as stack:
        try:
            real = Path(os.path.realpath(target))
            found = list(output_faults.place_faults(target, real.parent, inputs))
            faults += found
            if not found:  # only writing shows whether the folder accepts a file
                mode = 0o600 if real.exists() else 0o666
                stream, temporary = stack.enter_context(_temporary(real.parent, mode))
        except OSError as error:
            faults.append(output_faults.failure(target, error))
        except ValueError:
            faults.append(output_faults.invalid_path(target))
        unique = {fault.id: fault for fault in reversed(faults)}
        if unique:
            raise OutputError(reversed(unique.values()))
        yield Reservation(target, real, stream, temporary)


def check_target(target: Path, inputs: Collection[Path] = ()) -> None:
    """Raise OutputError as :func:`reserved` does; leaves nothing behind."""
    with reserved(target, inputs):
        pass


def remove_leftovers(folder: Path, but: Collection[str] = ()) -> None:
    """Remove the temporary files that killed runs left in ``folder``, ``but`` for some; those of living runs stay."""
    try:
        with os.scandir(folder) as found:
            names = [entry.name for entry in found if _LEFTOVER.fullmatch(entry.name) and entry.name not in but]
    except OSError:
        return
    for name in names:
        with contextlib.suppress(OSError):
            _remove_if_dead(folder / name)


@contextlib.contextmanager
def _temporary(folder: Path, mode: int = 0o600) -> Iterator[tuple[FileIO, Path]]:
    """Yield a new locked file in ``folder``; it is deleted afterwards, unless it replaced another file."""
    stream, path = _create(folder, mode)
    try:
        yield stream, path
    finally:
        with contextlib.suppress(OSError):
            stream.close()
        with contextlib.suppress(OSError):
            path.unlink()


def _create(folder: Path, mode: int) -> tuple[FileIO, Path]:
    while True:
        path = folder / f".~reportgen-{os.urandom(8).hex()}.tmp"
        stream = FileIO(os.open(path, _CREATE, mode), "wb")
        if sys.platform == "win32":
            return stream, path
        with contextlib.suppress(OSError):  # without locks only the age identifies leftovers
            fcntl.flock(stream, fcntl.LOCK_EX)
        if os.fstat(stream.fileno()).st_nlink:
            return stream, path
        stream.close()  # another run took it for a leftover before it was locked


@contextlib.contextmanager
def _holding(content: bytes, replaced: Path) -> Iterator[Path]:
    """Yield a file with ``content`` that can replace ``replaced``."""
    with _temporary(replaced.parent) as (stream, temporary):
        Reservation(replaced, replaced, stream, temporary).fill(content)
        yield temporary


@contextlib.contextmanager
def _failing_as(target: Path) -> Iterator[None]:
    """Raise OutputError about ``target`` for an OSError inside the block."""
    try:
        yield
    except OSError as error:
        raise OutputError(output_faults.failure(target, error)) from None


def _take_places(steps: Sequence[_Step], keep: Callable[[int, Path], object] | None) -> None:
    done = 0
    try:
        for target, real, new, _ in steps:
            with _failing_as(target):
                if keep is not None and real.exists():
                    with contextlib.suppress(FileNotFoundError):  # it was deleted meanwhile
                        keep(done, real)
                new.replace(real)
            done += 1
    except BaseException:
        for _, real, _, old in reversed(steps[:done] if done < len(steps) else ()):
            _put_back(real, old)
        raise


def _put_back(real: Path, old: Path | None) -> None:
    """Undo a step; ``old`` is the earlier file, if there was one."""
    with contextlib.suppress(OSError):
        real.unlink() if old is None else old.replace(real)


def _write(stream: FileIO, content: bytes) -> None:
    _write_piece(stream, content)
    os.fsync(stream.fileno())


def _write_piece(stream: FileIO, piece: bytes) -> None:
    left = memoryview(piece)
    while left:
        left = left[stream.write(left) :]


def _keep_mode(stream: FileIO, replaced: Path) -> None:
    """Give the new file the permissions of the one that it replaces, before it has content."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # a file system without permissions
            old = replaced.stat()
            mode = stat.S_IMODE(old.st_mode)
            if os.fstat(stream.fileno()).st_gid != old.st_gid:
                try:
                    os.fchown(stream.fileno(), -1, old.st_gid)
                except OSError:  # another group gets the permissions of everybody, not those of the old file's group
                    mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
            os.fchmod(stream.fileno(), mode)


def _sync_folder(folder: Path) -> None:
    """Flush the folder's entry to disk where the system can; the file itself is there already."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _remove_if_dead(path: Path) -> None:
    details = path.lstat()
    if not stat.S_ISREG(details.st_mode):
        return
    if time.time() - details.st_mtime > _OLD_SECONDS:
        path.unlink()
    elif sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while the writer lives
            path.unlink()
        finally:
            os.close(descriptor)
