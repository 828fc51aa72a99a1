"""The figures of a report as open data: a CSV table for spreadsheets, a JSON text for programs, and the schema of it.

Every figure that the form prints is one row, in the order of the form, with the address that it has in the data file.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

import attrs

from reportgen.core.value import Value
from reportgen.report.open_columns import COLUMNS, FLAGS, FORMAT, FORMULAS
from reportgen.report.outline import title
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

_BOM: Final = "\ufeff"
"""By which Excel knows that a CSV file is in UTF-8."""


@attrs.frozen(eq=False, repr=False)
class OpenFigure(Value):
    """One printed figure: ``value`` as a data file writes it; ``unit`` and ``note`` are empty where there is none."""

    address: str
    table: str
    label: str
    value: int | str | bool | None
    unit: str
    note: str


def open_figures(report: Report) -> Iterator[OpenFigure]:
    """Yield every figure of the form's tables, in the order of the form."""
    book, values = report.addresses, report.values
    for table in report.tables:
        for row in table.rows:
            for address in row.addresses:
                kind, value = book[address].figure.kind, values[address]
                unit = "" if kind.unit is None else kind.unit.zh
                plain = None if value is None else kind.plain(value)
                note = report.notes.get(address, "")
                yield OpenFigure(address, table.name.zh, book[address].label.zh, plain, unit, note)


def csv_table(report: Report) -> bytes:
    """Return the figures as CSV (RFC 4180) in UTF-8 with a byte order mark.

    A text that a spreadsheet would take for a formula has an apostrophe before it, by which it stays a text.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for one in open_figures(report):
        texts = (report.organ, report.year, one.table, one.label, _number_or_text(one.value), one.unit, one.note)
        writer.writerow([*(_unformula(text) for text in texts), one.address])
    return (_BOM + file.getvalue()).encode()


def _number_or_text(value: int | str | bool | None) -> int | str:
    if isinstance(value, bool):
        return FLAGS[value]
    return "" if value is None else value


def _unformula(text: int | str) -> int | str:
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULAS) else text


def json_text(report: Report) -> bytes:
    """Return the figures as JSON, as :func:`open_data_schema` describes it."""
    published = report.particulars.published
    data = {
        "format": FORMAT,
        "report": report.type.name,
        "title": title(report),
        "organ": report.organ,
        "year": report.year,
        "published": None if published is None else published.isoformat(),
        "figures": [
            {
                "address": one.address,
                "table": one.table,
                "label": one.label,
                "value": one.value,
                "unit": one.unit or None,
                "note": one.note or None,
            }
            for one in open_figures(report)
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def open_data_schema(report_type: ReportType) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the open data of a type's reports."""
    text, text_or_null = {"type": "string"}, {"type": ["string", "null"]}
    figure = {
        "address": text | {"description": "编号，即数据文件里的名称 the figure's address, as in the data file"},
        "table": text | {"description": "在哪张表 the table"},
        "label": text | {"description": "项目 the official words that lead to the figure"},
        "value": {
            "type": ["integer", "string", "boolean", "null"],
            "description": "数值；小数写成文字，以保留原样 the value; a decimal is a text, which keeps it exact",
        },
        "unit": text_or_null | {"description": "单位 the unit of measure"},
        "note": text_or_null | {"description": "随数字印出的说明 the note printed with the figure"},
    }
    properties = {
        "format": {"const": FORMAT},
        "report": {"const": report_type.name, "description": report_type.title.zh},
        "title": text | {"description": "标题 the report's title"},
        "organ": text | {"description": "机关全称 the organ's full name"},
        "year": {"type": "integer", "description": "报告年份 the year"},
        "published": text_or_null | {"format": "date", "description": "发布日期 the day of publishing"},
        "figures": {"type": "array", "items": _closed(figure)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{report_type.title.zh}：公开数据",
        "description": report_type.law,
        **_closed(properties),
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
