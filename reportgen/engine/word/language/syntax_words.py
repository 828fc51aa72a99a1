"""What Jinja's reader complains about, in words of ours: which sign is one too many, what is missing, what is open."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from reportgen.core.text import Text
from reportgen.engine.word.markup.location import seen

_END: Final = "end of "
_QUOTE: Final = frozenset("'\"")
_INCOMPLETE: Final = Text("没有写完", "it is not complete")
_UNKNOWN: Final = Text("不能读懂", "it cannot be read")
_BLOCKS: Final = frozenset(("if", "elif", "else", "endif", "for", "endfor", "set", "raw", "endraw"))
_TAKING: Final = {
    "tr": ("表格的行里", "a row of a table"),
    "tc": ("表格的格子里", "a cell of a table"),
    "p": ("段落里", "a paragraph"),
    "r": ("段落的文字里", "the text of a paragraph"),
}
"""Where a tag belongs that takes away the row, cell, paragraph or run that it stands in."""
_CELL_TAGS: Final = frozenset(("cellbg", "colspan", "vm", "hm"))


def of_jinja(message: str) -> Text:
    """Return what is wrong with a tag of which Jinja's reader says ``message``."""
    for pattern, words in _PATTERNS:
        found = re.match(pattern, message, re.DOTALL)
        if found is not None:
            return words(*(seen(_plain(group)) for group in found.groups()))
    return _UNKNOWN


def unknown_tag(keyword: str) -> Text:
    """Return why a block that begins with ``keyword`` is refused."""
    if keyword in _CELL_TAGS:
        return Text("它要写在表格的格子里，一格只能有一个", "it belongs into a cell of a table, once in a cell")
    if keyword in _TAKING:
        zh, en = _TAKING[keyword]
        return Text(f"{{%{keyword} … %}} 只能写在{zh}", f"{{%{keyword} … %}} belongs into {en}")
    known = keyword.lower() if keyword.lower() in _BLOCKS else ""
    if known:
        return Text(f"请用小写 {known}", f"it is written {known}")
    glued = next((sign for sign in ("tr", "tc", "p", "r") if keyword.removeprefix(sign) in _BLOCKS), "")
    if glued and keyword.startswith(glued):
        right = f"{{%{glued} {keyword.removeprefix(glued)} … %}}"
        return Text(f"{glued} 后面要空一格，写成 {right}", f"a space is missing behind {glued}, as in {right}")
    if not keyword:
        return Text("标签里什么也没有", "nothing is in it")
    return Text(f"没有名为“{keyword}”的标签", f"no tag is called {keyword!r}")


def _plain(sign: str) -> str:
    return sign.replace("\\\\", "\\").replace("\\'", "'")


def _character(sign: str) -> Text:
    if sign in _QUOTE:
        return Text("引号没有成对", "a quotation mark has no partner")
    return Text(f"不能有“{sign}”", f"“{sign}” cannot stand in it")


def _missing(sign: str, wanted: str) -> Text:
    return Text(f"“{sign}”前面少了“{wanted}”", f"“{wanted}” is missing before “{sign}”")


def _superfluous(sign: str) -> Text:
    if sign == "=":
        return Text("比较两个值要写 ==", "two values are compared by ==")
    return Text(f"“{sign}”多余，或前面少了什么", f"“{sign}” is one too many, or something is missing before it")


_PATTERNS: Final[tuple[tuple[str, Callable[..., Text]], ...]] = (
    (r"unexpected char ['\"](.+)['\"] at", _character),
    (rf"(?:Expected an expression, got|expected token '[^']+', got|unexpected) '{_END}", lambda: _INCOMPLETE),
    (rf"expected token '{_END}[^']*', got '(.+)'", _superfluous),
    (r"expected token 'in'", lambda: Text("缺少 in，应写成 for … in …", "“in” is missing, as in for … in …")),
    (r"unexpected '(.+)', expected '(.+)'", _missing),
    (r"expected token '(.+)', got '(.+)'", lambda wanted, sign: _missing(sign, wanted)),
    (r"unexpected '(.+)'", _superfluous),
    (r"expected name or number", lambda: Text("点号后面缺少名称", "a name is missing behind the point")),
    (r"Unexpected end of template.*'endset'", lambda: Text("应写成 set 名称 = 值", "it is written set NAME = VALUE")),
    (r"can't assign", lambda: Text("这个词不能当作名称", "this word cannot be a name")),
    (r"invalid syntax for function call", lambda: Text("括号里的写法不对", "what is in its brackets is not right")),
)
