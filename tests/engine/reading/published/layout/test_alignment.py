"""Tables without lines: every figure has its row and column by its place, or the block is no table."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Cell, Page, pdf, tables, texts, unread

LABELS = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "政府\n集中采购"]
HEADS = ["制发件数", "废止件数", "现行有效"]


def unruled(figures: list[list[str]]) -> Page:
    columns = len(figures[0])
    cells = [Cell(0, 0, "信息内容"), *(Cell(0, place + 1, HEADS[place]) for place in range(columns))]
    for row, its in enumerate(figures, 1):
        cells.append(Cell(row, 0, LABELS[row - 1]))
        cells += [Cell(row, place, text) for place, text in enumerate(its, 1)]
    return Page().table(72, 120, [150, *[80] * columns], [20, *[30] * len(figures)], cells, ruled=False)


@settings(max_examples=15)
@given(seed=st.integers(0, 10**9), rows=st.integers(2, 6), columns=st.integers(1, 3))
def test_every_figure_is_in_its_row_and_column(seed: int, rows: int, columns: int) -> None:
    chance = random.Random(seed)
    figures = [[str(chance.randrange(10 ** chance.randint(1, 7))) for _ in range(columns)] for _ in range(rows)]
    (found,) = tables(read(pdf(unruled(figures)), "年报.pdf"))
    for row, its in enumerate(figures, 1):
        shown = [cell.text for cell in found if cell.row == row]
        assert shown == [LABELS[row - 1].replace("\n", ""), *its]


def test_a_missing_figure_leaves_its_column_blank() -> None:
    (found,) = tables(read(pdf(unruled([["1", "2", "3"], ["4", "", "6"], ["7", "8", "9"]])), "年报.pdf"))
    assert [cell.text for cell in found if cell.row == 2] == ["行政规范性文件", "4", "", "6"]


def test_figures_that_share_a_column_make_no_table() -> None:
    page = (
        Page()
        .text(72, 100, "规章")
        .text(200, 100, "123456789012")
        .text(72, 120, "文件")
        .text(200, 120, "12")
        .text(250, 120, "34")
    )
    found = read(pdf(page), "年报.pdf")
    assert (tables(found), unread(found)) == ([], ["pdf-no-columns"])
    assert "规章 123456789012" in "".join(texts(found))


def test_text_before_and_after_is_no_part_of_the_table() -> None:
    page = (
        unruled([["1", "2"], ["3", "4"]])
        .text(104, 80, "二、主动公开政府信息情况", 16)
        .text(104, 260, "三、收到申请情况", 16)
    )
    found = read(pdf(page), "年报.pdf")
    assert texts(found) == ["二、主动公开政府信息情况", "三、收到申请情况"]


def test_prose_with_numbers_is_no_table() -> None:
    page = Page().text(104, 80, "全年收到申请 12 件，办结 11 件。", 16).text(104, 110, "上年结转 3 件。", 16)
    assert tables(read(pdf(page), "年报.pdf")) == []


def test_digits_below_the_last_row_are_part_of_its_numbers() -> None:
    page = Page().text(72, 100, "行政许可").text(200, 100, "123").text(280, 100, "5")
    page.text(72, 120, "行政处罚").text(200, 120, "472").text(280, 120, "6").text(205, 132, "7")
    (found,) = tables(read(pdf(page), "年报.pdf"))
    assert [cell.text for cell in found if cell.row == 1] == ["行政处罚", "472\n7", "6"]


def test_a_figure_that_touches_its_label_is_no_part_of_it() -> None:
    page = Page()
    for row, label in enumerate(["1.本机关不掌握相关", "2.重复", "3.补正", "4.不明确"]):
        page.text(72, 100 + 20 * row, label).text(163, 100 + 20 * row, str(row + 5)).text(240, 100 + 20 * row, "0")
    (found,) = tables(read(pdf(page), "年报.pdf"))
    assert [cell.text for cell in found][:3] == ["1.本机关不掌握相关", "5", "0"]


def test_prose_beside_a_table_keeps_its_words_together() -> None:
    page = unruled([["1", "2"], ["3", "4"]])
    for row in range(4):
        page.text(104, 300 + 30 * row, "全年收到申请", 16).text(200, 300 + 30 * row, "12", 16).text(
            216, 300 + 30 * row, "件", 16
        )
    assert "全年收到申请12件" in "".join(texts(read(pdf(page), "年报.pdf")))
