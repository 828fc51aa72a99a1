"""The pieces of a paragraph together: much smaller ones are marked, bold ones have their places."""

from __future__ import annotations

from reportgen.engine.reading.published.nested_tables import APART
from reportgen.engine.reading.published.word_look import ParagraphLook


def test_only_pieces_much_smaller_than_others_are_marked() -> None:
    look = ParagraphLook(["12", "3", "4"], heights={0: 21, 1: 10, 2: 18})
    look.mark_smaller()
    assert look.pieces == ["12", f"{APART}3{APART}", "4"]
    alone = ParagraphLook(["3"], heights={0: 10})
    alone.mark_smaller()
    assert alone.pieces == ["3"]


def test_bold_parts_are_places_in_the_text_as_it_is_read() -> None:
    assert ParagraphLook([" 一、", "二 "], bold=[0]).bold_parts(0) == ((0, 2),)
    assert ParagraphLook(["一、", "二"], bold=[1]).bold_parts(3) == ((5, 6),)
