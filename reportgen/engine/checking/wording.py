"""Findings in words: a broken rule's sentence contradicted with the report's own numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.core.text import Text
from reportgen.model.linear import EXACT, Expression
from reportgen.report.rules import Equation

SHORT_SUM = 6
"""A sum of at most this many addends is written out; a longer one shows its non-zero addends, if they are as few."""


def equation(equation: Equation, cells: Mapping[str, Any], actual: Any, expected: Any) -> Text:
    """Say how an equation fails: which two sums in which row or column, their values and the gap."""
    where, (name, other) = equation.where, equation.names
    if actual is None or expected is None:
        both = equation.difference.addresses
        blanks = sum(cells[address] is None for address in both)
        relation = Text("等于", "equals") if equation.relation == "=" else Text("不小于", "is at least")
        return Text(
            f"{where.zh}：无法判断{name.zh}是否{relation.zh}{other.zh}，因为有 {blanks} 格空白",
            f"{where.en}: cannot tell whether {name.en} {relation.en} {other.en}, because {blanks} cells are blank",
        )
    gap = abs(difference(actual, expected))
    left, right = written_out(equation.expected, cells), written_out(equation.actual, cells)
    if equation.relation == "≥":
        return Text(
            f"{where.zh}：{name.zh}为 {actual}{_bracket(right, '（', '）')}，"
            f"少于{other.zh} {expected}{_bracket(left, '（', '）')}",
            f"{where.en}: {name.en}: {actual}{_bracket(right, ' (', ')')}, "
            f"fewer than {other.en}: {expected}{_bracket(left, ' (', ')')}",
        )
    return Text(
        f"{where.zh}：{other.zh}为 {expected}{_bracket(left, '（', '）')}，"
        f"{name.zh}为 {actual}{_bracket(right, '（', '）')}，相差 {gap}",
        f"{where.en}: {other.en}: {expected}{_bracket(left, ' (', ')')}; "
        f"{name.en}: {actual}{_bracket(right, ' (', ')')}; they differ by {gap}",
    )


def check(text: str, actual: Any, expected: Any) -> Text:
    """Say how one of the office's own equations fails."""
    if actual is None or expected is None:
        return Text(f"等式“{text}”无法判断，因为有空白的数字", f"cannot decide “{text}”, because a figure is blank")
    gap = abs(difference(actual, expected))
    return Text(
        f"等式“{text}”不成立：左边为 {actual}，右边为 {expected}，相差 {gap}",
        f"“{text}” does not hold: the left side is {actual}, the right side {expected}; they differ by {gap}",
    )


def own_blank(label: Text, places: Sequence[Text]) -> Text:
    """Say that one of the office's own figures is blank, and where the prose waits for it."""
    zh, en = "、".join(place.zh for place in places), ", ".join(place.en for place in places)
    used = Text(f"，文字部分（{zh}）要印出它", f", and the prose prints it ({en})") if places else Text("", "")
    return Text(
        f"{label.zh} 是空白{used.zh}。没有发生的填 0，不清楚的先查明，用不到的把这一行删去；空白不等于零",
        f"{label.en} is blank{used.en}; write 0 if nothing happened, find out if it is not known, remove the line "
        "if it is not needed: blank is not zero",
    )


def difference(actual: Any, expected: Any) -> Any:
    """Return actual − expected, or ``None`` where one of them is undecided."""
    if actual is None or expected is None:
        return None
    return actual - expected if type(actual) is type(expected) is int else EXACT.subtract(actual, expected)


def written_out(expression: Expression, cells: Mapping[str, Any]) -> str:
    """Return a sum's addends, ``509+3``, leaving out zeros; nothing for a single cell or a sum too long to read."""
    if len(expression.terms) < 2:
        return ""
    addends = [(number, cells[address]) for address, number in expression.terms if cells[address]]
    if len(addends) < 2 or len(addends) > SHORT_SUM:
        return ""
    words = "".join(f"{'-' if number < 0 else '+'}{abs(number) * value}" for number, value in addends)
    return words.removeprefix("+")


def _bracket(words: str, opening: str, closing: str) -> str:
    return f"{opening}{words}{closing}" if words else ""
