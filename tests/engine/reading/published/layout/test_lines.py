"""Lines of text from characters: blanks where gaps are, and signs that look like others as they are meant."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.published.layout.lines import UNREADABLE, character
from reportgen.engine.reading.published.pdf import read
from tests.pdf_pages import Page, pdf, texts


@pytest.mark.parametrize(
    ("painted", "meant"),
    [
        ("⼆", "二"),
        ("⺠", "民"),
        ("⻓", "长"),
        ("︵", "（"),
        ("１", "１"),
        ("：", "："),
        ("(cid:12)", UNREADABLE),
        ("\ue5e5", UNREADABLE),
    ],
)
def test_a_character_is_what_it_looks_like(painted: str, meant: str) -> None:
    assert character(painted) == meant


def test_a_gap_is_a_blank_between_digits_and_none_between_chinese() -> None:
    chinese, digits = (
        Page().text(72, 100, "总", 16).text(92, 100, "计", 16),
        Page().text(72, 140, "12", 16).text(96, 140, "34", 16),
    )
    assert [texts(read(pdf(page), "年报.pdf")) for page in (chinese, digits)] == [["总计"], ["12 34"]]


def test_a_line_drawn_out_to_the_margin_has_no_blanks() -> None:
    page = Page()
    for place, sign in enumerate("号邮编电话电子邮箱"):
        page.text(72 + 40 * place, 100, sign, 16)
    assert texts(read(pdf(page), "年报.pdf")) == ["号邮编电话电子邮箱"]


def test_characters_of_one_line_may_stand_a_little_higher() -> None:
    page = Page().text(72, 100, "本年", 16).text(104, 101.5, "2024", 16).text(136, 100, "年", 16)
    assert texts(read(pdf(page), "年报.pdf")) == ["本年2024年"]
