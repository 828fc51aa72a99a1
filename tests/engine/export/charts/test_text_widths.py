"""Lines fit, and joined again they are the text; no number is divided."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.export.charts.text_widths import lines_of, width_of

TEXTS = st.text(st.sampled_from("政府信息公开申请0123456789（），"), max_size=60)


@given(TEXTS)
def test_lines_hold_the_whole_text_and_fit(text: str) -> None:
    lines = [*lines_of(text, 14, 200)]
    assert "".join(lines) == text
    assert all(width_of(line, 14) <= 200 or line.isdigit() for line in lines)


def test_a_number_stays_whole() -> None:
    assert [*lines_of("某市人民政府2021年", 10, 75)] == ["某市人民政府", "2021年"]


def test_chinese_characters_are_wider_than_digits() -> None:
    assert width_of("件", 10) == 10
    assert width_of("1", 10) < 7
