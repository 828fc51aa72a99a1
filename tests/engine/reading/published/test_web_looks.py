"""Looks of a page's elements: attributes, own styles and sheets together, and white letters on a colour."""

from __future__ import annotations

from lxml import html

from reportgen.engine.reading.published.web_looks import Looks
from reportgen.engine.reading.published.web_sheets import sheets_of
from reportgen.engine.reading.published.web_styles import Look


def look(body: str, sheet: str = "") -> Look:
    page = html.document_fromstring(f"<html><head><style>{sheet}</style></head><body>{body}</body></html>")
    return Looks(sheets_of(page)).of(next(page.iter("i")))


def test_white_letters_on_a_colour_can_be_read() -> None:
    assert not look("<table><tr bgcolor=blue><td><i style='color:#fff'>1</i></table>").white
    assert not look("<div class=a><i>1</i></div>", ".a{background:navy} i{color:white}").white
    assert look("<i style='color:#fff'>1</i>").white
    assert look("<div style='background:#fff'><i>1</i></div>", "i{color:white}").white


def test_classes_that_usually_hide_make_a_doubt() -> None:
    assert look("<i class='x d-none'>1</i>").rewritten
    assert not look("<i class='x d-none'>1</i>", ".d-none{display:inline} .off{display:none}").rewritten
    assert look("<i class='sr-only'>1</i>").hidden == "gone"


def test_what_an_attribute_adds_counts_only_with_digits() -> None:
    assert not look("<i data-v='自然人'>1</i>", "[data-v]::before{content:attr(data-v)}").rewritten
    assert look("<i data-v=1>1</i>", "[data-v]::before{content:attr(data-v)}").rewritten


def test_parts_shown_in_the_other_order_are_rewritten() -> None:
    assert look("<i style='flex-direction:row-reverse'><b>1</b><b>2</b></i>").rewritten
    assert not look("<i style='flex-direction:row-reverse'>12</i>").rewritten
