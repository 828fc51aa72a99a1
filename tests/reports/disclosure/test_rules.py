"""The hard rules of the form: what each says, at which place, and what fires it or leaves it silent."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from reportgen.core.origin import Origin
from reportgen.engine.checking.equations import check_rules
from reportgen.model.linear import Expression
from reportgen.report.findings import Finding
from reportgen.report.report import Check, Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import evolve_at, report_of, zero

RULES = {rule.id: rule for rule in (*REPORT.rules, *REPORT.across_years)}
NEW = "applications.new.natural_persons"
GRANTED = "applications.outcomes.granted.natural_persons"


def report(changes: dict[str, Any], **more: Any) -> Report:
    figures = zero()
    for address, value in changes.items():
        figures = evolve_at(figures, address, value)
    return report_of(figures, **more)


def found(changes: dict[str, Any], **more: Any) -> list[Finding]:
    return check_rules(report(changes, **more))


def where(rule: str) -> list[str]:
    return [equation.where.zh for equation in RULES[rule].equations]


@pytest.mark.parametrize(
    ("rule", "changes", "stated", "address"),
    [
        ("T3-ROW", {}, {"applications.new.total": 1}, "applications.new.total"),
        ("T3-SUM", {}, {"applications.outcomes.total.enterprises": 1}, "applications.outcomes.total.enterprises"),
        ("T3-BAL", {NEW: 1}, {}, "applications.outcomes.total.natural_persons"),
        ("T4-SUM", {}, {"reviews.reconsideration.total": 1}, "reviews.reconsideration.total"),
        ("T2-BLANK", {"proactive.permits": None}, {}, "proactive.permits"),
        ("T3-BLANK", {NEW: None}, {}, NEW),
        ("T4-BLANK", {"reviews.reconsideration.other": None}, {}, "reviews.reconsideration.other"),
    ],
)
def test_every_hard_rule_fires_where_it_should_and_is_silent_on_zeros(
    rule: str, changes: dict[str, Any], stated: dict[str, Any], address: str
) -> None:
    assert found({}) == []
    assert (rule, address) in {(one.rule, one.address) for one in found(changes, stated=stated)}


def test_rules_that_loading_enforces_say_so() -> None:
    assert {rule.id for rule in REPORT.rules if rule.enforced} == {"T2-INT", "T2-FEE", "T3-INT", "T4-INT"}


def test_a_row_is_named_by_label_and_a_column_by_table_and_applicant() -> None:
    assert where("T3-ROW")[0] == "表三“一、本年新收政府信息公开申请数量”"
    assert where("T3-SUM") == where("T3-BAL")
    assert where("T3-SUM")[0] == "表三“自然人”列"
    assert where("T3-SUM")[-1] == "表三“总计”列"
    assert len(set(where("T4-SUM"))) == 3
    assert not any(one.endswith("“总计”") for one in [*where("T3-ROW"), *where("T4-SUM")])
    english = [equation.where.en for equation in RULES["T3-BAL"].equations]
    assert english[0] == "table 3, column “natural persons”"


def test_only_the_balance_of_the_total_column_is_implied_by_others() -> None:
    implied = {
        (rule.id, equation.address) for rule in RULES.values() for equation in rule.equations if equation.implied
    }
    assert implied == {
        ("T3-BAL", "applications.outcomes.total.total"),
        ("XY-CARRY", "applications.carried_in.total"),
    }


def test_a_blank_stated_total_is_named_as_well_as_a_blank_figure() -> None:
    here = Origin("data.yaml", 3, 5)
    base = report({NEW: None}, stated={"applications.new.total": None})
    located = attrs.evolve(base, locate=lambda _: here)
    blanks = [one for one in check_rules(located) if one.rule == "T3-BLANK"]
    assert [one.address for one in blanks] == [NEW, "applications.new.total"]
    assert {one.origin for one in blanks} == {here}


@pytest.mark.parametrize(
    ("address", "steps"), [(NEW, tuple(NEW.split("."))), (TOTAL := "applications.new.total", ("stated", TOTAL))]
)
def test_a_blank_points_at_the_place_where_it_was_left(address: str, steps: tuple[str, ...]) -> None:
    asked: list[tuple[Any, ...]] = []

    def locate(path: tuple[Any, ...]) -> Origin:
        asked.append(path)
        return Origin("data.yaml")

    base = report({}, stated={address: None}) if address == TOTAL else report({address: None})
    located = attrs.evolve(base, locate=locate)
    (blank,) = list(RULES["T3-BLANK"].examine(located))  # type: ignore[misc]  # it has one
    assert (blank.address, blank.cells[0].address, blank.origin) == (address, address, Origin("data.yaml"))
    assert asked == [steps]


def check(actual: Expression, expected: Expression) -> Check:
    return Check("own == new", 0, actual, expected)


@pytest.mark.parametrize(
    ("own", "verdict"), [(5, None), (6, "broken"), (None, "undecided")], ids=["holds", "broken", "blank"]
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_offices_own_equations_are_hard(own: int | None, verdict: str | None, turned: bool) -> None:
    sides = (Expression.variable("online.own"), Expression.variable("applications.new.total"))
    one = check(*(reversed(sides) if turned else sides))
    base = attrs.evolve(report({NEW: 5, GRANTED: 5}, checks=(one,)), figures={"online": {"own": own}})
    findings = [finding for finding in check_rules(base) if finding.rule == "CHECK"]
    assert [finding.verdict for finding in findings] == ([] if verdict is None else [verdict])
    for finding in findings:
        assert finding.severity == "error"
        assert finding.address == one.actual.addresses[0]
        assert {cell.address: cell.label.zh for cell in finding.cells}["online.own"] == "online.own"
        total = next(cell for cell in finding.cells if cell.address == "applications.new.total")
        assert "总计" in total.label.zh
        if own is not None:
            assert finding.difference == (-1 if turned else 1)


def test_an_own_equation_points_at_its_place() -> None:
    one = check(Expression.variable("applications.new.total"), Expression() + 1)
    base = report({}, checks=(one,))
    assert [finding.origin for finding in check_rules(base)] == [None]
    here = Origin("data.yaml")
    located = attrs.evolve(base, locate=lambda path: here if path == ("checks", 0) else Origin("elsewhere"))
    assert [finding.origin for finding in check_rules(located)] == [here]


def test_an_equation_says_both_sides_and_their_difference() -> None:
    (finding,) = found({NEW: 512, GRANTED: 511})
    assert (finding.actual, finding.expected, finding.difference) == (511, 512, -1)
    assert finding.law.endswith("（表三勾稽关系）")
    assert "512" in finding.says.zh
    assert "511" in finding.says.en
