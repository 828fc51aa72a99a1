"""Keeps a document that somebody edited beside the new one that takes its name.

The old file gets a second name before the new one replaces the first, so that it exists at every moment.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeVar

import attrs

from reportgen import atomic_write, output_faults
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text

if TYPE_CHECKING:
    from reportgen.remote_files import Place

EDITED: Final = "改动前"
"""The mark in the second name of a document that somebody edited."""
_Held = Literal["made", "same", "other"]
Named = TypeVar("Named", bound="Place")


@attrs.frozen
class Kept:
    """The path of a kept document; ``made`` says whether this run created it."""

    path: Path
    made: bool

    def discard(self) -> None:
        """Remove the second name again, where the document was not replaced after all."""
        if self.made:
            with contextlib.suppress(OSError):
                self.path.unlink()


def keep_if_edited(
    file: Path, replacement: bytes, is_unchanged: Callable[[bytes], bool], folder: Path | None = None
) -> Kept | None:
    """Give ``file``, which ``replacement`` is about to replace, a second name, and return that.

    The name is beside ``file``, or in ``folder``.

    Return None where there is nothing to keep: the file is empty, equals ``replacement``, or ``is_unchanged`` since an
    earlier run wrote it. A name in use for other content is never taken; one with this content needs no second copy.
    Raises OSError.
    """
    content = _content(file)
    if content is not None and (content in (b"", replacement) or is_unchanged(content)):
        return None
    named = file if folder is None else folder / file.name
    held = ((path, _link(path, file, content)) for path in second_names(named, EDITED))
    return next(Kept(path, how == "made") for path, how in held if how != "other")


def edited_line(target: Path, edited: Path) -> Text:
    """Return where the earlier, edited document of ``target`` is kept."""
    return Text(
        f"原来的 {target.name} 生成以后改动过，或者不是本程序生成的，已另外保留：{edited}",
        f"{target.name} had been edited since it was made, or was not made by reportgen; it is kept as {edited}",
    )


def _content(file: Path) -> bytes | None:
    """Return a file's content; None where it is too large for a document of ours, or cannot be read."""
    try:
        return file.read_bytes() if file.stat().st_size <= DEFAULT.output_bytes else None
    except PermissionError:
        return None


def second_names(file: Named, mark: str) -> Iterator[Named]:
    """Yield ``report（改动前）.docx``, ``report（改动前2）.docx`` … beside ``file``, where 改动前 is the ``mark``.

    The names keep within a name's limit.
    """
    for number in itertools.count(1):
        tail = f"（{mark}{number if number > 1 else ''}）{file.suffix}"
        stem = file.stem
        while len(os.fsencode(stem + tail)) > output_faults.MOST_NAME_BYTES:
            stem = stem[:-1]
        yield file.with_name(stem + tail)  # type: ignore[misc]  # of the same kind


def _link(kept: Path, file: Path, content: bytes | None) -> _Held:
    """Give ``file`` the second name ``kept``, or return what has that name already."""
    try:
        os.link(file, kept)
    except FileExistsError:
        return _existing(kept, file, content)
    except OSError:  # a file system without hard links, or a file that belongs to somebody else
        return _copy(kept, file, content)
    return "made"


def _existing(kept: Path, file: Path, content: bytes | None) -> _Held:
    same = kept.is_file() and (kept.samefile(file) or (content is not None and _content(kept) == content))
    return "same" if same else "other"


def _copy(kept: Path, file: Path, content: bytes | None) -> _Held:
    """Copy ``file`` to ``kept``, unless that name is in use."""
    copy = file.read_bytes() if content is None else content
    try:
        # The name is taken before it gets its content; the copy is as private as the file.
        os.close(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IMODE(file.stat().st_mode)))
    except FileExistsError:
        return _existing(kept, file, copy)
    try:
        atomic_write.replace(kept, copy)
    except OSError:
        kept.unlink()
        raise
    return "made"
