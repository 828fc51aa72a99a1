"""What styles say of an element: hidden in any of the usual ways, raised, struck, part of a table."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.published.web_styles import PLAIN, look_of, part_by_role


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
        ("transform: scale(0)", "unseen"),
        ("content-visibility:hidden", "unseen"),
        ("-webkit-text-fill-color:transparent", "unseen"),
        ("clip-path:inset(50%)", "unseen"),
        ("max-width:0;overflow:hidden", "unseen"),
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


@pytest.mark.parametrize(
    "style",
    [
        "float:right",
        "position:relative;top:-0.5em",
        "order:-1",
        "font-size:60%",
        "vertical-align:5px",
        "transform:rotate(9deg)",
    ],
)
def test_letters_smaller_or_elsewhere_are_apart(style: str) -> None:
    look = look_of(style)
    assert look.apart
    assert look.tells
    assert not look.tells_alone


def test_letters_in_the_colour_of_their_background_are_not_seen() -> None:
    assert not look_of("background:#036").rewritten
    assert look_of("color:#036;background:#036").rewritten
    assert look_of("color:#fff;background:#fff").white
    assert look_of("color:#036;background:#eee").dark
