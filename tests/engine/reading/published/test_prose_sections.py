"""Sections and their paragraphs: titles nearly the form's, tables of contents, page furniture, signatures."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.reading.published.prose_sections import Prose, prose_of, section_at
from reportgen.reports.disclosure.form_2021 import REPORT

TITLES = REPORT.sections


def prose(*lines: str) -> Prose:
    return prose_of([ShownText(line, Origin("a", number)) for number, line in enumerate(lines)], TITLES, "某市人民政府")


def test_a_section_title_may_be_worded_a_little_differently() -> None:
    assert section_at("五、政府信息公开工作存在的主要问题及改进情况", TITLES) == (4, "")
    assert section_at("一 、总 体 情 况", TITLES) == (0, "")
    assert section_at("六、其他需要报告的事项：无", TITLES) == (5, "无")
    assert section_at("三、本年度办理结果", TITLES) is None
    assert section_at("一、总体情况良好，全年共公开信息12条。", TITLES) is None


def test_paragraphs_are_in_order_and_headings_marked() -> None:
    preamble = "本报告由某市人民政府依据条例编制，内容包括六个部分。"
    first = (TITLES[0], "（一）主动公开", "文字。", "1.网站", "文字。")
    found = prose(preamble, *first, TITLES[4], "不足。", TITLES[5], "无")
    assert [one.text for one in found.preamble] == [preamble]
    assert [one.text for one in found.sections[0].paragraphs] == ["## （一）主动公开", "文字。", "### 1.网站", "文字。"]
    assert [one.number for one in found.sections] == [0, 4, 5]


def test_what_belongs_to_the_page_is_left_out_and_told() -> None:
    found = prose("发布时间：2024-01-05　浏览次数：12　来源：某市", TITLES[0], "文字。", "— 2 —", "表1 情况表",
                  TITLES[5], "无", "某市人民政府", "2024年1月5日", "【打印】【关闭窗口】", "主办：某市")  # fmt: skip
    assert list(found.lines) == [TITLES[0], "文字。", TITLES[5], "无", "某市人民政府", "2024年1月5日"]
    assert [fault.id for fault in found.account] == ["published-page-text", "published-page-text"]


def test_a_table_of_contents_is_no_section() -> None:
    found = prose("目 录", *(f"{title}……{number}" for number, title in enumerate(TITLES)), *TITLES, TITLES[0], "文字。")
    assert [one.plain for one in found.sections[0].paragraphs] == ["文字。"]
