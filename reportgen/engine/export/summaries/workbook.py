"""What was found in many reports, as a workbook: by rule, by unit, and every finding; to be sorted and filtered."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from reportgen.core.text import Language, Text
from reportgen.engine.export.new_workbook import new_workbook
from reportgen.engine.export.summaries.json_text import Helps
from reportgen.report.summary import STATES, WEIGHTS, RuleCount, Summary

_MOST_ROWS: Final = 1_048_575
"""Rows of a sheet below its head."""
_MOST_CHARACTERS: Final = 32_767
_RULES: Final = (
    (Text("规则", "rule"), 16),
    (Text("轻重", "weight"), 12),
    (Text("单位数", "units"), 10),
    (Text("处数", "findings"), 10),
    (Text("意思", "meaning"), 100),
)
_UNITS: Final = (
    (Text("数据文件", "data file"), 32),
    (Text("机关", "organ"), 28),
    (Text("年度", "year"), 8),
    (Text("结果", "result"), 14),
    (Text("必须改正", "to be mended"), 12),
    (Text("提醒", "warnings"), 10),
    (Text("提示", "notes"), 10),
    (Text("已确认", "accepted"), 10),
    (Text("报告", "document"), 36),
)
_FINDINGS: Final = (
    (Text("数据文件", "data file"), 28),
    (Text("机关", "organ"), 24),
    (Text("规则", "rule"), 12),
    (Text("轻重", "weight"), 10),
    (Text("位置", "place"), 18),
    (Text("问题", "finding"), 64),
    (Text("办法", "remedy"), 34),
)


def summary_workbook(summary: Summary, language: Language, helps: Helps) -> bytes:
    """Return the workbook; a row of a sheet is written and forgotten, so that many units need little memory.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    stream = io.BytesIO()
    book = new_workbook(stream, "summary.xlsx", row_by_row=True)
    rules = (
        (one.rule, WEIGHTS[one.weight].in_(language), one.units, one.findings, _meaning(one, helps).in_(language))
        for one in summary.rules()
    )
    _sheet(book, Text("按规则", "rules"), _RULES, rules, language)
    units = (
        (
            *(one.source, one.organ, one.year, STATES[one.state].in_(language)),
            *(one.errors, one.warnings, one.notes, one.accepted, one.target),
        )
        for one in summary.units()
    )
    _sheet(book, Text("按单位", "units"), _UNITS, units, language)
    findings = (
        (
            *(unit.source, unit.organ, one.rule, WEIGHTS[one.weight].in_(language)),
            *(one.place(unit.source).in_(language), one.says.in_(language)),
            "" if one.remedy is None else one.remedy.in_(language),
        )
        for unit in summary.units()
        for one in summary.remarks(unit)
    )
    _sheet(book, Text("逐条问题", "findings"), _FINDINGS, findings, language)
    book.close()
    return stream.getvalue()


def _meaning(one: RuleCount, helps: Helps) -> Text:
    return one.meaning(helps[one.rule][0] if one.rule in helps else None)


def _sheet(
    book: Any, name: Text, columns: Sequence[tuple[Text, int]], rows: Iterable[Sequence[Any]], language: Language
) -> None:
    """Write a sheet; a text is a text whatever it begins with."""
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "font_name": "宋体"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "font_name": "宋体"})
    sheet = book.add_worksheet(name.in_(language))
    sheet.freeze_panes(1, 0)
    for column, (title, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title.in_(language), head)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > _MOST_ROWS:
            break
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, column, value, cell)
            elif value:
                sheet.write_string(last, column, str(value)[:_MOST_CHARACTERS], cell)
    sheet.autofilter(0, 0, min(last, _MOST_ROWS), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
