"""A file with several mistakes of syntax is read on after each: all are told in one run, at their lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import DataError
from reportgen.engine import reading
from reportgen.engine.reading.yaml_text.recovery import MOST_LINES, recovered

SOUND = """\
report: t
organ: 某局
p:
  r:
    made: 0
    repealed: 0
  n:
    made: 2
    repealed: 1
  permits: 36
  fees: 12
a:
  new: [14, 3]
  out:
    granted: [7, 2]
    held:
      secret: [0, 0]
      law: [0, 0]
      security: [0, 0]
    lost:
      gone: [1, 1]
  carried: [1, 0]
n:
  one: |
    首段。

    二段。
  two: |
    末段。
"""
LINES = SOUND.split("\n")
DATA = reading.read_text(SOUND, "a.yaml").data


@pytest.mark.parametrize(
    ("number", "wrong", "gap"),
    [
        (10, "permits: 36", "少了 2 格"), (10, "   permits: 36", "多了 1 格"), (4, " r:", "少了 1 格"),
        (17, "     secret: [0, 0]", "少了 1 格"), (17, "        secret: [0, 0]", "多了 2 格"),
        (18, "       law: [0, 0]", "多了 1 格"), (16, "  held:", "少了 2 格"), (14, "    out:", "多了 2 格"),
    ],
)  # fmt: skip
def test_the_line_with_the_wrong_indentation_is_the_one_named(number: int, wrong: str, gap: str) -> None:
    text = "\n".join([*LINES[: number - 1], wrong, *LINES[number:]])
    (fault,) = recovered(text, "a.yaml").faults
    assert (fault.id, fault.origin.line if fault.origin else 0) == ("yaml-indent", number)
    assert gap in fault.message("zh")
    document = reading.read_text(text, "a.yaml")
    assert (document.data, len(document.unreadable)) == (DATA, 1)


SLIPS = {
    5: "    made：0",
    6: "\t\trepealed: 0",
    8: "    made:\u00a02",
    10: "permits: 36",
    13: "  new: [14, 3",
    15: "    granted [7, 2]",
    18: "     law: [0, 0]",
    21: "      gone： [1, 1]",
    27: "二段。",
    29: "　　末段。",
}


@given(st.sets(st.sampled_from(sorted(SLIPS)), min_size=1))
def test_all_slips_are_told_in_one_run_and_nothing_else(chosen: set[int]) -> None:
    lines = list(LINES)
    for number in chosen:
        lines[number - 1] = SLIPS[number]
    document = reading.read_text("\n".join(lines), "a.yaml")
    if document.mended is not None:  # a lone slip that leaves sound YAML, which only building misses something in
        document = document.mended() or document
    assert {origin.line for origin, _ in document.unreadable} == chosen
    assert document.data == DATA


def test_what_cannot_be_mended_is_told_with_what_can_and_no_consequence() -> None:
    text = SOUND.replace("  permits: 36", "  permits: *x").replace("  fees: 12", "  fees：12").replace("law:", "law：")
    with pytest.raises(DataError) as refused:
        reading.read_text(text, "a.yaml")
    assert [fault.origin.line for fault in refused.value.faults if fault.origin] == [10, 11, 18]


def test_a_place_behind_a_mended_sign_is_the_place_as_written() -> None:
    document = reading.read_text(SOUND.replace("permits: 36", "permits：yes"), "a.yaml")
    assert [(str(origin), why.id) for origin, why in document.unreadable] == [
        ("a.yaml:10:10", "yaml-colon"), ("a.yaml:10:11", "ambiguous-value"),
    ]  # fmt: skip


def test_signs_that_word_leaves_behind_are_told_with_the_other_mistakes() -> None:
    document = reading.read_text(SOUND.replace("首段。", "首\x0b段。").replace("fees:", "fees："), "a.yaml")
    assert [(origin.line, why.id) for origin, why in document.unreadable] == [(11, "yaml-colon"), (25, "bad-character")]
    says = document.unreadable[1][1]
    assert "手动换行符（U+000B）" in says.says.zh
    assert says.remedy is not None
    assert "另起一行" in says.remedy.zh


def test_a_text_without_its_bar_is_not_joined_in_silence() -> None:
    document = reading.read_text(SOUND.replace("one: |", "one:"), "a.yaml")
    assert [(origin.line, why.id) for origin, why in document.unreadable] == [(24, "yaml-bar")]
    assert reading.read_text("n:\n  one:\n    一段。\nm: 1\n", "a.yaml").unreadable == ()


@given(st.text("ab:：[]{}\"'#|>-*&!%@`\t\n \u3000\u00a0，1", max_size=80))
def test_no_text_takes_reading_on_further_than_its_rounds(text: str) -> None:
    found = recovered(text, "a.yaml")
    assert len(found.lines) == len(text.split("\n"))
    places = [fault.origin.line or 0 for fault in found.faults if fault.origin]
    assert places == sorted(places)


def test_d4_the_lines_of_an_endless_text_are_not_read_one_by_one() -> None:
    slipped = [f"a{number}：1\n" for number in range(MOST_LINES + 2)]
    read = reading.read_text("".join(slipped[:MOST_LINES]), "a.yaml")
    assert read.unreadable[0][1].id == "yaml-colon"
    with pytest.raises(DataError, match="name: value"):
        reading.read_text("".join(slipped), "a.yaml")
    assert len(recovered("a: [\n" * (MOST_LINES + 1), "a.yaml").faults) == 1
