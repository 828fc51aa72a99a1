"""Arguments that name an input or an output: a path, or ``-`` for a standard stream."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportgen import api
from reportgen.commands.printing.console import STDIN, STDOUT
from reportgen.core.errors import DataError, Fault, OutputError, ReportgenError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.report import Report

if TYPE_CHECKING:
    from datetime import date

STANDARD = "-"


def standard_output() -> BinaryIO:
    """Return standard output for a document's bytes, or raise OutputError where the program has none."""
    if sys.stdout is None:
        says = Text("没有标准输出可写", "there is no standard output to write to")
        remedy = Text("请用 -o 写出文件名", "Give a file's name with -o")
        raise OutputError(Fault("no-standard-output", says, Origin(STDOUT), remedy))
    return sys.stdout.buffer


def is_many(data: str) -> bool:
    """Return whether a command's DATA names a folder, also behind a URL, or a manifest; open data is one file."""
    if data.lower().endswith(".csv"):
        return not _is_open_data(data)
    if "://" in data:
        from reportgen.remote_files import is_url, place

        return is_url(data) and place(data).is_dir()
    return Path(data).is_dir()


def _is_open_data(data: str) -> bool:
    from reportgen.engine.reading import is_open_data

    try:
        with Path(data).open("rb") as file:
            return is_open_data(file.read(1024), data)
    except OSError:  # what reads the manifest tells why
        return False


def today() -> date:
    """Return today's date on this machine, against which the year of a report is held."""
    from datetime import date

    return date.today()  # noqa: DTZ011 — the calendar on the user's wall


def load_argument(data: str) -> Report:
    """Load the report that a command's DATA argument names."""
    if data == STANDARD:
        if sys.stdin is None:
            says = Text("没有标准输入可读", "there is no standard input to read")
            raise DataError(Fault("no-standard-input", says, Origin(STDIN)))
        return api.load(sys.stdin.buffer, name=STDIN)
    return api.load(data)


def load_arguments(names: Sequence[str]) -> list[Report]:
    """Load the reports that several arguments name; raise the faults of all of them together."""
    loaded: list[Report] = []
    errors: list[ReportgenError] = []
    for name in names:
        try:
            loaded.append(load_argument(name))
        except ReportgenError as error:
            errors.append(error)
    if errors:
        raise type(errors[0])([fault for error in errors for fault in error.faults])
    return loaded
