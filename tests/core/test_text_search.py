"""Looking for the first character first finds what ``finditer`` finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text_search import scan
from reportgen.engine.prose_check import stale_years
from reportgen.prose import quantities

PAIRS = (
    (stale_years._BEGINNING, stale_years._year("政府信息公开(?:工作)?年度报告")),
    (re.compile("[ab]"), re.compile("(?:a|(?<=a)b|(?=b))")),
)
PIECES = st.sampled_from(
    [
        *"一二十百千余多件起宗事次0123９.,万%年月日期限编填写X×x_。，\n b a",
        "2020年",
        "12月31日",
        "编写说明",
        "期限",
        "TODO",
        "待定",
        "请填写",
        "null",
        "#REF!",
        *"?？…〇○●N＿-—·",
        "某某",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_scanning_finds_what_finditer_finds(text: str) -> None:
    for beginning, pattern in PAIRS:
        expected = [match.span() for match in pattern.finditer(text)]
        assert [match.span() for match in scan(beginning, pattern, text)] == expected


@given(st.lists(PIECES | st.sampled_from([*"〕第分点级", "2021", "1,234", "百分之", " 年"]), max_size=30).map("".join))
def test_numbers_that_name_something_are_passed_by_and_no_others(text: str) -> None:
    every = [quantities._literal(match, text) for match in quantities._LITERAL.finditer(text)]
    assert list(quantities._literals(text)) == [quantity for quantity in every if quantity is not None]


@given(st.lists(st.sampled_from(["{{", "}}", "a", "\n", "{{ x }}", "件", "{"]), max_size=12).map("".join))
def test_what_was_typed_keeps_its_place(text: str) -> None:
    shown = quantities.typed(text)
    assert shown == quantities.read(text, {}).text
    assert len(shown) == len(text)
    assert all(new in {old, quantities.HIDDEN} for old, new in zip(text, shown, strict=True))
