"""Writes a finished document so that its file is the old or the new one, whole, at any moment.

The content goes to a temporary file in the target's folder, is forced to the disk, and takes the target's place in one
step. A temporary file is locked while its writer lives, so that what a killed run left can be told from what another
run is writing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from io import FileIO
from pathlib import Path
from typing import Final

from reportgen.core.errors import Fault, OutputError
from reportgen.core.origin import Origin
from reportgen.core.text import Text

if sys.platform != "win32":  # Windows does not delete an open file; otherwise the age decides
    import fcntl

_LEFTOVER: Final = re.compile(r"\.~reportgen-[0-9a-f]{16}\.tmp")
_OLD_SECONDS: Final = 24 * 60 * 60
MOST_NAME_BYTES: Final = 255
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_Step = tuple[Path, Path, Path, Path | None]
"""A target, the file that it leads to, the new file, and a copy of the old one if it may have to be restored."""
_OTHER_FOLDER: Final = Text(zh="请另选一个文件夹", en="Choose another folder")


def write_atomically(
    target: Path,
    content: bytes,
    *,
    inputs: Collection[Path] = (),
    clean: bool = True,
    keep: Callable[[Path], object] | None = None,
) -> None:
    """Put ``content`` in the file ``target``: a reader sees the old file or the new one, never a part.

    A killed or failed run leaves the old file as it was; a new one keeps its permissions. ``inputs`` are files that
    must not be overwritten; ``clean`` also removes what killed runs left in the folder (a batch does that once, with
    ``remove_leftovers``). ``keep`` is called with an old file at the last instant before it is replaced, and may give
    it a second name. A symbolic link is followed. Raises OutputError.
    """
    write_together([(target, content)], inputs=inputs, clean=clean, keep=keep)


def write_together(
    files: Sequence[tuple[Path, bytes]],
    *,
    inputs: Collection[Path] = (),
    clean: bool = True,
    ready: Callable[[], object] | None = None,
    keep: Callable[[Path], object] | None = None,
) -> None:
    """Put each content in its file, or none of them; the first should be the one likeliest to be in use elsewhere.

    Every content is on the disk before the first takes its place; where a later one cannot take its own, the earlier
    ones are put back. Only a kill between two steps can leave a new file beside an old one. ``ready`` is called before
    the first step, ``keep`` with the first file. For the rest, and what is raised, see :func:`write_atomically`.
    """
    # The new file itself will show whether the folder takes one.
    places = [(target, _check(target, inputs, trial=False), content) for target, content in files]
    if clean:
        for folder in dict.fromkeys(real.parent for _, real, _ in places):
            remove_leftovers(folder)
    with contextlib.ExitStack() as stack:
        steps: list[_Step] = []
        for number, (target, real, content) in enumerate(places, 1):
            with _failing_as(target):
                new = stack.enter_context(_holding(content, real))
                last = number == len(places)
                old = stack.enter_context(_holding(real.read_bytes(), real)) if not last and real.exists() else None
            steps.append((target, real, new, old))
        if ready is not None:
            ready()
        _take_places(steps, keep)
    for folder in dict.fromkeys(real.parent for _, real, _ in places):
        _sync_folder(folder)


def replace(file: Path, content: bytes) -> None:
    """Put ``content`` in ``file``, which exists and is no link, in one step. Raises OSError."""
    with _holding(content, file) as new:
        new.replace(file)


def check_target(target: Path, inputs: Collection[Path] = ()) -> None:
    """Raise OutputError, with every reason, if ``target`` cannot be written or must not be.

    Faults: ``output-name``, ``output-name-too-long``, ``output-is-directory``, ``output-not-file``,
    ``output-folder-missing``, ``output-not-writable``, ``output-disk-full``, ``output-is-input``.
    Leaves nothing behind.
    """
    _check(target, inputs, trial=True)


def _check(target: Path, inputs: Collection[Path], *, trial: bool) -> Path:
    """Return the file that ``target`` leads to, or raise what :func:`check_target` raises.

    Without a ``trial`` no file is made in the folder.
    """
    faults, real = list(name_faults(target.name, str(target))), target
    try:
        real = Path(os.path.realpath(target))
        faults += _place_faults(target, real.parent, inputs, trial=trial)
    except OSError as error:
        faults.append(_failure(target, error))
    except ValueError:  # U+0000, half of a surrogate pair
        says = Text(zh="路径含有无效字符", en="the path has an invalid character")
        faults.append(_fault("output-name", str(target), says))
    unique = {fault.id: fault for fault in reversed(faults)}
    if unique:
        raise OutputError(reversed(unique.values()))
    return real


def name_faults(name: str, file: str) -> Iterator[Fault]:
    """Yield what is wrong with ``name`` as the name of a report's file, on any system that may receive it.

    For names made from data too: separators, ``..`` and what Windows reserves are refused.
    """
    if name.strip() in ("", ".", ".."):
        yield _fault("output-name", file, Text(zh="缺少文件名", en="there is no file name"))
        return
    try:
        length = len(name.encode())
    except UnicodeEncodeError:
        yield _fault("output-name", file, Text(zh="文件名含有无效字符", en="the file name has an invalid character"))
        return
    if length > MOST_NAME_BYTES:
        says = Text(
            zh=f"文件名太长：{length} 字节，最多 {MOST_NAME_BYTES} 字节（约 {MOST_NAME_BYTES // 3} 个汉字）",
            en=f"the file name is too long: {length} bytes, at most {MOST_NAME_BYTES}",
        )
        yield _fault("output-name-too-long", file, says, Text(zh="请缩短文件名", en="Use a shorter name"))
    forbidden = sorted(set(_FORBIDDEN.findall(name)))
    if forbidden:
        shown = " ".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in forbidden)
        says = Text(zh=f"文件名不能含有 {shown}", en=f"a file name cannot have {shown}")
        yield _fault("output-name", file, says, Text(zh="请去掉这些字符", en="Leave these characters out"))
    if _RESERVED.fullmatch(name) or name.endswith((".", " ")):
        says = Text(
            zh="Windows 不接受这个文件名（保留名，或以点、空格结尾）",
            en="Windows does not accept this file name (reserved, or ending in a dot or a space)",
        )
        yield _fault("output-name", file, says, Text(zh="请换一个文件名", en="Choose another name"))


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that killed runs left in ``folder``; those of living runs stay."""
    try:
        with os.scandir(folder) as found:
            names = [entry.name for entry in found if _LEFTOVER.fullmatch(entry.name)]
    except OSError:
        return
    for name in names:
        with contextlib.suppress(OSError):
            _remove_if_dead(folder / name)


def _place_faults(target: Path, folder: Path, inputs: Collection[Path], *, trial: bool) -> Iterator[Fault]:
    file, exists = str(target), target.exists()
    if exists and target.is_dir():
        says = Text(zh="这是一个文件夹，不是文件名", en="this is a folder, not a file name")
        yield _fault("output-is-directory", file, says, Text(zh="请在后面加上文件名", en="Add a file name"))
        return
    if exists and not target.is_file():
        says = Text(zh="这是设备或管道，不是普通文件", en="this is a device or a pipe, not a file")
        yield _fault("output-not-file", file, says, Text(zh="请换一个文件名", en="Choose another name"))
        return
    if not folder.is_dir():
        says = Text(zh=f"文件夹“{folder}”不存在", en=f"the folder {str(folder)!r} does not exist")
        remedy = Text(zh="请先建立该文件夹，或检查路径", en="Make the folder first, or check the path")
        yield _fault("output-folder-missing", file, says, remedy)
        return
    for source in inputs if exists else ():
        if source.exists() and target.samefile(source):
            says = Text(
                zh=f"输出文件就是输入文件“{source}”，不能覆盖", en=f"the output is the input {str(source)!r} itself"
            )
            yield _fault("output-is-input", file, says, Text(zh="请换一个输出文件名", en="Choose another output name"))
            return
    if exists and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    if trial:
        with _temporary(folder):  # only writing shows whether the folder accepts a file
            pass


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
    """Yield a file with ``content`` that can replace ``replaced``; it has the same permissions from its first byte."""
    private = replaced.exists()
    with _temporary(replaced.parent, 0o600 if private else 0o666) as (stream, temporary):
        if private:
            _keep_mode(stream, replaced)
        _write(stream, content)
        if sys.platform == "win32":
            stream.close()  # an open file cannot be renamed there
        yield temporary


@contextlib.contextmanager
def _failing_as(target: Path) -> Iterator[None]:
    """Raise OutputError about ``target`` for an OSError inside the block."""
    try:
        yield
    except OSError as error:
        raise OutputError(_failure(target, error)) from None


def _take_places(steps: Sequence[_Step], keep: Callable[[Path], object] | None) -> None:
    done = 0
    try:
        for target, real, new, _ in steps:
            with _failing_as(target):
                if keep is not None and done == 0 and real.exists():
                    with contextlib.suppress(FileNotFoundError):  # it was deleted meanwhile
                        keep(real)
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
    left = memoryview(content)
    while left:
        left = left[stream.write(left) :]
    os.fsync(stream.fileno())


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


def _failure(target: Path, error: OSError) -> Fault:
    file, why = str(target), error.strerror or str(error)
    if error.errno in _FULL:
        says = Text(
            zh="磁盘已满或超出配额，文件没有写入", en="the disk is full or the quota is used up; nothing was written"
        )
        return _fault("output-disk-full", file, says, Text(zh="请清理空间后重试", en="Make room and retry"))
    if error.errno in _DENIED:
        says = Text(zh="文件正被占用，或没有写入权限", en=f"it is in use or must not be written ({why})")
        remedy = Text(
            zh="请关闭正在使用该文件的 Word/WPS，检查只读属性，或另选文件夹",
            en="Close it in Word or WPS, check whether it is read-only, or choose another folder",
        )
        return _fault("output-not-writable", file, says, remedy)
    says = Text(zh=f"文件无法写入（{why}）", en=f"the file cannot be written ({why})")
    return _fault("output-not-writable", file, says, _OTHER_FOLDER)


def _fault(id: str, file: str, says: Text, remedy: Text | None = None) -> Fault:
    return Fault(id, says, Origin(file), remedy)
