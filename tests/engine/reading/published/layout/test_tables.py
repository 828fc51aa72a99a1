"""Tables over the end of a page: joined where nothing is between them, with their heading rows once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Cell, Page, pdf, tables

WIDTHS = [40.0, 120.0, 60.0, 60.0]


def whole(rows: int, heading: bool) -> list[list[Cell]]:
    """Return the rows of a table, each with its cells; the first column groups all of them."""
    labels = [
        [Cell(row, 1, f"{row + 1}.本机关第{row}种情形"), Cell(row, 2, str(row)), Cell(row, 3, str(row * 7))]
        for row in range(rows)
    ]
    top = [[Cell(0, 0, "项目", 1, 2), Cell(0, 2, "自然人"), Cell(0, 3, "总计")]] if heading else []
    return top + [[cell._replace(row=cell.row + len(top)) for cell in row] for row in labels]


def part(rows: list[list[Cell]], group: str) -> list[Cell]:
    """Return some rows as a table of their own, with a cell for their group at the left."""
    first = rows[0][0].row
    cells = [cell._replace(row=cell.row - first) for row in rows for cell in row]
    begin = 1 if rows[0][0].columns == 2 else 0
    return [*cells, Cell(begin, 0, group, len(rows) - begin)]


def on_pages(rows: list[list[Cell]], cut: int, repeated: bool, footer: bool) -> bytes:
    """Return a PDF whose table is cut before the row ``cut``."""
    above, below = rows[:cut], rows[cut:]
    after = part(below, "")
    if repeated:
        after = [*(cell for cell in rows[0]), *(cell._replace(row=cell.row + 1) for cell in after)]
    pages = [Page(), Page()]
    for number, (page, cells) in enumerate(zip(pages, (part(above, "三、"), after), strict=True), 1):
        height = max(cell.row + cell.rows for cell in cells)
        page.table(60, 80, WIDTHS, [22.0] * height, cells)
        if footer:
            page.text(290, 800, f"— {number} —", 12)
    return pdf(*pages)


@settings(max_examples=15)
@given(count=st.integers(3, 9), data=st.data(), repeated=st.booleans(), footer=st.booleans())
def test_a_table_cut_between_rows_is_one_table(count: int, data: st.DataObject, repeated: bool, footer: bool) -> None:
    rows = whole(count, heading=True)
    cut = data.draw(st.integers(3, count))
    found = tables(read(on_pages(rows, cut, repeated, footer), "年报.pdf"))
    assert [sorted(table) for table in found] == [sorted(part(rows, "三、"))]


def test_a_group_whose_label_is_cut_has_its_whole_label() -> None:
    rows = whole(6, heading=True)
    pages = (
        Page().table(60, 80, WIDTHS, [22.0] * 4, part(rows[:4], "（四）无")),
        Page().table(60, 80, WIDTHS, [22.0] * 3, part(rows[4:], "法提供")),
    )
    (found,) = tables(read(pdf(*pages), "年报.pdf"))
    assert Cell(1, 0, "（四）无法提供", 6) in found


def test_a_row_torn_by_the_break_is_one_row() -> None:
    first = [Cell(0, 0, "1.本机关不掌握"), Cell(0, 1, "12"), Cell(1, 0, "5.要求行政机关确认"), Cell(1, 1, "7")]
    pages = (
        Page().table(60, 80, [120, 60], [22, 22], first),
        Page().table(
            60,
            80,
            [120, 60],
            [22, 22],
            [Cell(0, 0, "或重新出具"), Cell(0, 1, ""), Cell(1, 0, "（七）总计"), Cell(1, 1, "19")],
        ),
    )
    (found,) = tables(read(pdf(*pages), "年报.pdf"))
    assert [cell.text for cell in found] == [
        "1.本机关不掌握",
        "12",
        "5.要求行政机关确认或重新出具",
        "7",
        "（七）总计",
        "19",
    ]


def test_a_torn_row_of_a_group_is_one_row() -> None:
    rows = whole(3, heading=True)
    rows[3][0] = rows[3][0]._replace(text="3.本机关第二种")
    rest = [Cell(0, 0, ""), Cell(0, 1, "情形"), Cell(0, 2, ""), Cell(0, 3, "")]
    pages = Page().table(60, 80, WIDTHS, [22.0] * 4, part(rows, "三、")), Page().table(60, 80, WIDTHS, [22.0], rest)
    (found,) = tables(read(pdf(*pages), "年报.pdf"))
    assert Cell(3, 1, "3.本机关第二种情形") in found
    assert Cell(1, 0, "三、", 3) in found


def test_digits_torn_beside_a_torn_label_are_in_doubt() -> None:
    pages = (
        Page().table(60, 80, [120, 22], [22], [Cell(0, 0, "（二）部分公"), Cell(0, 1, "47")]),
        Page().table(
            60,
            80,
            [120, 22],
            [22, 22],
            [Cell(0, 0, "开"), Cell(0, 1, "12"), Cell(1, 0, "（三）不予公开"), Cell(1, 1, "5")],
        ),
    )
    (found,) = tables(read(pdf(*pages), "年报.pdf"))
    assert [cell.text for cell in found] == ["（二）部分公", "47\ufffd", "开", "12\ufffd", "（三）不予公开", "5"]


def test_a_group_with_a_number_of_its_own_hides_no_torn_row() -> None:
    first = [Cell(0, 0, ""), Cell(0, 1, "5.属于三类内"), Cell(0, 2, "2")]
    rest = [Cell(0, 0, "三、", 2), Cell(0, 1, "部事务"), Cell(0, 2, "1"), Cell(1, 1, "6.属于"), Cell(1, 2, "10")]
    pages = Page().table(60, 80, [40, 90, 19], [22], first), Page().table(60, 80, [40, 90, 19], [22, 22], rest)
    (found,) = tables(read(pdf(*pages), "年报.pdf"))
    assert [cell.text for cell in found if cell.column == 2] == ["2\ufffd", "1\ufffd", "10"]


def test_digits_over_the_break_are_no_number() -> None:
    pages = (
        Page().table(60, 80, [120, 60], [22], [Cell(0, 0, "行政处罚"), Cell(0, 1, "1573")]),
        Page().table(
            60, 80, [120, 60], [22, 22], [Cell(0, 0, ""), Cell(0, 1, "179"), Cell(1, 0, "行政强制"), Cell(1, 1, "5")]
        ),
    )
    (found,) = tables(read(pdf(*pages), "年报.pdf"))
    assert [cell.text for cell in found] == ["行政处罚", "1573\n179", "行政强制", "5"]


def test_tables_with_text_between_them_are_two() -> None:
    cells = [Cell(0, 0, "行政处罚"), Cell(0, 1, "12")]
    pages = (
        Page().table(60, 80, [120, 60], [22], cells),
        Page().text(104, 60, "（续表）", 16).table(60, 80, [120, 60], [22], cells),
    )
    assert len(tables(read(pdf(*pages), "年报.pdf"))) == 2


def test_tables_with_other_columns_are_two() -> None:
    cells = [Cell(0, 0, "行政处罚"), Cell(0, 1, "12")]
    pages = Page().table(60, 80, [120, 60], [22], cells), Page().table(60, 80, [60, 120], [22], cells)
    assert len(tables(read(pdf(*pages), "年报.pdf"))) == 2


def test_figures_with_their_units_stay_apart_at_a_break() -> None:
    rows = [
        [cell._replace(text=f"{cell.text}件") if cell.column > 1 else cell for cell in row] for row in whole(4, False)
    ]
    [table] = tables(read(on_pages(rows, 2, False, False), "年报.pdf"))
    assert [cell.text for cell in table if cell.column > 1] == [
        text for number in range(4) for text in (f"{number}件", f"{number * 7}件")
    ]
