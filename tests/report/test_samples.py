"""Sample reports tell every two figures apart, and can be printed."""

from __future__ import annotations

import pytest

from reportgen.report.report_type import ReportType
from reportgen.report.samples import sample_reports
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.toy_report.report_type import REPORT as TOY


@pytest.mark.parametrize("report_type", [REPORT, TOY], ids=lambda kind: kind.name)
def test_some_sample_tells_every_two_figures_apart(report_type: ReportType) -> None:
    samples = sample_reports(report_type)
    shown = {
        name: tuple(one.addresses[name].figure.kind.printed(one.values[name]) for one in samples[:-1])
        for name in samples[0].addresses
    }
    assert len(set(shown.values())) == len(shown)


@pytest.mark.parametrize("report_type", [REPORT, TOY], ids=lambda kind: kind.name)
def test_every_sample_is_a_whole_report(report_type: ReportType) -> None:
    for sample in sample_reports(report_type):
        assert None not in sample.values.values()
        assert sample.context()["narrative"].keys() == {field.name for field in report_type.narrative}


def test_numbers_of_the_first_sample_all_differ_and_the_last_are_zero() -> None:
    first, *_, last = sample_reports(REPORT)
    assert len(set(first.values.values())) == len(first.values)
    assert set(last.values.values()) == {0}


def test_samples_are_the_same_in_every_run() -> None:
    assert [one.entered for one in sample_reports(REPORT)] == [one.entered for one in sample_reports(REPORT)]


def test_prose_has_a_paragraph_of_every_level_and_strong_words() -> None:
    for paragraphs in sample_reports(REPORT)[0].context()["narrative"].values():
        assert [paragraph["level"] for paragraph in paragraphs] == [0, 2, 3, 0]
        assert any(run["strong"] for run in paragraphs[-1]["runs"])
