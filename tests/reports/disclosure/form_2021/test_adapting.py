"""A report in the form of 2019 is read as what it is, and said to be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from reportgen.core.errors import DataError
from reportgen.engine import building, reading
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.adapting import adapt
from tests.strategies import NARRATIVE, document_of, zero

ADAPTING = attrs.evolve(REPORT, adapt=adapt)
TOTAL = "applications.outcomes.otherwise_handled.total"


def published(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    del data["_about"]
    return {**data, "narrative": dict(NARRATIVE)}


def build(data: dict[str, Any], name: str = "a.json") -> Report:
    return building.build(reading.read_text(json.dumps(data, ensure_ascii=False, indent=1), name), ADAPTING)


def test_a_single_row_counts_as_other_with_zeros_beside_it() -> None:
    data = document_of(zero(), stated={TOTAL: 3})
    data["applications"]["outcomes"]["otherwise_handled"] = [1, 0, 2, 0, 0, 0]
    report = build(data)
    rows = report.statistics.applications.outcomes.otherwise_handled
    assert attrs.astuple(rows.other) == (1, 0, 2, 0, 0, 0)
    assert rows.correction_overdue == rows.fee_unpaid == zero().applications.new
    assert report.stated == {f"{TOTAL}.total": 3}
    (finding,) = report.findings
    assert (finding.rule, finding.verdict, finding.severity) == ("F-OLDFORM", "broken", "error")
    text = json.dumps(data, ensure_ascii=False, indent=1).split("\n")
    places = (finding.origin, report.origin("applications.outcomes.otherwise_handled.other.research_institutions"))
    stated = report.origin(f"{TOTAL}.total", stated=True)
    assert all(place is not None and place.line is not None for place in (*places, stated))
    assert '"otherwise_handled"' in text[places[0].line - 1]  # type: ignore[union-attr, operator]
    assert text[places[1].line - 1].strip() == "2,"  # type: ignore[union-attr, operator]
    assert TOTAL in text[stated.line - 1]  # type: ignore[union-attr, operator]


def test_faults_of_the_old_row_point_at_it() -> None:
    data = document_of(zero())
    data["applications"]["outcomes"]["otherwise_handled"] = [1, 0, "二", 0, 0, 0]
    with pytest.raises(DataError) as refused:
        build(data)
    (fault,) = refused.value.faults
    assert fault.origin is not None
    assert fault.origin.line is not None


def test_the_form_of_today_and_junk_are_left_alone() -> None:
    odd: list[dict[str, Any]] = [document_of(zero()), {}, {"applications": 5}, {"applications": {"outcomes": []}}]
    for data in odd:
        adapted = adapt(data)
        assert adapted.data == data
        assert adapted.findings == ()


@pytest.mark.shared
def test_the_published_report_in_the_old_form_loads_with_its_finding(shared: Path) -> None:
    report = build(published(shared / "reports/hongze_gov_2023.json"))
    assert [finding.rule for finding in report.findings] == ["F-OLDFORM"]
    assert report.values["applications.outcomes.total.total"] == 21


@pytest.mark.shared
@pytest.mark.parametrize("name", ["huaian_gov_2024", "kaifeng_gov_2021", "suqian_gov_2023", "suqian_gov_2024"])
def test_published_reports_load_without_findings(shared: Path, name: str) -> None:
    data = published(shared / f"reports/{name}.json")
    report = build(data)
    assert report.findings == ()
    assert dict(report.stated) == data["stated"]
