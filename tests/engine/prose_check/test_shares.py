"""Shares and rates in the wordings of many offices: before or after their figures, of wholes that are only named."""

from __future__ import annotations

import pytest

from tests.engine.prose_check.test_percentages import found

RIGHT_AND_WRONG = [
    ("予以公开272件，占答复总数的{}%。", "33.8", "38.3"),
    ("无法提供337件，占百分之{}。", "41.9", "49.1"),
    ("没有现成信息需要另行制作72件，占无法提供总数的{}%。", "21.4", "24.1"),
    ("全年答复申请805件，公开率（含部分公开）{}%。", "34.2", "32.4"),
    ("{}%的申请无法提供。", "41.9", "49.1"),
    ("新收申请占比{}%。", "99.4", "94.9"),
    ("申请量为800件，结转5件，办结800件，办结率为{}%。", "99.4", "94.9"),
    ("发布信息38条，原创占{}%，共4条。", "10.5", "15.0"),
    ("发布信息91条，原创率{}%（73条）。", "80.2", "82.0"),
    ("受理留言123件，办结率{}%，其中办结64件。", "52.0", "25.0"),
    ("共收到意见88条，采纳25条，采纳比例{}%。", "28", "82"),
    ("公开信息100条。其中，网站公开29条，占{}%。", "29", "92"),
    ("各类结果中，无法提供的居多，占比达{}%。", "41.9", "49.1"),
]


@pytest.mark.parametrize(("wording", "right", "wrong"), RIGHT_AND_WRONG)
def test_a_share_is_recomputed_however_it_is_worded(wording: str, right: str, wrong: str) -> None:
    assert found(wording.format(right), "PT-PCT") == []
    assert len(found(wording.format(wrong), "PT-PCT")) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "受理申请805件，占全省行政诉讼案件总数的9.9%。",
        "全年财政信息公开率达到93%，预决算公开率达到99%。",
        "热线按时办结率为93.5%。",
        "第三季度答复率93.5%。",
        "93%的申请涉及征地拆迁。",
        "一审维持率93%，二审维持率98%。",
        "公开信息100条。通过网站公开29条，占33%。",
        "无法提供337件，占同类申请的88.8%。",
    ],
)
def test_a_share_of_something_unknown_is_not_judged(prose: str) -> None:
    assert found(prose, "PT-PCT") == []
