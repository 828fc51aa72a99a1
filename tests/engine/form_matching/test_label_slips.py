"""Labels with a slip are taken for the one label that they are like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.form_matching.label_slips import said, slips_in

OFFICIAL = {"1.属于国家秘密": 1, "2.其他法律行政法规禁止公开": 1, "结果维持": 3, "总计": 1}


@pytest.mark.parametrize("text", ["1.属于国家秘密：", "1.属于国家机密", "1属于国家秘密"])
def test_a_slip_stands_for_the_label_that_is_lacking(text: str) -> None:
    there = {text: 1, "2.其他法律行政法规禁止公开": 1, "结果维持": 3, "总计": 1}
    assert slips_in(there, OFFICIAL) == {text: "1.属于国家秘密"}
    assert slips_in({**there, "1.属于国家秘密": 1}, OFFICIAL) == {}
    assert slips_in({**there, text: 2}, OFFICIAL) == {}


@given(st.dictionaries(st.sampled_from([*OFFICIAL, "2.属于国家秘密", "结果", "合计", "12"]), st.integers(0, 3)))
def test_another_numeral_or_another_word_is_no_slip(there: dict[str, int]) -> None:
    assert slips_in(there, OFFICIAL) == {}


def test_what_is_told_quotes_both() -> None:
    assert said("甲：", "甲").zh == "名称“甲：”当作“甲”读入"
    assert said("", "甲").zh == "这一格的名称“甲”不见了，按它读入"
