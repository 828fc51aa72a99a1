"""Open data has every figure, read back by the csv and json modules; texts never become formulas."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.export.open_data import csv_table, json_text, open_data_schema
from reportgen.report.open_columns import COLUMNS
from reportgen.report.report import Report
from tests.strategies import any_statistics, report_of, zero


def rows(report: Report) -> list[list[str]]:
    text = csv_table(report).decode("utf-8-sig")
    assert text.count("\r\n") >= 2
    return [*csv.reader(io.StringIO(text, newline=""))]


def printed(report: Report) -> list[str]:
    return [address for table in report.tables for row in table.rows for address in row.addresses]


@given(any_statistics())
def test_both_forms_have_every_figure_exactly(figures: Any) -> None:
    report = report_of(figures)
    wanted = {address: str(report.values[address]) for address in printed(report)}
    head, *found = rows(report)
    assert head == list(COLUMNS)
    assert {row[-1]: row[4] for row in found} == wanted
    data = json.loads(json_text(report))
    assert {one["address"]: str(one["value"]) for one in data["figures"]} == wanted
    assert [one["address"] for one in data["figures"]] == printed(report)


@given(st.sampled_from("=+-@\t\r"), st.text(max_size=5))
def test_no_text_is_a_formula_for_a_spreadsheet(sign: str, rest: str) -> None:
    report = report_of(zero(), organ=sign + rest, notes={"applications.new.total": sign + rest})
    cells = [cell for row in rows(report) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert f"'{sign}" in "".join(cells)


def test_a_file_opens_in_excel_as_utf_8() -> None:
    assert csv_table(report_of(zero())).startswith(b"\xef\xbb\xbf")


def test_the_schema_describes_what_is_written() -> None:
    report = report_of(zero())
    schema, data = open_data_schema(report.type), json.loads(json_text(report))
    assert data.keys() == schema["properties"].keys() == {*schema["required"]}
    figure = schema["properties"]["figures"]["items"]
    kinds = {"integer": int, "string": str, "boolean": bool, "null": type(None)}
    for one in data["figures"]:
        assert one.keys() == figure["properties"].keys()
        for name, value in one.items():
            allowed = figure["properties"][name]["type"]
            assert type(value) in [kinds[kind] for kind in ([allowed] if isinstance(allowed, str) else allowed)]
    assert data["format"] == schema["properties"]["format"]["const"]
    assert data["figures"][9] == {
        "address": "proactive.fees",
        "table": "表二",
        "label": report.addresses["proactive.fees"].label.zh,
        "value": "0",
        "unit": "万元",
        "note": None,
    }
