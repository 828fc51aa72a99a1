"""Colours of pages: which letters nobody sees, and on which backgrounds white ones are seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.reading.published.colours import is_coloured, is_white


@pytest.mark.parametrize(
    "colour", ["#fff", "#FFFFFF", "white", "#fdfdfd", "rgb(255, 255,255)", "rgba(100%,100%,99%,1)", "#ffff"]
)
def test_white_is_white_however_it_is_written(colour: str) -> None:
    assert is_white(colour)
    assert not is_coloured({"background": colour})


@pytest.mark.parametrize("colour", ["#036", "blue", "rgb(0,51,102)", "#ccc", "#12", "rgb(1)", ""])
def test_other_colours_are_not_white(colour: str) -> None:
    assert not is_white(colour)


@pytest.mark.parametrize(
    ("background", "coloured"),
    [
        ("#036", True),
        ("url(bar.png) no-repeat left top", True),
        ("none repeat scroll 0 0", False),
        ("#fff url(x.gif)", True),
        ("transparent", False),
        ("rgb(1, 2, 3)", True),
    ],
)
def test_a_background_is_a_colour_or_a_picture(background: str, coloured: bool) -> None:
    assert is_coloured({"background": background}) is coloured


@given(st.text(alphabet="#()rgba0123456789,.% fnourl", max_size=20))
def test_any_text_may_be_a_colour(text: str) -> None:
    is_white(text)
    is_coloured({"background": text})
