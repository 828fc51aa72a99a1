"""Inequalities locate nothing, but no repair that is offered breaks one that held."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.checking.equations import check_rules
from reportgen.engine.localising.inequalities import inequalities
from reportgen.engine.localising.repairs import with_repairs
from reportgen.report.findings import Finding
from reportgen.report.rule_forms import Bounds, Needs, Ordered
from reportgen.report.rules import Comparison, RuleForm
from tests.small_report import (
    ACCEPTED,
    GRANTED,
    RECEIVED,
    REFUSED,
    SHARE,
    TOTAL,
    equation,
    figure,
    small_report,
    small_type,
)

BALANCE = equation(ACCEPTED, "=", TOTAL)
FEW = st.integers(0, 6)


def repaired(forms: tuple[RuleForm, ...], values: dict[str, Any]) -> list[Finding]:
    report = small_report(small_type(*forms), values)
    return with_repairs(report, check_rules(report))


def changed(finding: Finding) -> list[dict[str, Any]]:
    return [{change.address: change.after for change in repair.changes} for repair in finding.repairs]


def test_a_repair_that_would_break_an_inequality_is_not_offered() -> None:
    values = {RECEIVED: 4, ACCEPTED: 4, GRANTED: 3, REFUSED: 2}
    (finding,) = repaired((BALANCE,), values)
    assert {ACCEPTED: 5} in changed(finding)
    (finding,) = repaired((BALANCE, equation(ACCEPTED, "≤", RECEIVED)), values)
    assert {ACCEPTED: 5} not in changed(finding)
    assert {GRANTED: 2} in changed(finding)


def test_a_repair_that_keeps_an_inequality_is_offered() -> None:
    (finding,) = repaired(
        (BALANCE, equation(ACCEPTED, "≤", RECEIVED)), {RECEIVED: 9, ACCEPTED: 4, GRANTED: 3, REFUSED: 2}
    )
    assert {ACCEPTED: 5} in changed(finding)


def test_a_gap_that_widens_is_refused_and_one_that_closes_is_not() -> None:
    bounds = inequalities([Comparison(figure("a"), figure("b"), "<")], lambda one: one, {"a": 4, "b": 4})
    assert [bounds.refuses({"a": value}) for value in (3, 4, 5, 6)] == [False, False, True, True]
    assert [bounds.cost({"a": value}) > 0 for value in (3, 4)] == [False, True]
    assert not bounds.refuses({"c": 9})


def test_bounds_and_order_keep_repairs_within_them_too() -> None:
    values = {RECEIVED: 4, ACCEPTED: 4, GRANTED: 3, REFUSED: 2}
    for form in (Bounds(ACCEPTED, 0, 4), Ordered((ACCEPTED, RECEIVED))):
        (finding,) = repaired((BALANCE, form), values)
        assert changed(finding)
        assert {ACCEPTED: 5} not in changed(finding)


def test_a_blank_is_not_filled_with_what_an_inequality_forbids() -> None:
    values = {RECEIVED: 4, ACCEPTED: None, GRANTED: 3, REFUSED: 2}
    findings = repaired((BALANCE, equation(ACCEPTED, "≤", RECEIVED)), values)
    assert all({ACCEPTED: 5} not in changed(finding) for finding in findings)


def test_a_repair_that_mends_a_broken_inequality_stands_first() -> None:
    forms = (BALANCE, equation(ACCEPTED, "≤", RECEIVED))
    findings = repaired(forms, {RECEIVED: 4, ACCEPTED: 7, GRANTED: 2, REFUSED: 2})
    assert [finding.rule for finding in findings] == ["A-RULE", "A-RULE"]
    assert changed(findings[0])[0] == {ACCEPTED: 4}
    assert (findings[1].cause, findings[1].repairs) == (findings[0].cause, findings[0].repairs)


def test_an_inequality_that_no_repair_mends_has_a_cause_of_its_own() -> None:
    forms = (BALANCE, equation(RECEIVED, "≤", SHARE))
    equal, bound = repaired(forms, {RECEIVED: 4, ACCEPTED: 7, GRANTED: 2, REFUSED: 2, SHARE: 1})
    assert equal.repairs
    assert (bound.cause, bound.repairs) == (None, ())


def test_a_condition_is_counted_to_the_cause_that_mends_it() -> None:
    forms = (BALANCE, Needs(RECEIVED, ACCEPTED))
    equal, needs = repaired(forms, {RECEIVED: 4, ACCEPTED: 0, GRANTED: 2, REFUSED: 2})
    assert changed(equal)[0][ACCEPTED] > 0
    assert needs.repairs == equal.repairs


@given(st.tuples(FEW, FEW, FEW, FEW))
def test_no_repair_that_is_offered_breaks_a_rule_that_held(figures: tuple[int, int, int, int]) -> None:
    values = dict(zip((RECEIVED, ACCEPTED, GRANTED, REFUSED), figures, strict=True))
    forms = (BALANCE, equation(ACCEPTED, "≤", RECEIVED), equation(REFUSED, "<", figure(GRANTED) + 3))
    kind = small_type(*forms)
    held = [form for form in forms if form.judge(small_report(kind, values).cells) is None]
    for finding in repaired(forms, values):
        for repair in changed(finding):
            after = small_report(kind, {**values, **repair})
            assert all(form.judge(after.cells) is None for form in held)


def test_an_inequality_of_figures_that_are_no_counts_is_left_aside() -> None:
    comparison = Comparison(figure("a"), figure("b"), "≤")
    assert inequalities([comparison], lambda one: one, {"a": 1, "b": "text"}).bounds == ()
    assert len(inequalities([comparison], lambda one: one, {"a": 1, "b": None}).bounds) == 1
