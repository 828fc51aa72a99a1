"""Values in writing come back as what they were, and hints are no entries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.report.word_form_layout import COMPUTED, entry_of, last_year, row_of, value_of, without_hints, written

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), max_size=8) | st.sampled_from(
    ["", "0", "12", "-1", "true", '"', '"a"', "“12”", "a  b", " a", "\\n", "\\u0020", "甲\n乙", "甲\n\n乙", "a\\", "\n"]
)
NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, allow_nan=False, places=4)


@given(st.none() | st.booleans() | NUMBERS | TEXTS)
def test_a_value_in_writing_is_read_as_what_it_was(value: Any) -> None:
    shown = written(value)
    assert value_of(shown) == value
    assert type(value_of(shown)) is type(value)


@given(TEXTS)
def test_a_writing_survives_what_word_does_to_spaces(text: str) -> None:
    shown = written(text, text=True)
    assert value_of(shown, text=True) == text
    assert all(line and line == line.strip() and "  " not in line for line in shown.split("\n"))


@pytest.mark.parametrize(
    ("key", "path", "value"),
    [
        ("contact", ("phone",), "0378-1234567"),
        ("contact", ("postcode",), "047500"),
        ("figures", ("site", "posts"), 12),
        ("figures", ("site", "share"), Decimal("0.50")),
        ("notes", ("applications.new.total",), "（含网上）"),
        ("attachments", ("1",), "甲表"),
        ("accepted", ("1", "finding"), "PT-NEW-12345678"),
        ("checks", ("1",), "a.b == 3"),
        ("year", (), 2025),
        ("published", (), "2026-01-20"),
    ],
)
def test_a_row_says_its_key_its_name_and_its_value(key: str, path: tuple[str, ...], value: Any) -> None:
    assert entry_of(*row_of(key, path, value)) == (key, path, value)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("", ""),
        (COMPUTED, ""),
        ("自\n动", ""),
        (f"545\n{COMPUTED}", "545"),
        (last_year(508), ""),
        (f"545{last_year(508)}", "545"),
        (f"545\n{last_year(Decimal('8937.0276'))}", "545"),
        ("545〔上年 508〕", "545"),
        ("〔上年508 545〕", "〔上年508 545〕"),
        ("545上年508", "545上年508"),
        ("〔上年508", "〔上年508"),
    ],
)
def test_only_a_whole_hint_is_taken_out_of_a_cell(text: str, entry: str) -> None:
    assert without_hints(text) == entry
