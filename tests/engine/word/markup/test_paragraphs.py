"""One pass over a part's XML finds every paragraph as a person counts them, its cell, its text and its style."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.engine.word.markup.paragraphs import PartText

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{W}"><w:body>%s</w:body></w:document>'


def run(text: str) -> str:
    return f"<w:r><w:t>{html.escape(text)}</w:t></w:r>"


def read(body: str) -> PartText:
    return PartText(etree.tostring(etree.fromstring(BODY % body), encoding="unicode"))


def test_breaks_and_tabs_of_runs_are_text_and_tab_stops_are_none() -> None:
    stops = "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
    found = read(f"<w:p>{stops}{run('甲')}<w:r><w:br/><w:tab/></w:r>{run('乙 & 丙')}</w:p>")
    assert [paragraph.text for paragraph in found.paragraphs] == ["甲\n\t乙 & 丙"]
    assert found.text == "甲乙 &amp; 丙"


def test_paragraphs_of_a_text_box_are_counted_where_they_begin() -> None:
    box = f"<w:txbxContent><w:p>{run('内')}</w:p></w:txbxContent>"
    found = read(f"<w:p>{run('外')}<w:r>{box}</w:r>{run('后')}</w:p><w:p/><w:p>{run('末')}</w:p>")
    assert [(one.number, one.text) for one in found.paragraphs] == [(1, "外后"), (2, "内"), (3, ""), (4, "末")]


def test_cells_are_counted_by_table_row_and_cell_nested_tables_too() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('内')}</w:p></w:tc></w:tr></w:tbl>"
    first = f"<w:tr><w:tc><w:p>{run('一')}</w:p></w:tc></w:tr>"
    second = f"<w:tr><w:tc>{inner}<w:p>{run('二')}</w:p></w:tc><w:tc><w:p>{run('三')}</w:p></w:tc></w:tr>"
    found = read(f"<w:tbl>{first}{second}</w:tbl><w:p>{run('外')}</w:p>")
    places = {one.text: (one.table, one.row, one.column) for one in found.paragraphs}
    assert places == {"一": (1, 1, 1), "内": (2, 1, 1), "二": (1, 2, 1), "三": (1, 2, 2), "外": (None, None, None)}


def test_style_and_outline_level_are_the_paragraphs_own_not_an_earlier_revisions() -> None:
    old = "<w:pPrChange><w:pPr><w:pStyle w:val='Old'/><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange>"
    found = read(
        f"<w:p><w:pPr><w:pStyle w:val='New'/>{old}</w:pPr></w:p><w:p><w:pPr>{old}</w:pPr></w:p>"
        "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:p><w:p><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:p>"
    )
    assert [(one.style, one.heading) for one in found.paragraphs] == [
        ("New", False),
        ("", False),
        ("", True),
        ("", False),
    ]


def test_an_attribute_with_a_brace_has_its_paragraph_and_cell() -> None:
    cell = "<w:tc><w:tcPr><w:shd w:fill='{{ a }}'/></w:tcPr><w:p><w:pPr><w:ind w:left='{{ b }}'/></w:pPr></w:p></w:tc>"
    first, second = read(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>").tags
    assert (first.home.number, first.cell) == (0, (1, 1, 1))
    assert (second.home.number, second.cell) == (1, (1, 1, 1))


TEXTS = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6), max_size=6)


@given(st.lists(TEXTS, max_size=4))
def test_every_character_leads_back_to_its_xml_and_its_paragraph(texts: list[list[str]]) -> None:
    found = read("".join(f"<w:p>{''.join(map(run, runs))}</w:p>" for runs in texts))
    assert [one.text for one in found.paragraphs] == ["".join(runs) for runs in texts]
    for index, sign in enumerate(found.text):
        assert found.xml[found.offset(index)] == sign
    assert "".join(token for _, _, token in found.tokens()) == found.text
