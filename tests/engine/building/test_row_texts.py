"""The finished line of a row, out of what somebody typed or pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.building.row_texts import row_remedy

ROWS = st.lists(st.integers(0, 99_999), min_size=6, max_size=6)


def remedy(text: str) -> str:
    told = row_remedy(text, 6)
    return "" if told is None else told.zh


@given(ROWS, st.sampled_from(["\t", " ", "，", "、", ", ", "; ", "/", ". ", "。"]), st.booleans(), st.booleans())
def test_a_pasted_row_is_printed_as_it_should_be(row: list[int], sign: str, total: bool, brackets: bool) -> None:
    text = sign.join(map(str, [*row, *([sum(row)] if total else [])]))
    told = remedy(f"[{text}]" if brackets else text)
    assert f"请写成 {row}" in told
    assert ("是合计，不用写" in told) is total


@given(ROWS, st.booleans(), st.sampled_from(["\t", ", "]))
def test_commas_between_thousands_are_taken_out(row: list[int], total: bool, sign: str) -> None:
    row[0] = row[0] + 1000
    told = remedy(sign.join(f"{number:,}" for number in [*row, *([sum(row)] if total else [])]))
    assert f"请写成 {row}" in told
    assert "千位逗号" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1,214,3,0,0,1,0]", "请写成 [1214, 3, 0, 0, 1, 0]"),
        ("14\t3\t\t\t1\t0", "第 3、4 个是空的，没有发生的写 0，还不知道的写 null：[14, 3, null, null, 1, 0]"),
        ("18 14 3 0 0 1 0", "第 1 个数 18 是合计，不用写。请写成 [14, 3, 0, 0, 1, 0]"),
        ("[14, 3, 0, 0, 1, 0, 19]", "最后一个数 19 也不等于前 6 个之和 18"),
        ("[1,200,300,400,0,1,0]", "数字里不写千位逗号"),
        ("[14, 3, 0]", ""), ("无", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_not_printed_as_finished(text: str, told: str) -> None:
    assert told in remedy(text)
    assert told or not remedy(text)


@given(st.text("0123456789, \t，、[]一", max_size=60))
def test_a_finished_row_always_has_the_right_length(text: str) -> None:
    told = remedy(text)
    if "请写成 [" in told:
        assert told.rpartition("[")[2].count(",") == 5
