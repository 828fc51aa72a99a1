"""F-DRAFT: what stands where a number belongs is a gap, and what merely looks alike is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.prose_check.draft_notes import draft_notes, gaps
from reportgen.prose.quantities import typed
from reportgen.reports.disclosure.prose import PROSE_CHECKS
from tests.strategies import NARRATIVE, report_of, zero

SIGNS = [
    "__", "_", "＿＿", "   ", " ", "\u3000\u3000", "……", "…", "...", "。。。", "——", "null", "None", "NaN", "?", "？",
    "？？",
    "N", "n", "X", "XX", "xx", "××", "×", "〇〇", "○○", "○", "□□", "■", "●●", "＊＊", "#REF!", "N/A",
]  # fmt: skip


def found(text: str) -> list[str]:
    shown = typed(text)
    return [shown[start:end] for start, end in gaps(shown, PROSE_CHECKS)]


@pytest.mark.parametrize("measure", ["件", "条", "次", "人次", "%", "个百分点", "篇", "期", "万元"])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_before_a_measure_word_is_a_gap(sign: str, measure: str) -> None:
    assert found(f"其中主动公开{sign}{measure}，结转{{{{ a }}}}件。") == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "新收申请__件件，", "收到？件申请", "发布?条信息", "占比XX.X%", "截至……年底", "统计期限为  年1月1日",
        "xx年xx月",
        "网址为（具体网址）查询", "（具体数字）件", "〔数字〕", "（此处插入图表）", "（填写单位名称）",
        "【请补充数据】", "（待补充）",
        "国办发〔〕12号", "发布（）条", "依据《》", "##REF!", "某某县", "TODO",
    ],
)  # fmt: skip
def test_a_note_or_a_sign_in_the_place_of_words_is_a_gap(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("本年新收政府信息公开申请件，上年结转2件", "件"), ("收到申请件，", "件"), ("予以公开件，部分公开3件", "件"),
        ("制发2件，废止件，现行有效8件", "件"), ("；办结件，", "件"), ("发布信息条，", "条"), ("召开新闻发布会次。",
        "次"),
        ("占比%。", "%"), ("办结率为％，", "％"), ("统计期限为年1月1日", "年"), ("收取费用元，", "元"), ("解读材料篇。",
        "篇"),
    ],
)  # fmt: skip
def test_a_measure_word_without_a_number_is_a_gap(text: str, gap: str) -> None:
    assert found(text) == [gap]


@pytest.mark.parametrize(
    "text",
    [
        "群众满意度不断提升……", "“我为群众办实事……”", "等……，今年……全年", "从无到有……条件逐步成熟",
        "“放管服”——件件落实",
        "怎么办？件件有回音。", "政策怎么看？条例怎么说？", "哪些人？个别单位？人手够不够", "办好了吗？次日答复",
        "二〇〇八年、二〇二一年、第一〇〇次", "第N次，“1+N”个", "X光，NBA，微信", "公开 条例，申请 件数",
        "对申请件，逐件办理。",
        "文件、信件，案件，稿件，条件，事件。", "多次，逐条，每期，每场，上次，首次，其次，依次，",
        "市场，现场，长期，定期，",
        "每年1月1日，今年1月，截至年底", "百分之五，五%，98%、100％，5 %",
        "（单位）（部门）（下同）（具体内容见附件）（待补正）",
        "主动公开 12 条，3 件，增长12.5 个百分点", "联系电话：0517-12345",
        "http://www.x.gov.cn/a__b/xx.html xxx@163.com",
        "几元，多元，公元，单元，全年收费", "3-5件、10-20%、1—2次、10元/件", "发布{{ a }}条，占{{ b }}%",
    ],
)  # fmt: skip
def test_what_a_published_report_writes_is_no_gap(text: str) -> None:
    assert found(text) == []


@given(st.lists(st.sampled_from([*SIGNS, "件", "条", "，", "申请", "\n", "（", "）", "为", "年", "1"]), max_size=20))
def test_gaps_stand_in_order_and_never_overlap(pieces: list[str]) -> None:
    places = [edge for place in gaps("".join(pieces), PROSE_CHECKS) for edge in place]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("gap", "words"),
    [("新收申请件，", "前面缺少数字"), ("新收申请   件，", "留有空格"), ("新收申请？件，", "“？”是编写时的提示或留空")],
)
def test_a_gap_forbids_publishing_and_is_named_for_what_it_is(gap: str, words: str) -> None:
    report = report_of(zero(), narrative={**NARRATIVE, "overview": NARRATIVE["overview"] + gap})
    (finding,) = draft_notes(report)
    assert finding.forbids
    assert words in finding.says.zh


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("2021年，共主动公开条，其中政策文件12条。", "条"), ("网站访问量次，浏览", "次"), ("行政复议起，", "起"),
        ("今年公开各类信息**条。", "**"), ("收到依申请公开起。", "起"),
        ("20XX年，我局", "20XX"), ("202_年度", "202_"), ("电话：0378-xxxxxxx", "-xxxxxxx"),
        ("\u3000\u3000年，我市", "\u3000\u3000"),
        ("制定规范性文件0件，现行有效的规范性文件。", "件，现行有效的规范性文件"), ("其中自然人件，法人2件", "件"),
    ],
)  # fmt: skip
def test_a_number_that_was_forgotten_is_a_gap(text: str, gap: str) -> None:
    assert found(text) == [gap]


@pytest.mark.parametrize("text", ["集中公开现行有效的规范性文件。", "2021年，依申请公开件均已答复", "对依法公开条件"])
def test_a_name_without_a_count_is_no_gap_by_itself(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "自收到申请之日起，20日内答复。",
        "自信息形成之日起20个工作日内公开。",
        "自2021年1月1日起，从今年起公开。",
        "由此引起，一并提起，自受理申请起5日内办结。",
        "**公开**条目齐全，**受理**件件有回音。",
    ],
)
def test_when_something_begins_and_what_is_bold_are_no_gaps(text: str) -> None:
    assert found(text) == []


def test_a_name_without_its_count_is_told_with_the_name() -> None:
    (finding,) = draft_notes(report_of(zero(), narrative={"overview": "废止规范性文件0件，现行有效的规范性文件。"}))
    assert "现行有效的规范性文件”后面缺少数字" in finding.says.zh


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("新收{{ applications.new.total }}件。〔请填写：主要做法〕其余如常。", "“〔请填写：主要做法〕”还没有写"),
        ("收到{{ applications.new.total }}件，办理__件，其余如常。", "“件，办理__件，其余如常。”里的“__”"),
        ("办理__件{{ applications.new.total }}件。", "“办理__件”里的“__”"),
    ],
)
def test_a_gap_is_quoted_with_its_bracket_and_no_half_of_a_placeholder(text: str, quoted: str) -> None:
    (finding,) = draft_notes(report_of(zero(), narrative=NARRATIVE | {"overview": text}))
    assert finding.says.zh.startswith(quoted)
