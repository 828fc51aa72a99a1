"""Which files hold the units: those named, and the reports of folders, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text

DATA: Final = (".yaml", ".yml", ".json", ".xlsx")
"""How the names of data files end that a folder is searched for."""
PUBLISHED: Final = (".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".xls", ".et")
"""Files that may be a unit's report where its data file does not lie beside them; what cannot be read is told."""
_HIDDEN: Final = (".", "~$")


def unit_files(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of units: each one given, and of each folder its reports and those of its inner folders.

    These are data files, and documents and web pages without a data file of the same name beside them.

    Raises:
        UsageError: a path given leads nowhere.
    """
    for path in given:
        if path.is_dir():
            yield from _inside(path)
        elif path.exists():
            yield path
        else:
            says = Text("没有这个文件或文件夹", "there is no such file or folder")
            raise UsageError(Fault("no-units", says, Origin(str(path))))


def _inside(folder: Path) -> Iterator[Path]:
    for inner, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(names):
            path = Path(inner, name)
            if name.lower().endswith(DATA + PUBLISHED) and not name.startswith(_HIDDEN) and not _made_of_another(path):
                yield path


def _unreadable(error: OSError) -> None:
    says = Text("这个文件夹打不开，里面的单位无法计入", "the folder cannot be opened, so its units cannot be added")
    raise UsageError(Fault("no-units", says, Origin(str(error.filename))))


def _made_of_another(path: Path) -> bool:
    """Whether a file was made of the data file beside it: a document, a web page, a receipt, open data."""
    suffix = path.suffix.lower()
    sources = () if suffix in DATA and suffix != ".json" else (one for one in DATA if one != suffix)
    return any(path.with_suffix(source).exists() for source in sources)
