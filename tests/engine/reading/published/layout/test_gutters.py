"""Texts side by side are read one after the other; columns of a table stay columns."""

from __future__ import annotations

from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Cell, Page, pdf, tables, texts

LEFT = [
    "本报告由市人民政府办公室编制，所列数据",
    "的统计期限自一月一日起至十二月三十一日",
    "止。如对本报告有疑问，请与办公室联系，",
    "地址为人民路一号，邮政编码见网站，电话",
    "和电子邮箱见网站公布的办公室联系方式。",
]
RIGHT = [text[::-1].replace("。", "").replace("，", "") + "乙" * 2 for text in LEFT]


def side_by_side() -> Page:
    page = Page(842, 595)
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page.text(60 + 24 * (number == 0), 100 + 20 * number, left, 12)
        page.text(460 + 24 * (number == 0), 103 + 20 * number, right, 12)
    return page


def test_two_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    page = side_by_side().text(180, 570, "— 1 —", 10).text(600, 570, "— 2 —", 10)
    shown = "".join(texts(read(pdf(page), "年报.pdf")))
    assert shown == "".join(LEFT) + "".join(RIGHT)


def test_a_table_on_one_of_two_pages_stays_there() -> None:
    cells = [Cell(0, 0, "行政处罚"), Cell(0, 1, "12")]
    page = side_by_side().table(60, 250, [100, 60], [20], cells)
    found = read(pdf(page), "年报.pdf")
    assert tables(found) == [cells]
    assert texts(found)[0].startswith(LEFT[0])


def test_a_list_of_links_beside_an_article_does_not_tear_it() -> None:
    page = Page().text(150, 60, "某市人民政府年度报告", 20)
    for number, text in enumerate(LEFT):
        page.text(200 + 24 * (number == 0), 100 + 20 * number, text, 12)
        page.text(60, 104 + 20 * number, f"公开指南{'甲乙丙丁戊'[number]}", 9)
    assert "".join(LEFT) in "".join(texts(read(pdf(page), "年报.pdf")))


def test_columns_of_figures_are_no_texts() -> None:
    page = Page()
    for number in range(8):
        page.text(60, 100 + 20 * number, f"{number}.本机关不掌握的相关政府信息", 10).text(
            400, 100 + 20 * number, str(number), 10
        )
    (found,) = tables(read(pdf(page), "年报.pdf"))
    assert [cell.text for cell in found][:4] == [
        "0.本机关不掌握的相关政府信息",
        "0",
        "1.本机关不掌握的相关政府信息",
        "1",
    ]
