"""A broken rule's sentence names the sides, their values and how they differ, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.core.text import Text
from reportgen.model.linear import Expression
from reportgen.report import wording
from reportgen.report.wording import Relation
from tests.small_report import figure

WHERE, NAMES = Text("表一", "table 1"), (Text("甲", "a"), Text("乙", "b"))


@pytest.mark.parametrize(
    ("relation", "zh", "en"),
    [
        ("=", "表一：乙为 3（1+2），甲为 5，相差 2", "table 1: b: 3 (1+2); a: 5; they differ by 2"),
        ("≥", "表一：甲为 5，少于乙 3（1+2）", "table 1: a: 5, fewer than b: 3 (1+2)"),
        ("≤", "表一：甲为 5，多于乙 3（1+2）", "table 1: a: 5, more than b: 3 (1+2)"),
        (">", "表一：甲为 5，不大于乙 3（1+2）", "table 1: a: 5, not more than b: 3 (1+2)"),
        ("<", "表一：甲为 5，不小于乙 3（1+2）", "table 1: a: 5, not fewer than b: 3 (1+2)"),
    ],
)
def test_each_relation_has_its_contrary(relation: Relation, zh: str, en: str) -> None:
    assert wording.unequal(WHERE, NAMES, (5, 3), ("", "1+2"), relation) == Text(zh, en)


@pytest.mark.parametrize(
    ("relation", "zh", "en"),
    [
        ("=", "等于", "equals"),
        ("≥", "不小于", "is at least"),
        ("≤", "不大于", "is at most"),
        (">", "大于", "is more than"),
        ("<", "小于", "is less than"),
    ],
)
def test_what_cannot_be_decided_is_told_with_its_relation(relation: Relation, zh: str, en: str) -> None:
    assert wording.undecided(WHERE, NAMES, relation, 2) == Text(
        f"表一：无法判断甲是否{zh}乙，因为有 2 格空白",
        f"table 1: cannot tell whether a {en} b, because 2 cells are blank",
    )


def test_a_difference_is_exact_and_none_where_a_side_is_no_number() -> None:
    assert wording.difference(5, 3) == 2
    assert wording.difference(Decimal("0.3"), Decimal("0.1")) == Decimal("0.2")
    assert wording.difference(Decimal("12345678901234567890123456789.5"), 1) == Decimal(
        "12345678901234567890123456788.5"
    )
    assert [wording.difference(*sides) for sides in ((None, 3), (3, None), ("N/A", 3))] == [None, None, None]


def test_a_sum_is_written_out_where_it_is_short() -> None:
    cells = {name: number for number, name in enumerate("abcdefgh")}
    assert wording.written_out(figure("b") - figure("c") * 2, cells) == "1-4"
    assert wording.written_out(figure("a") + figure("b"), cells) == ""
    assert wording.written_out(figure("h"), cells) == ""
    assert wording.written_out(sum((figure(name) for name in "bcdefg"), Expression()), cells) == "1+2+3+4+5+6"
    assert wording.written_out(sum((figure(name) for name in "bcdefgh"), Expression()), cells) == ""
