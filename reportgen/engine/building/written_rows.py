"""A row written as a list of numbers, and what to write where something is neither a row nor names and values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.engine.building.row_texts import row_remedy
from reportgen.model.figures import declared
from reportgen.model.kinds.kind import UnfitError, found
from reportgen.model.kinds.written_numbers import NOTHING
from reportgen.model.symbolic import columns


def by_name(value: Any, cls: Any, written: Callable[[], str | None]) -> dict[str, Any]:
    """Return a row's values by name, out of a list of numbers in column order.

    ``written`` returns the row as it stands in the file, where that is known.

    Raises:
        UnfitError: it is no such list, or has too few or too many numbers.
    """
    names = columns(cls)
    if type(value) is list and names:
        return _row(value, names, cls, written)
    raise UnfitError("wrong-type", *_expected(value, names, cls))


def _row(value: list[Any], names: tuple[str, ...], cls: Any, written: Callable[[], str | None]) -> dict[str, Any]:
    if len(value) != len(names):
        says = Text(
            f"这一行应当有 {len(names)} 个数字，写了 {len(value)} 个",
            f"this row should have {len(names)} numbers, not {len(value)}",
        )
        text = written()
        if text is None:
            text = ", ".join(str(item) for item in value)
        raise UnfitError("wrong-length", says, row_remedy(text, len(names)) or _in_order(cls))
    return dict(zip(names, value, strict=True))


def _in_order(cls: Any) -> Text:
    """Return which numbers a row has, in their order."""
    labels = [declared(field).labels[-1] for field in attrs.fields(cls)]
    zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
    return Text(f"依次为：{zh}；不含总计", f"in this order: {en}; without the total")


def _expected(value: Any, names: tuple[str, ...], cls: Any) -> tuple[Text, Text | None]:
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
    elif names and type(value) in (str, int):
        remedy = _row_remedy(str(value), names, cls)
    return Text(*says), remedy


def _row_remedy(value: str, names: tuple[str, ...], cls: Any) -> Text:
    """Return how a row is written: with its own numbers, where they can be told, else which numbers it has."""
    if value.strip() in NOTHING or value.strip() == "0":
        row = f"[{', '.join(['0'] * len(names))}]"
        return Text(f"各列都没有发生的写成 {row}", f"where nothing happened in any column write {row}")
    order = _in_order(cls)
    names_zh, names_en = (
        order.zh.partition("；")[0].removeprefix("依次为："),
        order.en.partition(";")[0].removeprefix("in this order: "),
    )
    return row_remedy(value, len(names)) or Text(
        f"写在方括号里，用英文逗号隔开，依次为：[{names_zh}]",
        f"write them in brackets with plain commas between them: [{names_en}]",
    )
