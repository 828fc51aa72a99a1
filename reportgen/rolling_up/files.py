"""Which files hold the units: those given, and the reports of folders, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.remote_files import Place
from reportgen.report_files import LeftOut, files_below


def unit_files(given: Iterable[Place], left_out: LeftOut | None = None) -> Iterator[Place]:
    """Yield the files of units: each one given, and of each folder its reports and those of its inner folders.

    What is passed over in folders and looks like data is added to ``left_out``.

    Raises:
        UsageError: a path given leads nowhere.
        DataError: a folder cannot be read.
    """
    for path in given:
        if path.is_dir():
            yield from files_below(path, published=True, left_out=left_out)
        elif path.exists():
            yield path
        else:
            says = Text("没有这个文件或文件夹", "there is no such file or folder")
            raise UsageError(Fault("no-units", says, Origin(str(path))))
