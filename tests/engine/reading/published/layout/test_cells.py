"""The text of cells: numbers broken over lines are joined, numbers in doubt are never given as numbers."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Cell, Page, pdf, tables, unread


def texts_of(page: Page) -> list[str]:
    (cells,) = tables(read(pdf(page), "年报.pdf"))
    return [cell.text for cell in cells]


def narrow(*texts: str, width: float = 30) -> Page:
    cells = [Cell(0, 0, "三、本年度办理结果"), *(Cell(0, place, text) for place, text in enumerate(texts, 1))]
    return Page().table(60, 100, [100, *[width] * len(texts)], [60], cells)


def test_a_number_broken_where_the_cell_ends_is_one() -> None:
    assert texts_of(narrow("1573\n179", "0"))[1:] == ["1573179", "0"]


@pytest.mark.parametrize("text", ["12\n6", "1573\n179\n2", "3\n4"])
def test_two_numbers_in_a_wide_cell_stay_two(text: str) -> None:
    assert texts_of(narrow(text, width=80))[1] == text


def test_numbers_are_not_joined_beside_a_cell_with_several() -> None:
    assert texts_of(narrow("1573\n179", "0\n0"))[1:] == ["1573\n179", "0\n0"]


def test_single_digits_over_lines_are_one_number_beside_a_figure() -> None:
    assert texts_of(narrow("3\n4\n4", "0", width=8))[1:] == ["344", "0"]
    assert texts_of(narrow("3\n4\n4", "1\n2\n3", width=8))[1:] == ["3\n4\n4", "1\n2\n3"]


def test_lines_of_a_label_are_one_text() -> None:
    assert (
        texts_of(Page().table(60, 100, [60, 60], [60], [Cell(0, 0, "社会\n公益\n组织"), Cell(0, 1, "12")]))[0]
        == "社会公益组织"
    )


def test_a_number_over_a_ruling_is_in_doubt() -> None:
    page = Page().table(
        60, 100, [100, 30, 30], [20], [Cell(0, 0, "行政处罚"), Cell(0, 1, "3985758123"), Cell(0, 2, "")]
    )
    found = read(pdf(page), "年报.pdf")
    assert unread(found) == ["pdf-doubtful-cell"]
    assert not any(cell.text.isdecimal() for cell in tables(found)[0])


def test_neighbours_that_almost_touch_are_two_numbers() -> None:
    page = Page().table(
        60, 100, [100, 32, 32], [20], [Cell(0, 0, "行政处罚"), Cell(0, 1, "398575"), Cell(0, 2, "123456")]
    )
    assert texts_of(page)[1:] == ["398575", "123456"]


def test_a_number_that_spills_into_the_cell_below_is_in_doubt() -> None:
    page = Page().table(
        60, 100, [100, 30], [13, 26], [Cell(0, 0, "行政处罚"), Cell(0, 1, ""), Cell(1, 0, "行政强制"), Cell(1, 1, "")]
    )
    page.text(162, 110, "1573").text(162, 122, "179").text(162, 134, "88")
    assert not any(cell.text.isdecimal() for cell in tables(read(pdf(page), "年报.pdf"))[0])


def test_a_cell_cut_by_the_edge_of_the_page_is_in_doubt() -> None:
    page = Page().table(400, 100, [100, 150], [20], [Cell(0, 0, "行政处罚"), Cell(0, 1, "12")])
    assert [cell.text for cell in tables(read(pdf(page), "年报.pdf"))[0]] == ["行政处罚", "12\ufffd"]


def test_turned_text_is_read_in_its_cell() -> None:
    page = Page().table(60, 100, [40, 60], [100], [Cell(0, 0, ""), Cell(0, 1, "12")])
    page.text(82, 190, "办理结果", angle=90)
    assert texts_of(page) == ["办理结果", "12"]
