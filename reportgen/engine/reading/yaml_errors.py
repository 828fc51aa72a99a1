"""What is wrong with a text that is no YAML, in words for a clerk: the parser's own words are jargon."""

from __future__ import annotations

import re
from typing import Any

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

FULL_WIDTH_COLON = Text(
    "冒号要用英文的 :，后面空一格，例如 year: 2021", "use the plain colon : with a space after it, as in year: 2021"
)
_COLON = r"^[ \t]*(?:- )?[A-Za-z_][\w.]*[ \t]*(?:：|:(?=[^\s/]))"
_WIDE_SPACE = r"^[ ]*(?:[A-Za-z_][\w.]*[ ]*:[ ]*)?(?=\u3000\s*(?:$|[A-Za-z_\d\[]))"
"""What stands before a full-width space where YAML needs a plain one: nothing, or a name and its colon."""
_PROSE = r"^[ \u3000]*(?:\*\*|[^\x00-\x7f\u3000])"
"""How a line of prose begins: with a Chinese character or sign, or with bold words; names are English."""
_QUOTE = Text(
    "以这些符号开头的文字要加引号：* & ! % @ ` { [ > |", "put quotes around text that begins with * & ! % @ ` { [ > |"
)
_SAYS: tuple[tuple[str, Text, Text | None], ...] = (
    (
        "mapping values are not allowed",
        Text(
            "这里不应有冒号；上一行可能缺少冒号，或缩进不齐",
            "no colon belongs here; a colon may be missing on the line above, or the indentation is uneven",
        ),
        None,
    ),
    ("could not find expected ':'", Text("名称后面缺少冒号", "a colon is missing after a name"), None),
    (
        "did not find expected key",
        Text(
            "缩进不齐，或缺少引号、逗号、方括号",
            "the indentation is uneven, or a quote, comma or bracket is missing",
        ),
        Text("同一层的名称要左对齐；文字里有英文引号时用“”代替", "names of one level begin in the same column"),
    ),
    ("did not find expected '-' indicator", Text("列表的各项没有对齐", "the items of a list are not aligned"), None),
    ("expected ',' or ']'", Text("方括号里缺少逗号，或缺少右方括号", "a comma or the bracket ] is missing"), None),
    ("expected ',' or '}'", Text("花括号里缺少逗号，或缺少右花括号", "a comma or the brace } is missing"), None),
    ("found unexpected end of stream", Text("文字缺少右边的引号", "a text has no closing quote"), None),
    (
        "found unknown escape character",
        Text("双引号里反斜杠的写法不对", "a backslash in double quotes has no meaning here"),
        Text(r"要写一个反斜杠请写两个：\\", r"write two backslashes, \\, for one"),
    ),
    ("undefined alias", Text("以 * 开头是 YAML 别名，不能使用", "what begins with * is a YAML alias"), _QUOTE),
    ("duplicate anchor", Text("以 & 开头是 YAML 锚点，不能使用", "YAML anchors cannot be used"), _QUOTE),
    ("alphabetic or numeric character", Text("文字不能直接以 * 或 & 开头", "text cannot begin with * or &"), _QUOTE),
    ("cannot start any token", Text("文字不能以这个符号开头", "text cannot begin with this sign"), _QUOTE),
    ("block sequence entries", Text("列表的短横线放错了地方", "the dash of a list item is out of place"), None),
    ("undefined tag handle", Text("以 ! 开头的 YAML 标签不能使用", "YAML tags cannot be used"), _QUOTE),
    (
        "did not find expected <document start>",
        Text("缩进不齐，或名称后面缺少冒号", "the indentation is uneven, or a colon is missing after a name"),
        None,
    ),
    (
        "did not find expected node content",
        Text("这里缺少数字或文字", "a value belongs here"),
        Text("没有发生的写 0，还不知道的写 null", "write 0 where nothing happened, null where it is not known"),
    ),
)
"""Parts of the parser's messages, what they mean, and what to do."""
_BEGUN = ("expected ',' or ']'", "expected ',' or '}'", "could not find expected ':'", "unexpected end of stream")
"""What the parser notices only further down: told is where the bracket, the name or the quote stands."""


def syntax_fault(problem: Any, text: str, name: str) -> Fault:
    """Return the fault of a text that the parser refused, with its place and, where it can be told, the remedy."""
    words = str(getattr(problem, "problem", None) or getattr(problem, "reason", None) or problem)
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (None, None)
    says, remedy = Text("YAML 写法有误", f"this is no YAML: {words}"), None
    for part, known, advice in _SAYS:
        if part in words:
            says, remedy = known, advice
            break
    lines = text.split("\n")
    number = min(line or 1, len(lines)) - 1
    if re.match(r" *\t", lines[number]):
        says = Text("缩进里有制表符（Tab）", "the line is indented with a tab")
        remedy = Text("缩进请用空格：删去行首的 Tab，改按空格键，与同级的行对齐", "indent with spaces")
        return Fault("yaml-tab", says, Origin(name, line, 1), remedy)
    context = getattr(problem, "context_mark", None)
    if context is not None and any(part in words for part in _BEGUN):
        line, column = context.line + 1, context.column + 1
    first = min(number, context.line if context is not None else number)
    for suspect in [*range(number, max(first, number - 20) - 1, -1), *range(number - 1, max(number - 4, -1), -1)]:
        found = misplaced_colon(lines[suspect])
        if found is not None:
            says = Text("冒号写法不对", "a colon is not written as YAML needs it")
            return Fault("yaml-colon", says, Origin(name, suspect + 1, found), FULL_WIDTH_COLON)
    for suspect in (number, number - 1):
        wide = re.match(_WIDE_SPACE, lines[suspect]) if suspect >= 0 else None
        if wide is not None:
            says = Text("这里有全角空格", "a full-width space stands here")
            remedy = Text("改成英文输入法下的半角空格", "write plain spaces")
            return Fault("yaml-wide-space", says, Origin(name, suspect + 1, wide.end() + 1), remedy)
    stray = _prose_out_of_place(lines, (line or 1) - 1)
    if stray is not None:
        says = Text("文字部分的这一行没有与前后各行对齐", "this line of prose is not indented as those around it")
        remedy = Text(
            "在行首用半角空格补齐，与同一部分的其他各行左对齐（一般空四格）",
            "indent it with plain spaces, as the other lines of its section (four as a rule)",
        )
        return Fault("yaml-prose", says, Origin(name, stray + 1, 1), remedy)
    return Fault("yaml-syntax", says, Origin(name, line, column), remedy)


def _prose_out_of_place(lines: list[str], number: int) -> int | None:
    """Return the line of prose that left its section, when the parser stopped at line ``number`` (from 0).

    A heading that begins at the margin is a remark to the parser, which stops only at the prose below it.
    """
    if number >= len(lines) or not re.match(_PROSE, lines[number]):
        return None
    above = next((row for row in range(number - 1, -1, -1) if lines[row].strip()), None)
    return above if above is not None and re.match(r"#{2,3} ", lines[above]) else number


def misplaced_colon(line: str) -> int | None:
    """Return the column of a full-width colon after a name, or of a colon without the space after it."""
    found = re.match(_COLON, line)
    return None if found is None else found.end()
