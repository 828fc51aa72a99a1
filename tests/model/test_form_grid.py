"""A form's tables follow from their headings: every cell of the grid is printed once, whatever spans what."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.model.form_grid import Block, FormRow, FormTable, Heading
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.grid_text import grid_text

NAME = Text("表", "table")


def labelled(*labels: str) -> tuple[Heading, ...]:
    return tuple(Heading(label, label) for label in labels)


def of_2019() -> tuple[FormTable, FormTable]:
    """Return tables 2 and 3 of the form of 2019, in the terms of the grid."""
    documents = labelled("本年新制作数量", "本年新公开数量", "对外公开总数量")
    items = labelled("上一年项目数量", "本年增/减", "处理决定数量")
    blocks = (
        ("一", labelled("规章", "规范性文件"), documents),
        ("五", labelled("行政许可", "其他对外管理服务事项"), items),
        ("六", labelled("行政处罚", "行政强制"), items),
        ("八", labelled("行政事业性收费"), items[:2]),
        ("九", labelled("政府集中采购"), labelled("采购项目数量", "采购总金额")),
    )
    table_2 = tuple(Block(rows, columns, "信息内容", f"第二十条第（{item}）项") for item, rows, columns in blocks)
    (applications,) = REPORT.tables[1].blocks
    new, carried_in, outcomes, carried_out = applications.rows
    one_row = tuple(Heading(part.label, part.address) if "（六）" in part.label else part for part in outcomes.parts)
    rows = (new, carried_in, Heading(outcomes.label, parts=one_row), carried_out)
    table_3 = Block(rows, applications.columns, applications.corner)
    return FormTable(NAME, "", table_2), FormTable(NAME, "", (table_3,))


def test_the_form_of_2019_is_written_in_the_same_terms() -> None:
    table_2, table_3 = of_2019()
    assert grid_text(table_2) == [
        "<4>第二十条第（一）项",
        "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量",
        "规章 |  |  | ",
        "规范性文件 |  |  | ",
        "<4>第二十条第（五）项",
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量",
        "行政许可 |  |  | ",
        "其他对外管理服务事项 |  |  | ",
        "<4>第二十条第（六）项",
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量",
        "行政处罚 |  |  | ",
        "行政强制 |  |  | ",
        "<4>第二十条第（八）项",
        "信息内容 | 上一年项目数量 | <2>本年增/减",
        "行政事业性收费 |  | <2>",
        "<4>第二十条第（九）项",
        "信息内容 | 采购项目数量 | <2>采购总金额",
        "政府集中采购 |  | <2>",
    ]
    assert sum(len(row.addresses) for row in table_2.rows) == 22
    assert len(table_3.rows) == 23
    assert grid_text(table_3)[23] == "<below> | <2>（六）其他处理" + " | " * 7
    assert sum(bool(cell.address) for cell in table_3.cells) == 161


def test_a_table_without_labels_is_its_figures() -> None:
    table = FormTable(NAME, "", (Block((Heading("", "a"), Heading("", "b")), (Heading("", "x"), Heading("", "y"))),))
    assert [(cell.row, cell.column, cell.address) for cell in table.cells] == [
        (1, 1, "a.x"),
        (1, 2, "a.y"),
        (2, 1, "b.x"),
        (2, 2, "b.y"),
    ]
    assert table.rows == (FormRow("", ("a.x", "a.y")), FormRow("", ("b.x", "b.y")))


def test_only_a_table_of_one_block_repeats_its_header() -> None:
    assert [table.header_rows for table in REPORT.tables] == [0, 3, 3]
    assert [table.columns for table in REPORT.tables] == [4, 10, 15]


def printed_twice_or_never(table: FormTable) -> set[tuple[int, int]]:
    places = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    height = max(row for row, _ in places)
    whole = {(row, column) for row in range(1, height + 1) for column in range(1, table.columns + 1)}
    return {place for place in [*places, *whole] if places.count(place) != 1}


@pytest.mark.parametrize("table", [*REPORT.tables, *of_2019()])
def test_every_place_of_a_form_s_grid_is_in_one_cell(table: FormTable) -> None:
    assert not printed_twice_or_never(table)


def trees(letter: str) -> st.SearchStrategy[tuple[Heading, ...]]:
    numbered = st.builds(Heading, st.just(letter))
    grown = st.recursive(
        numbered, lambda inner: st.builds(_over, st.lists(inner, min_size=1, max_size=3)), max_leaves=6
    )
    return st.lists(grown, min_size=1, max_size=3).map(lambda found: _addressed(found, letter))


def _over(parts: list[Heading]) -> Heading:
    return Heading("组", parts=tuple(parts))


def _addressed(headings: Sequence[Heading], prefix: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(heading.label, f"{prefix}{number}", _addressed(heading.parts, f"{prefix}{number}_"))
        for number, heading in enumerate(headings)
    )


BLOCKS = st.builds(Block, trees("r"), trees("c"), st.just("角"), st.sampled_from(["", "题"]))


@given(st.lists(BLOCKS, min_size=1, max_size=3))
def test_every_place_of_any_grid_is_in_one_cell(blocks: list[Block]) -> None:
    table = FormTable(NAME, "", tuple(blocks))
    assert not printed_twice_or_never(table)
    printed = [cell.address for cell in table.cells if cell.address]
    assert printed == [address for row in table.rows for address in row.addresses]
    assert [cell for cell in table.cells if cell.address and cell.text] == []


ACCOUNTS = FormTable(
    NAME,
    "",
    (
        Block((Heading("", "accounts[]"),), labelled("posts", "fans"), "名称"),
        Block((Heading("合计"),), (Heading("", "posts"), Heading("", "fans"))),
    ),
)


def test_a_report_s_table_has_a_row_for_each_name() -> None:
    table = ACCOUNTS.with_rows({"accounts": ("网站", "微信")})
    assert table.rows == (
        FormRow("网站", ("accounts[网站].posts", "accounts[网站].fans")),
        FormRow("微信", ("accounts[微信].posts", "accounts[微信].fans")),
        FormRow("合计", ("posts", "fans")),
    )
    assert grid_text(table) == ["名称 | posts | fans", "网站 |  | ", "微信 |  | ", "合计 |  | "]


def test_without_names_only_the_other_rows_are_left() -> None:
    assert ACCOUNTS.with_rows({}).rows == (FormRow("合计", ("posts", "fans")),)
    assert ACCOUNTS.rows[0] == FormRow("", ("accounts[].posts", "accounts[].fans"))
