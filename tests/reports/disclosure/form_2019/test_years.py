"""Two years of the form of 2019: items follow from last year's, and what was carried out is carried in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.checking.years import check_years
from reportgen.reports.disclosure.form_2019.rules import LISTED
from tests.figures_of_2019 import loaded, zeros


@given(st.sampled_from(LISTED), st.integers(0, 90), st.integers(-90, 90), st.integers(0, 90))
def test_the_items_of_last_year_are_last_year_s_and_its_change(row: str, before: int, change: int, now: int) -> None:
    last = loaded(zeros() | {f"proactive.{row}.prev_items": before, f"proactive.{row}.delta": change})
    this = loaded(zeros() | {f"proactive.{row}.prev_items": now}, year=2020)
    told = [(one.rule, one.address) for one in check_years(this, [last])]
    assert told == ([] if now == before + change else [("XY-ITEMS", f"proactive.{row}.prev_items")])


def test_what_was_carried_out_is_carried_in() -> None:
    last = loaded(zeros() | {"applications.carried_out.enterprises": 3, "applications.new.enterprises": 3})
    told = check_years(loaded(zeros(), year=2020), [last])
    assert [one.rule for one in told] == ["XY-CARRY"]
