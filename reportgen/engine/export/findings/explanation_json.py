"""Explanations as plain data, for programs."""

from __future__ import annotations

from typing import Any, Final

from reportgen.core.plain import Fields, plain
from reportgen.core.text import Language
from reportgen.report.explanation import Explanation

_FIELDS: Final[Fields] = {Explanation: "address label value origin formula"}
_STATED: Final[Fields] = {Explanation: "value:stated origin:stated_origin agrees"}


def as_plain(explanation: Explanation, language: Language, *, deep: bool = True) -> dict[str, Any]:
    """Return ``{"address", "label", "value", "origin", "formula", "stated", "addends"}``.

    Counts are JSON numbers, decimals exact text, a blank is null. ``stated`` is null where nobody published the total,
    else ``{"value", "origin", "agrees"}``. With ``deep`` each addend is explained in turn; without it ``addends`` is
    left out. A figure of a roll-up also has ``units``: how many there are, the largest, and the sum of the others.
    """
    shown: dict[str, Any] = plain(explanation, language, _FIELDS)
    stated = plain(explanation, language, _STATED) if explanation.is_stated else None
    units = {} if explanation.units is None else {"units": plain(explanation.units, language)}
    addends = [{"times": times, **as_plain(part, language)} for times, part in explanation.addends] if deep else []
    return {**shown, "stated": stated, **units} | ({"addends": addends} if deep else {})
