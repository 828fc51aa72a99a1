"""Writes practice data: many made-up reports of a type, some with one known error each, and the list of the errors."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import attrs

from reportgen.conversion import converted
from reportgen.core.errors import Fault, OutputError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.sampling.damage import KnownError, with_contradiction, with_error
from reportgen.engine.sampling.reports import Sampler, practice_of
from reportgen.report.report import Report

if TYPE_CHECKING:
    from reportgen.report.report_type import ReportType

FORMATS: Final = ("yaml", "xlsx", "docx", "html")
"""The kinds of file in which practice data is written."""
PUBLISHED: Final = ("docx", "html")
"""Those that show a report as it is published: nothing is blank in them, and no total is stated beside its sum."""
Publish = Callable[[Report, Path], bytes]
"""From a report to the file that shows it, whatever is wrong with its figures."""
TRUTH: Final = "truth.csv"
"""The list of the errors, beside the data files."""
COLUMNS: Final = ("file", "organ", "error", "severity", "address", "label", "written", "right", "rules")
_DIGITS: Final = 5


@attrs.frozen
class Wish:
    """What practice data is wanted: how many reports of which type, seed and year, and in which kind of file.

    ``broken`` is the share with an error that forbids publishing, ``doubtful`` that with an error in the prose, which
    is a warning.
    """

    type: ReportType
    count: int
    seed: int
    year: int
    broken: float = 0.0
    doubtful: float = 0.0
    format: str = "yaml"


def usual_year(report_type: ReportType, last: int) -> int:
    """Return the year of practice data where none is asked for and ``last`` is the last that is over."""
    return practice_of(report_type).year(last)


def write(wish: Wish, folder: Path, publish: Publish) -> Path:
    """Write every report of ``wish`` to ``folder``, one after the other, and return the list of the errors.

    ``publish`` makes those files that are no data files.

    The same wish gives the same files. The folder is made, or must be empty.

    Raises:
        UsageError: there is no such number, share or format, or the type's rules leave no report that can be found.
        OutputError: the folder has files, or takes none.
        DataError: the type has no place in a workbook.
    """
    _refuse(wish)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise OutputError(_not_empty(folder))
        with (folder / TRUTH).open("x", encoding="utf-8-sig", newline="") as truth:
            _write_all(wish, folder, publish if wish.format in PUBLISHED else converted, truth)
    except OSError as error:
        raise OutputError(_unwritable(folder, error)) from None
    return folder / TRUTH


def _write_all(wish: Wish, folder: Path, make: Publish, truth: TextIO) -> None:
    table = csv.writer(truth)
    table.writerow(COLUMNS)
    for path, report, error in _made(wish, folder):
        with path.open("xb") as stream:
            stream.write(make(report, path))
        if error is not None:
            table.writerows(_rows(path.name, report, error, wish))


def _made(wish: Wish, folder: Path) -> Iterator[tuple[Path, Report, KnownError | None]]:
    sampler = Sampler(wish.type, wish.seed, wish.year)
    broken, doubtful = _chosen(wish)
    published = wish.format in PUBLISHED
    for number in range(wish.count):
        # A file's name with the year is one that no check takes for that of another year.
        path = folder / f"{wish.year}-{number + 1:0{_DIGITS}}.{wish.format}"
        report, error = sampler.report(number, str(path)), None
        if published:
            report = attrs.evolve(report, stated={})
        if number in broken or number in doubtful:
            chance = random.Random(f"{wish.seed} {number} error")  # noqa: S311 — the same error for the same seed
            changed = with_error(report, chance, printed=published) if number in broken else None
            changed = changed or with_contradiction(report, sampler.practice, chance)
            if changed is None:
                raise UsageError(_no_prose(wish.type))
            report, error = changed
        yield path, report, error


def _chosen(wish: Wish) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of the broken reports and of the doubtful ones."""
    broken, doubtful = round(wish.count * wish.broken), round(wish.count * wish.doubtful)
    chance = random.Random(f"{wish.seed} broken")  # noqa: S311 — the same reports for the same seed
    both = chance.sample(range(wish.count), min(broken + doubtful, wish.count))
    return frozenset(both[:broken]), frozenset(both[broken:])


def _rows(file: str, report: Report, error: KnownError, wish: Wish) -> Iterator[list[str]]:
    severities = {rule.id: rule.severity for rule in wish.type.rules}
    severity = severities.get(error.rules[0], "error")
    for address, (written, right) in error.changes.items():
        label = report.addresses[address].label.zh if address in report.addresses else ""
        shown = ["" if value is None else str(value) for value in (written, right)]
        yield [file, report.organ, error.kind, severity, address, label, *shown, " ".join(error.rules)]


def _refuse(wish: Wish) -> None:
    faults = []
    if type(wish.count) is not int or wish.count < 1:
        says = Text(f"份数应当是不小于 1 的整数，写的是 {wish.count}", f"expected a count of at least 1: {wish.count}")
        faults.append(Fault("sample-count", says))
    shares = (wish.broken, wish.doubtful)
    if min(shares) < 0 or not sum(shares) <= 1:
        says = Text(
            f"有错的比例应当在 0 到 1 之间，合计不超过 1，写的是 {shares[0]} 和 {shares[1]}",
            f"shares with errors are from 0 to 1, at most 1 together: {shares[0]} and {shares[1]}",
        )
        faults.append(Fault("sample-share", says, remedy=Text("百分之一写 0.01", "One in a hundred is 0.01")))
    if wish.format not in FORMATS:
        says = Text(f"没有名为 {wish.format} 的格式", f"there is no format {wish.format}")
        remedy = Text(f"可用的格式：{'、'.join(FORMATS)}", f"The formats are {', '.join(FORMATS)}")
        faults.append(Fault("sample-format", says, remedy=remedy))
    if faults:
        raise UsageError(faults)


def _not_empty(folder: Path) -> Fault:
    says = Text(
        "文件夹里已经有文件，练习数据不与别的文件混放", "the folder has files, which practice data is not mixed with"
    )
    return Fault("sample-folder", says, Origin(str(folder)), Text("请换一个新的文件夹", "Give a new folder"))


def _unwritable(folder: Path, error: OSError) -> Fault:
    why = error.strerror or type(error).__name__
    says = Text(f"不能写入这个文件夹（{why}）", f"the folder cannot be written to ({why})")
    return Fault("output-not-writable", says, Origin(str(folder)))


def _no_prose(report_type: ReportType) -> Fault:
    says = Text(
        f"报告种类 {report_type.name} 没有说明文字怎样与表格核对，做不出文字与表格不符的练习数据",
        f"report type {report_type.name} does not say how its prose is held against its tables: no doubtful reports",
    )
    return Fault("no-practice-data", says, remedy=Text("请去掉 --doubtful", "Leave out --doubtful"))
