"""Findings in words: a broken rule's sentence contradicted with the report's own numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from reportgen.core.text import Text
from reportgen.model.linear import EXACT, Expression

SHORT_SUM = 6
"""A sum of at most this many addends is written out; a longer one shows its non-zero addends, if they are as few."""

Relation = Literal["=", "≥", "≤", ">", "<"]
"""How the two sides of an equation or inequality stand to each other in a good report."""

RELATIONS: Mapping[Relation, Text] = {
    "=": Text("等于", "equals"),
    "≥": Text("不小于", "is at least"),
    "≤": Text("不大于", "is at most"),
    ">": Text("大于", "is more than"),
    "<": Text("小于", "is less than"),
}
_CONTRARY: Mapping[Relation, Text] = {
    "≥": Text("少于", "fewer than"),
    "≤": Text("多于", "more than"),
    ">": Text("不大于", "not more than"),
    "<": Text("不小于", "not fewer than"),
}


def undecided(where: Text, names: tuple[Text, Text], relation: Relation, blanks: int) -> Text:
    """Say that an equation or inequality cannot be decided, because ``blanks`` of its cells are blank."""
    (name, other), words = names, RELATIONS[relation]
    return Text(
        f"{where.zh}：无法判断{name.zh}是否{words.zh}{other.zh}，因为有 {blanks} 格空白",
        f"{where.en}: cannot tell whether {name.en} {words.en} {other.en}, because {blanks} cells are blank",
    )


def unequal(
    where: Text, names: tuple[Text, Text], sides: tuple[Any, Any], sums: tuple[str, str], relation: Relation
) -> Text:
    """Say how an equation or inequality fails: which two sums in which row or column, their values and the gap.

    ``sides`` are the values of ``actual`` and ``expected``; ``sums`` is what :func:`written_out` gives for each.
    """
    (name, other), (actual, expected), (right, left) = names, sides, sums
    if relation != "=":
        contrary = _CONTRARY[relation]
        return Text(
            f"{where.zh}：{name.zh}为 {actual}{_bracket(right, '（', '）')}，"
            f"{contrary.zh}{other.zh} {expected}{_bracket(left, '（', '）')}",
            f"{where.en}: {name.en}: {actual}{_bracket(right, ' (', ')')}, "
            f"{contrary.en} {other.en}: {expected}{_bracket(left, ' (', ')')}",
        )
    gap = abs(difference(actual, expected))
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


def contact_blank(label: Text, written: str, places: Sequence[Text]) -> Text:
    """Say that a part of the contact is blank, or what is ``written`` there instead, and where the prose prints it."""
    zh, en = "、".join(place.zh for place in places), ", ".join(place.en for place in places)
    what = Text(f"写着“{written}”", f"is “{written}”") if written else Text("是空白", "is blank")
    return Text(
        f"{label.zh}{what.zh}，文字部分（{zh}）要印出它。请填写实际内容；没有的，把文字里印它的那几个字删去",
        f"{label.en} {what.en}, and the prose prints it ({en}). Write it; where there is none, take it out there",
    )


def difference(actual: Any, expected: Any) -> Any:
    """Return actual − expected, or ``None`` where one of them is undecided or no number."""
    if type(actual) is type(expected) is int:
        return actual - expected
    numbers = isinstance(actual, int | Decimal) and isinstance(expected, int | Decimal)
    return EXACT.subtract(actual, expected) if numbers else None


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
