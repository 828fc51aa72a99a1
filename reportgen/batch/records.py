"""The data files of a batch: given one by one, found in folders, or listed in a manifest."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

import attrs

from reportgen.batch.manifest import MANIFEST, listed
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

SUFFIXES: Final = (".yaml", ".yml", ".json", ".xlsx")
"""How the names of data files end that are looked for in folders."""
PUBLISHED: Final = (".docx", ".html", ".htm", ".pdf", ".doc", ".wps")
"""How the names of published reports end, which are checked where no data file of the same name lies beside them."""
_PASSED_OVER: Final = (".", "~")
"""How the names of hidden files and of the lock files of Word, Excel and LibreOffice begin."""


@attrs.frozen
class Record:
    """One data file, the name of its document where a manifest gives one, and the path by which it was found."""

    source: Path
    name: str | None = None
    folder: str = ""


def records(given: Iterable[str | Path], but: Collection[Path] = (), *, published: bool = False) -> Iterator[Record]:
    """Yield every data file that ``given`` names, in its order; a folder's in the order of their names, those of its
    folders included, without what lies in a folder of ``but``; with ``published`` reports that are no data files, too.

    Raises:
        DataError: a folder cannot be read or has no data file, or a manifest is at fault; found when it is reached.
    """
    left_out = {os.path.realpath(path) for path in but}
    for one in given:
        path = Path(one)
        if path.suffix.lower() == MANIFEST:
            yield from (Record(source, name) for source, name in listed(path))
        elif path.suffix.lower() in SUFFIXES or not _is_folder(path):  # a folder of such a name is refused as a file
            yield Record(path)
        else:
            yield from _found(path, left_out, published=published)


def _found(folder: Path, left_out: Collection[str], *, published: bool) -> Iterator[Record]:
    found = False
    for source in _walk(folder, left_out, published=published):
        found = True
        inner = source.parent.relative_to(folder)
        yield Record(source, folder="" if inner == Path() else "-".join(inner.parts))
    if not found:
        says = Text("文件夹里没有数据文件", "there is no data file in this folder")
        remedy = Text(f"数据文件的名字以 {'、'.join(SUFFIXES)} 结尾", f"data files end in {', '.join(SUFFIXES)}")
        raise DataError(Fault("no-data-files", says, Origin(str(folder)), remedy))


def _walk(folder: Path, left_out: Collection[str], *, published: bool) -> Iterator[Path]:
    """Yield the data files in ``folder``, each folder's files before those of its folders; links are not followed."""
    names, folders, others = [], [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(_PASSED_OVER):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif entry.name.lower().endswith(SUFFIXES):
                    names.append(entry.name)
                elif published and entry.name.lower().endswith(PUBLISHED):
                    others.append(entry.name)
    except OSError:
        says = Text("文件夹打不开", "the folder cannot be opened")
        remedy = Text("请检查路径和访问权限", "check the path and the permissions")
        raise DataError(Fault("unreadable-folder", says, Origin(str(folder)), remedy)) from None
    known = {os.path.splitext(name)[0] for name in names} if others else set()  # noqa: PTH122 — names of one folder
    for name in sorted([*names, *(name for name in others if os.path.splitext(name)[0] not in known)]):  # noqa: PTH122
        yield folder / name
    for name in sorted(folders):
        if os.path.realpath(folder / name) not in left_out:
            yield from _walk(folder / name, left_out, published=published)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
