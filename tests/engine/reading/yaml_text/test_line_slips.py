"""Slips that one line shows by itself: what they are called, where they stand, and the line as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.unseen_signs import INVISIBLE
from reportgen.engine.reading.special_characters import SPACES
from reportgen.engine.reading.yaml_text.line_slips import kept_column, slips

SOUND = """\
a:
  b: 1
  c: [1, 2, 3]   # 说明　全角
checks:
  - x.y == 2
n:
  o: |
    首段：一

    　二段：2 a: 3
"""
FORMS = ["{}made: 1", "  made{}: 1", "  made:{}1", "  made: 1{}"]


def one(text: str) -> tuple[str, int, int, str, str]:
    """Return id, line, column, Chinese message and mended line of the only slip in ``text``."""
    ((fault,), lines) = slips(text, "a.yaml")
    assert fault.origin is not None
    assert fault.origin.line is not None
    assert fault.origin.column is not None
    return fault.id, fault.origin.line, fault.origin.column, fault.message("zh"), lines[fault.origin.line - 1]


def test_a_sound_file_shows_no_slip() -> None:
    assert slips(SOUND, "a.yaml") == ([], SOUND.split("\n"))


@pytest.mark.parametrize(
    ("wrong", "id", "place", "mended"),
    [
        ("  made：1", "yaml-colon", (2, 7), "  made: 1"),
        ("  made:1", "yaml-colon", (2, 7), "  made: 1"),
        ("  made；1", "yaml-colon", (2, 7), "  made: 1"),
        ("  made∶ 1", "yaml-colon", (2, 7), "  made: 1"),
        ("  发布数：226", "yaml-colon", (2, 6), "  发布数: 226"),
        ("  made 1", "yaml-syntax", (2, 3), "  made: 1"),
        ("  made [1, 2]", "yaml-syntax", (2, 3), "  made: [1, 2]"),
        ("  made: [1, 2", "yaml-syntax", (2, 9), "  made: [1, 2]"),
        ("  made: [1, 2】", "yaml-syntax", (2, 14), "  made: [1, 2]"),
        ('  made: "x', "yaml-syntax", (2, 9), '  made: "x"'),
        ('  made: "x”', "yaml-syntax", (2, 9), '  made: "x"'),
        ("\tmade: 1", "yaml-tab", (2, 1), "  made: 1"),
        ("  made: 1 ＃ 说明", "yaml-remark", (2, 11), "  made: 1 # 说明"),
        ("  made: 1# 说明", "yaml-remark", (2, 10), "  made: 1 # 说明"),
    ],
)
def test_a_slip_is_named_placed_and_mended(wrong: str, id: str, place: tuple[int, int], mended: str) -> None:
    found = one(f"a:\n{wrong}\n  z: 2\n")
    assert (found[0], found[1:3], found[4]) == (id, place, mended)


@pytest.mark.parametrize("dash", ["－ ", "— ", "–", "-"])
def test_another_dash_in_a_list_is_told(dash: str) -> None:
    assert one(f"checks:\n  - a == 1\n  {dash}b == 2\n")[0::4] == ("yaml-dash", "  - b == 2")


@given(st.sampled_from([*SPACES, *INVISIBLE]), st.sampled_from(FORMS))
def test_every_special_space_is_called_by_its_number(sign: str, form: str) -> None:
    text = form.format(f"  {sign}" if form.startswith("{") and sign in INVISIBLE else sign * 2)
    if ":{}" in form and sign in INVISIBLE:
        text = form.format(f" {sign}")
    id, line, column, message, mended = one(f"a:\n{text}\n  z: 2\n")
    assert (id, line) == ("yaml-wide-space", 2)
    assert text[column - 1] == sign
    assert f"U+{ord(sign):04X}" in message
    assert mended.strip() == "made: 1"


@given(st.sampled_from([*SPACES, *INVISIBLE]))
def test_special_spaces_in_prose_and_remarks_are_nobody_s_slip(sign: str) -> None:
    text = f"a: 1 # x{sign}y\nb: 'x{sign}y'\nc: |\n  第{sign}一{sign}\n  {sign}二：三\nd: 2\n"
    assert slips(text, "a.yaml") == ([], text.split("\n"))


@pytest.mark.parametrize(
    ("wrong", "mended"),
    [
        ("第二段。", "    第二段。"),
        ("　　第二段。", "    第二段。"),
        ("  第二段：", "    第二段："),
        ("## （二）标题", "    ## （二）标题"),
        ("      ", "      "),
    ],
)
def test_prose_that_left_its_place_is_put_back(wrong: str, mended: str) -> None:
    text = f"n:\n  o: |\n    首段。\n{wrong}\n\n    末段。\n  # 说明\n  p: |\n    文字。\n"
    assert slips(text, "a.yaml")[1][3] == mended


def test_a_first_line_of_prose_that_is_too_deep_is_the_one_at_fault() -> None:
    faults, lines = slips("n:\n  o: |\n      首段。\n    二段。\n\n    三段。\n", "a.yaml")
    assert [fault.origin.line for fault in faults if fault.origin] == [3]
    assert lines[2] == "    首段。"


def test_two_slips_of_a_line_are_told_in_the_order_of_the_line() -> None:
    faults, lines = slips("a:\n\u3000made：\u00a01\n  z: 2\n", "a.yaml")
    assert [fault.origin.column for fault in faults if fault.origin] == [1, 6, 7]
    assert lines[1] == "  made: 1"


@given(st.text("abc", max_size=5), st.text("xyz", max_size=5), st.text("abc", max_size=5), st.integers(1, 20))
def test_a_column_of_a_mended_line_leads_back_into_the_line_as_written(a: str, b: str, c: str, column: int) -> None:
    before, after = [f"{a}：{c}"], [f"{a}{b}: {c}"]
    found = kept_column(before, after, 1, min(column, len(after[0]) + 1))
    assert 1 <= found <= len(before[0]) + 1
    if c:
        assert kept_column(before, after, 1, len(after[0])) == len(before[0])
