"""What last year's report decides of the new year: what was carried over, and nothing that is not certain."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from reportgen.engine.checking.opening_figures import opening_figures, opening_stocks
from reportgen.reports.disclosure.form_2019 import REPORT as FORM_2019
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from reportgen.reports.disclosure.interpretations import COLUMNS
from tests.figures_of_2019 import loaded, zeros
from tests.strategies import report_of, statistics, with_values


@given(statistics())
def test_what_was_carried_out_is_carried_in_and_no_more(figures: Statistics) -> None:
    last = report_of(figures)
    assert opening_figures(REPORT, last) == {
        f"applications.carried_in.{column}": last.values[f"applications.carried_out.{column}"] for column in COLUMNS
    }
    rows = ("proactive.regulations.in_force", "proactive.normative_documents.in_force")
    assert opening_stocks(REPORT, last) == {row: last.values[row] for row in rows}


def test_the_number_of_matters_follows_from_last_year_s_and_its_change() -> None:
    figures = zeros() | {"proactive.permits.prev_items": 21, "proactive.permits.delta": -2}
    figures |= {"proactive.fees.prev_items": 1, "proactive.fees.delta": -3}
    found = opening_figures(FORM_2019, loaded(figures))
    assert found["proactive.permits.prev_items"] == 19
    assert "proactive.fees.prev_items" not in found, "no number is below zero"


def test_across_a_change_of_form_only_what_both_have_is_carried_over() -> None:
    last = loaded(zeros() | {"applications.carried_out.enterprises": 7}, year=2020)
    found = opening_figures(REPORT, last)
    assert found["applications.carried_in.enterprises"] == 7
    assert set(found) == {f"applications.carried_in.{column}" for column in COLUMNS}
    assert opening_stocks(REPORT, last) == {}


def test_a_blank_decides_nothing() -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    last = report_of(with_values({**values, "applications.carried_out.enterprises": None}))
    assert "applications.carried_in.enterprises" not in opening_figures(REPORT, last)
