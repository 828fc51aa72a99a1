"""What the prose says did not happen, or of all, is held against the tables; of a part nothing is said."""

from __future__ import annotations

import attrs
import pytest

from reportgen.engine.prose_check.findings import check_prose
from reportgen.report.report import Report
from tests.prose_office import FIGURES, office
from tests.strategies import with_values

CASES = {
    "reviews.litigation.direct.corrected": 0,
    "reviews.litigation.after_reconsideration.corrected": 0,
    "reviews.reconsideration.corrected": 0,
    "reviews.reconsideration.other": 0,
}
"""Nothing was corrected: 20 of 60 suits and 36 of 124 reviews are pending."""


def held(prose: str, report: Report | None = None) -> list[str]:
    report = office(prose) if report is None else report
    return [f"{one.rule} {one.says.zh.rpartition('：')[2]}" for one in check_prose(report)]


def mild(prose: str) -> Report:
    report = office(prose)
    entered = {name: report.values[name] for name in report.type.addresses.entered}
    return attrs.evolve(report, statistics=with_values({**entered, **CASES}))


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("行政许可为零。", "PT-T2 文字写的是没有，而表格中为 行政许可处理决定 206743"),
        ("规范性文件为零。", "PT-T2 文字写的是没有，而表格中为 规范性文件制发 134"),
        ("全年实现“零诉讼”。", "PT-LIT 文字写的是没有，而表格中为 行政诉讼总计 77"),
        ("没有转结至下一年度的申请。", "PT-OUT 文字写的是没有，而表格中为 结转下年度 6"),
        ("无复议纠错案件。", "PT-REV 文字写的是没有，而表格中为 行政复议结果纠正 18"),
        (
            "经复议后起诉的案件为0。",
            "PT-LIT 0与表格不符。按表格应为 复议后起诉总计 25",
        ),
        ("受理的545件申请均已办结。", "PT-OUT 文字写的是全部如此，而表格中有 结转下年度 6"),
        ("所有申请均已办结。", "PT-OUT 文字写的是全部如此，而表格中有 结转下年度 6"),
        ("申请全部予以公开。", "PT-RES"),
        ("收到申请545件，均予以公开。", "PT-RES"),
    ],
)
def test_a_denial_or_a_claim_of_all_is_held_against_the_tables(prose: str, told: str) -> None:
    (found,) = held(prose)
    assert found.startswith(told)


@pytest.mark.parametrize(
    "prose",
    [
        "努力实现“零诉讼”目标。",
        "行政许可事项为零。",
        "对能够公开的申请全部予以公开。",
        "全年收到网络申请5件，全部予以公开。",
        "收到申请545件，其中当面申请45件，均予以公开。",
        "收到申请545件，均按期办结。",
        "545件申请均在法定期限内答复。",
        "2020年收到申请509件，均已办结。",
        "截至目前，545件申请均已办结。",
        "除结转下年度的6件外，其余申请均已办结。",
        "上年结转的3件申请均已办结。",
    ],
)
def test_what_is_said_of_a_part_a_goal_or_of_what_was_due_is_left_alone(prose: str) -> None:
    assert held(prose) == []


@pytest.mark.parametrize(
    ("prose", "count"),
    [
        ("行政诉讼60件，全部胜诉。", 1),
        ("行政诉讼40件，全部胜诉。", 0),
        ("行政诉讼60件，审结40件，全部胜诉。", 0),
        ("行政诉讼60件，已判决的全部胜诉。", 0),
        ("行政复议124件，均维持。", 1),
        ("行政复议124件，已审结的88件均维持。", 0),
    ],
)
def test_what_is_pending_is_neither_won_nor_upheld(prose: str, count: int) -> None:
    assert FIGURES["reviews.reconsideration.pending"] == 36
    assert len(held(prose, mild(prose))) == count
