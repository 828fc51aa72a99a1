"""Paragraphs from lines, by indents and margins, over the ends of pages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Page, pdf, texts, width

SIGNS = "本报告由市人民政府办公室编制所列数据的统计期限自一月日起至十二止如对有疑问请与联系一二三四五六七八九十。，"


def printed(paragraphs: list[str], size: float = 16, room: int = 28, lines_a_page: int = 22) -> bytes:
    """Return the paragraphs as an office prints them: indented by two characters, 28 characters a line."""
    pages, count = [Page()], 0
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            if count == lines_a_page:
                pages[-1].text(280, 800, f"— {len(pages)} —", 14)
                pages.append(Page())
                count = 0
            taken = 0
            while taken < len(rest) and width(rest[: taken + 1], size) <= (room - indent) * size:
                taken += 1
            pages[-1].text(72 + indent * size, 100 + 28 * count, rest[:taken], size)
            rest, indent, count = rest[taken:], 0, count + 1
    return pdf(*pages)


@settings(max_examples=15)
@given(st.lists(st.text(SIGNS, min_size=3, max_size=180), min_size=1, max_size=12))
def test_paragraphs_of_full_lines_come_back(paragraphs: list[str]) -> None:
    paragraphs = [f"{text}。" for text in paragraphs if len(text) > 40] or ["本报告由市人民政府办公室编制。" * 9]
    assert texts(read(printed(paragraphs), "年报.pdf")) == paragraphs


def test_an_address_at_the_end_of_a_line_does_not_end_a_paragraph() -> None:
    lines = ["本报告由市人民政府办公室编制，如有疑问请与办公室联系，邮箱：", "hazwgkc@example.gov.cn）。"]
    page = Page().text(104, 100, lines[0][:26], 16).text(72, 128, lines[0][26:] + "电话零五一七" * 2, 16)
    page.text(72, 156, lines[1], 16).text(104, 184, "一、总体情况", 16)
    page.text(104, 212, "本年度共收到政府信息公开申请一百二十三件，均已", 16)
    assert len(texts(read(pdf(page), "年报.pdf"))) >= 3


def test_lines_of_a_title_stay_apart_and_are_centred() -> None:
    page = Page().text(243, 100, "淮安市政府", 22).text(133, 140, "2024年政府信息公开工作年度报告", 22)
    page.text(104, 200, "本报告由市人民政府办公室编制，如有疑问请与办公室联", 16).text(72, 228, "系。", 16)
    found = read(pdf(page), "年报.pdf").blocks
    assert [getattr(block, "text", "")[:5] for block in found] == ["淮安市政府", "2024年", "本报告由市"]
    assert [getattr(block, "centred", None) for block in found][:2] == [True, True]
