"""The JSON Schema of the data that a template asks for, made from how it uses each name."""

from __future__ import annotations

from typing import Any, Final

from reportgen.engine.word.contract.asked import Asked, asked_of
from reportgen.engine.word.contract.inspect import Inspection

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema_of(inspection: Inspection) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the data that a template asks for.

    A list that is looped over is an array, a name that is used under a condition only is optional, and what a filter
    needs is a number, a text or a date. Nothing is said of a name that only a condition asks for.
    """
    root = asked_of(use for part in inspection.parts for use in part.uses)
    return {"$schema": _DIALECT, "title": inspection.file, **_object(root)}


def _object(node: Asked) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "properties": {name: _schema(member) for name, member in sorted(node.members.items())},
        "required": sorted(name for name, member in node.members.items() if not member.optional),
    }
    if node.named and node.each is not None:
        found["additionalProperties"] = _schema(node.each)
    return found


def _schema(node: Asked) -> dict[str, Any]:  # noqa: PLR0911 — one case for each kind of use
    if node.group:
        return _object(node)
    if node.listed:
        return {"type": "array", **({"items": _schema(node.each)} if node.each is not None else {})}
    if any("date" in name for name in node.filters):
        return {"type": "string", "format": "date"}
    if "figure" in node.roles:
        return {"type": "number"}
    if "text" in node.roles:
        return {"type": "string"}
    if "sized" in node.roles:
        return {"type": ["array", "object", "string"]}
    return {"type": ["number", "string"]} if "printed" in node.roles else {}
