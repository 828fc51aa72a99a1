"""Open data are read back as they were written; what somebody changed in them is refused with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import catalogue, pipeline
from reportgen.core.errors import DataError
from reportgen.engine.export import open_data as written
from reportgen.engine.reading import is_open_data
from reportgen.engine.reading.published.open_data import report_in_text, reports_in_table
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2019 import REPORT as OF_2019
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import any_statistics, report_of, zero

TYPES = (OF_2019, REPORT)


def read(content: bytes, name: str = "a.csv") -> Report:
    found = report_in_text(content, name, TYPES) if name.endswith("json") else reports_in_table(content, name, TYPES)
    return pipeline.build(found[0].document, catalogue.report_type)


@settings(max_examples=10)
@given(any_statistics(), st.sampled_from(["某市人民政府", "=某局", "'某局", "+x"]), st.text("，“”1件=", max_size=5))
def test_what_is_written_is_read_back_with_totals_and_notes(figures: Any, organ: str, note: str) -> None:
    report = report_of(figures, organ=organ, notes={"applications.new.total": f"（{note}1）"})
    for found in (read(written.csv_table(report)), read(written.json_text(report), "a.json")):
        assert (found.organ, found.year, found.notes) == (report.organ, report.year, report.notes)
        assert found.entered == report.entered
        assert found.stated == {one: report.values[one] for one in found.stated}
        assert len(found.stated) >= 30


def test_blanks_stay_blank_and_missing_lines_are_told() -> None:
    lines = written.csv_table(report_of(zero())).decode("utf-8-sig").splitlines()
    lines[1] = lines[1].replace(",0,", ",,")
    [found] = reports_in_table("\n".join([*lines[:8], *lines[9:]]).encode("gb18030"), "a.csv", TYPES)
    assert found.document.data["proactive"]["regulations"]["made"] is None
    assert found.counts[1] == 2
    assert "published-missing-rows" in [fault.id for fault in found.account]


def test_two_years_in_one_table_are_two_reports() -> None:
    tables = [written.csv_table(report_of(zero(), year=year)) for year in (2023, 2024)]
    found = reports_in_table(tables[0] + tables[1].partition(b"\r\n")[2], "a.csv", TYPES)
    assert [one.document.data["year"] for one in found] == [2023, 2024]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (",0,件,,applications.new.enterprises", ",5x,件,,applications.new.enterprises", 13),
        ("applications.new.enterprises", "applications.new.companies", 13),
        ("applications.new.enterprises", "applications.new.natural_persons", 13),
        ("applications.new.enterprises", "applications.new.enterprises,1", 13),
        ("编号", "号", 1),
        ("\r\n", "\r\n\"", None),
    ],
)  # fmt: skip
def test_a_changed_line_is_refused_with_its_number(before: str, after: str, line: int | None) -> None:
    content = written.csv_table(report_of(zero())).decode().replace(before, after, 1).encode()
    with pytest.raises(DataError) as refused:
        reports_in_table(content, "a.csv", TYPES)
    assert {fault.id for fault in refused.value.faults} == {"open-data-unclear"}
    assert line in [getattr(fault.origin, "line", 0) for fault in refused.value.faults]


@pytest.mark.parametrize(
    "change", [{"format": 2}, {"report": "nothing"}, {"figures": {}}, {"organ": ""}, {"year": "x"}]
)
def test_json_that_is_not_ours_is_refused(change: dict[str, Any]) -> None:
    data = json.loads(written.json_text(report_of(zero()))) | change
    with pytest.raises(DataError) as refused:
        report_in_text(json.dumps(data).encode(), "a.json", TYPES)
    assert [fault.id for fault in refused.value.faults] == ["open-data-unclear"]


def test_open_data_are_told_by_their_first_line() -> None:
    report = report_of(zero())
    table, text = written.csv_table(report), written.json_text(report)
    assert is_open_data(table, "a.csv")
    assert is_open_data(text, "b.JSON")
    assert is_open_data(table.decode("utf-8-sig").encode("gb18030"), "a.csv")
    assert not is_open_data(table, "a.txt")
    assert not is_open_data(b"data,output\na.yaml,a.docx\n", "a.csv")
    assert not is_open_data(b'{"report": "disclosure_2021"}', "a.json")
