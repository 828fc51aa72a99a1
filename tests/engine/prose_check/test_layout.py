"""F-LAYOUT: what was pasted with its indents or stands like a heading without being one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.prose_check.layout import layout, tidied
from tests.strategies import NARRATIVE, report_of, zero


def said(text: str) -> list[str]:
    return [one.says.zh for one in layout(report_of(zero(), narrative={"overview": text}))]


def test_a_wide_indent_is_counted_and_shown() -> None:
    (says,) = said("全年公开。\n\u3000\u3000依法答复申请。\n\u3000\u3000加强培训。")
    assert says.startswith("有 2 行以全角空格开头（如“依法答复申请。”）")


@pytest.mark.parametrize(
    ("line", "mark"),
    [("（一）主动公开情况", "##"), ("(二)依申请公开", "##"), ("一、总体情况", "##"), ("1. 加强培训", "###")],
)
def test_a_line_like_a_heading_is_shown_as_one_is_written(line: str, mark: str) -> None:
    (says,) = said(f"全年公开。\n{line}\n依法公开。")
    assert f"请写成“{mark} {line}”，或用 reportgen convert --tidy" in says


@pytest.mark.parametrize(
    "text",
    [
        NARRATIVE["overview"],
        "（一）主动公开情况。全年公开。",
        "一是公开。二是答复。",
        "## （一）主动公开",
        "2021年，公开。",
    ],
)
def test_prose_as_it_should_be_is_left_alone(text: str) -> None:
    assert said(text) == []


LINES = st.lists(
    st.sampled_from(
        [
            "全年公开。",
            "\u3000\u3000依法答复申请。",
            "（一）主动公开",
            " \u30001. 加强培训",
            "## （二）依申请公开",
            "",
            "\xa0二、概况",
        ]
    ),
    min_size=1,
)


@given(LINES)
def test_tidied_prose_has_nothing_left_to_tidy(lines: list[str]) -> None:
    tidy = tidied("\n".join(lines))
    assert said(tidy) == []
    assert tidied(tidy) == tidy
    assert [line.strip(" #\u3000\xa0") for line in lines] == [line.strip(" #") for line in tidy.split("\n")]
