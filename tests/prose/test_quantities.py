"""Numbers of prose are read as a person reads them, and names made of digits are left alone."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.prose import quantities as prose_quantities
from reportgen.prose.quantities import Quantity, has_numbers, read


def quantities(text: str) -> list[Quantity]:
    values = {"a.b": 5, "organ": "某市", "year": 2021, "blank": None}
    return [quantity for sentence in read(text, values).sentences for quantity in sentence.quantities]


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("受理了548件申请", "548", "件"),
        ("受理 3119 件", "3119", "件"),
        ("受理3,119件", "3119", "件"),
        ("受理１２３件", "123", "件"),
        ("访问12.5万次", "125000", "次"),
        ("访问1.2亿人次", "120000000", "人次"),
        ("收费8937.0276万元", "89370276", "元"),
        ("收取3940元", "3940", "元"),
        ("回复率98%", "98", "%"),
        ("回复率97．03％", "97.03", "％"),
        ("提高1.5个百分点", "1.5", "个百分点"),
        ("部分公开十六件", "16", "件"),
        ("予以公开一千二百三十四件", "1234", "件"),
        ("收到两件", "2", "件"),
        ("发布信息一百三十九条", "139", "条"),
        ("培训九十五人", "95", "人"),
        ("转发十八篇", "18", "篇"),
        ("接听热线74通", "74", "通"),
        ("惠及企业188户次", "188", "户次"),
        ("收到申请（12）件", "12", "件"),
        ("接听电话119093个", "119093", "个"),
        ("（含上年结转3件）", "3", "件"),
        ("不予公开：27件", "27", "件"),
        ("复议351；其他", "351", ""),
        ("制作《公报》6期", "6", "期"),
    ],
)
def test_a_number_is_read_with_its_measure_word(text: str, value: str, measure: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.measure) == (Decimal(value), measure)
    assert text[quantity.position : quantity.end] == quantity.text


@pytest.mark.parametrize(
    "text",
    [
        "2021年，全市",
        "2024 年 1 月 1 日至 12 月 31 日",
        "国办公开办函〔2021〕30号",
        "（国令第711号）",
        "第二十条第20条",
        "第 3 次会议",
        "一是加强领导。三审三校",
        "1.加强领导",
        "### 2、充实保障",
        "（3）提升能力",
        "“12345”热线",
        "12345热线",
        "电话：0517-83605210",
        "邮编：223001，",
        "翔宇南道1号",
        "邮箱：abc163@163.com",
        "每天9:30至17:30",
        "5G网络",
        "维持1/3",
        "办理1-3件",
        "10～20个工作日",
        "8个工作日、5个月",
        "在《关于20件民生实事的通知》中",
        "受理一件、答复一件",
        "推进“高效办成一件事”",
        "三四件",
        "近3年来",
        "第2版",
    ],
)
def test_a_name_made_of_digits_is_no_number(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "fits", "differs"),
    [
        ("548件", [548], [547, 549]),
        ("859920余次", [859920, 859925], [859919, 859940]),
        ("3600多件", [3646], [3599, 3750]),
        ("约540件", [535, 542, 550], [520, 560]),
        ("近550件", [548], [551, 530]),
        ("超过500件", [548], [499, 700]),
        ("500件以上", [548], [499]),
        ("540件左右", [545], [560]),
        ("12.5万次", [125000, 125049, 124999, 125099], [126000, 124000]),
        ("8937.03万元", [Decimal(89370276)], [Decimal(89380276)]),
        ("97.03%", [Decimal("97.034"), Decimal("97.025")], [Decimal("97.035"), Decimal("97.02")]),
    ],
)
def test_a_printed_number_agrees_with_what_rounds_to_it(text: str, fits: list[int], differs: list[int]) -> None:
    quantity = only(text)
    assert [figure for figure in fits if not quantity.agrees(figure)] == []
    assert [figure for figure in differs if quantity.agrees(figure)] == []


def test_a_placeholder_counts_as_what_it_prints_and_is_not_literal() -> None:
    first, second = quantities("受理{{ a.b }}件，答复3件")
    assert (first.value, first.address, first.measure) == (Decimal(5), "a.b", "件")
    assert not first.literal
    assert second.literal


def test_digits_inside_a_placeholder_are_not_read() -> None:
    assert [quantity.text for quantity in quantities("占{{ a.b | share(a.b, 2) }}%，3件")][1:] == ["3件"]


def test_names_and_years_from_placeholders_are_no_numbers() -> None:
    assert [quantity.text for quantity in quantities("{{ year }}年{{ organ }}受理3件")] == ["3件"]


def test_sentences_without_a_literal_number_are_left_out() -> None:
    prose = read("收到{{ a.b }}件。\n\n2021年受理3件。没有数字。", {"a.b": 5})
    assert [prose.text[sentence.start : sentence.end] for sentence in prose.sentences] == ["2021年受理3件"]


@given(st.text(alphabet="0123456789一二三十百千万亿件次%.,，。〔〕（）《》“”{}年第余约 \n abc-"))
def test_any_text_is_read_and_every_number_is_found_where_it_is_said_to_be(text: str) -> None:
    for sentence in read(text, {}).sentences:
        for quantity in sentence.quantities:
            assert sentence.start <= quantity.position < quantity.end
            assert quantity.address is not None or text[quantity.position : quantity.end] == quantity.text


@given(
    st.lists(
        st.sampled_from(
            ["2021年", "12345", "受理", "三件", "5", "件", "{{ year }}", "12%", "第", "。", "\n", "》", "《"]
        )
    )
)
def test_the_quick_search_finds_numbers_where_reading_finds_a_sentence(pieces: list[str]) -> None:
    """The quick search finds a number exactly where reading finds a sentence with one."""
    text = "".join(pieces)
    assert has_numbers(text) == bool(read(text, {"year": 2021}).sentences)


def test_a_sentence_of_very_many_numbers_is_read_in_pieces() -> None:
    """A sentence of very many numbers is read in pieces and none is lost."""
    text = "开头。" + "受理5件，占5%，" * 100 + "完。答复7件。"
    sentences = prose_quantities.read(text, {}).sentences
    assert max(len(sentence.quantities) for sentence in sentences) == prose_quantities.MOST_NUMBERS
    found = [quantity.position for sentence in sentences for quantity in sentence.quantities]
    assert len(found) == len(set(found)) == 201
    assert all(first.end <= second.start for first, second in pairwise(sentences))
    assert sentences[0].start == 3
    assert text[sentences[-1].start : sentences[-1].end] == "答复7件"
