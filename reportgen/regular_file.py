"""Reads regular files, up to a number of bytes; refuses devices and pipes, which may have no end."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_PIECE: Final = 16 * 1024
NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
"""For :func:`read_regular`: refuse a symbolic link, where the system can."""


class SpecialFileError(OSError):
    """A path that leads to a device, a pipe or a socket, not to a file."""


def read_regular(path: Path, most: int, flags: int = 0) -> bytes:
    """Return the first ``most`` bytes of the file at ``path``; ``flags`` go to the system's own ``open``.

    Raises:
        SpecialFileError: it is a device, a pipe or a socket; it was not opened.
        IsADirectoryError: it is a folder, on Windows too.
        OSError, ValueError: it cannot be opened or read.
    """
    check_regular(path.stat())
    descriptor = os.open(path, _READ | flags)
    try:
        status = os.fstat(descriptor)
        check_regular(status)  # the path may lead to another file meanwhile
        return b"".join(_pieces(descriptor, most, status.st_size))
    finally:
        os.close(descriptor)


def _pieces(descriptor: int, most: int, size: int) -> Iterator[bytes]:
    """Yield at most ``most`` bytes of an open file, which says that it has ``size``: files of /proc say 0."""
    left = most
    while left > 0:
        try:
            piece = os.read(descriptor, min(left, max(size + 1, _PIECE)))
        except BlockingIOError:  # a file of /proc that would block
            return
        if not piece:
            return
        left -= len(piece)
        yield piece


def check_regular(status: os.stat_result) -> None:
    """Raise SpecialFileError or IsADirectoryError if ``status`` is not that of a file."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFileError(errno.EINVAL, "not a file")
