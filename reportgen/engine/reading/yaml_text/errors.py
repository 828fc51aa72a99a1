"""What is wrong with a text that is no YAML, in words for a clerk: the parser's own words are jargon."""

from __future__ import annotations

from typing import Any

from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

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
    (
        "block sequence entries",
        Text("短横线是列表的记号，不能单独当作内容", "a dash begins an item of a list; it is no value"),
        Text(
            "没有发生的写 0，还不知道的写 null；是列表的，每项另起一行",
            "write 0 where nothing happened, null where it is not known; items of a list stand on lines of their own",
        ),
    ),
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


class UnparsableError(DataError):
    """A text that is no YAML at all, which may be read on after its first mistake."""


def syntax_fault(problem: Any, name: str) -> Fault:
    """Return the fault of a text that the parser refused, with its place and, where it can be told, the remedy."""
    words = str(getattr(problem, "problem", None) or getattr(problem, "reason", None) or problem)
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (None, None)
    says, remedy = Text("YAML 写法有误", f"this is no YAML: {words}"), None
    for part, known, advice in _SAYS:
        if part in words:
            says, remedy = known, advice
            break
    context = getattr(problem, "context_mark", None)
    if context is not None and any(part in words for part in _BEGUN):
        line, column = context.line + 1, context.column + 1
    return Fault("yaml-syntax", says, Origin(name, line, column), remedy)


def lacks_bar(name: str) -> tuple[Text, Text]:
    """Return what is wrong with a text of several lines below ``name``, and what to write."""
    return (
        Text(f"{name} 后面缺少 |，下面几行会连成一段", f"{name} lacks the bar |; the lines below it would become one"),
        Text(f"请写成 {name}: |", f"write {name}: |"),
    )
