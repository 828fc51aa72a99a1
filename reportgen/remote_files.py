"""Files behind URLs that fsspec knows, such as ``s3://bucket/a.yaml``: read and written whole.

Machines that work together then share no disk. fsspec is an extra, and what it needs for each kind of storage is its
user's to install.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.extras import install
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.regular_file import read_regular

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DELETED_TOGETHER: Final = 500


def is_url(given: object) -> bool:
    """Return whether ``given`` is a text that begins as a URL does; the letter of a drive is no scheme."""
    return isinstance(given, str) and _URL.match(given) is not None


@attrs.frozen
class RemoteFile:
    """A file or folder behind a URL, named as :class:`pathlib.Path` names those of this machine.

    Errors of whatever storage it is become OSError; where fsspec or its part for this storage is missing, UsageError.
    """

    url: str

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, name: str) -> RemoteFile:
        return RemoteFile(f"{self.url.rstrip('/')}/{name}")

    @property
    def name(self) -> str:
        """The last part of the URL."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """The end of the name from its last dot."""
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> RemoteFile:
        """The folder of the file."""
        return RemoteFile(self.url.rstrip("/").rpartition("/")[0])

    def with_name(self, name: str) -> RemoteFile:
        """Return the file called ``name`` beside this one."""
        return self.parent / name

    def read(self, most: int) -> bytes:
        """Return the first ``most`` bytes. Raises OSError, FileNotFoundError."""
        return self._part(lambda size: (0, min(size, most)))

    def end(self, most: int) -> bytes:
        """Return the last ``most`` bytes. Raises OSError, FileNotFoundError."""
        return self._part(lambda size: (max(0, size - most), size))

    def _part(self, limits: Callable[[int], tuple[int, int]]) -> bytes:
        """Return the bytes from one position to another, which ``limits`` gives for the size of the file."""
        system, path = _system(self.url)
        with _as_os_errors():
            size = int(system.info(path)["size"])
            first, last = limits(size)
            if last - first == size:
                whole: bytes = system.cat_file(path)
                return whole
            with system.open(path, "rb") as stream:
                stream.seek(first)
                part: bytes = stream.read(last - first)
                return part

    def read_bytes(self) -> bytes:
        """Return its whole content. Raises OSError, FileNotFoundError."""
        return self.read(sys.maxsize)

    def write(self, content: bytes) -> None:
        """Put ``content`` there; a reader sees the old file or the new one. Raises OSError."""
        system, path = _system(self.url)
        with _as_os_errors():
            system.pipe_file(path, content)

    def write_pieces(self, pieces: Iterable[bytes]) -> None:
        """Put what the ``pieces`` are together there, when all of them are known. Raises OSError."""
        system, path = _system(self.url)
        with TemporaryDirectory() as folder:  # not every storage lets go of what was begun
            file = Path(folder, "whole")
            with file.open("wb") as stream:
                stream.writelines(pieces)
            with _as_os_errors():
                system.put_file(str(file), path)

    def copy(self, to: RemoteFile) -> None:
        """Copy it to another place of the same storage. Raises OSError."""
        system, path = _system(self.url)
        with _as_os_errors():
            system.cp_file(path, _system(to.url)[1])

    def exists(self) -> bool:
        """Return whether a file or a folder is there. Raises OSError."""
        system, path = _system(self.url)
        with _as_os_errors():
            return bool(system.exists(path))

    def is_dir(self) -> bool:
        """Return whether it is a folder with something in it. Raises OSError."""
        system, path = _system(self.url)
        with _as_os_errors():
            return bool(system.isdir(path))

    def entries(self) -> Iterator[tuple[str, bool]]:
        """Yield the name of everything in this folder and whether it is a folder. Raises OSError."""
        system, path = _system(self.url)
        with _as_os_errors():
            found: Sequence[Any] = system.ls(path, detail=True)
        own = path.strip("/")
        for one in found:
            full = one["name"].strip("/")
            if full != own:  # S3 lists a folder that somebody made by hand inside of itself
                yield full.rpartition("/")[2], one["type"] == "directory"


Place = Path | RemoteFile
"""Where a file is: on this machine or behind a URL."""


def place(given: str | Path | RemoteFile) -> Place:
    """Return the place that ``given`` names; a ``file://`` URL is a path."""
    if not isinstance(given, str):
        return given
    if not is_url(given):
        return Path(given)
    if given.lower().startswith("file://"):
        from urllib.parse import urlsplit  # noqa: PLC0415 — the next loads all of HTTP
        from urllib.request import url2pathname  # noqa: PLC0415 — the same

        return Path(url2pathname(urlsplit(given).path))
    return RemoteFile(given.rstrip("/"))


def content_of(file: Place, most: int) -> bytes:
    """Return the first ``most`` bytes of a file. Raises OSError, and ValueError for a path that no file can have."""
    return file.read(most) if isinstance(file, RemoteFile) else read_regular(file, most)


def same_file(one: Place, other: Place) -> bool:
    """Whether two places are one file, also through a link; of those that are not there, whether they are equal."""
    if isinstance(one, RemoteFile) or isinstance(other, RemoteFile):
        return one == other
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def delete(files: Iterable[RemoteFile]) -> None:
    """Delete ``files``, all of one storage, many with each request. Raises OSError."""
    waiting: list[str] = []
    system: Any = None
    for file in files:
        system, path = _system(file.url)
        waiting.append(path)
        if len(waiting) == _DELETED_TOGETHER:
            _delete(system, waiting)
            waiting = []
    if waiting:
        _delete(system, waiting)


def _delete(system: Any, paths: list[str]) -> None:
    with _as_os_errors():
        system.rm(paths)


def _system(url: str) -> tuple[Any, str]:
    """Return fsspec's file system for ``url``, and the path in it. Raises UsageError."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 — an extra
    except ImportError:
        says = Text("网址要用 fsspec 读写", "URLs are read and written with fsspec")
        remedy = install("remote")
        raise UsageError(Fault("missing-extra", says, Origin(url), remedy)) from None
    scheme = url.partition("://")[0]
    try:
        system, path = url_to_fs(url, use_listings_cache=False)
    except ImportError:
        says = Text(f"没有安装读写 {scheme}:// 的程序包", f"the package that reads {scheme}:// is not installed")
        remedy = Text(
            "请安装它：s3:// 是 s3fs，gs:// 是 gcsfs，abfs:// 是 adlfs",
            "install it: s3fs for s3://, gcsfs for gs://, adlfs for abfs://",
        )
        raise UsageError(Fault("missing-extra", says, Origin(url), remedy)) from None
    except ValueError:
        says = Text(f"不认识 {scheme}:// 这种网址", f"there is no storage {scheme}://")
        remedy = Text("可用的有 s3://、gs://、abfs:// 等", "s3://, gs://, abfs:// and others are known")
        raise UsageError(Fault("url-unknown", says, Origin(url), remedy)) from None
    return system, str(path)


@contextlib.contextmanager
def _as_os_errors() -> Iterator[None]:
    """Raise an OSError in the system's own words for whatever a storage raises."""
    try:
        yield
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from None
    except PermissionError:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None
    except Exception as error:  # noqa: BLE001 — every storage has errors of its own
        number = (error.errno if isinstance(error, OSError) else None) or errno.EIO
        raise OSError(number, os.strerror(number)) from None
