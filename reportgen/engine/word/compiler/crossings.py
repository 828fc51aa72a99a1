"""Why a tag or block cannot begin in one element and end in another, and what to do about it in Word."""

from __future__ import annotations

from typing import Final

from reportgen.core.text import Text
from reportgen.engine.word.compiler.table_shape import StructureError

_ACCEPT: Final = Text(
    zh="请在 Word 的“审阅”中接受全部修订并保存，再使用该模板",
    en="Accept all changes in Word (Review) and save, then use the template",
)
_UNCONTROL: Final = Text(
    zh="请在 Word 中删除该内容控件（保留内容），再写标签",
    en="Remove the content control in Word (keeping its contents), then write the tag",
)
_RETYPE: Final = Text(
    zh="请删去整个标签，在它外面重新输入一遍", en="Delete the whole tag and type it again outside of it"
)
_EDGES: Final = (
    (
        ("w:ins", "w:del", "w:moveFrom", "w:moveTo"),
        Text(zh="标签或循环只有一部分是修订（插入或删除的文字）", en="a part of the tag or block is a tracked change"),
        _ACCEPT,
    ),
    (
        ("w:sdt", "w:sdtContent"),
        Text(zh="标签或循环只有一部分在内容控件里", en="only a part of the tag or block is in a content control"),
        _UNCONTROL,
    ),
    (
        ("w:hyperlink",),
        Text(zh="标签或循环只有一部分在超链接里", en="only a part of the tag or block is in a link"),
        _RETYPE,
    ),
    (
        ("w:fldSimple", "w:customXml", "w:dir", "w:bdo"),
        Text(zh="标签或循环只有一部分在域或标记里", en="only a part of the tag or block is in a field or mark-up"),
        _RETYPE,
    ),
)


def crossing(*names: str) -> StructureError:
    """Return the fault of a tag or block that begins and ends in different elements; ``names`` are some of them."""
    for edges, says, remedy in _EDGES:
        if not set(edges).isdisjoint(names):
            return StructureError(says, remedy)
    return StructureError(
        Text(
            zh="循环或条件的开头和结尾不在同样的位置（例如一个在表格里、一个在表格外）",
            en="the block starts and ends in different kinds of places (one inside a table, one outside, for example)",
        )
    )
