"""Parts of a whole: more than it is wrong, less is asked about where one slip of the pen explains it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.engine.prose_check.findings import check_prose
from tests.strategies import report_of, zero

PARTS = st.lists(st.integers(11, 9_999), min_size=2, max_size=6)
JOINTS = st.sampled_from(["，", "、", "；"])


def told(prose: str) -> list[tuple[str, str]]:
    return [(one.rule, one.severity) for one in check_prose(report_of(zero(), narrative={"overview": prose}))]


def listed(whole: int, parts: list[int], joint: str, opener: str = "，其中") -> str:
    return f"公开信息{whole}条{opener}" + joint.join(f"第{place}类{part}条" for place, part in enumerate(parts)) + "。"


@given(PARTS, JOINTS, st.sampled_from(["，其中", "。其中，", "：", "，包括", "，分别为"]))
def test_parts_that_add_to_their_whole_are_never_told(parts: list[int], joint: str, opener: str) -> None:
    assert told(listed(sum(parts), parts, joint, opener)) == []


@given(PARTS, JOINTS, st.integers(1, 10))
def test_parts_that_are_more_than_their_whole_are_told(parts: list[int], joint: str, too_many: int) -> None:
    whole = sum(parts) - too_many
    assume(whole > max(parts) and all(sum(parts[:size]) != whole for size in range(2, len(parts))))
    assert told(listed(whole, parts, joint)) == [("PT-PARTS", "warning")]


@given(PARTS, JOINTS)
def test_two_digits_swapped_in_the_whole_are_asked_about(parts: list[int], joint: str) -> None:
    digits = [*str(sum(parts))]
    assume(len(digits) > 2 and digits[-1] != digits[-2])
    digits[-1], digits[-2] = digits[-2], digits[-1]
    assert told(listed(int("".join(digits)), parts, joint)) != []


@pytest.mark.parametrize(
    "prose",
    [
        "公开信息165条，其中重点信息102条。",
        "公布权责事项134项，其中行政许可86项、行政处罚9项、行政强制39项。",
        "公开信息276条，其中动态216条，目录41条，报送信息100余条。",
        "公开信息900条，其中动态216条、公告41条等。",
        "公开信息212条，其中决算2条，处罚51条，宣传97条（动态）。公告类46条。",
        "公开信息50条，其中机构20条，内有领导10条、职能4条；工作11条，其中动态3条、总结8条；其他19条。",
        "网站发布信息100条，其中动态60条，微信发布500条。",
        "办理建议134件、提案262件，共开会5次。",
        "上年结转3件，本年新收5件，总计8件；办结6件，结转下年2件，总计8件。",
    ],
)
def test_a_list_that_need_not_be_complete_is_left_alone(prose: str) -> None:
    assert [rule for rule, _ in told(prose) if rule == "PT-PARTS"] == []
