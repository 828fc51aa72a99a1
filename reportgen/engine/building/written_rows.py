"""A row written as a list of numbers, and what to write where something is neither a row nor names and values."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.model.figures import declared
from reportgen.model.kinds.kind import UnfitError, found
from reportgen.model.symbolic import columns

_SEPARATORS = re.compile(r"[，、；;\s]")
"""What people write between numbers where YAML needs a comma."""
_BRACKETS = " \u3000[]()【】〔〕"
_PLAIN = re.compile(r"0|[1-9][0-9]*", re.ASCII)


def by_name(value: Any, cls: Any) -> dict[str, Any]:
    """Return a row's values by name, out of a list of numbers in column order.

    Raises:
        UnfitError: it is no such list, or has too few or too many numbers.
    """
    names = columns(cls)
    if type(value) is list and names:
        return _row(value, names, cls)
    raise UnfitError("wrong-type", *_expected(value, names))


def _row(value: list[Any], names: tuple[str, ...], cls: Any) -> dict[str, Any]:
    if len(value) != len(names):
        labels = [declared(field).labels[-1] for field in attrs.fields(cls)]
        says = Text(
            f"这一行应当有 {len(names)} 个数字，写了 {len(value)} 个",
            f"this row should have {len(names)} numbers, not {len(value)}",
        )
        zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
        if any(type(item) is str and _SEPARATORS.search(item.strip()) for item in value):
            raise UnfitError(
                "wrong-length", says, Text("数字之间请用英文逗号 ,", "put plain commas between the numbers")
            )
        raise UnfitError(
            "wrong-length", says, Text(f"依次为：{zh}；不含总计", f"in this order: {en}; without the total")
        )
    return dict(zip(names, value, strict=True))


def _expected(value: Any, names: tuple[str, ...]) -> tuple[Text, Text | None]:
    kind = found(value)
    if names:
        says = (
            f"应当是 {len(names)} 个数字的列表，写的是{kind.zh}",
            f"expected a list of {len(names)} numbers, found {kind.en}",
        )
    else:
        says = f"下面应当有各项名称和数字，写的是{kind.zh}", f"expected names and figures below it, found {kind.en}"
    remedy = None
    if value is None:
        remedy = Text(
            "没有发生的写 0，还不知道的写 null，一项也不要省略",
            "write 0 where nothing happened and null where it is not known, for every figure",
        )
    elif type(value) is str and ("：" in value or ":" in value):
        remedy = Text("冒号要用英文的 :，后面空一格", "use the plain colon : with a space after it")
    elif type(value) is str and names:
        remedy = _row_remedy(value, names)
    return Text(*says), remedy


def _row_remedy(value: str, names: tuple[str, ...]) -> Text:
    """Return how a row is written: with its own numbers, where a text holds as many as the row has columns."""
    body = unicodedata.normalize("NFKC", value).strip(_BRACKETS)
    for separator in (",", "、", ";", None):
        parts = [part.strip() for part in body.split(separator)]
        if len(parts) == len(names) and all(_PLAIN.fullmatch(part) for part in parts):
            row = f"[{', '.join(parts)}]"
            return Text(f"请写成 {row}", f"write {row}")
    row = f"[{', '.join(['0'] * len(names))}]"
    return Text(f"请写成 {row} 这样的一行", f"write a row such as {row}")
