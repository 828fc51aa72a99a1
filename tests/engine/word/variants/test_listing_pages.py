"""Listed pages: read back by another library, a table of many columns goes on below, the same input the same bytes."""

from __future__ import annotations

import io

import docx

from reportgen.engine.word.variants.listing_pages import Part, listing_pages

PARTS: list[Part] = [
    ("表", ("", *(str(year) for year in range(2010, 2018))), [("规章", *("1\n+2" for _ in range(8)))]),
    ("文字", (), [("一句 <b> & 一句",), ("又一句",)]),
]


def test_headings_tables_and_lines_are_there_in_order() -> None:
    content = listing_pages("标题", "说明", PARTS)
    document = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts == ["标题", "说明", "表", "文字", "一句 <b> & 一句", "又一句"]
    first, second = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
    assert first == [["", "2010", "2011", "2012", "2013", "2014", "2015"], ["规章", *["1\n+2"] * 6]]
    assert second == [["", "2016", "2017"], ["规章", "1\n+2", "1\n+2"]]
    assert content == listing_pages("标题", "说明", PARTS)


def test_a_page_lies_across() -> None:
    section = docx.Document(io.BytesIO(listing_pages("标题", "", []))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
