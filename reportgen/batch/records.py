"""The data files of a batch: given one by one, found in folders, or listed in a manifest."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import attrs

from reportgen.batch.manifest import MANIFEST, listed
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.remote_files import Place, place
from reportgen.report_files import DATA, FORM, LeftOut, files_below


@attrs.frozen
class Record:
    """One data file, the name of its document where a manifest gives one, and the path by which it was found."""

    source: Place
    name: str | None = None
    folder: str = ""


def records(
    given: Iterable[str | Place],
    but: Collection[Place] = (),
    *,
    published: bool = False,
    left_out: LeftOut | None = None,
) -> Iterator[Record]:
    """Yield every data file that ``given`` names, in its order; a folder's, its Word forms too, in the order of their
    names, those of its folders included, without what lies in a folder of ``but``; with ``published`` finished reports,
    too. What is passed over in folders and looks like data is added to ``left_out``.

    Raises:
        DataError: a folder cannot be read or has no data file, or a manifest is at fault; found when it is reached.
    """
    passed_over = {os.path.realpath(path) for path in but if isinstance(path, Path)}
    for one in given:
        path = place(one)
        if path.suffix.lower() == MANIFEST:
            yield from (Record(source, name) for source, name in listed(path))
        elif path.suffix.lower() in DATA or not _is_folder(path):  # a folder of such a name is refused as a file
            yield Record(path)
        else:
            found = files_below(path, published=published, but=passed_over, left_out=left_out)
            yield from _inside(path, found)


def _inside(folder: Place, files: Iterable[Place]) -> Iterator[Record]:
    empty = True
    for source in files:
        empty = False
        inner = str(source.parent)[len(str(folder)) :].strip("/\\") if source.parent != folder else ""
        yield Record(source, folder=inner.replace("\\", "/").replace("/", "-"))
    if empty:
        says = Text("文件夹里没有数据文件，也没有 Word 填报表", "there is no data file or Word form in this folder")
        remedy = Text(
            f"数据文件的名字以 {'、'.join(DATA)} 结尾，Word 填报表以 {FORM} 结尾",
            f"data files end in {', '.join(DATA)}, Word forms in {FORM}",
        )
        raise DataError(Fault("no-data-files", says, Origin(str(folder)), remedy))


def _is_folder(path: Place) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
