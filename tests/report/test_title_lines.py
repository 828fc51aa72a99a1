"""The title breaks between words only, fits its lines, and its first line is not the longest."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.report.title_lines import WIDEST, title_lines

ENDING = ("2021年", "政府信息公开工作", "年度报告")
PLACES = [
    "河南省",
    "新疆维吾尔自治区",
    "开封市",
    "盐城市",
    "津市市",
    "景德镇市",
    "新乡市",
    "红旗区",
    "和硕县",
    "巴音郭楞蒙古自治州",
    "东乡族自治县",
    "锡林郭勒盟",
    "莫力达瓦达斡尔族自治旗",
    "乌什塔拉回族民族乡",
    "尼尔基镇",
    "高新技术产业开发区",
]
BODIES = [
    "人民政府",
    "人民政府办公室",
    "市场监督管理局",
    "城市管理局",
    "住房和城乡建设局",
    "教育局",
    "管理委员会",
    "南阳街道办事处",
]


def width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in text)


def well_shaped(widths: list[float]) -> bool:
    """Whether the lines grow and then shrink, and do not begin with the longest."""
    longest = widths.index(max(widths))
    grows, shrinks = widths[: longest + 1], widths[longest:]
    in_order = grows == sorted(grows) and shrinks == sorted(shrinks, reverse=True)
    return in_order and (longest > 0 or len(set(widths)) == 1)


@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4), st.sampled_from(BODIES))
def test_no_place_and_no_body_is_broken(places: list[str], body: str) -> None:
    lines = title_lines("".join(places) + body, ENDING)
    text = "/".join(lines)
    assert text.replace("/", "") == "".join((*places, body, *ENDING))
    rest = text
    for word in (*places, body.removeprefix("人民政府"), *ENDING):
        if word:
            before, found, rest = rest.partition(word)
            assert found, f"{word} is broken in {text}"
            assert set(before) <= set("/人民政府")
    assert all(width(line) <= WIDEST for line in lines)


@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4), st.sampled_from(BODIES))
def test_the_first_line_is_the_longest_only_where_it_cannot_be_helped(places: list[str], body: str) -> None:
    lines = [width(line) for line in title_lines("".join(places) + body, ENDING)]
    words = [width(word) for word in (*places, body, *ENDING)]
    possible = any(
        max(divided) <= WIDEST and well_shaped(divided)
        for count in range(1, len(words))
        for cuts in itertools.combinations(range(1, len(words)), count)
        if (divided := [sum(words[a:b]) for a, b in itertools.pairwise((0, *cuts, len(words)))])
    )
    assert well_shaped(lines) or not possible


@pytest.mark.parametrize(
    ("organ", "lines"),
    [
        ("开封市人民政府", "开封市人民政府/2021年政府信息公开工作年度报告"),
        ("水利部", "水利部/2021年政府信息公开工作年度报告"),
        (
            "新疆维吾尔自治区巴音郭楞蒙古自治州和硕县乌什塔拉回族民族乡人民政府",
            "新疆维吾尔自治区/巴音郭楞蒙古自治州和硕县/乌什塔拉回族民族乡人民政府/2021年政府信息公开工作年度报告",
        ),
        (
            "河南省郑州市金水区南阳新村街道办事处",
            "河南省郑州市金水区/南阳新村街道办事处/2021年政府信息公开工作年度报告",
        ),
        (
            "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇人民政府",
            "内蒙古自治区呼伦贝尔市/莫力达瓦达斡尔族自治旗尼尔基镇人民政府/2021年政府信息公开工作年度报告",
        ),
        (
            "乌鲁木齐市经济技术开发区管理委员会",
            "乌鲁木齐市/经济技术开发区管理委员会/2021年政府信息公开工作年度报告",
        ),
    ],
)
def test_a_title_breaks_where_a_reader_would_break_it(organ: str, lines: str) -> None:
    assert "/".join(title_lines(organ, ENDING)) == lines


def test_a_name_without_places_is_cut_where_its_parts_are_joined() -> None:
    lines = title_lines("发展改革与工业和信息化以及住房和城乡建设交通运输综合行政执法局", ENDING)
    assert all(width(line) <= WIDEST for line in lines)
    assert lines[0].endswith(("与", "和", "及"))


@given(st.text(min_size=1, max_size=60))
def test_any_name_has_a_title_with_all_its_characters(organ: str) -> None:
    assert "".join(title_lines(organ, ENDING)) == organ + "".join(ENDING)
