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
_LONG = re.compile("[0-9]{4}")
"""Of every 25th character: what a number of more than a hundred digits must show, and hardly any other text does."""
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_BETWEEN_BRACKETS = re.compile(r"[^\[\]{}]+")
_UNUSUAL_ESCAPE = re.compile(r"\\[ubfr]")
_BEGINNING = 100_000
"""Characters that are looked at first: what is far too deep mostly begins so."""
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


def parse(text: str, name: str, limits: Limits) -> tuple[Any, bool]:
    """Return what JSON ``text`` says: ints, decimals, texts; :class:`Unreadable` for NaN, exponents and repeated keys.

    The second value is whether the first is sound: nothing in it was unreadable, its texts hold no characters that
    must be replaced or refused and are not too long, and its values are not too many.

    Raises:
        DataError: the text is no JSON; the fault says where and what to change.
    """
    opened = text.count("[") + text.count("{")
    commas = text.count(",") if len(text) > limits.data_nodes else 0  # a short text has not so many values
    if commas > limits.data_nodes and _STRING.sub("", text).count(",") > limits.data_nodes:
        raise DataError(Fault("too-many-values", too_many(limits).says, Origin(name)))
    fault = json_errors.syntax_fault(text, name, limits) if _is_deep(text, opened, limits) else None
    if fault is None:
        reader = _Reader(text)
        try:
            data = reader.decode(text)
        except (json.JSONDecodeError, RecursionError):
            fault = json_errors.syntax_fault(text, name, limits) or json_errors.too_deep(limits, Origin(name))
        else:
            # No text can be too long, values are not too many, and no escape stands for an unusual character: those
            # that stand in the file itself were looked at before.
            small = len(text) <= limits.field_characters and (not commas or commas + opened <= limits.data_nodes)
            return data, reader.sound and small and _UNUSUAL_ESCAPE.search(text) is None
    raise DataError(fault)


def _is_deep(text: str, opened: int, limits: Limits) -> bool:
    """Tell whether more brackets are open at once than there may be; the decoder's own bound is each Python's own.

    There are ``opened`` in all.
    """
    most = limits.data_depth
    if (
        opened <= most or opened - 2 * text.count("{{") <= most
    ):  # two braces in a row stand in a text, or the decoder stops there
        return False
    return _depth(text[:_BEGINNING]) > most or _depth(text) > most


def _depth(text: str) -> int:
    """Return how many brackets are open at once, at most."""
    brackets = _BETWEEN_BRACKETS.sub("", _STRING.sub("", text))
    return max(accumulate(map(_DEEPER.__getitem__, brackets)), default=0)


class _Reader:
    """Reads one JSON text; ``sound`` as long as nothing in it was unreadable."""

    def __init__(self, text: str) -> None:
        self.sound = True
        long = _LONG.search(text[:: _MOST_DIGITS // 4]) is not None
        self.decode = json.JSONDecoder(
            object_pairs_hook=self._mapping,
            parse_int=self._integer if long else int,  # which the decoder calls without a detour
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
