"""The distributions of practice data name every figure, and their prose is that of a finished report."""

from __future__ import annotations

import pytest

from reportgen.engine.sampling.reports import practice_of
from reportgen.report.report_type import ReportType
from reportgen.reports.disclosure.form_2019 import REPORT as FORM_2019
from reportgen.reports.disclosure.form_2021 import REPORT as FORM_2021


@pytest.mark.parametrize("report_type", [FORM_2019, FORM_2021], ids=lambda kind: kind.name)
def test_every_figure_has_a_mean_and_every_piece_of_prose_its_words(report_type: ReportType) -> None:
    practice = practice_of(report_type)
    assert practice.usual.keys() == report_type.addresses.entered.keys()
    assert sum(level.share for level in practice.levels) == 1000
    assert practice.prose.keys() == {field.name for field in report_type.narrative}
    assert set(practice.quoted.values()) <= {rule.id for rule in report_type.rules}
    for name in practice.quoted:
        tag = f"{{{{ {name} }}}}"
        assert any(all(tag in text for text in ways) for ways in practice.prose.values()), name


def test_the_year_is_one_that_the_form_is_for() -> None:
    assert practice_of(FORM_2021).year(2025) == 2025
    assert [practice_of(FORM_2019).year(last) for last in (2018, 2020, 2025)] == [2019, 2020, 2020]
