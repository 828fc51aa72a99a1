"""What may mend a finding, in words: one most likely change or many equal ones, each to be checked."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.report.findings import Cell, Change, Finding, Repair
from reportgen.report.repair_wording import CHECK, MOST_EQUALS, MOST_WAYS, in_form_order, short_reason, suggestions

ROWS = ("new", "granted", "withheld", "carried_out")
BECAUSE = Text("打错了", "mistyped")


def change(row: str, before: int | None = 3, after: int = 4) -> Change:
    return Change(f"{row}.persons", before, after, Text(f"表三“{row}”自然人", f"table 3 “{row}” persons"))


def repair(*changes: Change, most_likely: bool = False) -> Repair:
    return Repair(changes, BECAUSE, probability=0.95 if most_likely else 0.2)


def finding(*repairs: Repair, cells: tuple[str, ...] = ("new.persons", "granted.persons")) -> Finding:
    labelled = tuple(Cell(name, 1, Text(name, name)) for name in cells)
    return Finding("T3-BAL", "broken", "error", Text("不对", "wrong"), cells[0], labelled, repairs=repairs)


def told(found: Finding, **more: Any) -> list[str]:
    return [line.zh for line in suggestions(found, **more)]


@given(counts=st.lists(st.integers(1, 8), min_size=1, max_size=30), likely=st.booleans(), together=st.integers(1, 5))
def test_nothing_is_suggested_without_a_check(counts: list[int], likely: bool, together: int) -> None:
    repairs = [repair(*[change(f"row{place}", place, place + 1) for place in range(count)]) for count in counts]
    repairs[0] = attrs.evolve(repairs[0], probability=0.95 if likely else 0.2)
    lines = list(suggestions(finding(*repairs), together))
    assert "台账" in lines[0].zh
    assert "records" in lines[0].en
    assert any("最可能" in line.zh for line in lines) is any("most likely" in line.en for line in lines) is likely
    assert all("若与台账不符" in line.zh for line in lines[1:] if likely)
    for one in repairs:
        assert short_reason(finding(*repairs), one).zh.endswith(CHECK.zh)


def test_no_repair_is_no_suggestion() -> None:
    assert told(finding()) == []


@pytest.mark.parametrize(
    ("cells", "together", "aim"),
    [
        (("new.persons", "granted.persons"), 1, "本列平衡"),
        (("new.persons", "new.enterprises"), 1, "这个等式成立"),
        (("new.persons",), 1, "这个等式成立"),
        (("new.persons", "granted.persons"), 2, "这些等式都成立"),
    ],
)
def test_equals_are_said_to_mend_what_is_broken(cells: tuple[str, ...], together: int, aim: str) -> None:
    equal = finding(repair(change("new")), repair(change("granted")), cells=cells)
    assert told(equal, together=together) == [
        f"以下几处改动都能使{aim}，只凭数字分不出来，请对照台账：",
        "  表三“new”自然人由 3 改为 4（打错了）",
        "  表三“granted”自然人由 3 改为 4（打错了）",
    ]


def test_a_likelier_repair_is_to_be_checked_before_all_others() -> None:
    likelier = attrs.evolve(repair(change("new")), probability=0.6)
    equal = finding(likelier, repair(change("withheld")), repair(change("granted")))
    assert told(in_form_order(equal, [f"{row}.persons" for row in ROWS])) == [
        "较可能是：表三“new”自然人应把 3 改为 4（打错了），请先对照台账核对",
        "以下改动也能使本列平衡：",
        "  表三“granted”自然人由 3 改为 4（打错了）",
        "  表三“withheld”自然人由 3 改为 4（打错了）",
    ]
    assert short_reason(equal, likelier).zh == "较可能是：打错了，请对照台账核实"
    assert short_reason(equal, equal.repairs[1]).zh == "也可能是：打错了，请对照台账核实"


@pytest.mark.parametrize(
    ("first", "second", "told_as_likelier"),
    [(0.6, 0.24, True), (0.6, 0.25, False), (0.53, 0.47, False), (0.51, 0.2, True), (0.49, 0.1, False)],
)
def test_the_likelier_repair_is_told_only_far_before_all_others(
    first: float, second: float, told_as_likelier: bool
) -> None:
    """Where two are nearly as likely as each other, the figures do not tell, and both stand in the form's order."""
    likely, other = (
        attrs.evolve(repair(change(row)), probability=share) for row, share in (("withheld", first), ("new", second))
    )
    found = in_form_order(finding(likely, other), [f"{row}.persons" for row in ROWS])
    assert (found.repairs[0] is likely) is told_as_likelier
    assert told(found)[0].startswith(
        "较可能是：" if told_as_likelier else "以下几处改动都能使本列平衡，只凭数字分不出来"
    )
    assert short_reason(found, found.repairs[0]).zh.startswith(
        "较可能是：" if told_as_likelier else "几处改动都有可能，其中一处是："
    )


def test_blanks_that_follow_do_not_hide_the_figure_that_is_wrong() -> None:
    """A cell that is wrong and many blanks beside it: the blanks are told where they are named."""
    blanks = [change(f"row{number}", None, 0) for number in range(24)]
    wrong, other = change("granted", 25, 2), change("withheld", 25, 2)
    assert told(finding(repair(*blanks, wrong, most_likely=True))) == [
        "最可能是：表三“granted”自然人应把 25 改为 2（打错了），请对照台账核实"
    ]
    assert told(finding(repair(wrong, *blanks), repair(*blanks, other)))[1:] == [
        "  表三“granted”自然人由 25 改为 2（打错了）",
        "  表三“withheld”自然人由 25 改为 2（打错了）",
    ]
    assert told(finding(repair(*blanks)))[0].startswith("可能是：打错了（要改 24 格）")


def test_a_single_repair_that_is_not_sure_is_only_possible() -> None:
    assert told(finding(repair(change("new", None)))) == [
        "可能是：表三“new”自然人应填 4（打错了），也可能另有原因，请对照台账核实"
    ]


def test_many_cells_with_the_same_change_are_named_in_one_line() -> None:
    same = [repair(change(f"row{number}", 0, 1)) for number in range(MOST_EQUALS)]
    lines = told(finding(repair(change("new", 4, 3)), *same))
    assert lines[1:] == [
        "  表三“new”自然人由 4 改为 3（打错了）",
        f"  下列 {MOST_EQUALS} 格中任一格由 0 改为 1：" + "；".join(f"row{number}" for number in range(MOST_EQUALS)),
    ]
    assert len(told(finding(*same))) == 1 + MOST_EQUALS


def test_more_ways_than_can_be_read_are_told_by_their_number() -> None:
    ways = [repair(change("new", 4, number), change("granted", 4, number)) for number in range(5, 8 + MOST_WAYS)]
    lines = told(finding(*ways))
    assert lines[0].startswith("以下几种改法")
    assert lines[-1] == "  ……另有 3 种改法也能如此"
    assert len(lines) == 2 + MOST_WAYS
    different = [repair(change("new", 4, number)) for number in range(5, 7 + MOST_EQUALS)]
    assert told(finding(*different))[-1] == "  ……另有 2 处改动也能如此"


def test_equals_stand_as_the_form_has_them_and_a_most_likely_one_first() -> None:
    addresses = [f"{row}.persons" for row in ROWS]
    repairs = [repair(change(row)) for row in reversed(ROWS)]
    ordered = in_form_order(finding(*repairs), addresses)
    assert [one.changes[0].address for one in ordered.repairs] == addresses
    likely = finding(attrs.evolve(repairs[0], probability=0.9), *repairs[1:])
    assert in_form_order(likely, addresses) == likely
    assert in_form_order(finding(), addresses) == finding()


def test_a_short_reason_says_how_likely_its_repair_is() -> None:
    sure, other = repair(change("new"), most_likely=True), repair(change("granted"))
    assert short_reason(finding(sure, other), sure).zh == "最可能是：打错了，请对照台账核实"
    assert short_reason(finding(sure, other), other).zh == "也可能是：打错了，请对照台账核实"
    assert short_reason(finding(other, other), other).zh == "几处改动都有可能，其中一处是：打错了，请对照台账核实"
    assert short_reason(finding(other), other).zh == "可能是：打错了，请对照台账核实"
