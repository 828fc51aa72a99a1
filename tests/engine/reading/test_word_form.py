"""Word forms read back: equal to what was written, right or refused with the place, and never misread."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import reportgen
from benchmarks.word_forms import ACTS, distinct_report, form_of, misread, mutilated, outcome, read_form
from reportgen.core.errors import ReportgenError
from reportgen.report.report import Report
from reportgen.report.word_form_layout import END
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word_forms import built, edited, form, put, read, retype
from tests.strategies import NARRATIVE, document_of, single_cells, statistics

COUNTS = st.integers(0, 10**12)
LINES = st.lists(
    st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=20).filter(
        lambda text: not {*"*{}｛｝"} & {*text}
    ),
    min_size=1,
    max_size=4,
)
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=12)


def same(one: Report, other: Report) -> bool:
    """Whether two reports say the same, blank lines between paragraphs aside."""
    names = ("organ", "year", "scope", "entered", "stated", "notes", "figures", "particulars")
    written = [
        [[line for line in report.narrative.get(field.name, "").split("\n") if line] for field in report.type.narrative]
        for report in (one, other)
    ]
    checks = [[check.text for check in report.checks] for report in (one, other)]
    accepted = [[(entry.finding, entry.reason, entry.who) for entry in report.accepted] for report in (one, other)]
    equal = accepted[0] == accepted[1] and all(getattr(one, name) == getattr(other, name) for name in names)
    return equal and written[0] == written[1] and checks[0] == checks[1]


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(statistics(COUNTS) | single_cells(), st.data())
def test_a_report_written_as_a_form_is_read_back_equal(figures: Any, data: st.DataObject) -> None:
    prose = {
        field.name: "\n".join(data.draw(st.sampled_from(["甲", "## 甲", "**甲**"])) + line for line in data.draw(LINES))
        for field in REPORT.narrative
    }
    figure = st.integers(0, 10**12) | st.none() | TEXTS
    own = data.draw(st.dictionaries(st.sampled_from(["posts", "visits", "发布数"]), figure, max_size=3))
    more: dict[str, Any] = {"narrative": NARRATIVE | prose, **({"figures": {"portal": own}} if own else {})}
    if data.draw(st.booleans()):
        more["notes"] = {"applications.new.natural_persons": f"（{data.draw(st.text('注一二三=+-@', min_size=1))}）"}
        more["stated"] = {"applications.new.total": data.draw(COUNTS), "reviews.litigation.total": 3}
        more["accepted"] = [{"finding": "PT-NEW-1f0c9a2e", "reason": data.draw(TEXTS), "who": "张三"}]
    source = document_of(figures) | more
    source["proactive"]["permits"] = data.draw(st.none() | COUNTS)
    report = reportgen.load(source)
    assert same(read(form(report)), report)


def test_every_section_of_a_data_file_has_its_place() -> None:
    report = built(
        scope="unchanged",
        stated={"applications.new.total": 7},
        contact={"phone": "0378-1234567", "office": None, "postcode": "047500"},
        published="2022-01-20",
        attachments=["甲表", "乙  表"],
        remarks={"proactive": "注：统计范围与上年相同。"},
        title_lines=["某市人民政府", "2021年政府信息公开", "工作年度报告"],
        last_year={"applications.new.total": 3},
        figures={"portal": {"posts": 12, "share": "0.5", "open": None}},
        checks=["portal.posts == 12"],
        narrative=NARRATIVE | {"overview": "{{ portal.posts }}条，**{{ applications.new.total | thousands }}件**。"},
    )
    assert same(read(form(report)), report)


def test_the_sample_form_is_read_as_the_sample_data_file(root: Path) -> None:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    assert same(read(form(report)), report)


def test_last_year_s_figures_and_the_words_for_totals_are_no_entries(root: Path) -> None:
    last = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    report = read(reportgen.new_word_form(None, "某区教育局", 2025, last))
    assert set(report.entered.values()) == {None}
    assert report.stated == {}
    beside = read(edited(reportgen.new_word_form(None, "某区教育局", 2025, last), put(1, 3, 1, "545〔上年508〕")))
    assert beside.entered["applications.new.natural_persons"] == 545


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (put(1, 3, 1, "012"), ["表格 2 第 4 行第 2 格", "请改成 12"]),
        (put(1, 3, 1, "1,23"), ["表格 2 第 4 行第 2 格", "请只填数字"]),
        (put(1, 3, 1, "3 4"), ["2 个数字"]),
        (put(1, 3, 7, "约12"), ["表格 2 第 4 行第 8 格", "这是合计"]),
        (put(1, 3, 0, "一、新收"), ["找不到这些数的格子", "表格 2 第 4 行"]),
        (lambda document: document.tables[0]._tbl.getparent().remove(document.tables[0]._tbl), ["找不到表二"]),
        (lambda document: document.add_table(1, 2), ["读"]),
        (retype("一、总体情况", "一、总的情况"), ["找不到标题“一、总体情况”"]),
        (retype("以下内容不印入报告", "以下内容"), ["分不清报告到哪里为止"]),
        (retype("某市人民政府", "某市教育局"), ["标题“某市教育局", "不一致"]),
        (retype("二、主动公开政府信息情况", "二、主动公开政府信息情况\n这里写了字"), ["标题"]),
        (lambda document: document.tables[3].cell(1, 0).paragraphs[0].add_run("x"), ["没有写“报告种类”"]),
        (lambda document: document.tables[3].cell(4, 0).paragraphs[0].clear(), []),
    ],
    ids=lambda _value: "",
)
def test_what_is_not_certain_is_refused_with_its_place(change: Callable[[Any], object], says: list[str]) -> None:
    content = edited(form(built()), change)
    if says in (["读"], []):
        assert read(content).organ == "某市人民政府"
        return
    with pytest.raises(ReportgenError) as refused:
        read(content)
    told = "\n".join(f"{fault.origin} {fault.message('zh')}" for fault in refused.value.faults)
    assert all(word in told for word in says), told


@pytest.mark.parametrize(("text", "count"), [("12件", 12), ("１２", 12), ("1,234", 1234), ("12 件〔上年508〕", 12)])
def test_a_number_that_only_one_can_be_meant_by_is_read_and_told(text: str, count: int) -> None:
    report = read(edited(form(built()), put(1, 3, 1, text)))
    assert report.entered["applications.new.natural_persons"] == count
    (finding,) = [one for one in report.findings if one.rule == "V-LOOSE"]
    assert finding.severity == "note"
    assert "表格 2 第 4 行第 2 格" in str(finding.origin)
    assert finding.says.zh.endswith(f"读作 {count}")


def test_bold_of_a_word_processor_is_bold_of_the_report() -> None:
    def embolden(document: Any) -> None:
        paragraph = next(one for one in document.paragraphs if one.text == "新收{{ applications.new.total }}件申请。")
        (run,) = (one for one in paragraph.runs if one.text)
        run.text = "新收{{ applications"
        for text, bold in ((".new.total", True), (" }}件", True), ("申请。", False)):
            paragraph.add_run(text).bold = bold

    content = form(built(narrative=NARRATIVE | {"overview": "新收{{ applications.new.total }}件申请。"}))
    assert read(edited(content, embolden)).narrative["overview"] == "新收**{{ applications.new.total }}件**申请。\n"
    assert "**" not in "".join(
        one.text for one in docx.Document(io.BytesIO(form(read(edited(content, embolden))))).paragraphs
    )


def test_text_under_a_heading_without_prose_is_refused() -> None:
    def write(document: Any) -> None:
        found = next(one for one in document.paragraphs if one.text.startswith("三、"))
        found.insert_paragraph_before("这一年情况正常。", style="Normal")

    with pytest.raises(reportgen.DataError, match="no place"):
        read(edited(form(built()), write))


def test_a_paragraph_of_the_prose_is_the_place_of_its_line() -> None:
    report = read(form(built(narrative=NARRATIVE | {"overview": "一。\n二。\n{{ year }}。"})))
    origin = report.prose_origin("overview", report.narrative["overview"].index("{{"))
    assert origin is not None
    before = report.prose_origin("overview", 0)
    assert before is not None
    assert origin.place is not None
    assert int(origin.place.split()[1]) == int(str(before.place).split()[1]) + 2


@pytest.mark.parametrize("seed", range(15))
def test_a_mutilated_form_is_read_right_or_refused_with_its_place(seed: int) -> None:
    found, told = outcome(seed)
    assert found in {"read", "refused"}, told


def test_runs_that_were_cut_into_letters_change_nothing() -> None:
    rng = random.Random(7)
    report = distinct_report(rng)
    act = next(one for one in ACTS if one.__name__ == "split_runs")
    again = read_form(edited(form_of(report), *(lambda it, n=n: act(it.tables[n]._tbl, rng) for n in range(3))))
    assert again.entered == report.entered


def test_the_benchmark_sees_a_figure_at_another_s_address() -> None:
    rng = random.Random(1)
    report, other = distinct_report(rng), distinct_report(rng)
    assert misread(report, other, ["moved_row"])
    assert not misread(report, report, [])
    assert mutilated(form_of(report), random.Random(3))[1]


def test_crossed_out_words_of_the_prose_are_refused() -> None:
    def strike(book: Any) -> None:
        paragraph = next(one for one in book.paragraphs if "甲。" in one.text)
        paragraph.add_run("没有差错。").font.strike = True

    report = built(narrative=NARRATIVE | {"overview": "甲。"})
    with pytest.raises(ReportgenError, match="没有差错"):
        read(edited(form(report), strike))


def test_a_crossed_out_figure_is_told_in_words() -> None:
    def strike(book: Any) -> None:
        cell = book.tables[0].rows[2].cells[1].paragraphs[0]
        for run in cell.runs:
            run.text = ""
        cell.add_run("11")
        cell.add_run("2").font.strike = True
        cell.add_run("80")

    with pytest.raises(ReportgenError) as error:
        read(edited(form(built()), strike))
    assert "~~" not in str(error.value)
    assert "crossed out" in str(error.value) or "删除线" in str(error.value)


def test_a_note_goes_where_the_message_says() -> None:
    def noted(book: Any) -> None:
        book.tables[0].rows[3].cells[1].text = "2（其中修订1件）"

    with pytest.raises(ReportgenError) as error:
        read(edited(form(built()), noted))
    (fault,) = error.value.faults
    name = "表二.行政规范性文件.本年制发件数"
    line = f"这一格只写 2；附注在最后一页的表里加一行：项目 格内注，名称 {name}，内容 （其中修订1件）"
    assert fault.remedy is not None
    assert fault.remedy.zh == line

    def moved(book: Any) -> None:
        book.tables[0].rows[3].cells[1].text = "2"
        cells = book.tables[-1].add_row().cells
        for cell, words in zip(cells, ("格内注", name, "（其中修订1件）"), strict=True):
            cell.text = words

    assert read(edited(form(built()), moved)).notes == {"proactive.normative_documents.made": "（其中修订1件）"}


def _delete_last_table(document: Any) -> None:
    document.element.body.remove(document.tables[-1]._tbl)


def _delete_last_page(document: Any) -> None:
    body = document.element.body
    end = next(one for one in document.paragraphs if one.text == END)._p
    for one in [*body][[*body].index(end) :]:
        if not one.tag.endswith("sectPr"):
            body.remove(one)


def _delete_hint_too(document: Any) -> None:
    _delete_last_page(document)
    document.element.body.remove(document.paragraphs[0]._p)


@pytest.mark.parametrize("change", [_delete_last_table, _delete_last_page, _delete_hint_too])
def test_a_form_without_its_last_page_is_told_in_one_message(change: Callable[[Any], object]) -> None:
    with pytest.raises(ReportgenError) as refused:
        read(edited(reportgen.new_word_form(None, "某区教育局", 2025), change))
    (fault,) = refused.value.faults
    assert fault.id == "word-form-list"
    assert "最后一页的表" in fault.says.zh
    assert "reportgen new" in fault.message("zh")


@pytest.mark.parametrize(
    ("year", "says"),
    [
        ("2025年", ["bad-year", "2025"]),
        ("二〇二五", ["bad-year", "2025"]),
        ("2024", ["word-form-title", "最后一页的报告年份是 2024", "写的是 2025 年"]),
    ],
)
def test_a_wrong_year_on_the_last_page_is_told_at_the_year(year: str, says: list[str]) -> None:
    def write(document: Any) -> None:
        document.tables[-1].cell(3, 2).paragraphs[0].runs[0].text = year

    with pytest.raises(ReportgenError) as refused:
        read(edited(reportgen.new_word_form(None, "某区教育局", 2025), write))
    (fault,) = [one for one in refused.value.faults if one.id in {"bad-year", "word-form-title"}]
    assert all(word in f"{fault.id} {fault.message('zh')}" for word in says), fault.message("zh")
    assert "第 4 行第 3 格" in str(fault.origin)


def test_a_comment_on_a_form_is_told() -> None:
    def write(document: Any) -> None:
        run = next(one for one in document.paragraphs if one.text == "一、总体情况").runs[0]
        document.add_comment(run, text="请补充数据", author="领导")

    told = [one.says.zh for one in read(edited(form(built()), write)).findings if one.rule == "V-UNREAD"]
    assert ["“请补充数据”" in says and "一、总体情况" in says for says in told] == [True]
