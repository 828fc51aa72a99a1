"""JSON text to plain data with exact numbers; what stands where is left to :mod:`json_places`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from reportgen.engine.reading.inspecting import duplicate_key, too_many
from reportgen.engine.reading.scalars import endless, exponent, not_a_number
from reportgen.errors import DataError, Fault
from reportgen.vocabulary.documents import Unreadable
from reportgen.vocabulary.limits import Limits
from reportgen.vocabulary.origins import Origin
from reportgen.vocabulary.texts import Text

_MOST_DIGITS = 100
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')


def parse(text: str, name: str, limits: Limits) -> Any:
    """Return what JSON ``text`` says: ints, decimals, texts; :class:`Unreadable` for NaN, exponents and repeated keys.

    Raises:
        DataError: the text is no JSON; the fault says where and what to change.
    """
    if text.count(",") > limits.data_nodes and _STRING.sub("", text).count(",") > limits.data_nodes:
        raise DataError(Fault("too-many-values", too_many(limits).says, Origin(name)))
    try:
        return _decoder.decode(text)
    except json.JSONDecodeError as problem:
        raise DataError(_syntax_fault(problem, name)) from None
    except RecursionError:
        deep = limits.data_depth
        says = Text(f"嵌套超过 {deep} 层", f"nested deeper than {deep}")
        raise DataError(Fault("too-deep", says, Origin(name))) from None


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                result[key] = duplicate_key(key)
            seen.add(key)
    return result


def _integer(text: str) -> int | Unreadable:
    return int(text) if len(text) <= _MOST_DIGITS else endless(text)


def _fraction(text: str) -> Decimal | Unreadable:
    if "e" in text or "E" in text:
        return exponent(text)
    return Decimal(text) if len(text) <= _MOST_DIGITS else endless(text)


_decoder = json.JSONDecoder(
    object_pairs_hook=_mapping, parse_int=_integer, parse_float=_fraction, parse_constant=not_a_number
)

_SAYS = (
    (
        "Invalid control character",
        Text("引号里的文字不能直接换行或含制表符", "a text in quotes cannot hold a line break or tab"),
        Text(r"换行写成 \n，制表符写成 \t", r"write a line break as \n and a tab as \t"),
    ),
    ("Unterminated string", Text("文字缺少右边的引号", "a text has no closing quote"), None),
    (
        "Invalid \\",
        Text("反斜杠后面的写法不对", "a backslash is followed by what has no meaning"),
        Text(r"要写一个反斜杠请写两个：\\", r"write two backslashes, \\, for one"),
    ),
    (
        "Extra data",
        Text("数据结束后还有多余的内容", "something follows the end of the data"),
        Text("一个文件只能有一份数据", "one file holds one set of data"),
    ),
    ("Expecting ',' delimiter", Text("缺少逗号", "a comma is missing"), None),
    ("Expecting ':' delimiter", Text("名称后面缺少冒号", "a colon is missing after a name"), None),
    ("Expecting property name", Text("这里应当是加英文双引号的名称", "a name in double quotes belongs here"), None),
    ("Illegal trailing comma", Text("最后一项后面多了逗号", "a comma follows the last item"), None),
    ("Expecting value", Text("这里缺少数字或文字", "a value belongs here"), None),
)
_FULL_WIDTH = {"：": ":", "，": ",", "“": '"', "”": '"', "｛": "{", "｝": "}", "［": "[", "］": "]", "＂": '"'}


def _syntax_fault(problem: json.JSONDecodeError, name: str) -> Fault:
    text, position = problem.doc, problem.pos
    says, remedy = Text("JSON 写法有误", f"this is no JSON: {problem.msg}"), None
    for start, known, advice in _SAYS:
        if problem.msg.startswith(start):
            says, remedy = known, advice
    return Fault("json-syntax", says, Origin(name, problem.lineno, problem.colno), _hint(text, position) or remedy)


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
        lambda rest, before: rest[:1] in ("}", "]") and before.endswith(","),
        Text("请删去最后一项后面的逗号", "delete the comma after the last item"),
    ),
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
