"""Style sheets inside a page: what applies in a wide window, and which of several rules counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reportgen.engine.reading.published.web_sheets import Sheets

PAGE = "<div class='box open'><p id=one class='a b'>1</p></div>"


def display(sheet: str, style: str = "") -> str | None:
    element = next(html.fromstring(PAGE).iter("p"))
    element.set("style", style)
    said = Sheets(sheet).said_of(element)
    return None if said is None else said.get("display")


@pytest.mark.parametrize(
    "sheet",
    [
        ".a{display:none}",
        "p{margin:0}\n.x, .a {color:red; display : none}",
        "/* .a{display:block} */ p.a.b{display:none}",
        ".box .a{display:none}",
        "div.open > #one{display:none}",
        ".a{display:none}p{display:block}",
        ".a{display:block}.b{display:none}",
        ".a{display:none!important}#one{display:block}",
        "@media screen{.a{display:none}}",
        "@media (min-width:768px){.a{display:none}}",
        "@charset 'utf-8'; .a{display:none}",
        "<!-- .a{display:none} -->",
    ],
)
def test_what_hides_in_a_wide_window_is_found(sheet: str) -> None:
    assert display(sheet) == "none"


@pytest.mark.parametrize(
    "sheet",
    [
        ".c{display:none}",
        ".c .a{display:none}",
        ".a:hover{display:none}",
        ".a[x]{display:none}",
        "@media print{.a{display:none}}",
        "@media (max-width:600px){.a{display:none}.c{display:none}}",
        "@media (max-width:600px){.c{display:block}} .b{display:block}",
        "#one{display:block}.a{display:none}",
        "@font-face{display:none}",
        ".a{",
        "}}}{{{",
    ],
)
def test_what_does_not_hide_it_there_is_not(sheet: str) -> None:
    assert display(sheet) != "none"


def test_an_elements_own_style_goes_before_the_sheet() -> None:
    assert display(".a{display:none}", "display:block") == "block"
    assert display(".a{display:none!important}", "display:block") == "none"


def test_sheets_that_hide_nothing_are_none() -> None:
    assert not Sheets("body{margin:0}.table{width:100%}.a{text-align:center;display:block}")
    assert Sheets(".td{display:table-cell}")


@given(st.text(alphabet="{}.#a;:@media (w)%/*,>-!", max_size=60))
def test_any_text_is_a_sheet(text: str) -> None:
    Sheets(text).said_of(html.fromstring(PAGE))
