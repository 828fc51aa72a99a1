"""What a reader sees of a page: watermarks, covered and doubled text are not its text."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Cell, Page, pdf, tables, texts, unread

LINES = ["全年收到申请一百二十三件，", "办结一百二十件。"]
TABLE = [Cell(0, 0, "行政处罚"), Cell(0, 1, "12"), Cell(1, 0, "行政强制"), Cell(1, 1, "345")]


def page() -> Page:
    return Page().text(72, 80, LINES[0], 12).text(72, 100, LINES[1], 12).table(72, 120, [100, 60], [20, 20], TABLE)


@pytest.mark.parametrize(
    "mark",
    [{"size": 60, "angle": 45, "grey": 0.8}, {"size": 60, "angle": 30}, {"size": 20, "angle": 45, "grey": 0.7},
     {"size": 60, "grey": 0.85}, {"size": 60}],
)  # fmt: skip
def test_a_watermark_is_left_out(mark: dict[str, float]) -> None:
    size, rest = mark["size"], {key: value for key, value in mark.items() if key != "size"}
    found = read(pdf(page().text(90, 140, "内部资料2024", size, **rest)), "年报.pdf")  # type: ignore[arg-type]
    assert (tables(found), unread(found)) == ([TABLE], [])
    assert texts(found) == ["".join(LINES)]


def test_a_pale_text_repeated_over_others_is_a_watermark() -> None:
    marked = page()
    for x, y in ((60, 80), (200, 82), (60, 130), (300, 400)):
        marked.text(x, y, "内部资料 2024", 11, grey=0.85)
    assert (tables(read(pdf(marked), "年报.pdf")), texts(read(pdf(marked), "年报.pdf"))) == ([TABLE], ["".join(LINES)])


def test_a_pale_text_that_lies_over_nothing_stays() -> None:
    marked = Page()
    for y in (80, 100, 120):
        marked.text(72, y, "12", 12, grey=0.7)
    assert "12" in "".join(texts(read(pdf(marked), "年报.pdf")))


def test_what_stands_outside_of_the_crop_box_is_told() -> None:
    cropped = Page(crop="60 0 595 842").text(20, 80, "123", 12).text(72, 80, LINES[0], 12).text(72, 100, LINES[1], 12)
    found = read(pdf(cropped), "年报.pdf")
    assert (texts(found), unread(found)) == (["".join(LINES)], ["pdf-hidden"])


def test_slanted_text_that_is_no_watermark_is_told() -> None:
    found = read(pdf(page().text(300, 400, "另附说明", 10, angle=20)), "年报.pdf")
    assert unread(found) == ["pdf-slanted"]


def test_text_painted_twice_is_read_once() -> None:
    twice = page().text(72.3, 80, LINES[0], 12).text(72, 100.2, LINES[1], 12)
    twice.table(72.3, 120, [100, 60], [20, 20], TABLE, ruled=False)
    found = read(pdf(twice), "年报.pdf")
    assert (tables(found), texts(found)) == ([TABLE], ["".join(LINES)])


def test_equal_digits_side_by_side_are_kept() -> None:
    assert texts(read(pdf(Page().text(72, 80, "1100007", 12)), "年报.pdf")) == ["1100007"]


def test_covered_text_is_not_read() -> None:
    found = read(pdf(page().area(175, 121, 230, 139)), "年报.pdf")
    assert tables(found)[0][1].text == ""
    assert unread(found) == ["pdf-hidden"]


def test_white_text_on_a_dark_cell_is_read() -> None:
    dark = Page().area(72, 120, 232, 140, grey=0.2).table(72, 120, [100, 60], [20, 20], TABLE[2:], ruled=True)
    dark.text(80, 133, "行政处罚", grey=1)
    assert "pdf-hidden" not in unread(read(pdf(dark), "年报.pdf"))


def test_a_seal_over_text_hides_nothing() -> None:
    found = read(pdf(page().picture(60, 70, 150, 110)), "年报.pdf")
    assert texts(found) == ["".join(LINES)]
