"""Every fault of a data file at once, each with its place, what belongs there; HOSTILE D2, V7."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import DataError, Fault
from reportgen.engine import building, reading
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import document_of, zero

PREFIXES = (
    "proactive",
    "proactive.regulations",
    "applications",
    "applications.outcomes.withheld",
    "reviews.litigation",
)


def faults(data: Any) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as refused:
        building.build(data if hasattr(data, "locate") else reading.read_mapping(data), REPORT)
    return refused.value.faults


def only(data: Any) -> str:
    (fault,) = faults(data)
    return fault.in_("zh")


def with_value(address: str, value: Any) -> dict[str, Any]:
    data = document_of(zero())
    place, *steps = data, *address.split(".")
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value
    return data


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("１２３", "请写成 123"), ("－5", "不加引号"), ("1,234", "请写成 1234"), ("1，234", "请写成 1234"),
        ("12.5万", "请写成 125000"),
        ("55.3%", "不填百分比"), ("5件", "请写成 5"), ("508\u00a0", "请写成 508"), ("　508　", "请写成 508"),
        ("12", "请写成 12"),
        ("3.7", "只写数字"), ("", "没有发生写 0"), ("—", "没有发生写 0"), ("无", "没有发生写 0"),
        ("1 234", "请写成 1234"),
        ("1.2亿件", "请写成 120000000"), ("约5件", "只写数字"), ("12,34", "只写数字"), ("0.00001万", "只写数字"),
    ],
)  # fmt: skip
def test_d2_a_text_where_a_count_belongs_is_refused_with_what_to_write(written: str, right: str) -> None:
    message = only(with_value("proactive.permits", written))
    assert message.startswith("data: proactive.permits: 表二“行政许可”本年处理决定数量：应当是件数")
    assert right in message


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("8937.0276万元", "请写成 8937.0276"), ("８９３７", "请写成 8937"), ("8,937.0276", "请写成 8937.0276"),
        ("007.5", "只写数字"), ("1e3", "只写数字"), ("nan", "只写数字"), ("8937.02765", "超过 4 位"),
        ("-1", "只写数字"),
    ],
)  # fmt: skip
def test_d2_a_text_that_is_no_plain_amount_is_refused_with_what_to_write(written: str, right: str) -> None:
    assert right in only(with_value("proactive.fees", written))


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        float("nan"),
        float("inf"),
        -0.0,
        3.0,
        3.7,
        "12",
        1e16,
        -1,
        Decimal(3),
        Decimal("NaN"),
        [1],
        {"a": 1},
        b"1",
    ],
)
def test_v7_only_an_exact_whole_number_is_a_count(value: Any) -> None:
    assert only(with_value("proactive.permits", value)).startswith("data: proactive.permits")


@pytest.mark.parametrize(
    "value",
    [
        True, float("nan"), float("inf"), -0.0, 1e16, 0.1 + 0.2, 8937.02765, 1e-5,
        Decimal("8937.02765"), Decimal("1E+3"),
        Decimal("-0.0"), Decimal("NaN"), -1, [1], {"a": 1}, "1e3", "inf", "- 5",
    ],
)  # fmt: skip
def test_v7_only_an_exact_amount_of_four_places_is_a_fee(value: Any) -> None:
    assert only(with_value("proactive.fees", value)).startswith("data: proactive.fees")


def test_v7_big_counts_are_exact() -> None:
    report = building.build(reading.read_mapping(with_value("proactive.permits", 10**18 + 1)), REPORT)
    assert report.statistics.proactive.permits == 10**18 + 1


def test_three_point_nought_is_answered_with_three() -> None:
    assert "请写成 3。" in only(with_value("proactive.permits", Decimal("3.0")))


@given(st.data())
def test_a_misspelt_key_is_reported_once_with_place_and_nearest_name(data: st.DataObject) -> None:
    document = document_of(zero())
    places: list[tuple[tuple[str, ...], str]] = [((), name) for name in document if name != "report"]
    for prefix in PREFIXES:
        inner: Any = document
        for step in prefix.split("."):
            inner = inner[step]
        places += [(tuple(prefix.split(".")), name) for name in inner]
    path, name = data.draw(st.sampled_from(places))
    position = data.draw(st.integers(1, len(name) - 1))
    wrong = name[:position] + "x" + name[position:]
    inner = document
    for step in path:
        inner = inner[step]
    inner[wrong] = inner.pop(name)
    message = only(document)
    assert message.startswith(f"data: {'.'.join((*path, wrong))}: 不认识的名称 {wrong}。")
    assert re.search(rf"最接近的是 {name}(?:，即“[^”]+.*”)?。$", message)


@given(st.data())
def test_a_missing_figure_anywhere_is_reported_by_its_address(data: st.DataObject) -> None:
    address = data.draw(
        st.sampled_from([name for name in REPORT.addresses.entered if not name.startswith("applications")])
    )
    document = document_of(zero())
    *path, name = address.split(".")
    inner: Any = document
    for step in path:
        inner = inner[step]
    del inner[name]
    (fault,) = faults(document)
    assert fault.id == "missing-key"
    assert f"缺少 {address}（{REPORT.addresses[address].label.zh}）" in fault.says.zh


@pytest.mark.parametrize("name", ["organ", "year", "proactive", "applications", "reviews", "narrative"])
def test_a_missing_section_is_reported(name: str) -> None:
    document = document_of(zero())
    del document[name]
    found = faults(document)
    assert {fault.id for fault in found} == {"missing-key"}
    assert all(name in fault.says.zh for fault in found)


@pytest.mark.parametrize(
    ("address", "value", "words"),
    [
        ("applications.new", [1, 2, 3], "应当有 6 个数字，写了 3 个"),
        (
            "applications.new",
            [1, 2, 3, 4, 5, 6, 5],
            "依次为：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他；不含总计",
        ),
        ("applications.new", [1, 2, 3, 4, 5, 6, 21], "第 7 个数 21 是合计，不用写。请写成 [1, 2, 3, 4, 5, 6]"),
        ("applications.new", ["1，2，3，4，5，6"], "英文逗号"),
        ("applications.new", ["1、2、3、4、5、6"], "英文逗号"),
        ("applications.new", ["1 2 3 4 5 6"], "英文逗号"),
        ("applications.new", "【1，2，3，4，5，6】", "请写成 [1, 2, 3, 4, 5, 6]"),
        ("applications.new", "1 2 3 4 5 ６", "请写成 [1, 2, 3, 4, 5, 6]"),
        ("applications.new", "1, 2, 3", "用英文逗号隔开，依次为：[自然人、商业企业"),
        ("applications.new", 5, "应当是 6 个数字的列表，写的是数字 5"),
        ("applications.new", None, "写的是空白"),
        ("applications", [1], "写的是列表"),
        ("proactive", "permits：5", "冒号"),
        ("applications.total", 5, "不认识的名称 total"),
        ("reviews.reconsideration.total", 5, "stated 下面：reviews.reconsideration.total: 数字"),
        ("organ", "", "organ 是空的"),
        ("organ", 5, "加引号"),
        ("organ", None, "空白"),
        ("organ", "“某区教育局”", "两边的引号会印进报告：“某区教育局”。请写成 某区教育局"),
        ("organ", "”某区教育局“", "请写成 某区教育局"),
        ("year", "2021年", "请写成 2021"),
        ("year", 1999, "2000 到 2100"),
        ("year", Decimal("2021.0"), "2000 到 2100"),
        ("year", True, "2000 到 2100"),
        ("narrative", {"overview": "一"}, "缺少 narrative.problems"),
        ("narrative", {"overview": "一", "problems": " "}, "缺少 narrative.problems"),
        ("narrative", {"overview": "一", "problems": 5}, "narrative.problems 应当是文字"),
        ("narrative", {"overview": "一", "problems": "二", "other": "三"}, "不认识的名称 other"),
        ("scope", "same", "只能写 unchanged"),
        ("_about", {}, "不认识的名称 _about"),
        ("stated", {"applications.new.totl": 5}, "最接近的是 applications.new.total"),
        ("stated", {"applications.new.enterprises": 5}, "stated 下面只写合计"),
        ("stated", {"applications": {"new": {"total": 5}}}, "例如 applications.new.total: 545"),
        ("stated", {"applications.outcomes.total": 5}, "请写成 applications.outcomes.total.total"),
        ("stated", {"applications.new.total": "5"}, "请写成 5"),
        ("stated", [5], "写的是列表"),
        ("notes", {"applications.neww.total": "x"}, "最接近的是 applications.new.total"),
        ("notes", {"reviews.litigation.total": "x"}, "不认识的名称"),
        ("notes", {"proactive.permits": 5}, "应当是文字"),
        ("figures", {"organ": 5}, "已有别的含义"),
        ("figures", {"loop": 5}, "已有别的含义"),
        ("figures", {"applications": {"x": 5}}, "已有别的含义"),
        ("figures", {"热 线": 5}, "不能用"),
        ("figures", {"a.b": 5}, "不能用"),
        ("figures", {"a": {"b": True}}, "应当是数字或文字，写的是真假值 true"),
        ("figures", {"a": [1]}, "写的是列表"),
        ("checks", "a == b", "checks 应当是列表"),
        ("checks", [5], "应当是一个等式"),
    ],
)
def test_what_does_not_belong_is_refused_with_what_was_expected(address: str, value: Any, words: str) -> None:
    assert words in only(with_value(address, value))


def test_five_mistakes_in_a_file_are_five_faults_in_the_order_of_its_lines(root: Path) -> None:
    text = (root / "samples/disclosure_2021/kaifeng-2021.yaml").read_text("utf-8")
    for right, wrong in (
        ("    made: 1 ", "    maed: 1 "),
        ("[508, 2,", "[508, ２,"),
        ("posts: 12744", "posts: 12_744"),
        ("hotline.relayed + hotline.online", "hotline.relayed + hotline.onlin"),
        ("  problems: |", "  problem: |"),
    ):
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    found = faults(reading.read_text(text, "k.yaml"))
    lines = text.split("\n")
    assert [(fault.id, here(fault, lines)) for fault in found] == [
        ("unknown-key", "maed: 1"),
        ("not-a-count", "２, 0, 0, 33, 2]"),
        ("ambiguous-value", "12_744"),
        ("unknown-address", "hotline.relayed"),
        ("unknown-key", "problem:"),
    ]
    message = "应当是件数（不小于零的整数），写的是文字“２”。请写成 2。"
    assert found[1].in_("zh").endswith(f": 表三“一、本年新收政府信息公开申请数量”商业企业：{message}")


def here(fault: Fault, lines: list[str]) -> str:
    """Return the words of the file that a fault points at."""
    assert fault.origin is not None
    assert fault.origin.line is not None
    assert fault.origin.column is not None
    return (
        lines[fault.origin.line - 1][fault.origin.column - 1 :]
        .split("  ")[0]
        .partition(" +")[0]
        .partition(" |")[0][:15]
    )


def test_every_fault_speaks_both_languages() -> None:
    document = document_of(zero(), stated={"x": 1}, checks=["a ="], scope="x", extra=1) | {"figures": {"organ": 1}}
    document["proactive"]["permits"] = "5件"
    for fault in faults(document):
        for text in (fault.says, fault.remedy):
            if text is not None:
                assert text.zh
                assert text.en
                assert text.en.isascii() or "“" in text.en or "≥" in text.en


def test_d4_a_file_of_nothing_but_faults_is_refused_soon() -> None:
    found = faults(document_of(zero(), stated={f"wrong{number}": 1 for number in range(10_000)}))
    assert found[-1].id == "too-many-faults"
    assert len(found) < 500
