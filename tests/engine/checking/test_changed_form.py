"""A change of the form between two years: what both have is held, what one lacks is named, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.engine.checking.changed_form import comparable
from reportgen.engine.checking.years import last_year_of
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.model import Applicants
from tests.figures_of_2019 import loaded, zeros
from tests.strategies import report_of, with_values, zero

COLUMNS = [name for name in Applicants.__annotations__ if name != "total"]


def last(year: int = 2020, **figures: Any) -> Report:
    return loaded(zeros() | {name.replace("__", "."): value for name, value in figures.items()}, year=year)


def of_2021(**figures: Any) -> Report:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    return report_of(with_values(values | {name.replace("__", "."): value for name, value in figures.items()}))


def across(now: Report, then: Report) -> list[tuple[str, str]]:
    findings = reportgen.check(now, previous=then)
    return [(one.rule, one.address) for one in findings if one.rule.startswith("XY-")]


NOTE = ("XY-FORM", "last_year.year")


def test_an_honest_successor_leaves_only_the_note_of_what_was_not_compared() -> None:
    findings = reportgen.check(report_of(zero()), previous=last())
    (note,) = [one for one in findings if one.rule.startswith("XY-")]
    assert (note.rule, note.severity) == ("XY-FORM", "note")
    assert "表二全部数字" in note.says.zh
    assert "3.其他" in note.says.zh


@given(st.sampled_from(COLUMNS), st.integers(0, 50), st.integers(0, 50))
def test_what_was_carried_out_in_the_old_form_is_carried_in(column: str, out: int, into: int) -> None:
    then = last(**{f"applications__new__{column}": out, f"applications__carried_out__{column}": out})
    now = of_2021(**{f"applications__carried_in__{column}": into, f"applications__outcomes__granted__{column}": into})
    found = across(now, then)
    assert (("XY-CARRY", f"applications.carried_in.{column}") in found) == (out != into)
    assert NOTE in found


def test_cases_left_pending_in_the_old_form_are_counted_in_the_new() -> None:
    assert across(of_2021(), last(reviews__reconsideration__pending=2)) == [
        ("XY-PEND", "reviews.reconsideration.total"),
        NOTE,
    ]


def test_a_figure_that_both_forms_have_may_jump() -> None:
    found = across(of_2021(reviews__reconsideration__upheld=5000), last(reviews__reconsideration__upheld=1))
    assert ("XY-JUMP", "reviews.reconsideration.upheld") in found


def test_a_rule_is_comparable_where_the_old_form_has_its_figures() -> None:
    now, then = report_of(zero()), last()
    rules = {rule.id: {comparable(form, now, then) for form in rule.forms} for rule in now.type.across_years}
    assert rules == {"XY-CARRY": {True}, "XY-VALID": {False}, "XY-PEND": {True}, "F-COPIED": set()}
    assert last_year_of(now, [then]) is then


def test_the_new_form_is_no_earlier_form_of_the_old() -> None:
    now = last(year=2022)
    (finding,) = [one for one in reportgen.check(now, previous=report_of(zero())) if one.rule.startswith("XY-")]
    assert (finding.rule, finding.severity) == ("XY-YEARS", "warning")


@pytest.mark.parametrize("sentence", ["比上年增长50%", "较上年（20件）增长50%", "2020年收到申请20件"])
def test_prose_that_looks_back_is_read_across_the_change(sentence: str) -> None:
    then = last(applications__new__natural_persons=20, applications__outcomes__granted__natural_persons=20)
    text = f"本年收到政府信息公开申请30件，{sentence}。\n\n本年制发规章5件，比上年增长25%。"
    figures = {"applications__new__natural_persons": 30, "applications__outcomes__granted__natural_persons": 30}
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    values |= {name.replace("__", "."): value for name, value in figures.items()}
    values["proactive.regulations.made"] = values["proactive.regulations.in_force"] = 5
    now = report_of(with_values(values), narrative={"overview": text, "problems": "公开不够及时，将加强培训。"})
    assert [one.says.zh for one in reportgen.check(now, previous=then) if one.rule.startswith("PT-")] == []
