"""Workbooks read back: equal to what was written, right or refused with the cell, and never misread."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportgen
from fuzzing.mutilated_workbooks import judged, original
from fuzzing.workbook_mutilation import mutilated, rewritten
from reportgen.api import explaining
from reportgen.conversion import workbook_of
from reportgen.core.errors import DataError
from reportgen.engine.building import build
from reportgen.engine.export.data_file import write_data_file
from reportgen.engine.reading import read_mapping
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.workbooks import edited, put, read, workbook
from tests.strategies import NARRATIVE, document_of, report_of, single_cells, statistics, zero

COUNTS = st.integers(0, 10**12)
LINES = st.lists(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff"), max_size=30
    ),
    min_size=1,
    max_size=5,
)
MARKS = st.sampled_from(
    ["", "", "## ", "### ", " ", "##", "=1+1", "+", "-", "@x", "甲**乙**", "**{{ year }}年**甲", "**"]
)


def built(statistics: Any = None, **more: Any) -> Report:
    data = document_of(statistics or zero()) | more
    return build(read_mapping(data), REPORT)


def same(one: Report, other: Report) -> bool:
    """Whether two reports say the same; an amount of 0.0000 is one of 0."""
    names = ("organ", "year", "scope", "entered", "stated", "notes", "figures", "narrative", "particulars")
    lists = [
        ([check.text for check in report.checks], [(one.finding, one.reason, one.who) for one in report.accepted])
        for report in (one, other)
    ]
    return all(getattr(one, name) == getattr(other, name) for name in names) and lists[0] == lists[1]


def refusal(content: bytes) -> str:
    with pytest.raises(DataError) as refused:
        read(content)
    return "\n".join(
        f"{fault.origin} {fault.says.zh} {fault.remedy.zh if fault.remedy else ''}" for fault in refused.value.faults
    )


@settings(max_examples=20)
@given(statistics(COUNTS), st.data())
def test_a_report_written_as_a_workbook_is_read_back_equal(figures: Any, data: st.DataObject) -> None:
    names = [field.name for field in REPORT.narrative]
    prose = {
        name: "\n".join(["甲", *(data.draw(MARKS) + line for line in data.draw(LINES))])
        for name in data.draw(st.sets(st.sampled_from(names)))
    }
    own = data.draw(
        st.dictionaries(st.sampled_from(["posts", "visits", "发布数"]), st.integers(0, 10**12) | st.none(), max_size=3)
    )
    notes = {"applications.new.natural_persons": f"（{data.draw(st.text('注一二三=+-@', min_size=1, max_size=9))}）"}
    more: dict[str, Any] = {"narrative": NARRATIVE | prose, **({"figures": {"portal": own}} if own else {})}
    if data.draw(st.booleans()):
        more["stated"] = {"applications.new.total": data.draw(COUNTS), "reviews.litigation.total": 3}
        more["accepted"] = [
            {"finding": "PT-NEW-1f0c9a2e", "reason": data.draw(st.text("核实=+@", min_size=1)), "who": "张三"}
        ]
    report = built(figures, notes=notes, **more)
    assert same(read(workbook(report)), report)


@settings(max_examples=10)
@given(statistics(COUNTS) | single_cells())
def test_blanks_stay_blank_and_zeros_stay_zeros(figures: Any) -> None:
    blank = {"proactive": {"regulations": {"made": None, "repealed": 0, "in_force": None}}}
    data = document_of(figures)
    data["proactive"] |= blank["proactive"]
    report = build(read_mapping(data), REPORT)
    again = read(workbook(report))
    assert again.entered == report.entered
    assert again.entered["proactive.regulations.made"] is None
    assert again.entered["proactive.regulations.repealed"] == 0


def test_every_section_of_a_data_file_has_its_place() -> None:
    report = built(
        scope="unchanged",
        stated={"applications.new.total": 7},
        contact={"phone": "0378-1234567", "office": None},
        published="2022-01-20",
        attachments=["甲表", "乙表"],
        figures={"portal": {"posts": 12, "share": "0.5"}},
        checks=["portal.posts == 12"],
    )
    assert write_data_file(read(workbook(report))) == write_data_file(report)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("12.0件", "请改成 12.0"),
        ("1,21", "请只填数字"),
        ("014", "请改成 14"),
        ("14\t3\t0\t0\t1\t0\t18", "7 个数字"),
        ("3 4", "2 个数字"),
        ("1 214", "如果是一个数，请写成 1214"),
        ("12元", "以件为单位"),
        ("12.35万元", "以件为单位"),
        ("约12", "请只填数字"),
        ("—", "没有发生的填 0"),
        ("   ", "只有空格"),
        ("#REF!", "公式出错"),
        (True, "D4"),
        (-1, "D4"),
        (3.5, "D4"),
        (dt.datetime(2026, 3, 1), "是日期"),  # noqa: DTZ001
        (12345678901234567, "15 位"),
    ],
)
def test_what_is_no_count_is_refused_with_its_cell(value: Any, says: str) -> None:
    words = refusal(edited(workbook(report_of(zero())), put("表三", "D4", value)))
    assert "表三!D4" in words
    assert says in words


@pytest.mark.parametrize(
    ("value", "count"),
    [("１２", 12), ("12 件", 12), (" 1,214 ", 1214), ("１，２１４", 1214), ("3\u3000", 3), ("5条", 5)],
)
def test_a_number_that_only_one_can_be_meant_by_is_read_and_told(value: str, count: int) -> None:
    report = read(edited(workbook(report_of(zero())), put("表三", "D4", value)))
    assert report.entered["applications.new.natural_persons"] == count
    (finding,) = report.findings
    assert (finding.rule, finding.severity, str(finding.origin)) == ("V-LOOSE", "note", "a.xlsx: 表三!D4")
    assert finding.says.zh.endswith(f"读作 {count}")


def test_a_sum_that_left_out_a_text_is_no_stated_total() -> None:
    def change(book: Any) -> None:
        for cell, value in {"D4": "12 件", "E4": "3", "F4": 4, "J4": 4, "J5": 1}.items():
            book["表三"][cell] = value

    report = read(edited(workbook(report_of(zero())), change))
    assert report.stated == {"applications.carried_in.total": 1}


def test_a_formula_that_adds_numbers_says_its_value_where_none_was_saved() -> None:
    assert (
        read(edited(workbook(report_of(zero())), put("表三", "D4", "=7+8"))).entered["applications.new.natural_persons"]
        == 15
    )


def test_very_many_numbers_with_a_measure_word_are_told_together() -> None:
    def change(book: Any) -> None:
        for row in book["表三"]["D4:I6"]:
            for cell in row:
                cell.value = "0件"

    (finding,) = read(edited(workbook(report_of(zero())), change)).findings
    assert finding.says.zh == "“0件”读作 0；同一张表里这样的数字共 18 格，都照此读入"


def test_a_year_and_a_total_may_have_their_words_behind_them() -> None:
    def change(book: Any) -> None:
        book["填表说明"]["B15"] = "2021年"
        book["表三"]["J4"] = "１件"

    report = read(edited(workbook(report_of(zero())), change))
    assert (report.year, report.stated) == (2021, {"applications.new.total": 1})
    assert [str(finding.origin) for finding in report.findings] == ["a.xlsx: 填表说明!B15", "a.xlsx: 表三!J4"]


@pytest.mark.parametrize(("value", "count"), [("12", 12), (12.0, 12), ("0", 0), (7, 7)])
def test_a_number_in_plain_digits_is_read_exactly(value: Any, count: int) -> None:
    report = read(edited(workbook(report_of(zero())), put("表三", "D4", value)))
    assert report.entered["applications.new.natural_persons"] == count


def test_a_total_typed_over_its_formula_is_checked_and_never_used() -> None:
    report = read(edited(workbook(report_of(zero())), put("表三", "J4", 5)))
    assert dict(report.stated) == {"applications.new.total": 5}
    assert report.values["applications.new.total"] == 0


def _rename(book: Any) -> None:
    book["表三"].title = "我的表"


def _shift(book: Any) -> None:
    book["表三"].insert_rows(1, 3)
    book["表三"].insert_cols(1, 2)


def _reorder(book: Any) -> None:
    book.move_sheet("表三", offset=-2)


def _swap_rows(book: Any) -> None:
    sheet = book["表三"]
    for column in "ABCDEFGHIJ":
        one, other = sheet[f"{column}4"], sheet[f"{column}5"]
        if type(one).__name__ == type(other).__name__ == "Cell":
            one.value, other.value = other.value, one.value


@pytest.mark.parametrize("change", [_rename, _reorder, _shift, _swap_rows, lambda book: book["表三"].insert_rows(5)])
def test_a_table_is_found_by_its_labels(change: Callable[[Any], None]) -> None:
    content = edited(workbook(report_of(zero())), put("表三", "D4", 41))
    assert read(edited(content, change)).entered["applications.new.natural_persons"] == 41


def test_a_place_is_the_cell_that_a_clerk_sees() -> None:
    report = read(workbook(report_of(zero())))
    assert report.locate is not None
    assert str(report.locate(("applications", "new", "natural_persons"))) == "a.xlsx: 表三!D4"
    assert (
        str(report.locate_line(("narrative", "overview"), 0)).startswith("a.xlsx: 文字!C")
        if report.locate_line
        else False
    )


def _insert_with_a_number(book: Any) -> None:
    book["表三"].insert_rows(4)
    book["表三"]["D4"] = 7


def _two_tables(book: Any) -> None:
    book.copy_worksheet(book["表三"])["D4"] = 77


def test_a_sheet_that_says_the_same_is_passed_over_and_told() -> None:
    report = read(edited(workbook(report_of(zero())), lambda book: book.copy_worksheet(book["表三"])))
    (finding,) = report.findings
    assert (finding.rule, str(finding.origin)) == ("V-UNREAD", "a.xlsx: 表三 Copy")
    assert finding.says.zh == "工作表“表三 Copy”和“表三”数字一样，只读“表三”"


def test_a_label_with_a_slip_is_read_and_told_with_its_cell() -> None:
    (finding,) = read(edited(workbook(report_of(zero())), put("表三", "C8", "1.属于国家机密"))).findings
    assert (finding.rule, finding.severity, str(finding.origin)) == ("V-LOOSE", "note", "a.xlsx: 表三!C8")
    assert finding.says.zh == "名称“1.属于国家机密”当作“1.属于国家秘密”读入"


def _hide(book: Any) -> None:
    book["表三"].row_dimensions[7].hidden = True


def _merge(book: Any) -> None:
    book["表三"].merge_cells("D4:E4")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda book: book["表三"].delete_rows(8), "表三!C8 表三缺少“1.属于国家秘密”"),
        (lambda book: book["表三"].delete_cols(5), "应当是"),
        (_insert_with_a_number, "表三!D4 这一格有数字，但它不在表格的任何一行一列里"),
        (_two_tables, "有 2 份"),
        (_hide, "隐藏"),
        (_merge, "合并"),
        (lambda book: book.remove(book["表四"]), "找不到表四"),
        (lambda book: book.remove(book["填表说明"]), "报告种类"),
        (put("表三", "A4", "一、本年收到"), "表三!A4"),
        (put("文字", "A2", "总体"), "没有“总体”这个栏目"),
        (put("文字", "B2", "大标题"), "没有“大标题”这种样式"),
    ],
)
def test_a_table_that_is_not_as_it_was_is_refused(change: Callable[[Any], None], says: str) -> None:
    assert says in refusal(edited(workbook(report_of(zero())), change))


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("J4", "约19件", "这是合计"),
        ("D4", "=7*7", "没有存下结果"),
    ],
)
def test_what_stands_in_a_cell_and_is_not_read_is_told(cell: str, value: Any, says: str) -> None:
    words = refusal(edited(workbook(report_of(zero())), put("表三", cell, value)))
    assert f"表三!{cell}" in words
    assert says in words


def _lists() -> Report:
    return built(figures={"posts": 12}, attachments=["甲表"], checks=["posts == 12"])


def _titled(book: Any) -> None:
    for name in ("文字", "本机关数字", "其他内容"):
        book[name].insert_rows(1)
        book[name]["A1"] = "某区教育局"


def _renamed(book: Any) -> None:
    for number, name in enumerate(("填表说明", "文字", "本机关数字", "其他内容")):
        book[name].title = f"Sheet{number}"


@pytest.mark.parametrize("change", [_titled, _renamed])
def test_a_list_is_found_by_its_headings(change: Callable[[Any], None]) -> None:
    report = _lists()
    assert same(read(edited(workbook(report), change)), report)


@pytest.mark.parametrize("name", ["文字", "本机关数字", "其他内容"])
def test_a_list_that_stands_there_twice_is_refused(name: str) -> None:
    words = refusal(edited(workbook(_lists()), lambda book: book.copy_worksheet(book[name])))
    assert f"“{name}”有 2 份" in words


@pytest.mark.parametrize("name", ["填表说明", "表二", "文字", "本机关数字", "其他内容"])
def test_nothing_hidden_is_read(name: str) -> None:
    def hide(book: Any) -> None:
        book[name].sheet_state = "hidden"

    def hide_row(book: Any) -> None:
        book[name].row_dimensions[2].hidden = True

    made = workbook(_lists())
    assert f"工作表“{name}”隐藏着" in refusal(edited(made, hide))
    assert f"工作表“{name}”有隐藏的行或列（第 2 行）" in refusal(edited(made, hide_row))


def test_hidden_columns_that_hold_nothing_are_no_matter() -> None:
    def hide(book: Any) -> None:
        book["表三"].column_dimensions.group("M", "XFD", hidden=True)

    report = _lists()
    assert same(read(edited(workbook(report), hide)), report)


@pytest.mark.parametrize(
    ("sheet", "cell"), [("文字", "C2"), ("本机关数字", "B2"), ("本机关数字", "D2"), ("其他内容", "C2")]
)
def test_a_formula_without_its_value_is_no_blank(sheet: str, cell: str) -> None:
    words = refusal(edited(workbook(_lists()), put(sheet, cell, "=1+1")))
    assert f"{sheet}!{cell} 格子里的公式没有存下结果" in words


def rows(sheet: str, *rows: Any) -> Callable[[Any], None]:
    """Return the change that writes rows below what a sheet holds."""

    def change(book: Any) -> None:
        for row in rows:
            book[sheet].append(row)

    return change


@pytest.mark.parametrize(
    ("sheet", "row", "says"),
    [
        ("其他内容", ("联系方式", "phone", 37812345), "开头的 0 可能已经丢了"),
        ("其他内容", (None, "phone", "1"), "没有写项目"),
        ("其他内容", ("公布的合计", "applications.new.total", "约18件"), "请只填数字"),
        ("本机关数字", (None, 3), "没有写名称"),
    ],
)
def test_a_row_of_a_list_that_says_too_little_is_refused(sheet: str, row: Any, says: str) -> None:
    words = refusal(edited(workbook(report_of(zero())), rows(sheet, row)))
    assert f"{sheet}!" in words
    assert says in words


@pytest.mark.parametrize("names", [(None, None), (1, 2), ("1", "2")])
def test_attachments_are_listed_with_or_without_numbers(names: Any) -> None:
    added = rows("其他内容", *(("附件", name, text) for name, text in zip(names, ("甲表", "乙表"), strict=True)))
    assert same(read(edited(workbook(built()), added)), built(attachments=["甲表", "乙表"]))


def test_a_name_that_stands_there_twice_is_told_with_its_cell() -> None:
    words = refusal(edited(workbook(_lists()), put("本机关数字", "A3", "posts")))
    assert "本机关数字!B3 “posts”写了两次" in words


def test_a_number_typed_into_an_empty_contact_stays_a_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(built(contact={"phone": None}))))
    assert book["其他内容"]["C2"].number_format == "@"


@pytest.mark.parametrize("seed", range(40))
def test_no_figure_of_a_mutilated_workbook_is_misread(seed: int) -> None:
    content, one = mutilated(*original(), seed)
    outcome = judged(rewritten(content, seed) if seed % 2 else content, one.truth)
    assert outcome.kind in {"read", "refused"}, (one.acts, outcome.why)


@pytest.mark.parametrize(
    ("cell", "says"),
    [("B14", "“机关全称”还没有填 请在这一格写上机关全称"), ("B15", "“报告年份”还没有填"), ("A15", "找不到“报告年份”")],
)
def test_what_the_first_sheet_lacks_is_told_in_its_words(cell: str, says: str) -> None:
    assert says in refusal(edited(workbook(report_of(zero())), put("填表说明", cell, None)))


def test_the_contact_s_parts_have_the_labels_of_the_form() -> None:
    content = workbook(built(contact={"phone": "0378-1234567"}))
    assert openpyxl.load_workbook(io.BytesIO(content))["其他内容"]["B2"].value == "电话"
    assert read(content).particulars.contact == {"phone": "0378-1234567"}


def test_a_total_s_place_is_its_cell_too() -> None:
    report = read(edited(workbook(report_of(zero())), _shift))
    assert explaining.find_address(report, "表三!l7") == "applications.new.total"
    assert explaining.find_address(report, "表三", "F7") == "applications.new.natural_persons"


def test_numbers_below_a_table_are_told() -> None:
    book = edited(workbook(report_of(zero())), put("表三", "E35", 5))
    (finding,) = read(edited(book, put("表四", "D9", "约12件"))).findings
    assert (finding.rule, finding.severity, str(finding.origin)) == ("V-UNREAD", "warning", "a.xlsx: 表三!E35")
    assert "E35 有数字" in finding.says.zh


def test_last_year_s_sheet_is_known_under_any_name() -> None:
    last = workbook_of(REPORT, write_data_file(report_of(zero())), "a.xlsx", report_of(zero()), report_of(zero()))

    def rename(book: Any) -> None:
        book["上年表三"].title = "表三对照"
        book["表三"]["D4"] = 41

    assert read(edited(last, rename)).entered["applications.new.natural_persons"] == 41


def test_last_year_s_sheet_under_the_form_s_name_is_refused() -> None:
    last = workbook_of(REPORT, write_data_file(report_of(zero())), "a.xlsx", report_of(zero()), report_of(zero()))

    def exchange(book: Any) -> None:
        book["表三"].title, book["上年表三"].title = "表三旧", "表三"

    said = refusal(edited(last, exchange))
    assert "a.xlsx: 表三旧 “表三”是上年的数字" in said

    def lost(book: Any) -> None:
        exchange(book)
        del book["表三旧"]

    assert "a.xlsx: 表三 “表三”是上年的数字（只供对照），没有读" in refusal(edited(last, lost))


def test_the_sample_workbook_says_what_the_sample_file_says(root: Path) -> None:
    samples = root / "samples" / "disclosure_2021"
    one, other = (reportgen.load(samples / f"kaifeng-2021.{suffix}") for suffix in ("xlsx", "yaml"))
    assert same(one, other)
    assert reportgen.check(one) == []


@pytest.mark.parametrize("text", ["13\t", "13.00", "13.0", " 13\t "])
def test_a_count_with_a_tab_or_zeros_behind_it_is_read_and_told(text: str) -> None:
    report = read(edited(workbook(built()), put("表二", "B7", text)))
    assert report.entered["proactive.permits"] == 13
    assert [finding.rule for finding in report.findings if "13" in finding.says.zh] == ["V-LOOSE"]


@pytest.mark.parametrize("text", ["13\t5", "\t13", "13.000", "13.50", "13.0件"])
def test_a_count_that_may_be_another_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        read(edited(workbook(built()), put("表二", "B7", text)))
