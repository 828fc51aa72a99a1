"""Web pages as a browser without scripts shows them: encodings, spans, hidden text, layout tables."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT
from reportgen.core.shown_document import ShownTable, ShownText
from reportgen.engine.reading.published.web_page import read


def texts(page: str) -> list[str]:
    return [block.text for block in read(page.encode(), "a.html").blocks if isinstance(block, ShownText)]


def tables(page: str) -> list[list[tuple[int, int, int, int, str]]]:
    blocks = read(page.encode(), "a.html").blocks
    found = [block for block in blocks if isinstance(block, ShownTable)]
    return [[(one.row, one.column, one.rows, one.columns, one.text) for one in table.cells] for table in found]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "iso-8859-1"])
def test_any_encoding_is_read_whatever_is_declared(encoding: str, declared: str) -> None:
    words = "政府信息公开工作年度报告，本年处理12件。"
    page = f"<html><head><meta charset='{declared}'></head><body><p>{words}</p></body></html>"
    (block,) = read(page.encode(encoding), "a.html").blocks
    assert isinstance(block, ShownText)
    assert block.text == words


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>甲</p></body></html><p>乙</p>",
        "<html><body><p>甲</p></body></html>乙",
        "<p>甲</p></HTML><!-- 丙 --><p>乙</p>",
        "<html><head><title>一</title></head><p>甲</p></html><html><head><title>二</title></head><body><p>乙</p></body>",
    ],
)
def test_what_stands_behind_the_end_of_the_page_is_shown(page: str) -> None:
    """As in browsers; two reports in one file are then told, and none is dropped."""
    assert texts(page) == ["甲", "乙"]


def test_hidden_text_and_scripts_are_not_shown_and_hidden_text_is_told() -> None:
    page = (
        "<style>.gone{display:none}</style><script>var a=1;</script><p>12<span style='display: none'>34</span>件"
        "<i class='gone'>56</i><b hidden>78</b></p><noscript>9</noscript><template>0</template>"
    )
    assert texts(page) == ["12件"]
    (fault,) = read(page.encode(), "a.html").unread
    assert all(word in fault.says.zh for word in ("34", "56", "78"))


def test_white_space_is_what_a_browser_shows() -> None:
    assert texts("<p>政府\n   信息 &nbsp;公开</p><p>a\n b</p>") == ["政府信息 \xa0公开", "a b"]
    assert texts("<p>一<br>二<br/></p><pre>甲\t乙\n丙</pre>") == ["一", "二", "甲\t乙", "丙"]


def test_spans_are_laid_out_as_browsers_do() -> None:
    page = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>"
    assert tables(page) == [
        [(0, 0, 2, 1, "a"), (0, 1, 1, 2, "b"), (1, 1, 1, 1, "c"), (1, 2, 1, 1, "d"), (2, 0, 1, 1, "e")]
    ]


def test_a_cell_of_a_thousand_million_columns_is_as_wide_as_its_table() -> None:
    page = "<table><tr><td colspan=1000000000>a</td></tr><tr><td>b</td><td rowspan=99999999999>c</td></tr></table>"
    assert tables(page) == [[(0, 0, 1, 2, "a"), (1, 0, 1, 1, "b"), (1, 1, 1, 1, "c")]]
    assert [fault.id for fault in read(page.encode(), "a.html").unread] == ["published-wide-cell"]


def test_a_layout_table_gives_what_is_in_it_in_order() -> None:
    inner = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    page = f"<table><tr><td>菜单</td><td><p>前</p>{inner}<p>后</p></td></tr></table>"
    blocks = read(page.encode(), "a.html").blocks
    assert [block.text if isinstance(block, ShownText) else "table" for block in blocks] == [
        "菜单",
        "前",
        "table",
        "后",
    ]


def test_headings_marks_and_deleted_text_are_marked() -> None:
    blocks = read("<h2>（一）标题</h2><p align=center>居中</p><p><del>旧</del></p>".encode(), "a.html").blocks
    assert [(one.level, one.centred, one.struck) for one in blocks if isinstance(one, ShownText)] == [
        (2, False, False), (0, True, False), (0, False, True),
    ]  # fmt: skip
    assert tables("<table><tr><td>a</td><td>22<sup>1</sup></td><td><s>3</s>4</td></tr></table>")[0][1][4] == "22¹"


def test_entities_are_refused_and_a_document_type_is_not() -> None:
    assert texts("<!DOCTYPE html><p>一</p>") == ["一"]
    with pytest.raises(DataError) as refused:
        read(b'<!DOCTYPE html [<!ENTITY e SYSTEM "http://a.example/">]><p>&e;</p>', "a.html")
    assert [fault.id for fault in refused.value.faults] == ["html-entity"]


def test_deep_nesting_ends_in_a_fault_and_not_in_a_crash() -> None:
    page = "<div>" * 5000 + "里" + "</div>" * 5000
    assert read(page.encode(), "a.html").unread or texts(page)


@given(st.text("<>/tabledrp=\"' 一1&;", max_size=60))
def test_no_page_is_too_broken_to_be_read(page: str) -> None:
    read(page.encode(), "a.html")


def test_a_page_of_more_elements_than_any_report_has_is_refused() -> None:
    few = attrs.evolve(DEFAULT, page_elements=50)
    assert read(("<p>一</p>" * 40).encode(), "a.html", few).blocks
    with pytest.raises(DataError) as refused:
        read(("<p>一</p>" * 60).encode(), "a.html", few)
    assert [fault.id for fault in refused.value.faults] == ["html-too-large"]


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ("<tr style='text-decoration:line-through'><td>2<td>3", ["~~2~~", "~~3~~"]),
        ("<tr><td><s><p>9</p></s><td><strike>8</strike>", ["~~9~~", "~~8~~"]),
        ("<tr><td><s>8</s>9<td><del>28</del><ins>31</ins><td><s>8</s><br>5<td>1<s>2</s>3", ["9", "31", "5", "1~~2~~3"]),
        ("<tr style='color:#fff'><td>1<td bgcolor=red>2<td><p>3</p>", ["~~1~~", "2", "~~3~~"]),
        ("<tr><td><bdo dir=rtl>12</bdo><td>3<img src=4.png>5<td>1<img src=i width=1>2", ["~~12~~", "3~~□~~5", "12"]),
        ("<tr><td><span style='unicode-bidi:bidi-override;direction:rtl'>12</span><td>3", ["~~12~~", "3"]),
        ("<style>td.a::before{content:'1'} p:after{content:'。'}</style><tr><td class=a>2<td><p>3", ["~~2~~", "3"]),
        ("<tr><td>1</td><td>2</td></tr><td>3</td><td>4</td><tr><td>5</td></tr>", ["1", "2", "3", "4", "5"]),
    ],
)
def test_what_a_cell_may_not_show_is_no_figure(cells: str, shown: list[str]) -> None:
    assert [text for *_, text in tables(f"<table>{cells}</table>")[0]] == shown


def test_cells_outside_of_rows_are_a_row() -> None:
    assert [row for row, *_ in tables("<table><tr><td>1</tr><td>3<td>4<tr><td>5</table>")[0]] == [0, 1, 1, 2]
