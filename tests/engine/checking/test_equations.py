"""Every hard rule fires on exactly the changes that it should see, and on no other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.origin import Origin
from reportgen.engine.checking import equations
from reportgen.engine.checking.equations import check_rules
from reportgen.model.linear import Expression
from reportgen.report.particulars import Particulars
from reportgen.report.report import Check
from reportgen.report.rules import Equation, Relation
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from reportgen.reports.disclosure.model import Applicants
from tests.small_report import (
    ACCEPTED,
    GRANTED,
    RECEIVED,
    REFUSED,
    TOTAL,
    equation,
    figure,
    small_report,
    small_type,
)
from tests.strategies import NARRATIVE, any_statistics, evolve_at, report_of, statistics, zero

BOOK = REPORT.addresses
PRINTED_TOTALS = [name for name, entry in BOOK.derived.items() if entry.printed]
EQUATIONS = [equation for rule in REPORT.rules for equation in rule.equations]


def broken(report: Any) -> set[tuple[str, str]]:
    """Return rule and address of every broken finding."""
    return {(finding.rule, finding.address) for finding in check_rules(report) if finding.verdict == "broken"}


def stated_by(figures: Statistics) -> dict[str, int]:
    """Return every printed total as an honest office would publish it."""
    values = report_of(figures).values
    return {address: values[address] for address in PRINTED_TOTALS}


@given(any_statistics())
def test_honest_statistics_leave_no_findings(figures: Statistics) -> None:
    assert check_rules(report_of(figures)) == []
    assert check_rules(report_of(figures, stated=stated_by(figures))) == []


@given(statistics(), st.sampled_from(list(BOOK.entered)), st.integers(1, 10**9))
def test_a_changed_cell_is_seen_by_exactly_the_rules_that_hold_it(
    figures: Statistics, address: str, change: int
) -> None:
    if address == "proactive.fees" or not address.startswith(("applications", "reviews")):
        return
    value = report_of(figures).values[address]
    damaged = report_of(evolve_at(figures, address, value + change), stated=stated_by(figures))
    expected = {
        (equation.rule, equation.address) for equation in EQUATIONS if dict(equation.difference.terms).get(address)
    }
    assert expected, "every cell of tables 3 and 4 is guarded"
    assert broken(damaged) == expected


@given(any_statistics(), st.dictionaries(st.sampled_from(PRINTED_TOTALS), st.sampled_from([None, 0, 1]), max_size=3),
       st.sets(st.sampled_from(PRINTED_TOTALS)), st.sampled_from([None, *BOOK.entered]))  # fmt: skip
def test_leaving_out_equations_of_right_totals_loses_no_finding(
    figures: Statistics, changes: dict[str, int | None], kept: set[str], blank: str | None
) -> None:
    honest = stated_by(figures)
    stated: dict[str, int | None] = {name: honest[name] for name in kept}
    stated |= {name: None if change is None else honest[name] + change for name, change in changes.items()}
    report = report_of(figures if blank is None else evolve_at(figures, blank, None), stated=stated)
    with pytest.MonkeyPatch.context() as every:
        every.setattr(equations, "_differing", lambda report: report.stated.keys())
        expected = check_rules(report)
    assert check_rules(report) == expected


@given(statistics(), st.sampled_from(PRINTED_TOTALS), st.integers(1, 10**9))
def test_a_wrong_stated_total_is_seen_by_exactly_the_rules_that_hold_it(
    figures: Statistics, address: str, change: int
) -> None:
    stated = stated_by(figures)
    stated[address] += change
    expected = {
        (equation.rule, equation.address) for equation in EQUATIONS if dict(equation.difference.terms).get(address)
    }
    assert broken(report_of(figures, stated=stated)) == expected


@given(statistics(), st.sampled_from([field.name for field in attrs.fields(Applicants)]), st.integers(1, 10**6))
def test_without_stated_totals_an_unbalanced_column_is_one_finding(
    figures: Statistics, column: str, change: int
) -> None:
    address = f"applications.new.{column}"
    damaged = evolve_at(figures, address, report_of(figures).values[address] + change)
    assert broken(report_of(damaged)) == {("T3-BAL", f"applications.outcomes.total.{column}")}


@given(statistics(), st.data())
def test_moving_applications_from_one_outcome_to_another_keeps_every_total(
    figures: Statistics, data: st.DataObject
) -> None:
    details = [
        address
        for address in BOOK.entered
        if address.startswith("applications.outcomes.") and address.endswith(".enterprises")
    ]
    source, target = data.draw(st.permutations(details))[:2]
    values = report_of(figures).values
    moved = data.draw(st.integers(0, values[source]))
    changed = evolve_at(figures, source, values[source] - moved)
    changed = evolve_at(changed, target, values[target] + moved)
    after = report_of(changed).values
    assert check_rules(report_of(changed)) == []
    assert after["applications.outcomes.total.enterprises"] == values["applications.outcomes.total.enterprises"]
    assert after["applications.outcomes.total.total"] == values["applications.outcomes.total.total"]


def test_two_errors_that_cancel_in_the_total_column_are_both_found() -> None:
    # FORM.md: 自然人 60 against 61 and 其他 1 against 0, while 总计 balances at 62.
    figures = zero()
    for address, value in {
        "applications.new.natural_persons": 60,
        "applications.new.enterprises": 1,
        "applications.new.other_organizations": 1,
        "applications.outcomes.granted.natural_persons": 61,
        "applications.outcomes.granted.enterprises": 1,
    }.items():
        figures = evolve_at(figures, address, value)
    report = report_of(figures, stated={"applications.new.total": 62, "applications.outcomes.total.total": 62})
    assert broken(report) == {
        ("T3-BAL", "applications.outcomes.total.natural_persons"),
        ("T3-BAL", "applications.outcomes.total.other_organizations"),
    }


@pytest.mark.parametrize("rule", [rule for rule in REPORT.rules if rule.equations], ids=lambda rule: rule.id)
def test_no_rule_is_vacuous(rule: Any) -> None:
    for form in rule.equations:
        assert form.difference.terms, form.address
        assert any(number > 0 for _, number in form.difference), form.address
        assert any(number < 0 for _, number in form.difference), form.address


def test_the_rules_are_as_many_as_the_form_has() -> None:
    assert {rule.id: len(rule.equations) for rule in REPORT.rules if rule.equations} == {
        "T3-ROW": 25,
        "T3-SUM": 7,
        "T3-BAL": 7,
        "T4-SUM": 3,
    }


@given(statistics(), st.sampled_from([name for name in BOOK.entered if name.startswith("applications.")]))
def test_a_blank_cell_is_named_and_the_rules_that_meet_it_are_undecided(figures: Statistics, address: str) -> None:
    report = report_of(evolve_at(figures, address, None), stated=stated_by(figures))
    findings = check_rules(report)
    assert [(f.rule, f.address) for f in findings if f.rule.endswith("BLANK")] == [("T3-BLANK", address)]
    undecided = {(f.rule, f.address) for f in findings if f.verdict == "undecided"} - {("T3-BLANK", address)}
    assert undecided == {
        (equation.rule, equation.address) for equation in EQUATIONS if dict(equation.difference.terms).get(address)
    }
    assert all(finding.forbids for finding in findings)
    assert not [finding for finding in findings if finding.verdict == "broken"]


@pytest.mark.parametrize(
    ("address", "rule"),
    [("proactive.permits", "T2-BLANK"), ("reviews.reconsideration.upheld", "T4-BLANK"), ("proactive.fees", "T2-BLANK")],
)
def test_a_blank_outside_table_three_forbids_publishing_too(address: str, rule: str) -> None:
    findings = check_rules(report_of(evolve_at(zero(), address, None)))
    assert rule in {finding.rule for finding in findings if finding.forbids}


@pytest.mark.parametrize("address", ["applications.outcomes.withheld.total.total", "reviews.litigation.total"])
def test_a_wrong_total_that_the_form_does_not_print_is_found_too(address: str) -> None:
    honest = report_of(zero(), stated={address: 0})
    assert check_rules(honest) == []
    (finding,) = check_rules(report_of(zero(), stated={address: 7}))
    assert (finding.rule, finding.address, finding.forbids) == ("STATED", address, True)


def test_equations_are_exact_whatever_the_program_around_has_set() -> None:
    figures = {"a": Decimal("12345.5"), "b": Decimal("12349.5")}
    a, b = Expression.variable("a"), Expression.variable("b")
    report = attrs.evolve(report_of(zero()), figures=figures, checks=(Check("a * 2 == b * 2", 0, a * 2, b * 2),))
    with localcontext() as context:
        context.prec = 3
        (finding,) = check_rules(report)
    assert (finding.rule, finding.difference) == ("CHECK", Decimal("-8.0"))


def test_a_stated_total_that_the_form_does_not_print_is_checked() -> None:
    printed, unprinted = "applications.new.total", "applications.outcomes.withheld.total.total"
    for stated in ({printed: 0, unprinted: 3}, {unprinted: 3, printed: 0}):
        assert broken(report_of(zero(), stated=stated)) == {("STATED", unprinted)}


def test_a_blank_own_figure_is_named_with_the_places_that_use_it() -> None:
    prose = "全年发布{{ portal.posts }}条。\n占{{ portal.all | share(portal.posts, 1) }}%，{{ portal.all }}条。"
    narrative = {**NARRATIVE, "overview": NARRATIVE["overview"] + prose}
    report = attrs.evolve(report_of(zero(), narrative=narrative), figures={"portal": {"posts": None, "all": 3}})
    (finding,) = check_rules(report)
    assert (finding.rule, finding.verdict, finding.address) == ("OWN-BLANK", "undecided", "portal.posts")
    assert finding.forbids
    assert "文字部分（一、总体情况）要印出它" in finding.says.zh


@pytest.mark.parametrize("figures", [{"a": None}, {"a": {"b": None}}, {"a": {"b": {"c": None}, "d": 1}}])
def test_a_blank_own_figure_that_nothing_uses_forbids_publishing_too(figures: dict[str, Any]) -> None:
    (finding,) = check_rules(attrs.evolve(report_of(zero()), figures=figures))
    assert (finding.rule, finding.forbids) == ("OWN-BLANK", True)
    assert "文字部分" not in finding.says.zh


def test_an_own_group_left_blank_is_named_as_a_whole() -> None:
    narrative = {**NARRATIVE, "problems": f"{NARRATIVE['problems']}发布{{{{ portal.posts | thousands }}}}条。"}
    (finding,) = check_rules(attrs.evolve(report_of(zero(), narrative=narrative), figures={"portal": None}))
    assert (finding.address, finding.verdict) == ("portal", "undecided")
    assert "文字部分（五、存在的主要问题及改进情况）要印出它" in finding.says.zh


@pytest.mark.parametrize(
    ("phone", "told"), [(None, "是空白"), (" 无 ", "写着“无”"), ("——", "写着“——”"), ("0", "写着“0”")]
)
def test_a_contact_that_says_nothing_is_named_where_the_prose_prints_it(phone: str | None, told: str) -> None:
    narrative = {**NARRATIVE, "problems": "如有疑问，请致电{{ contact.phone }}。"}
    places = {("contact", "phone"): Origin("data.yaml", line=7)}
    report = report_of(zero(), narrative=narrative, locate=places.get)
    (finding,) = check_rules(attrs.evolve(report, particulars=Particulars(contact={"phone": phone, "address": None})))
    assert (finding.rule, finding.address, finding.forbids) == ("OWN-BLANK", "contact.phone", True)
    assert finding.says.zh.startswith(
        f"联系方式的电话（contact.phone）{told}，文字部分（五、存在的主要问题及改进情况）要印出它"
    )
    assert finding.place == places["contact", "phone"]
    sound = Particulars(contact={"phone": "0371-12345", "address": None})
    assert check_rules(attrs.evolve(report, particulars=sound)) == []


RELATIONS: dict[Relation, Callable[[int, int], bool]] = {
    "=": lambda one, other: one == other,
    "≥": lambda one, other: one >= other,
    "≤": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    "<": lambda one, other: one < other,
}
FEW = st.none() | st.integers(0, 3)


@pytest.mark.parametrize("relation", RELATIONS)
@given(received=FEW, accepted=FEW)
def test_a_relation_over_entered_figures_is_judged_as_it_is_written(
    relation: Relation, received: int | None, accepted: int | None
) -> None:
    report = small_report(small_type(equation(ACCEPTED, relation, RECEIVED)), {RECEIVED: received, ACCEPTED: accepted})
    verdicts = [finding.verdict for finding in check_rules(report)]
    if received is None or accepted is None:
        assert verdicts == ["undecided"]
    else:
        assert verdicts == ([] if RELATIONS[relation](accepted, received) else ["broken"])


@pytest.mark.parametrize("relation", RELATIONS)
@given(accepted=FEW, granted=FEW, refused=FEW)
def test_a_derived_total_is_held_against_others_though_nobody_stated_it(
    relation: Relation, accepted: int | None, granted: int | None, refused: int | None
) -> None:
    values = {ACCEPTED: accepted, GRANTED: granted, REFUSED: refused}
    report = small_report(small_type(equation(TOTAL, relation, ACCEPTED)), values)
    verdicts = [finding.verdict for finding in check_rules(report)]
    if accepted is None or granted is None or refused is None:
        assert verdicts == ["undecided"]
    else:
        assert verdicts == ([] if RELATIONS[relation](granted + refused, accepted) else ["broken"])


PARTS = figure(GRANTED) + figure(REFUSED)
BY_CONSTRUCTION = {
    "the total is its sum": equation(TOTAL, "=", PARTS),
    "the sum is the total": equation(PARTS, "=", TOTAL),
    "more stands on both sides": equation(figure(RECEIVED) + figure(TOTAL), "=", PARTS + figure(RECEIVED)),
    "twice the total": equation(figure(TOTAL) * 2, "=", PARTS * 2),
    "at least": equation(TOTAL, "≥", PARTS),
    "less than one more": equation(TOTAL, "<", PARTS + 1),
}


@pytest.mark.parametrize("form", BY_CONSTRUCTION.values(), ids=BY_CONSTRUCTION)
def test_what_is_true_by_construction_waits_for_a_stated_total(form: Equation) -> None:
    kind = small_type(form)
    assert check_rules(small_report(kind, {GRANTED: None})) == []
    assert check_rules(small_report(kind, {GRANTED: 2, REFUSED: 1}, stated={TOTAL: 3})) == []
    wrong = 5 if form.relation in "=<" else 2
    (finding,) = check_rules(small_report(kind, {GRANTED: 2, REFUSED: 1}, stated={TOTAL: wrong}))
    assert (finding.rule, finding.verdict) == ("A-RULE", "broken")


@pytest.mark.parametrize(
    "form", [equation(TOTAL, ">", PARTS), equation(TOTAL, "=", PARTS + 1), equation(TOTAL, "=", RECEIVED)]
)
def test_what_is_false_by_construction_or_says_more_is_not_skipped(form: Equation) -> None:
    (finding,) = check_rules(small_report(small_type(form), {GRANTED: 2, REFUSED: 1}))
    assert finding.verdict == "broken"


@pytest.mark.parametrize(
    ("relation", "zh", "en"),
    [
        ("≤", "表一：左边为 5，多于右边 3（2+1）", "the left side: 5, more than the right side: 3 (2+1)"),
        ("<", "表一：左边为 5，不小于右边 3（2+1）", "the left side: 5, not fewer than the right side: 3 (2+1)"),
        ("=", "表一：右边为 3（2+1），左边为 5，相差 2", "the left side: 5; they differ by 2"),
    ],
)
def test_the_message_names_both_sides_with_their_values(relation: Relation, zh: str, en: str) -> None:
    kind = small_type(equation(RECEIVED, relation, PARTS))
    (finding,) = check_rules(small_report(kind, {RECEIVED: 5, GRANTED: 2, REFUSED: 1}))
    assert finding.says.zh == zh
    assert finding.says.en.endswith(en)
    assert [cell.label.zh for cell in finding.cells] == ["表一“答复”同意", "表一“答复”不同意", "表一“申请”"]


def test_an_undecided_inequality_says_what_cannot_be_told() -> None:
    (finding,) = check_rules(small_report(small_type(equation(ACCEPTED, "≤", RECEIVED)), {ACCEPTED: None}))
    assert finding.says.zh == "表一：无法判断左边是否不大于右边，因为有 1 格空白"
    assert "cannot tell whether the left side is at most the right side" in finding.says.en
