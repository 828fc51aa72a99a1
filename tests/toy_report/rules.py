"""The rules of the toy report: two equations, one of them over a figure below zero, an inequality, and blanks."""

from __future__ import annotations

from reportgen.authoring import Equation, Rule, Text, address_book, blank_cells
from tests.toy_report.model import Statistics

_CELLS = address_book(Statistics).cells
_CALLS = _CELLS.hotline


RULES = (
    Rule(
        "TOY-CALLS",
        Text("来电数量等于已办结与未办结之和", "calls are those answered and those not answered"),
        forms=(
            Equation(
                "TOY-CALLS",
                "hotline.accepted",
                Text("热线", "hotline"),
                _CALLS.answered + _CALLS.missed,
                _CALLS.accepted,
                (Text("已办结与未办结之和", "answered and not answered"), Text("来电数量", "calls")),
            ),
        ),
    ),
    Rule(
        "TOY-CHANGE",
        Text("比上年增减等于本年与上年来电数量之差", "the change is this year's calls less last year's"),
        forms=(
            Equation(
                "TOY-CHANGE",
                "hotline.change",
                Text("热线", "hotline"),
                _CALLS.before + _CALLS.change,
                _CALLS.accepted,
                (Text("上年加增减", "last year and the change"), Text("本年来电数量", "this year's calls")),
            ),
        ),
    ),
    Rule(
        "TOY-CONTENT",
        Text("已办结不少于满意件数", "no more calls were content than answered"),
        forms=(
            Equation(
                "TOY-CONTENT",
                "hotline.answered",
                Text("热线", "hotline"),
                _CALLS.answered,
                _CALLS.content,
                (Text("已办结", "answered"), Text("满意件数", "content")),
                relation="≥",
            ),
        ),
    ),
    blank_cells("TOY-BLANK", "", Text("没有空白", "no cell is blank")),
)

ACROSS_UNITS = Rule(
    "TOY-UNITS",
    Text("每一格等于各单位同一格之和", "every figure is the sum of the same figure of the units"),
    severity="warning",
)
