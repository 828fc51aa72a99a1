"""Addresses that lost their braces: found however they are written, and never in what is no placeholder."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.prose.markup import parse, tags
from reportgen.prose.rendering import misprints
from reportgen.prose.stray_addresses import StrayAddress, addresses_in, stray_addresses
from reportgen.reports.disclosure.form_2021 import REPORT

OWN = ["website.posts", "hotline.done", "hotline.total", "app", "posts"]
KNOWN = dict.fromkeys([*REPORT.addresses, *OWN], 3) | {"organ": "某县教育局", "year": 2025}
DOTTED = [name for name in KNOWN if "." in name]


def found(text: str) -> list[StrayAddress]:
    return list(stray_addresses(parse(text), KNOWN))


def meant(text: str) -> list[str]:
    return [stray.meant for stray in found(text)]


@pytest.mark.parametrize(
    "written",
    [
        "{ applications.new.total }", "{applications.new.total}", "{{ applications.new.total }",
        "{ applications.new.total }}", "{{ applications.new.total", "applications.new.total }}",
        "（applications.new.total）", "(applications.new.total)", "[[applications.new.total]]",
        "［［applications.new.total］］", "【applications.new.total】", "〔applications.new.total〕",
        "<applications.new.total>", "《applications.new.total》", "｛｛ applications.new.total ｝｝",
        "｛applications.new.total｝", "$applications.new.total", "${applications.new.total}",
        "%applications.new.total%",
        "“applications.new.total”", "applications.new.total", " applications.new.total ", "@applications.new.total@",
        "applications . new . total", "applications.new.\n  total", "applications．new．total",
        "applications。new。total",
        "ａｐｐｌｉｃａｔｉｏｎｓ．ｎｅｗ．ｔｏｔａｌ", "Applications.New.Total", "APPLICATIONS.NEW.TOTAL",
        "applications_new_total", "applications-new-total", "applications/new/total", "applications new total",
        "applications，new，total", "{{ applications．new．total }}", "{{ applications.new total }}",
        "aplications.new.total", "applications.new.totol", "{applicatoins.new.totl}", "applications.new",
        "{{ applications.new.total\n}}",
    ],
)  # fmt: skip
def test_an_address_outside_braces_is_named_with_the_right_spelling(written: str) -> None:
    text = f"本年新收申请{written}件，上年结转{{{{ applications.carried_in.total }}}}件。"
    assert meant(text) == ["{{ applications.new.total }}"]
    (problem,) = misprints(parse(text), KNOWN)
    assert "应写成 {{ applications.new.total }}" in problem.says.zh


@given(
    st.sampled_from(DOTTED),
    st.sampled_from(["", "甲", "，", "{{ year }}", "（", "{", "12", "\n"]),
    st.text("件条，。}）"),
)
def test_every_known_address_outside_braces_is_found(address: str, before: str, after: str) -> None:
    assert meant(f"{before}{address}{after}") == [f"{{{{ {address} }}}}"]


@pytest.mark.parametrize(
    "written",
    [
        "hotline.done | share(hotline.total, 1)", "{ hotline.done | share(hotline.total, 1) }",
        "{{ hotline.done ｜ share（hotline.total，1） }}", "{{ hotline.done | share(hotline.total，1) }}",
        "（hotline.done|share( hotline.total,1 )）",
    ],
)  # fmt: skip
def test_the_filter_behind_a_stray_address_belongs_to_it(written: str) -> None:
    (right,) = meant(f"办结率为{written}%。")
    assert right.replace(" ", "") == "{{hotline.done|share(hotline.total,1)}}"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("year年，全县", "year"), ("截至year年底", "year"), ("截至 year 年底", "year"), ("{ year }年", "year"),
        ("{{ year }年", "year"), ("【year】年", "year"), ("（year）年", "year"), ("$year年", "year"), ("YEAR年",
        "year"),
        ("__year__年", "year"), ("{yaer}年", "year"), ("［［year］］年", "year"), ("ｙｅａｒ年", "year"),
        ("organ认真执行", "organ"), ("，organ按照", "organ"), ("{organ}按照", "organ"), ("**organ**按照", "organ"),
        ("发布posts条，", "posts"), ("{posts}条", "posts"), ("（posts）条", "posts"), ("[posts]条", "posts"),
    ],
)  # fmt: skip
def test_a_single_word_counts_where_a_figure_must_stand(text: str, right: str) -> None:
    assert meant(text) == [f"{{{{ {right} }}}}"]


@pytest.mark.parametrize(
    "text",
    [
        "网址http://www.example.gov.cn/organ/year/website.posts/", "www.example.gov.cn/organ，example.gov.cn/year",
        "邮箱organ@website.posts，year@163.com", "附件website.posts.xlsx", "Happy New Year活动，New year concert",
        "“Year of the Dragon”主题，year-end盘点", "移动客户端（app）、（APP）和APP2个", "APP条目更新，app个人中心",
        "Node.js、U.S.A、e.g.、A.B类、iOS/Android、H5、5G", "举办Website Posts展览",
        "hotline热线，total合计，posts的建设",
        "{{ year }}年，{{ organ }}发布{{ website.posts }}条", "http://www.example.cn/{{ organ }}", "【app】下载",
    ],
)  # fmt: skip
def test_what_is_no_placeholder_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_several_stray_addresses_are_each_told_once_at_their_places() -> None:
    text = "{{ year }年，{{ organ }}\n新收{ applications.new.total }件，结转{{ 1+1 }}件"
    told = [(problem.position, "应写成" in problem.says.zh) for problem in misprints(parse(text), KNOWN)]
    assert told == [(0, True), (text.index("{ app"), True), (text.index("{{ 1"), True)]
    assert meant(text) == ["{{ year }}", "{{ applications.new.total }}"]


def test_a_broken_placeholder_is_told_by_what_is_broken_in_it() -> None:
    assert found("{{ applications.new.total + 1 }}{{ share(hotline.done) }}") == []


PIECES = st.sampled_from(["{{", "}}", "{", "}", "\n", "a", " ", "{{ a }}", "|"])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_tags_are_what_the_pattern_of_a_tag_finds(text: str) -> None:
    assert [tuple(tag) for tag in tags(text)] == [(*m.span(), m[1]) for m in re.finditer(r"\{\{(.*?)\}\}", text)]


@pytest.mark.parametrize(
    "unit",
    ["{{", "{{ a | ", "{{\n", "}}", "a.b ", "applications.new.total.", "year ", "a.", "[", "{{ a | f( ", "year年", "_"],
)
def test_a_long_text_of_anything_is_read_to_its_end(unit: str) -> None:
    """A reader whose work grows with the square of the text would not come back from this."""
    text = (unit * 10**5)[: 10**5]
    list(misprints(parse(text), KNOWN))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("（含{{ applications.new.total }}件）", "{{ applications.new.total }}"),
        ("（含applications.new.total件）", "applications.new.total"),
        ("见【applications.new.total】", "【applications.new.total】"),
    ],
)
def test_an_address_in_a_text_without_placeholders_is_found(text: str, written: str) -> None:
    assert [*addresses_in(text, KNOWN)] == [written]


def test_words_that_are_no_address_stand_in_such_a_text() -> None:
    assert [*addresses_in("（见www.x.gov.cn，其中修订2件）", KNOWN)] == []
