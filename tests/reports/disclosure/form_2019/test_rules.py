"""The rules of the form of 2019: each seen to fire and to be silent, on figures of collected reports too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.engine.checking.equations import check_rules
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2019 import REPORT
from reportgen.reports.disclosure.form_2019.rules import LISTED, MATTERS
from tests.figures_of_2019 import data_of, loaded, zeros

SAMPLE = Path("samples", "disclosure_2019", "shanghai-2019.yaml")


def fired(report: Report) -> list[str]:
    return [finding.rule for finding in check_rules(report) if finding.rule.startswith(("T", "F-FORM"))]


def with_figures(**figures: Any) -> Report:
    return loaded(zeros() | {f"proactive.{name.replace('__', '.')}": value for name, value in figures.items()})


def test_the_form_has_198_printed_figures_in_its_tables() -> None:
    assert [sum(len(row.addresses) for row in table.rows) for table in REPORT.tables] == [22, 161, 15]
    assert {len(REPORT.rules), len({rule.id for rule in REPORT.rules})} == {len(REPORT.rules)}


def test_the_sample_reconciles_and_says_so(root: Path) -> None:
    assert reportgen.check(reportgen.load(root / SAMPLE)) == []


@pytest.mark.parametrize(
    ("figures", "rules"),
    [
        ({}, []),
        ({"regulations__published_new": 3, "regulations__made_new": 3, "regulations__public_total": 3}, []),
        ({"regulations__published_new": 3, "regulations__made_new": 3}, ["T2-OPEN"]),
        ({"regulations__published_new": 3, "regulations__public_total": 9}, ["T2-MADE"]),
        ({"permits__prev_items": 2, "permits__delta": -3}, ["T2-ITEMS"]),
        ({"permits__prev_items": 2, "permits__delta": -2, "permits__decisions": 5}, []),
        ({"permits__prev_items": 0, "permits__delta": 1, "permits__decisions": 5}, []),
        ({"permits__decisions": 5}, ["T2-DECIDE"]),
        ({"procurement__amount": "477.35"}, ["T2-UNIT"]),
        ({"procurement__amount": "477.35万元"}, []),
        ({"procurement__amount": 0}, []),
        ({"fees__delta": None}, ["T2-BLANK", "T2-ITEMS"]),
    ],
)
def test_a_rule_of_table_2_fires_where_it_should(figures: dict[str, Any], rules: list[str]) -> None:
    assert fired(with_figures(**figures)) == rules


@given(st.sampled_from(LISTED), st.integers(0, 9**9), st.integers(-(9**9), 9**9))
def test_items_and_their_change_are_never_below_zero_together(row: str, before: int, change: int) -> None:
    report = with_figures(**{f"{row}__prev_items": before, f"{row}__delta": change})
    assert ("T2-ITEMS" in fired(report)) == (before + change < 0)


@pytest.mark.parametrize("row", MATTERS)
def test_decisions_without_matters_name_the_row(row: str) -> None:
    (finding,) = check_rules(with_figures(**{f"{row}__decisions": 7}))
    assert (finding.rule, finding.severity, finding.address) == ("T2-DECIDE", "warning", f"proactive.{row}.decisions")
    assert "7" in finding.says.zh


@pytest.mark.parametrize(("year", "rules"), [(2019, []), (2020, []), (2018, ["F-FORMYEAR"]), (2021, ["F-FORMYEAR"])])
def test_the_form_is_for_two_years(year: int, rules: list[str]) -> None:
    assert fired(loaded(zeros(), year=year)) == rules


def test_the_six_other_handlings_are_one_row_of_the_total() -> None:
    figures = zeros() | {"applications.new.enterprises": 4, "applications.outcomes.otherwise_handled.enterprises": 4}
    assert fired(loaded(figures)) == []
    assert loaded(figures).values["applications.outcomes.total.total"] == 4
    figures["applications.outcomes.otherwise_handled.enterprises"] = 3
    assert set(fired(loaded(figures))) == {"T3-BAL"}


@pytest.mark.shared
@pytest.mark.parametrize("name", ["beijingjie_2020", "nanyuanjie_2020", "wuhan_eco_2020"])
def test_collected_tables_break_no_hard_rule(shared: Path, name: str) -> None:
    """A typed plus sign and a dash are no figures of a data file: +19 is 19, and - is a blank."""
    table = json.loads((shared / "forms" / "2019" / f"{name}.json").read_text("utf-8"))["table2"]
    figures = {
        f"proactive.{row}.{column}": None if value == "-" else int(value) if value == "+19" else value
        for row, cells in table.items()
        if cells and row != "other_open_documents"
        for column, value in cells.items()
    }
    told = {finding.rule for finding in check_rules(loaded(zeros() | figures)) if finding.verdict == "broken"}
    assert told <= {"T2-BLANK", "T2-UNIT"}


def test_data_of_a_report_is_read_again_as_the_same(root: Path) -> None:
    report = reportgen.load(root / SAMPLE)
    assert reportgen.load(data_of(report.entered, organ=report.organ)).statistics == report.statistics


@pytest.mark.parametrize(
    ("address", "value"),
    [("proactive.permits.delta", 1.5), ("proactive.permits.delta", "+19"), ("proactive.permits.decisions", -1)],
)
def test_a_change_is_a_whole_number_and_all_else_is_counted(address: str, value: Any) -> None:
    with pytest.raises(reportgen.DataError) as refused:
        loaded(zeros() | {address: value})
    assert [fault.id for fault in refused.value.faults] == ["negative-number" if value == -1 else "not-a-count"]
