"""Explanations as plain data, for programs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportgen.core.text import Language
from reportgen.report.explanation import Explanation


def as_plain(explanation: Explanation, language: Language, *, deep: bool = True) -> dict[str, Any]:
    """Return ``{"address", "label", "value", "origin", "formula", "stated", "addends"}``.

    Counts are JSON numbers, decimals exact text, a blank is null. ``stated`` is null where nobody published the total,
    else ``{"value", "origin", "agrees"}``. With ``deep`` each addend is explained in turn; without it ``addends`` is
    left out.
    """
    stated = {
        "value": _value(explanation.stated),
        "origin": _place(explanation.stated_origin),
        "agrees": explanation.agrees,
    }
    plain: dict[str, Any] = {
        "address": explanation.address,
        "label": explanation.label.in_(language),
        "value": _value(explanation.value),
        "origin": _place(explanation.origin),
        "formula": explanation.formula,
        "stated": stated if explanation.is_stated else None,
    }
    if deep:
        plain["addends"] = [{"times": times, **as_plain(part, language)} for times, part in explanation.addends]
    return plain


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if value is None or isinstance(value, int | str) else str(value)


def _place(origin: object) -> str | None:
    return None if origin is None else str(origin)
