"""Values of a program's own kinds, such as a day or numpy's numbers, and the plain ones that it should give instead."""

from __future__ import annotations

from typing import Any, Final

from reportgen.core.text import Text

_METHODS: Final = (("tolist", Text("列表或数字", "a list or number")), ("item", Text("数字", "number")))


def plain_instead(value: Any) -> Text | None:
    """Return what to give for ``value``, which is no plain data, where that is certain."""
    import datetime as dt  # noqa: PLC0415 — sound data has none

    if isinstance(value, dt.date):
        day = f'"{value:%Y-%m-%d}"'
        return Text(f"请给出文字 {day}（.strftime('%Y-%m-%d')）", f"give the text {day} (.strftime('%Y-%m-%d'))")
    if hasattr(type(value), "__index__"):
        return Text("请用 int(…) 换成整数", "make it a whole number by int(…)")
    for method, kind in _METHODS:
        if callable(getattr(type(value), method, None)):
            return Text(f"请用 .{method}() 换成普通的{kind.zh}", f"make it a plain {kind.en} by .{method}()")
    return None
