"""A drawing that shows anything but the report's figures is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen.core.errors import RenderError
from reportgen.engine.export.charts.proof import figure_of, prove_chart
from reportgen.engine.export.charts.svg import standalone
from reportgen.report.charts import ChartData, charts_of
from reportgen.report.report import Report

DATA = "samples/disclosure_2021/kaifeng-2021.yaml"


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / DATA)


@pytest.fixture(scope="module")
def reviews(kaifeng: Report) -> ChartData:
    return next(one for one in charts_of(kaifeng) if one.name == "reviews")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (">17</tspan>", ">18</tspan>", "图上 reviews.reconsideration.corrected 是“18”，数据中是“17”"),
        ('data-address="reviews.reconsideration.pending', 'data-address="reviews.nothing', None),
        ('<tspan data-address="reviews.reconsideration.corrected">', "<tspan>", "图上的数字多了或少了"),
        ('data-bar="reviews.reconsideration.corrected"', "", "图上的条形多了或少了"),
        ('height="16"', 'height="16" width="300"', "图的文件读不出来"),
        ("结果纠正 17、", "结果纠正 18、", "图的文字说明与数据不同"),
        ("<title ", "<text ", "图的文件读不出来"),
    ],
)
def test_every_difference_is_told(kaifeng: Report, reviews: ChartData, old: str, new: str, says: str | None) -> None:
    content = standalone(reviews)
    changed = content.decode().replace(old, new, 1).encode()
    if says is None:
        assert changed == content, "a figure of 0 is not drawn"
        return
    with pytest.raises(RenderError) as refused:
        prove_chart(changed, reviews, kaifeng, "图.svg")
    assert says in refused.value.faults[0].message("zh")


def test_a_bar_of_another_length_is_told(kaifeng: Report, reviews: ChartData) -> None:
    text = standalone(reviews).decode()
    start = text.index('data-bar="reviews.litigation.direct.upheld"')
    place = text.rindex('width="', 0, text.rindex("stroke=", 0, start))
    wrong = text[:place] + 'width="9' + text[place + len('width="') :]
    with pytest.raises(RenderError, match="bars are not as long"):
        prove_chart(wrong.encode(), reviews, kaifeng, "图.svg")


def test_an_unknown_address_has_no_figure(kaifeng: Report) -> None:
    assert figure_of(kaifeng, "reviews.reconsideration.total") == "25"
    assert figure_of(kaifeng, "last_year.reviews.reconsideration.total") is None
    assert figure_of(kaifeng, "organ") is None
