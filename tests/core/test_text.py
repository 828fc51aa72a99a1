"""Messages in two languages."""

from __future__ import annotations

from reportgen.core.text import Text, shortened


def test_a_text_is_read_in_either_language_and_is_english_by_itself() -> None:
    text = Text("空白", "blank")
    assert (text.in_("zh"), text.in_("en"), str(text)) == ("空白", "blank", "blank")


def test_somebodys_own_words_are_quoted_up_to_a_length() -> None:
    assert shortened("字" * 80) == "字" * 80
    assert shortened("字" * 81) == "字" * 80 + "…"
