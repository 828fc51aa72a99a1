"""A growth is held against last year's report for every figure of the tables, and against both numbers beside it."""

from __future__ import annotations

import pytest

from reportgen.engine.prose_check.findings import check_prose
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.prose_office import FIGURES, office
from tests.strategies import report_of, with_values

LAST = report_of(
    with_values({**dict.fromkeys(REPORT.addresses.entered, 0), **FIGURES, "proactive.fees": "8937.0276"}), year=2020
)
"""Last year had the same figures."""


@pytest.mark.parametrize(
    "prose",
    [
        "行政许可206743件，同比增长{}%。",
        "行政诉讼77件，同比增长{}%。",
        "收费8937.0276万元，较上年增长{}%。",
        "行政事业性收费8937.0276万元，较上年增长{}%。",
        "行政复议170件，同比增长{}%。",
        "予以公开436件，同比增长{}%。",
    ],
)
def test_every_figure_grows_as_last_years_report_says(prose: str) -> None:
    assert check_prose(office(prose.format("0")), LAST) == []
    (finding,) = check_prose(office(prose.format("25")), LAST)
    assert (finding.rule, finding.expected) == ("PT-PCT", 0)


def test_other_numbers_that_happen_to_be_a_figure_do_not_grow_so() -> None:
    assert check_prose(office("通过网络收到申请545件，同比增长25%。"), LAST) == []
    assert check_prose(office("发布信息206743条，同比增长25%。"), LAST) == []


@pytest.mark.parametrize("prose", ["较上年增长{}%，由20件增至31件", "同比增长{}%，从去年的20件增加到31件"])
def test_both_numbers_behind_a_growth_give_it(prose: str) -> None:
    assert check_prose(office(f"发布文件31件，{prose.format('55')}。")) == []
    (finding,) = check_prose(office(f"发布文件31件，{prose.format('20')}。"))
    assert finding.says.zh.endswith("(31 − 20) ÷ 20 = 55%，不是 20%")
