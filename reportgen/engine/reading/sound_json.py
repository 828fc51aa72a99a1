"""JSON text of which nothing is to be refused, read at the speed of the standard library's own decoder.

It names no fault: what it cannot prove to be sound is left to :mod:`json_values` and :mod:`inspecting`.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from reportgen.core.limits import Limits
from reportgen.engine.reading.value_limits import Inspection

_MOST_DIGITS = 100
_STEP = 12
_LONG_NUMBER = re.compile(f"[0-9]{{{_MOST_DIGITS // _STEP}}}")
_UNUSUAL_ESCAPE = re.compile(r'\\[^nt"\\/]')


def read(text: str, limits: Limits) -> dict[str, Any] | None:
    """Return the mapping that ``text`` holds, as the careful road would, or ``None`` where that might refuse something.

    The decoder proves the syntax, and with it that no control character stands in the text; its hooks see every key
    and every number but integers. More than a hundred digits in a row would show among every twelfth character.
    """
    if len(text) > min(limits.data_nodes, limits.field_characters) or _LONG_NUMBER.search(text[::_STEP]):
        return None
    try:
        text.encode()  # no lone surrogates
        data = _decoder.decode(text)
    except (ValueError, RecursionError):
        return None
    if type(data) is not dict or "\ufffe" in text or "\uffff" in text:
        return None
    opened = text.count("[") + text.count("{") - 2 * text.count("{{")  # two braces in a row stand in a text only
    if opened <= limits.data_depth and _UNUSUAL_ESCAPE.search(text) is None:
        return data
    inspection = Inspection(limits)
    copy: dict[str, Any] = inspection.copy(data)
    return None if inspection.problems else copy


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


def _fraction(text: str) -> Decimal:
    if "e" in text or "E" in text or len(text) > _MOST_DIGITS:
        raise ValueError("no number that is written out")
    return Decimal(text)


def _constant(text: str) -> None:
    raise ValueError(f"{text} is no number")


_decoder = json.JSONDecoder(object_pairs_hook=_mapping, parse_float=_fraction, parse_constant=_constant)
