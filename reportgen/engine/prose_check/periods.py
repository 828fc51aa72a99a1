"""The period that the prose gives for the report's figures: a yearly report's ends with the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.core.text_search import scan
from reportgen.report.findings import Finding
from reportgen.report.prose_rules import STALE_YEARS
from reportgen.report.report import Report

_BEGINNING = re.compile("[统数]")
_DATE = r"[ ]*(?P<{0}>[01]?\d)[ ]*月[ ]*(?P<{1}>[0-3]?\d)[ ]*日"
_PERIOD = re.compile(
    r"(?:统计|数据)[^，。；\n\d]{0,6}(?:期限|时限|期间|区间|周期|时间|起止)[^，。；\n\d]{0,8}?"
    r"(?P<from>(?:20\d\d|\{\{ *year *\}\})[ ]*年"
    + _DATE.format("month", "day")
    + r")[ ]*(?:起|开始)?[，,]?[ ]*[至到—－～~-]{1,2}[ ]*(?P<to>(?:(?:20\d\d|\{\{ *year *\}\})[ ]*年|[当同本]年)?"
    + _DATE.format("last_month", "last_day")
    + ")"
)
_YEAR_OF = re.compile(r"20\d\d")
_BEGUN = re.compile("成立|组建|挂牌|设立|划转|撤销|合并|更名|改革")
"""What happens to an office within a year, so that its figures are of a part of it."""


def parts_of_a_year(report: Report) -> Iterator[Finding]:
    """Yield a finding for every period of the figures in the prose that is not the whole year."""
    for field, text in report.narrative.items():
        if "月" not in text or "日" not in text:
            continue
        for match in scan(_BEGINNING, _PERIOD, text):
            first, last = (match["month"], match["day"]), (match["last_month"], match["last_day"])
            begins, ends = ((int(month), int(day)) for month, day in (first, last))
            years = {int(year) for year in _YEAR_OF.findall(match.group())}
            if (begins, ends) == ((1, 1), (12, 31)) or years - {report.year}:
                continue  # another year is told by itself
            paragraph = text[text.rfind("\n", 0, match.start()) + 1 : match.end() + 80].partition("\n")[0]
            if _BEGUN.search(paragraph) is not None:
                continue
            wrong = "to" if begins == (1, 1) else "from"
            quote, year = match.group(), report.year
            yield Finding(
                STALE_YEARS.id,
                "broken",
                STALE_YEARS.severity,
                Text(
                    f"“{quote}”不是全年；{year} 年度报告的统计期限应为 {year} 年 1 月 1 日至 12 月 31 日",
                    f"“{quote}” is not the whole year; the report of {year} covers 1 January to 31 December",
                ),
                f"narrative.{field}",
                origin=report.prose_origin(field, match.start(wrong)),
            )
