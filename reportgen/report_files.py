"""Which files of a folder hold reports: data files, and published reports whose data file does not lie beside them."""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.export.web_page.fingerprint import is_fingerprinted
from reportgen.remote_files import Place, RemoteFile, content_of

DATA: Final = (".yaml", ".yml", ".json", ".xlsx")
"""How the names of data files end."""
PUBLISHED: Final = (
    ".docx", ".html", ".htm", ".shtml", ".xhtml", ".pdf", ".doc", ".wps", ".odt", ".rtf", ".txt", ".xls", ".et",
)  # fmt: skip
"""How the names of published reports end; of several files of one name the first kind is a report."""
BY_PRODUCTS: Final = (".docx", ".html")
"""How the names of published files end that this program wrote of reports and that can be read as reports."""
MOST_NAMED: Final = 5
_PASSED_OVER: Final = (".", "~")
"""How the names of hidden files and of the lock files of Word, Excel and LibreOffice begin."""
_JSON_OF_OURS: Final = re.compile(rb'\{\s*"(?:receipt|manifest|format|passes|\$schema)"\s*:')
_HEAD: Final = 4096
_PARTS_OF_OURS: Final = (
    ("word/document.xml", re.compile(">数字来源表<".encode())),
    ("xl/workbook.xml", re.compile('<sheet name="(?:数字来源表|按规则|by rule)"'.encode())),
)
_PAGE_OF_OURS: Final = re.compile(rb"<html[^>]* data-reportgen=")
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, NotImplementedError, EOFError)


@attrs.define
class LeftOut:
    """How many files of folders were passed over because this program wrote them of reports, and the first of them."""

    count: int = 0
    first: list[str] = attrs.field(factory=list)

    def add(self, file: object) -> None:
        """Count one more."""
        self.count += 1
        if len(self.first) < MOST_NAMED:
            self.first.append(str(file))


def files_below(
    folder: Place, *, published: bool, but: Collection[str] = (), left_out: LeftOut | None = None
) -> Iterator[Place]:
    """Yield the reports in ``folder`` in the order of their names, each folder's before those of its folders.

    Links are not followed, what lies in a folder of ``but``, real paths, is passed over. With ``published`` reports
    that are no data files are yielded, too. Files that look like data, but that this program
    wrote of reports, are added to ``left_out``.

    Raises:
        DataError: a folder cannot be read; found when it is reached.
    """
    names, folders = _listed(folder)
    ours = {name for name in _doubtful(names, folder) if is_by_product(_content(folder / name))}
    if left_out is not None:
        for name in sorted(ours):
            left_out.add(folder / name)
    for name in chosen((name for name in names if name not in ours), published=published):
        yield folder / name
    for name in sorted(folders):
        inner = folder / name
        if isinstance(inner, RemoteFile) or os.path.realpath(inner) not in but:
            yield from files_below(inner, published=published, but=but, left_out=left_out)


def chosen(names: Iterable[str], *, published: bool) -> list[str]:
    """Return those of the ``names`` of one folder that are reports, in order.

    A file is made of another, and no report of its own, where a data file of the same name lies beside it: a document,
    a web page, or JSON beside YAML or a workbook. Of published files of one name only the first kind is a report.
    """
    data: list[str] = []
    others: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        stem, suffix = os.path.splitext(name)  # noqa: PTH122 — names of one folder, very many
        suffix = suffix.lower()
        if name.startswith(_PASSED_OVER):
            continue
        if suffix in DATA:
            data.append(name)
        elif published and suffix in PUBLISHED:
            others.setdefault(stem, []).append((PUBLISHED.index(suffix), name))
    sources = {os.path.splitext(name)[0] for name in data if not name.lower().endswith(".json")}  # noqa: PTH122
    found = [name for name in data if not name.lower().endswith(".json") or name[:-5] not in sources]
    known = {os.path.splitext(name)[0] for name in found}  # noqa: PTH122
    return sorted([*found, *(min(same)[1] for stem, same in others.items() if stem not in known)])


def is_by_product(content: bytes) -> bool:
    """Return whether a file is one that this program wrote of reports: a receipt, open data, a list, a summary, a 图解.

    Of JSON the beginning is enough.
    """
    if content.lstrip().startswith(b"<"):
        drawn = is_fingerprinted(content) and b"<table" not in content
        return drawn or _PAGE_OF_OURS.search(content, 0, _HEAD) is not None
    if not content.startswith(b"PK\x03\x04"):
        return _JSON_OF_OURS.match(content.lstrip()) is not None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(
                pattern.search(package.open(name).read(_HEAD)) is not None
                for name, pattern in _PARTS_OF_OURS
                if name in package.namelist()
            )
    except _DAMAGED:
        return False


def _listed(folder: Place) -> tuple[list[str], list[str]]:
    """Return the names of the files and of the folders in ``folder``."""
    names: list[str] = []
    folders: list[str] = []
    try:
        if isinstance(folder, RemoteFile):
            for name, is_folder in folder.entries():
                (folders if is_folder else names).append(name)
        else:
            with os.scandir(folder) as entries:
                for entry in entries:
                    (folders if entry.is_dir(follow_symlinks=False) else names).append(entry.name)
    except OSError:
        says = Text("文件夹打不开", "the folder cannot be opened")
        remedy = Text("请检查路径和访问权限", "check the path and the permissions")
        raise DataError(Fault("unreadable-folder", says, Origin(str(folder)), remedy)) from None
    return names, [name for name in folders if not name.startswith(_PASSED_OVER)]


def _doubtful(names: Sequence[str], folder: Place) -> Iterator[str]:
    """Yield the files that look like data and are to be looked into: what another file of their name was made of.

    JSON files of this machine are looked into, too: it costs little, and several folders may have the same ones.
    """
    same = Counter(os.path.splitext(name)[0] for name in names)  # noqa: PTH122 — names of one folder
    for name in names:
        stem, suffix = os.path.splitext(name)  # noqa: PTH122
        json = suffix.lower() == ".json"
        wanted = (json or suffix.lower() == ".xlsx") and not name.startswith(_PASSED_OVER)
        if wanted and (same[stem] > 1 or (json and isinstance(folder, Path))):
            yield name


def _content(file: Place) -> bytes:
    """Return what tells a file that this program wrote: the beginning of JSON, the whole of a workbook."""
    most = _HEAD if file.suffix.lower() == ".json" else DEFAULT.file_bytes
    try:
        return content_of(file, most)
    except (OSError, ValueError):  # reading it for its figures will say why
        return b""
