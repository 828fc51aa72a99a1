"""What is wrong with a text that is no JSON, in words for a clerk."""

from __future__ import annotations

import re
from collections.abc import Callable

from reportgen.core.errors import Fault
from reportgen.core.limits import Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.json_text.syntax import Slip, first_slip

_SAYS: dict[Slip, tuple[Text, Text | None]] = {
    Slip.NO_VALUE: (Text("这里缺少数字或文字", "a value belongs here"), None),
    Slip.NO_NAME: (Text("这里应当是加英文双引号的名称", "a name in double quotes belongs here"), None),
    Slip.NO_COLON: (Text("名称后面缺少冒号", "a colon is missing after a name"), None),
    Slip.NO_COMMA: (Text("缺少逗号", "a comma is missing"), None),
    Slip.LAST_COMMA: (
        Text("最后一项后面多了逗号", "a comma follows the last item"),
        Text("请删去最后一项后面的逗号", "delete the comma after the last item"),
    ),
    Slip.OPEN_TEXT: (Text("文字缺少右边的引号", "a text has no closing quote"), None),
    Slip.CONTROL_CHARACTER: (
        Text("引号里的文字不能直接换行或含制表符", "a text in quotes cannot hold a line break or tab"),
        Text(r"换行写成 \n，制表符写成 \t", r"write a line break as \n and a tab as \t"),
    ),
    Slip.ESCAPE: (
        Text("反斜杠后面的写法不对", "a backslash is followed by what has no meaning"),
        Text(r"要写一个反斜杠请写两个：\\", r"write two backslashes, \\, for one"),
    ),
    Slip.SECOND_DOCUMENT: (
        Text("数据结束后还有多余的内容", "something follows the end of the data"),
        Text("一个文件只能有一份数据", "one file holds one set of data"),
    ),
}
_FULL_WIDTH = {"：": ":", "，": ",", "“": '"', "”": '"', "｛": "{", "｝": "}", "［": "[", "］": "]", "＂": '"'}


def syntax_fault(text: str, name: str, limits: Limits) -> Fault | None:
    """Return the first fault of JSON ``text``, with its place; None for JSON that is not nested too deeply."""
    found = first_slip(text, limits.data_depth)
    if found is None:
        return None
    slip, position = found
    line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
    origin = Origin(name, line, column)
    if slip is Slip.TOO_DEEP:
        return too_deep(limits, origin)
    says, remedy = _SAYS[slip]
    return Fault("json-syntax", says, origin, _hint(text, position) or remedy)


def too_deep(limits: Limits, origin: Origin) -> Fault:
    """Return the fault of data that is nested deeper than the limit."""
    deep = limits.data_depth
    return Fault("too-deep", Text(f"嵌套超过 {deep} 层", f"nested deeper than {deep}"), origin)


def _hint(text: str, position: int) -> Text | None:
    """Tell the usual slips by the character at fault."""
    rest, before = text[position : position + 20], text[:position].rstrip()
    sign = rest[:1]
    if sign in _FULL_WIDTH:
        right = _FULL_WIDTH[sign]
        return Text(f"“{sign}”是全角符号，请改成英文的 {right}", f"{sign} is full-width; write {right}")
    word = re.match(r"True|False|None|NULL|Null|undefined", rest)
    if word is not None:
        right = {"True": "true", "False": "false"}.get(word.group(), "null")
        return Text(f"{word.group()} 请写成 {right}", f"write {right}, not {word.group()}")
    return next((advice for applies, advice in _SLIPS if applies(rest, before)), None)


_SLIPS: tuple[tuple[Callable[[str, str], bool], Text], ...] = (
    (
        lambda rest, _: rest.startswith("'"),
        Text('单引号请改成英文双引号 "', 'use double quotes, ", not single ones'),
    ),
    (
        lambda rest, _: rest.startswith(("#", "//", "/*")),
        Text("JSON 不能写注释，请删去", "JSON has no comments; delete it"),
    ),
    (
        lambda rest, before: before.endswith("0") and rest[:1].isdigit(),
        Text("数字前面不要加 0", "write the number without leading zeros"),
    ),
)
"""Whether the text at fault and what stands before it are a slip, and what to do then."""
