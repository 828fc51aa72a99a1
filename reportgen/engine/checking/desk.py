"""What somebody at a desk may have overlooked, which a program that checks old reports does not want to hear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Final

from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import YEAR
from reportgen.report.findings import Finding
from reportgen.report.report import Report

_YEARS: Final = r"(?<![0-9])20[0-9]{2}(?![0-9]|[-_.年]?[01][0-9](?![0-9]))"
"""A year in a file's name that is no part of a date."""
_OVERDUE: Final = 2
"""Reports are made in the year after; one of the year before that is made with last year's file, as a rule."""


def at_the_desk(report: Report, today: date) -> Iterator[Finding]:
    """Yield a note where the year is not that of the file's name, or not the year that reports are made of now."""
    says: Text | None = None
    named = (
        {int(year) for year in re.findall(_YEARS, PurePath(report.source).stem)} if report.locate is not None else set()
    )
    if len(named) == 1 and report.year not in named:
        (other,) = named
        says = Text(
            f"数据里的年份是 {report.year}，而文件名写的是 {other}，请核对 year",
            f"the data are of {report.year}, but the file is named {other}: check year",
        )
    elif report.year >= today.year:
        says = Text(
            f"数据里的年份是 {report.year}，这一年还没有结束（今天是 {today.isoformat()}），请核对 year",
            f"the data are of {report.year}, which is not over (today is {today.isoformat()}): check year",
        )
    elif not named and not report.published and report.year == today.year - _OVERDUE:
        says = Text(
            f"数据里的年份是 {report.year}；今年（{today.year} 年）编制的一般是 {today.year - 1} 年的报告，请核对 year",
            f"the data are of {report.year}; in {today.year} reports are as a rule of {today.year - 1}: check year",
        )
    if says is not None:
        origin = None if report.locate is None else report.locate(("year",))
        yield Finding(YEAR.id, "broken", YEAR.severity, says, "year", actual=report.year, origin=origin)
