"""Made-up reports reconcile, whatever the type; they differ in size, and the same seed gives the same ones."""

from __future__ import annotations

import pytest

from reportgen import pipeline
from reportgen.core.errors import UsageError
from reportgen.engine.sampling.reports import Sampler, practice_of
from reportgen.report.report_type import ReportType
from reportgen.reports.disclosure.form_2019 import REPORT as FORM_2019
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.sibling_form import REPORT as SIBLING
from tests.small_report import RECEIVED, equation, small_type
from tests.toy_report.report_type import REPORT as TOY

YEAR = 2025


@pytest.mark.parametrize("report_type", [REPORT, FORM_2019, SIBLING, TOY], ids=lambda kind: kind.name)
def test_no_report_contradicts_a_hard_rule_whatever_its_type(report_type: ReportType) -> None:
    for seed in (0, 7):
        sampler = Sampler(report_type, seed, practice_of(report_type).year(YEAR))
        reports = [sampler.report(number, "a.yaml") for number in range(60)]
        found = [finding for report in reports for finding in pipeline.check(report)]
        assert [finding.says for finding in found if finding.forbids or report_type is not SIBLING] == []
        assert all(value is not None for report in reports for value in report.values.values())


def test_sums_hold_when_added_by_hand() -> None:
    for number in range(40):
        report = Sampler(REPORT, 3, YEAR).report(number, "a.yaml")
        table = report.statistics.applications
        handled = [
            sum(value for name, value in report.entered.items() if name.startswith("applications.outcomes."))
            + sum(value for name, value in report.entered.items() if name.startswith("applications.carried_out."))
        ]
        assert table.new.total + table.carried_in.total == handled[0]
        assert all(report.stated[name] == report.values[name] for name in report.stated)


def test_offices_are_of_every_size_and_no_two_have_one_name() -> None:
    reports = [Sampler(REPORT, 1, YEAR).report(number, "a.yaml") for number in range(300)]
    received = sorted(report.values["applications.new.total"] for report in reports)
    assert received[0] <= 1
    assert received[-1] > 3_000
    assert received[len(received) // 2] < 100
    assert len({report.organ for report in reports}) == len(reports)
    assert 100 < sum(bool(report.stated) for report in reports) < 200


def test_a_report_depends_on_seed_and_number_and_nothing_else() -> None:
    one, other = Sampler(REPORT, 5, YEAR), Sampler(REPORT, 5, YEAR)
    for number in (9, 2, 5):
        first, second = one.report(number, "a"), other.report(number, "a")
        assert (first.organ, first.entered, first.stated, first.narrative) == (
            second.organ, second.entered, second.stated, second.narrative
        )  # fmt: skip
    assert one.report(2, "a").entered != Sampler(REPORT, 6, YEAR).report(2, "a").entered


def test_a_county_makes_no_regulations() -> None:
    for number in range(200):
        report = Sampler(REPORT, 0, YEAR).report(number, "a")
        if not report.organ.endswith(("市人民政府", "省人民政府")):
            assert {value for name, value in report.entered.items() if ".regulations." in name} == {0}


def test_rules_that_contradict_each_other_are_refused() -> None:
    impossible = small_type(equation(RECEIVED, ">", "table.accepted"), equation("table.accepted", ">", RECEIVED))
    with pytest.raises(UsageError) as caught:
        Sampler(impossible, 0, YEAR).report(0, "a")
    assert caught.value.faults[0].id == "no-practice-data"
