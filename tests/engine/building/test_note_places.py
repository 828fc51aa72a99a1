"""A note finds its figure by address, cell or official name, and never a figure that might be another."""

from __future__ import annotations

from typing import Any

import pytest

import reportgen
from reportgen import catalogue, pipeline
from reportgen.core.errors import DataError
from reportgen.core.origin import Origin
from reportgen.engine.building.note_places import called
from reportgen.engine.word.contract.contract import contract
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.workbooks import edited, put, read, workbook
from tests.strategies import document_of, report_of, zero

MADE = "proactive.normative_documents.made"


@pytest.mark.parametrize(
    "name",
    [
        "表二!B4",
        "表二！b4",
        "表二.行政规范性文件.本年制发件数",
        "表二“行政规范性文件”本年制发件数",
        "表二 行政规范性文件 本年制发件数",
    ],
)
def test_a_note_of_a_data_file_may_be_called_in_official_words(name: str) -> None:
    report = reportgen.load(document_of(zero()) | {"notes": {name: "（其中修订1件）"}})
    assert report.notes == {MADE: "（其中修订1件）"}


def test_every_official_name_of_a_cell_leads_to_it() -> None:
    for name, address in REPORT.form_names.items():
        assert called(name, REPORT, REPORT.addresses, lambda _: Origin("a.yaml")) == address


@pytest.mark.parametrize("name", ["表二!Z99", "表九.甲", "行政规范性文件", "本年制发件数", "甲"])
def test_what_names_no_single_figure_is_refused_with_how_to_write_it(name: str) -> None:
    with pytest.raises(DataError) as error:
        reportgen.load(document_of(zero()) | {"notes": {name: "（甲）"}})
    (fault,) = error.value.faults
    assert fault.remedy is not None
    assert "表二!B4" in fault.remedy.zh


def test_two_notes_of_one_figure_are_refused() -> None:
    with pytest.raises(DataError, match=r"已经有一条附注|has a note already"):
        reportgen.load(document_of(zero()) | {"notes": {MADE: "（甲）", "表二!B4": "（乙）"}})


def test_a_cell_is_that_of_the_workbook_at_hand() -> None:
    def change(book: Any) -> None:
        book["表二"].title = "公开"
        book["其他内容"].append(["格内注", "公开!B4", "（其中修订1件）"])

    assert read(edited(workbook(report_of(zero())), change)).notes == {MADE: "（其中修订1件）"}


def test_the_line_that_a_message_prints_is_the_one_to_add() -> None:
    content = workbook(report_of(zero()))

    def wrong(book: Any) -> None:
        book["表二"]["B4"] = "2（其中修订1件）"

    with pytest.raises(DataError) as error:
        read(edited(content, wrong))
    (fault,) = error.value.faults
    assert fault.remedy is not None
    assert fault.remedy.zh == (
        "这一格只写 2；附注在“其他内容”里加一行：项目 格内注，名称 表二!B4，内容 （其中修订1件）"
    )

    def right(book: Any) -> None:
        book["表二"]["B4"] = 2
        book["其他内容"].append(["格内注", "表二!B4", "（其中修订1件）"])

    assert read(edited(content, right)).notes == {MADE: "（其中修订1件）"}


def test_an_unknown_name_is_told_at_its_own_cell() -> None:
    with pytest.raises(DataError) as error:
        read(edited(workbook(report_of(zero())), lambda book: book["其他内容"].append(["格内注", "甲", "（乙）"])))
    (fault,) = error.value.faults
    assert "其他内容!B" in str(fault.origin)


def test_where_cells_print_no_notes_the_message_leads_below_the_table() -> None:
    content = workbook(report_of(zero()))
    with pytest.raises(DataError) as error:
        read(edited(content, put("表三", "D4", "0（含转办2）")))
    (fault,) = error.value.faults
    assert fault.remedy is not None
    assert fault.remedy.zh.endswith("项目 表下注，名称 applications，内容 （含转办2）")

    def right(book: Any) -> None:
        book["其他内容"].append(["表下注", "applications", "（含转办2）"])

    report = read(edited(content, right))
    assert report.particulars.remarks == {"applications": "（含转办2）"}
    pipeline.agree(reportgen.compile_template(report.type.name), report)


@pytest.mark.parametrize("name", ["disclosure_2021", "disclosure_2019"])
def test_a_type_says_which_cells_print_notes_as_its_template_does(name: str) -> None:
    found = catalogue.report_type(name)
    printed = contract(reportgen.compile_template(name).uses, found).notes
    in_cells = {address for form in found.tables for row in form.rows for address in row.addresses}
    entered = in_cells & set(found.addresses.entered)
    assert {one for one in entered if found.remark_instead(one) is None} == printed
