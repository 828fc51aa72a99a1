"""Which files hold the units: those named, and the data files of folders, in the order of their names."""

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
_REPORTS: Final = (".doc", ".docx", ".wps", ".xls", ".et", ".pdf", ".html", ".htm")
"""Files that may hold a report all the same: a folder with one is not added without saying so."""
_HIDDEN: Final = (".", "~$")


def unit_files(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of units: each one given, and of each folder its data files and those of its inner folders.

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


def other_reports(given: Iterable[Path]) -> list[Path]:
    """Return the files of the folders given that may hold a report, but are no data files: Word, PDF, web pages."""
    folders = (path for path in given if path.is_dir())
    found = (file for folder in folders for file in _inside(folder, _REPORTS))
    return [file for file in found if not any(file.with_suffix(suffix).exists() for suffix in DATA)]


def _inside(folder: Path, suffixes: tuple[str, ...] = DATA) -> Iterator[Path]:
    for inner, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(names):
            if name.lower().endswith(suffixes) and not name.startswith(_HIDDEN):
                yield Path(inner, name)
