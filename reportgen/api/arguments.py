"""What the public functions refuse to take: a value of another kind is named, and never ends in a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import TextIOBase
from pathlib import Path
from typing import IO, Any

from reportgen.core.errors import Fault, UsageError
from reportgen.core.text import Text
from reportgen.report.report import Report

FIRST_YEAR, LAST_YEAR = 2000, 2100
Target = str | Path | IO[bytes]
"""Where a document goes: a path, or an open binary file."""


def unusable(name: str, wanted_zh: str, wanted_en: str, given: object) -> UsageError:
    """Return the error that the argument ``name`` is of another kind than ``wanted``."""
    kind = type(given).__name__
    says = Text(f"{name} 应当是{wanted_zh}，给的是 {kind}", f"{name} must be {wanted_en}, not {kind}")
    return UsageError(Fault("argument-kind", says))


def known_report(name: str, report: object) -> None:
    """Refuse what is no report, such as the path of a data file."""
    if not isinstance(report, Report):
        raise unusable(name, "报告（reportgen.load 的结果）", "a report, as reportgen.load gives it", report)


def known_reports(name: str, reports: object) -> None:
    """Refuse what is no collection of reports."""
    for report in known_items(name, reports, "报告的列表", "a list of reports"):
        known_report(name, report)


def known_items(name: str, given: object, wanted_zh: str, wanted_en: str) -> Iterable[Any]:
    """Return what is given where it can be gone through and is no single text, path, mapping or report."""
    if isinstance(given, list | tuple):
        return given
    if not isinstance(given, Iterable) or isinstance(given, str | bytes | Mapping):
        raise unusable(name, wanted_zh, wanted_en, given)
    return given


def known_text(name: str, given: object) -> None:
    """Refuse what is no text."""
    if not isinstance(given, str):
        raise unusable(name, "文字", "a text", given)


def known_path(name: str, given: object) -> None:
    """Refuse what is no path."""
    if not isinstance(given, str | Path):
        raise unusable(name, "路径", "a path", given)


def known_targets(to: object) -> list[Path]:
    """Return the paths that ``to`` names, one or several; none where it is an open file. Refuse anything else."""
    if isinstance(to, str | Path):
        return [Path(to)]
    if isinstance(to, list | tuple) and to and all(isinstance(one, str | Path) for one in to):
        return [Path(one) for one in to]
    known_target(to)
    return []


def known_target(to: object) -> None:
    """Refuse what takes no bytes, such as a file that is open for text."""
    if isinstance(to, TextIOBase) or not (isinstance(to, str | Path) or hasattr(to, "write")):
        raise unusable("to", "路径或以二进制打开的文件", "a path or a file opened in binary mode", to)


def bad_year(year: object) -> UsageError:
    """Return the error that ``year`` is none that a report can be of."""
    from reportgen.model.kinds.kind import found

    kind = found(year)
    says = Text(
        f"年份应当是 {FIRST_YEAR} 到 {LAST_YEAR} 的整数，写的是{kind.zh}",
        f"the year should be {FIRST_YEAR} to {LAST_YEAR}, found {kind.en}",
    )
    return UsageError(Fault("bad-year", says))
