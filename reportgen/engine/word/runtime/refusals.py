"""Why a value cannot be printed, and what to do: sentences that only a refusal needs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from reportgen.core.text import Text, shortened
from reportgen.prose.filters import shown

NO_RICH_TEXT: Final = (
    Text(
        "这里只能印出文字，不能印出富文本或子文档",
        "only text can be printed here, no rich text or sub-document",
    ),
    Text("请写 {{r …}} 或 {{p …}}", "Write {{r …}} or {{p …}}"),
)
NO_TEXT: Final = (
    Text("这里须是富文本或子文档，不是文字", "a rich text or sub-document is needed here, not text"),
    Text("印出文字请写 {{ … }}", "To print text write {{ … }}"),
)
MISPLACED: Final = {
    "run": (
        Text("是段落里的富文本，不能代替整段", "is a rich text inside a paragraph and cannot be a paragraph itself"),
        Text("请写 {{r …}}，或用 RichTextParagraph", "Write {{r …}}, or give a RichTextParagraph"),
    ),
    "block": (
        Text("是整段或子文档，不能放在段落里", "is a paragraph or sub-document and cannot stand inside a paragraph"),
        Text("请写 {{p …}}，或用 RichText", "Write {{p …}}, or give a RichText"),
    ),
}
"""Of docxtpl's objects, by kind, where the other kind is needed."""


def reason(value: Any) -> tuple[Text, Text | None]:
    """Return why ``value`` is neither text nor an exact number, and what to do."""
    if value is None:
        return Text("没有值（空白）", "it has no value (blank)"), Text("请在数据里填上", "Fill it in in the data")
    if isinstance(value, float):
        return inexact(value)
    if isinstance(value, Mapping):
        names = "、".join(_name(key) for key in islice(value, 6))
        return (
            Text(f"这是一组数据（含 {names} …），不是一个值", f"this is a group (of {names} …), not one value"),
            Text("请写出其中一项的名称", "Name one of its items"),
        )
    if isinstance(value, (list, tuple, set, frozenset)):
        return (
            Text("这是一个列表，不是一个值", "this is a list, not one value"),
            Text("请用 for 循环逐项印出", "Print its items in a for loop"),
        )
    kind = type(value).__name__
    return Text(f"不能印出 {kind} 类型的值", f"a value of type {kind} cannot be printed"), None


def _name(key: Any) -> str:
    return shortened(str.__str__(key)) if isinstance(key, str) else shown(key)


def inexact(value: float) -> tuple[Text, Text]:
    """Return why a float stands for no decimal number, and what to do."""
    shown = float.__repr__(value)
    remedy = Text("请用整数、Decimal 或文字", "Use a whole number, a Decimal or text")
    if shown.strip("-") in ("nan", "inf"):
        return Text(f"的值是 {shown}，不是数字", f"is {shown}, which is no number"), remedy
    return Text(f"的值 {shown} 是浮点数，不精确", f"is {shown}, a float that is not exact"), remedy
