"""Why a value cannot be printed, and what to do: sentences that only a refusal needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from reportgen.core.program_values import plain_instead
from reportgen.core.text import Text, shortened
from reportgen.engine.opc.package_faults import visible
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
NO_FRAME: Final = (
    Text("是图片，含子文档时不能填入图片框", "is a picture, which no frame can be given beside a sub-document"),
    Text("请改用 InlineImage", "Use an InlineImage instead"),
)
NO_PICTURE: Final = (
    Text("不是可用的图片，或者图片已损坏", "is no picture that can be used, or a damaged one"),
    Text("请用 PNG、JPEG、GIF、BMP 或 TIFF 图片（不能用 SVG）", "Use a PNG, JPEG, GIF, BMP or TIFF picture, no SVG"),
)
NO_FILE_NAME: Final = (
    Text("是一个图片文件的名称，不是图片", "is the name of a picture file, not a picture"),
    Text("请给出 pathlib.Path(…) 或图片内容（bytes）", "Give pathlib.Path(…), or the picture's content as bytes"),
)
MARKUP: Final = (
    Text("是带标记的文字（Markup），标记不能印出", "is a text with markup in it (Markup), which cannot be printed"),
    Text("请给出普通文字，或用 RichText", "Give plain text, or a RichText"),
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


_KIND: Final = ("枚举值", "a member of an enum", "value")
_FORMATTED: Final = {
    date: ("日期", "a date", "iso"),
    datetime: ("日期和时间", "a date with a time", "minute"),
    time: ("时间", "a time", "time"),
}
"""Values that are printed by a named format."""


def reason(value: Any) -> tuple[Text, Text | None]:  # noqa: PLR0911 — one for each kind of value
    """Return why ``value`` is neither text nor an exact number, and what to do."""
    named = _FORMATTED.get(type(value)) or (_KIND if isinstance(value, Enum) else None)
    if named is not None:
        zh, en, how = named
        return Text(f"值是{zh}，不是文字或数字", f"the value is {en}, no text or number"), Text(
            f"请写出格式，例如 {{{{ … | format('{how}') }}}}",
            f"Say how to print it, as in {{{{ … | format('{how}') }}}}",
        )
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
    if isinstance(value, (bytes, bytearray, PurePath)):
        return (
            Text("是图片，这里只能印出文字", "is a picture, and only text can be printed here"),
            Text(
                "请写进模板里一张图片的替换文字，或用 InlineImage",
                "Write it as the alt text of a picture in the template, or give an InlineImage",
            ),
        )
    kind = type(value).__name__
    return Text(f"不能印出 {kind} 类型的值", f"a value of type {kind} cannot be printed"), plain_instead(value)


def _name(key: Any) -> str:
    return shortened(str.__str__(key)) if isinstance(key, str) else shown(key)


def inexact(value: float) -> tuple[Text, Text]:
    """Return why a float stands for no decimal number, and what to do."""
    shown = float.__repr__(value)
    remedy = Text("请用整数、Decimal 或文字", "Use a whole number, a Decimal or text")
    if shown.strip("-") in ("nan", "inf"):
        return Text(f"的值是 {shown}，不是数字", f"is {shown}, which is no number"), remedy
    return Text(f"的值 {shown} 是浮点数，不精确", f"is {shown}, a float that is not exact"), remedy


def unreadable(problem: OSError) -> Text:
    """Return why a picture's file cannot be read."""
    name = visible(str(problem.filename or ""))
    if isinstance(problem, FileNotFoundError):
        return Text(f"的图片文件不存在（{name}）", f"is a picture file that does not exist ({name})")
    return Text(f"的图片文件不能读取（{name}）", f"is a picture file that cannot be read ({name})")
