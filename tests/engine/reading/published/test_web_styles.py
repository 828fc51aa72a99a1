"""What styles say of an element: hidden in any of the usual ways, raised, struck, part of a table."""

from __future__ import annotations

import pytest
from lxml import html

from reportgen.engine.reading.published.web_styles import PLAIN, look_of, on_colour, part_by_role


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("display: none", "gone"),
        ("DISPLAY:NONE !important;", "gone"),
        ("visibility:collapse", "gone"),
        ("position:absolute; left:-9999px", "gone"),
        ("position:absolute;clip:rect(0,0,0,0)", "gone"),
        ("visibility: hidden", "unseen"),
        ("opacity: 0", "unseen"),
        ("opacity:0.0;", "unseen"),
        ("color: rgba(0, 0, 0, 0)", "unseen"),
        ("color:transparent", "unseen"),
        ("text-indent:-9999px", "unseen"),
        ("width:0;overflow:hidden", "unseen"),
        ("opacity:0.5;left:-9999px;width:0;text-indent:2em;color:#000", ""),
        ("text-indent:-2em;margin-left:-30px", ""),
    ],
)
def test_every_usual_way_to_hide_is_known(style: str, hidden: str) -> None:
    assert look_of(style).hidden == hidden


def test_looks_beside_hiding() -> None:
    assert look_of("vertical-align:super").raised
    assert look_of("text-decoration: underline line-through").struck
    assert look_of("color:#FFF").white
    assert not look_of("color:#fff;background:#036").white
    assert look_of("text-align: center").centred
    assert (look_of("display:table-row").part, part_by_role("columnheader"), part_by_role("menu")) == ("tr", "td", "")
    assert look_of("font-size:0").tiny
    assert look_of("mso-yfti-irow:3;border:solid windowtext 1.0pt;padding:0cm 5.4pt") == PLAIN


def test_white_letters_on_a_colour_can_be_read() -> None:
    page = html.fromstring("<table><tr bgcolor=blue><td><i>1</i></td></tr><tr><td><b>2</b></td></tr></table>")
    assert on_colour(next(page.iter("i")))
    assert not on_colour(next(page.iter("b")))
