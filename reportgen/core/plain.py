"""Any value of the package as plain data for JSON: the one way in which every format for programs is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Language, Text

Fields = Mapping[type, str]
"""Which fields of a class are shown, in which order: ``"address label from:before note?"``.

A colon gives a field another name; one with a question mark is left out where it is ``None``.
"""
_NO_FIELDS: Fields = {}


def plain(value: Any, language: Language | None = None, fields: Fields = _NO_FIELDS) -> Any:
    """Return ``value`` as mappings, lists and scalars: counts as numbers, decimals as exact text, a date as
    written, a blank as ``None``.

    A text is given in ``language``, or as ``{"zh", "en"}`` without one; an origin as messages write it. An attrs class
    becomes a mapping of those of its fields and properties that ``fields`` lists, else of all its fields.
    """
    kind = type(value)
    if kind in fields:
        return dict(_shown(value, fields[kind], language, fields))
    if kind is Decimal:
        return f"{value:f}"
    if kind is Origin or (kind is Text and language is not None):
        return str(value) if kind is Origin else value.in_(language)
    if isinstance(value, list | tuple):
        return [plain(inner, language, fields) for inner in value]
    if attrs.has(kind):
        value = {field.name: getattr(value, field.name) for field in attrs.fields(kind)}
    if isinstance(value, Mapping):
        return {name: plain(inner, language, fields) for name, inner in value.items()}
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _shown(value: Any, names: str, language: Language | None, fields: Fields) -> Iterator[tuple[str, Any]]:
    for word in names.split():
        shown, _, name = word.rstrip("?").partition(":")
        found = getattr(value, name or shown)
        if found is not None or not word.endswith("?"):
            yield shown, plain(found, language, fields)
