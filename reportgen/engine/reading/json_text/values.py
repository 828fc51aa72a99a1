"""JSON text to plain data with exact numbers; what stands where is left to :mod:`json_places`."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import accumulate
from typing import Any

from reportgen.core.document import Unreadable
from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import Limits
from reportgen.core.origin import Origin
from reportgen.engine.reading.json_text import errors as json_errors
from reportgen.engine.reading.value_limits import duplicate_key, too_many
from reportgen.engine.reading.yaml_text.scalars import endless, exponent, not_a_number

_MOST_DIGITS = 100
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_BETWEEN_BRACKETS = re.compile(r"[^\[\]{}]+")
_UNUSUAL_ESCAPE = re.compile(r"\\[ubfr]")
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


def parse(text: str, name: str, limits: Limits) -> tuple[Any, bool]:
    """Return what JSON ``text`` says: ints, decimals, texts; :class:`Unreadable` for NaN, exponents and repeated keys.

    The second value is whether the first is sound: nothing in it was unreadable, its texts hold no characters that
    must be replaced or refused and are not too long, and its values are not too many.

    Raises:
        DataError: the text is no JSON; the fault says where and what to change.
    """
    if text.count(",") > limits.data_nodes and _STRING.sub("", text).count(",") > limits.data_nodes:
        raise DataError(Fault("too-many-values", too_many(limits).says, Origin(name)))
    fault = json_errors.syntax_fault(text, name, limits) if _is_deep(text, limits) else None
    if fault is None:
        reader = _Reader()
        try:
            data = reader.decode(text)
        except (json.JSONDecodeError, RecursionError):
            fault = json_errors.syntax_fault(text, name, limits) or json_errors.too_deep(limits, Origin(name))
        else:
            return data, reader.sound and _is_small(text, limits)
    raise DataError(fault)


def _is_small(text: str, limits: Limits) -> bool:
    """Tell whether no text can be too long, no escape stands for an unusual character, and values are not too many.

    The characters that stand in the file itself were looked at before.
    """
    if len(text) > limits.field_characters or _UNUSUAL_ESCAPE.search(text) is not None:
        return False
    return text.count(",") + text.count("[") + text.count("{") <= limits.data_nodes


def _is_deep(text: str, limits: Limits) -> bool:
    """Tell whether more brackets are open at once than there may be; the decoder's own bound is each Python's own."""
    most = limits.data_depth
    placeholders = 2 * text.count("{{")  # two braces in a row stand in a text, or the decoder stops there
    if text.count("[") + text.count("{") - placeholders <= most:
        return False
    brackets = _BETWEEN_BRACKETS.sub("", _STRING.sub("", text))
    return max(accumulate(map(_DEEPER.__getitem__, brackets)), default=0) > most


class _Reader:
    """Reads one JSON text; ``sound`` as long as nothing in it was unreadable."""

    def __init__(self) -> None:
        self.sound = True
        self.decode = json.JSONDecoder(
            object_pairs_hook=self._mapping,
            parse_int=self._integer,
            parse_float=self._fraction,
            parse_constant=lambda text: self._refused(not_a_number(text)),
        ).decode

    def _mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    result[key] = self._refused(duplicate_key(key))
                seen.add(key)
        return result

    def _integer(self, text: str) -> int | Unreadable:
        return int(text) if len(text) <= _MOST_DIGITS else self._refused(endless(text))

    def _fraction(self, text: str) -> Decimal | Unreadable:
        if "e" in text or "E" in text:
            return self._refused(exponent(text))
        return Decimal(text) if len(text) <= _MOST_DIGITS else self._refused(endless(text))

    def _refused(self, why: Unreadable) -> Unreadable:
        self.sound = False
        return why
