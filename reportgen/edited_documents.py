"""A document that somebody edited is never lost: it is kept beside the one that takes its name.

The old file gets a second name before the new one takes its first, so that there is no instant without it.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Literal

import attrs

from reportgen import atomic_write
from reportgen.core.limits import DEFAULT

_MARK: Final = "改动前"
_Held = Literal["made", "same", "other"]


@attrs.frozen
class Kept:
    """Where a document is kept; ``made`` tells that nothing had this name before."""

    path: Path
    made: bool

    def discard(self) -> None:
        """Take the second name away again, where the document was not replaced after all."""
        if self.made:
            with contextlib.suppress(OSError):
                self.path.unlink()


def keep_if_edited(file: Path, replacement: bytes, is_unchanged: Callable[[bytes], bool]) -> Kept | None:
    """Give ``file``, which ``replacement`` is about to replace, a second name, and return that.

    Return None where there is nothing to keep: the file is empty, equals ``replacement``, or ``is_unchanged``, as an
    earlier run wrote it. A name that has other content is never taken; one that has this content needs no second copy.
    Raises OSError.
    """
    content = _content(file)
    if content is not None and (content in (b"", replacement) or is_unchanged(content)):
        return None
    held = ((path, _holds(path, file, content)) for path in _names(file))
    return next(Kept(path, how == "made") for path, how in held if how != "other")


def _content(file: Path) -> bytes | None:
    """Return what a file holds; None where it is too large for a document of ours, or cannot be read."""
    try:
        return file.read_bytes() if file.stat().st_size <= DEFAULT.output_bytes else None
    except PermissionError:
        return None


def _names(file: Path) -> Iterator[Path]:
    """Yield ``report（改动前）.docx``, ``report（改动前2）.docx`` … beside ``file``, not longer than a name may be."""
    number = 1
    while True:
        tail = f"（{_MARK}{number if number > 1 else ''}）{file.suffix}"
        stem = file.stem
        while len(os.fsencode(stem + tail)) > atomic_write.MOST_NAME_BYTES:
            stem = stem[:-1]
        yield file.with_name(stem + tail)
        number += 1


def _holds(kept: Path, file: Path, content: bytes | None) -> _Held:
    """Give ``file`` the name ``kept`` too, or tell what has that name already."""
    try:
        os.link(file, kept)
    except FileExistsError:
        return _there(kept, file, content)
    except OSError:  # a file system without hard links, or a file that belongs to somebody else
        return _copied(kept, file, content)
    return "made"


def _there(kept: Path, file: Path, content: bytes | None) -> _Held:
    same = kept.is_file() and (kept.samefile(file) or (content is not None and _content(kept) == content))
    return "same" if same else "other"


def _copied(kept: Path, file: Path, content: bytes | None) -> _Held:
    """Make ``kept`` a copy of ``file``; a name that something has already is left alone."""
    copy = file.read_bytes() if content is None else content
    try:
        # The name is taken before it gets its content; the copy is as private as the file.
        os.close(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IMODE(file.stat().st_mode)))
    except FileExistsError:
        return _there(kept, file, copy)
    try:
        atomic_write.replace(kept, copy)
    except OSError:
        kept.unlink()
        raise
    return "made"
