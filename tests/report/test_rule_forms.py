"""Every rule form fires exactly where its figures say so, and is undecided where one of them is blank."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.engine.checking.equations import check_rules
from reportgen.report.rule_forms import Bounds, Needs, Ordered, Percentage, Present
from reportgen.report.rules import Mismatch, RuleForm
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

FEW = st.none() | st.integers(0, 4)
FORMS: tuple[RuleForm, ...] = (
    Needs(ACCEPTED, TOTAL),
    Bounds(RECEIVED, 1, 3),
    Ordered((REFUSED, ACCEPTED, RECEIVED)),
    Percentage(SHARE, ACCEPTED, RECEIVED),
    Present(SHARE),
    equation(ACCEPTED, "≤", RECEIVED),
)


def verdict(form: RuleForm, cells: dict[str, Any]) -> str:
    mismatch = form.judge(cells)
    return "holds" if mismatch is None else mismatch.verdict


def expected(good: bool) -> str:
    return "holds" if good else "broken"


@given(FEW, FEW)
def test_a_condition_above_zero_needs_the_other_figure(condition: int | None, needed: int | None) -> None:
    found = verdict(Needs("a", "b"), {"a": condition, "b": needed})
    if condition is None or needed is None:
        assert found == "undecided"
    else:
        assert found == expected(condition == 0 or needed > 0)


@given(FEW, FEW, FEW)
def test_a_figure_stays_within_its_bounds(value: int | None, low: int | None, high: int | None) -> None:
    found = verdict(Bounds("a", low, high), {"a": value})
    if value is None:
        assert found == "undecided"
    else:
        assert found == expected(not ((low is not None and value < low) or (high is not None and value > high)))


@given(st.lists(FEW, min_size=2, max_size=4))
def test_figures_in_order_do_not_decrease(values: list[int | None]) -> None:
    names = "abcd"[: len(values)]
    found = verdict(Ordered(tuple(names)), dict(zip(names, values, strict=True)))
    known = [value for value in values if value is not None]
    assert found == ("undecided" if len(known) < len(values) else expected(sorted(known) == known))


@given(st.none() | st.integers(0, 99), st.none() | st.integers(1, 99), st.integers(0, 3), st.integers(-1, 1))
def test_a_percentage_is_its_quotient_rounded_half_up(
    part: int | None, whole: int | None, places: int, off: int
) -> None:
    step = Decimal(1).scaleb(-places)
    cells = {"a": part, "b": whole, "c": step}
    if part is None or whole is None:
        assert verdict(Percentage("c", "a", "b"), cells) == "undecided"
        return
    units = math.floor(Fraction(100 * part * 10**places, whole) + Fraction(1, 2))
    cells["c"] = Decimal(units + off).scaleb(-places)
    assert verdict(Percentage("c", "a", "b"), cells) == expected(off == 0)
    assert verdict(Percentage("c", "a", "b", places), cells) == expected(off == 0)
    assert verdict(Percentage("c", "a", "b"), {**cells, "c": None}) == "undecided"


def test_a_percentage_has_the_places_that_the_form_prescribes() -> None:
    cells = {"a": 1, "b": 8, "c": Decimal("12.5")}
    assert verdict(Percentage("c", "a", "b"), cells) == "holds"
    assert verdict(Percentage("c", "a", "b", 0), cells) == "broken"
    assert verdict(Percentage("c", "a", "b", 0), {**cells, "c": 13}) == "holds"
    assert verdict(Percentage("c", "a", "b"), {**cells, "c": Decimal("12.50000000000000000000")}) == "holds"


def test_a_share_of_nothing_is_zero_percent() -> None:
    for part in (0, 3):
        assert verdict(Percentage("c", "a", "b"), {"a": part, "b": 0, "c": Decimal("0.00")}) == "holds"
        assert verdict(Percentage("c", "a", "b"), {"a": part, "b": 0, "c": Decimal(100)}) == "broken"


@pytest.mark.parametrize(
    ("value", "found"),
    [(None, "undecided"), ("", "undecided"), (" ", "undecided"), (False, "broken"), (True, "holds"), (0, "holds")],
)
def test_a_figure_is_present_unless_blank_and_a_flag_must_be_set(value: Any, found: str) -> None:
    assert verdict(Present("a"), {"a": value}) == found


LINEAR: dict[RuleForm, tuple[str, ...]] = {
    Bounds("a", 1, 3): ("a ≥ 1", "a ≤ 3"),
    Bounds("a", high=3): ("a ≤ 3",),
    Bounds("a", Decimal("0.5")): (),
    Ordered(("a", "b", "c")): ("a ≤ b", "b ≤ c"),
    Needs("a", "b"): (),
    Percentage("p", "a", "b"): (),
    Present("a"): (),
}


@pytest.mark.parametrize("form", LINEAR, ids=lambda form: form.written)
def test_bounds_and_order_are_linear_and_the_other_forms_are_not(form: RuleForm) -> None:
    assert tuple(f"{one.actual} {one.relation} {one.expected}" for one in form.linear) == LINEAR[form]


@given(st.sampled_from([form for form in LINEAR if form.linear]), st.data())
def test_the_linear_part_of_a_form_says_what_the_form_says(form: RuleForm, data: st.DataObject) -> None:
    cells = {address: data.draw(st.integers(0, 4)) for address in form.addresses}
    sides = [(one, one.actual.evaluate(cells), one.expected.evaluate(cells)) for one in form.linear]
    assert verdict(form, cells) == expected(all(one.holds(actual, wanted) for one, actual, wanted in sides))


def test_a_finding_of_an_order_is_shown_at_the_last_figure() -> None:
    assert Ordered(("a", "b", "c")).address == "c"


def test_a_mismatch_says_what_stands_there_and_what_should() -> None:
    cells: dict[str, Any] = {"a": 5, "b": 2, "p": Decimal("1.5"), "flag": False}
    assert Bounds("a", 6).judge(cells) == Mismatch("broken", 5, 6)
    assert Bounds("a", 1, 3).judge(cells) == Mismatch("broken", 5, 3)
    assert Ordered(("a", "b")).judge(cells) == Mismatch("broken", 2, 5)
    assert Needs("a", "zero").judge({**cells, "zero": 0}) == Mismatch("broken", 0)
    assert Percentage("p", "b", "a").judge(cells) == Mismatch("broken", Decimal("1.5"), Decimal("40.0"))
    assert Present("flag").judge(cells) == Mismatch("broken", actual=False, expected=True)


@pytest.mark.parametrize(
    ("part", "whole", "stated"),
    [(1, 8, 13), (1, 8, Decimal("12.5")), (-1, 8, Decimal(-13)), (-1, 800, Decimal("-0.1")), (3, 2, Decimal("1.5E+2"))],
)
def test_a_percentage_is_rounded_away_from_zero_to_what_is_printed(part: int, whole: int, stated: Any) -> None:
    cells = {"a": part, "b": whole, "p": stated}
    assert verdict(Percentage("p", "a", "b"), cells) == "holds"
    assert verdict(Percentage("p", "a", "b"), {**cells, "p": stated + 1}) == "broken"


@pytest.mark.parametrize("form", FORMS[:4], ids=lambda form: type(form).__name__)
def test_a_code_in_the_place_of_a_figure_leaves_a_form_undecided(form: RuleForm) -> None:
    cells: dict[str, Any] = dict.fromkeys(form.addresses, 2) | {form.address: "N/A"}
    mismatch = form.judge(cells)
    assert mismatch is not None
    assert mismatch.verdict == "undecided"
    assert form.says(mismatch, cells, lambda address: Text(address, address)).zh.endswith(
        f"因为{form.address}没有填数字"
    )


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_a_blank_leaves_a_form_undecided_and_the_message_names_it(form: RuleForm) -> None:
    """In a report, and so with the figure's name as the form has it."""
    kind = small_type(form)
    for address in form.addresses:
        blank = GRANTED if address == TOTAL else address
        (finding,) = check_rules(small_report(kind, {blank: None}))
        assert (finding.verdict, finding.rule, finding.forbids) == ("undecided", "A-RULE", True)
        assert "空白" in finding.says.zh
        assert "blank" in finding.says.en
        if address not in equation(ACCEPTED, "≤", RECEIVED).addresses:
            assert kind.addresses[address].label.zh in finding.says.zh


def test_the_messages_name_the_figures_with_their_values() -> None:
    told: dict[RuleForm, Text] = {
        Needs(ACCEPTED, TOTAL): Text(
            "表一“受理”为 2，表一“答复”合计也应大于 0，现在是 0",
            "table 1 “accepted”: 2, so table 1 “answers” total must be more than 0, too, but it is 0",
        ),
        Bounds(RECEIVED, 5): Text("表一“申请”为 1，不应小于 5", "table 1 “received”: 1, but it must be at least 5"),
        Bounds(ACCEPTED, None, 1): Text(
            "表一“受理”为 2，不应大于 1", "table 1 “accepted”: 2, but it must be at most 1"
        ),
        Ordered((ACCEPTED, RECEIVED)): Text(
            "表一“申请”为 1，不应小于表一“受理” 2",
            "table 1 “received”: 1, which must not be less than table 1 “accepted”: 2",
        ),
        Percentage(SHARE, RECEIVED, ACCEPTED): Text(
            "表一“受理率”为 33.3%；表一“申请” 1 除以表一“受理” 2，四舍五入为 50.0%",
            "table 1 “share accepted”: 33.3%; table 1 “received”: 1 of table 1 “accepted”: 2 is 50.0%, rounded half up",
        ),
    }
    for form, says in told.items():
        (finding,) = check_rules(small_report(small_type(form), {RECEIVED: 1, ACCEPTED: 2, SHARE: "33.3"}))
        assert finding.says == says
        assert {cell.address for cell in finding.cells} == set(form.addresses)


def test_a_percentage_of_nothing_is_told_to_be_zero() -> None:
    form = Percentage(SHARE, ACCEPTED, RECEIVED)
    (finding,) = check_rules(small_report(small_type(form), {SHARE: 100}))
    assert finding.says.zh == "表一“受理率”为 100%；表一“申请”为 0，这里应填 0"
    assert finding.says.en.endswith("it must be 0, because table 1 “received” is 0")


def test_dates_in_the_wrong_order_are_told_as_dates() -> None:
    form, cells = Ordered(("start", "end")), {"start": date(2021, 3, 1), "end": date(2021, 2, 1)}
    mismatch = form.judge(cells)
    assert mismatch is not None
    says = form.says(mismatch, cells, lambda address: Text({"start": "开始", "end": "结束"}[address], address))
    assert says.zh == "结束为 2021-02-01，不应早于开始 2021-03-01"
    assert says.en == "end: 2021-02-01, which must not be before start: 2021-03-01"


def test_a_flag_that_is_not_set_is_told_as_yes_and_no() -> None:
    form, cells = Present("signed"), {"signed": False}
    mismatch = form.judge(cells)
    assert mismatch is not None
    assert form.says(mismatch, cells, lambda _: Text("已审核", "reviewed")).zh == "已审核应为“是”，现在是“否”"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (Needs("a", "b"), "a > 0 → b > 0"),
        (Bounds("a", 1, 3), "1 ≤ a ≤ 3"),
        (Bounds("a", high=3), "a ≤ 3"),
        (Ordered(("a", "b", "c")), "a ≤ b ≤ c"),
        (Percentage("p", "a", "b", 2), "p = 100 * a / b, 2 places"),
        (Present("a"), "a is present"),
        (equation("a", "≤", figure("b") + 1), "a ≤ b + 1"),
    ],
)
def test_a_form_is_written_with_its_addresses(form: RuleForm, written: str) -> None:
    assert form.written == written
