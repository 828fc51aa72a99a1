"""Parts that no word marks as parts: told only where one slip of the pen explains what is missing."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.engine.prose_check.findings import check_prose
from tests.strategies import report_of, zero

PARTS = st.lists(st.integers(11, 999), min_size=2, max_size=4)
NAMES = ("供水", "供电情况", "燃气公开", "公交线路")


def told(prose: str) -> list[tuple[str, str]]:
    return [(one.rule, one.severity) for one in check_prose(report_of(zero(), narrative={"overview": prose}))]


def listed(whole: int, parts: list[int]) -> str:
    return f"全年公开信息{whole}条，" + "，".join(f"{NAMES[place]}{part}条" for place, part in enumerate(parts)) + "。"


@given(PARTS)
def test_parts_without_a_word_that_make_their_whole_are_not_told(parts: list[int]) -> None:
    assert told(listed(sum(parts), parts)) == []


@given(PARTS)
def test_two_swapped_digits_of_the_whole_are_asked_about(parts: list[int]) -> None:
    digits = [*str(sum(parts))]
    assume(len(digits) > 2 and digits[-1] != digits[-2])
    digits[-1], digits[-2] = digits[-2], digits[-1]
    wrong = int("".join(digits))
    assume(max(parts) < wrong <= 2 * sum(parts) and all(sum(parts[:size]) != wrong for size in range(2, len(parts))))
    assert told(listed(wrong, parts)) == [("PT-PARTS", "note")]


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_number_beside_others_is_no_whole(first: int, second: int) -> None:
    whole = 10_000 + first  # two digits more than both
    assert told(listed(whole, [first, second])) == []


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("发现问题57个，已整改17个，正在整改40个。", False),
        ("发现问题58个，已整改17个，正在整改40个。", True),
        ("对199家单位进行考核，优秀50家，良好76家，合格73家。", False),
        ("对198家单位进行考核，优秀50家，良好76家，合格73家。", True),
        ("公开招标公告46条，中标公告295条，更正公告169条。", False),
    ],
)
def test_states_and_grades_are_parts(prose: str, wrong: bool) -> None:
    assert bool(told(prose)) == wrong
