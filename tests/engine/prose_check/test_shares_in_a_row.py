"""Percentages in a row belong to the things before them, one by one."""

from __future__ import annotations

import pytest

from tests.engine.prose_check.test_percentages import found


@pytest.mark.parametrize(
    "wording",
    [
        "予以公开、不予公开、无法提供分别占33.8%、{}%、41.9%。",
        "予以公开、不予公开、无法提供分别为272件、35件、337件，分别占33.8%、{}%、41.9%。",
        "其中予以公开272件、不予公开35件，占比分别为33.8%和{}%。",
    ],
)
def test_each_percentage_of_a_row_is_that_of_its_own_thing(wording: str) -> None:
    assert found(wording.format("4.3"), "PT-PCT") == []
    (message,) = found(wording.format("3.4"), "PT-PCT")
    assert message.endswith("35 ÷ 805 = 4.3%，不是 3.4%")


def test_a_row_may_be_of_its_own_sum_or_of_a_whole_before_it() -> None:
    assert found("网站60条、微信40条，分别占60%和40%。", "PT-PCT") == []
    assert found("发布信息200条，其中网站60条、微信40条，分别占30%和20%。", "PT-PCT") == []
    assert len(found("发布信息200条，其中网站60条、微信40条，分别占30%和25%。", "PT-PCT")) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "涉及自然资源、住建领域的申请占比分别为19%、28%。",
        "予以公开、不予公开、无法提供分别占33.8%、41.9%。",
        "网站60条、微信40条、微博20条，分别占60%和25%。",
    ],
)
def test_a_row_of_other_things_or_of_another_length_is_not_judged(prose: str) -> None:
    assert all("不是 41.9%" not in message for message in found(prose, "PT-PCT"))
