"""A JSON Schema read as the shape of a template's data: the contract of templates that have no report type."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from reportgen.core.errors import Fault, UsageError
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.regular_file import read_regular
from reportgen.report.context_shape import ANYTHING, FLAG, NUMBER, TEXT, Group, Leaf, Listing, Shape, shape_of

_SIMPLE: Final[Mapping[str, Shape]] = {"number": NUMBER, "integer": NUMBER, "string": TEXT, "boolean": FLAG}
_MOST_BYTES: Final = 4 * 1024 * 1024
_DEEPEST: Final = 32


def read_schema(path: Path) -> Any:
    """Return the JSON document in ``path``.

    Raises:
        UsageError: it cannot be read, or is no JSON.
    """
    try:
        return json.loads(
            read_regular(path, min(_MOST_BYTES, DEFAULT.file_bytes)).decode("utf-8").removeprefix("\ufeff")
        )
    except (OSError, ValueError, RecursionError) as problem:
        why = str(getattr(problem, "strerror", None) or problem)
        says = Text(f"不能读取 JSON Schema（{why}）", f"the JSON Schema cannot be read ({why})")
        raise UsageError(Fault("bad-schema", says, Origin(str(path)))) from None


def shape_of_schema(schema: Any) -> Group:
    """Return the shape that a JSON Schema describes.

    A name that the schema does not list is unknown, unless ``additionalProperties`` or ``patternProperties`` says what
    others are. What is not in ``required`` is optional, what may be null is blank. References inside the document are
    followed.

    Raises:
        UsageError: it is no schema of an object with properties.
    """
    shape = _Reader(schema).shape(schema, ()) if isinstance(schema, Mapping) else None
    if not isinstance(shape, Group) or not (shape.members or shape.others):
        says = Text(
            "这不是数据的 JSON Schema：最外层应当是有 properties 的 object",
            "this is no JSON Schema of data: at its root it should describe an object with properties",
        )
        raise UsageError(Fault("bad-schema", says))
    return shape


class _Reader:
    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root

    def shape(self, schema: Any, path: tuple[str, ...]) -> Shape:
        """Return the shape of a schema; ``path`` are the references that led to it, which may run in a circle."""
        if not isinstance(schema, Mapping) or len(path) > _DEEPEST:
            return ANYTHING
        reference = schema.get("$ref")
        if isinstance(reference, str):
            return ANYTHING if reference in path else self.shape(self._resolved(reference), (*path, reference))
        for word in ("allOf", "anyOf", "oneOf"):
            if isinstance(schema.get(word), list):
                rest = {name: value for name, value in schema.items() if name != word}
                parts = [one for one in schema[word] if not _is_null(one)]
                shapes = [self.shape(one, (*path, "")) for one in ([*parts, rest] if _describes(rest) else parts)]
                return _united(shapes, every=word == "allOf")
        if "const" in schema or isinstance(schema.get("enum"), list):
            values = [schema["const"]] if "const" in schema else schema["enum"]
            return _united([shape_of(value) for value in values if value is not None], every=False)
        types = schema.get("type", "object" if "properties" in schema else "array" if "items" in schema else ())
        names = [name for name in ([types] if isinstance(types, str) else types) if name != "null"]
        return _united([self._typed(name, schema, (*path, "")) for name in names], every=False)

    def _typed(self, name: object, schema: Mapping[str, Any], path: tuple[str, ...]) -> Shape:
        if name == "object":
            return self._group(schema, path)
        if name == "array":
            items = schema.get("items", schema.get("prefixItems"))
            if isinstance(items, list):
                items = {"anyOf": items}
            return Listing(self.shape(items, path))
        return _SIMPLE.get(str(name), ANYTHING)

    def _group(self, schema: Mapping[str, Any], path: tuple[str, ...]) -> Shape:
        properties, required = schema.get("properties", {}), schema.get("required", ())
        others = schema.get("additionalProperties", None)
        patterns = schema.get("patternProperties")
        if isinstance(patterns, Mapping) and patterns:
            others = {"anyOf": [*patterns.values()]}
        if not isinstance(properties, Mapping) or (not properties and others is None):
            return ANYTHING
        members = {str(name): self.shape(value, path) for name, value in properties.items()}
        optional = frozenset(name for name in members if name not in required)
        blank = frozenset(name for name, value in properties.items() if _may_be_null(value))
        open_ = None if others is None or others is False else self.shape(others, path)
        return Group(members, open_, optional, blank)

    def _resolved(self, reference: str) -> Any:
        found: Any = self.root
        if not reference.startswith("#"):
            return None
        for step in reference[1:].strip("/").split("/") if reference != "#" else ():
            name = step.replace("~1", "/").replace("~0", "~")
            found = found.get(name) if isinstance(found, Mapping) else None
        return found


def _describes(schema: Mapping[str, Any]) -> bool:
    return any(word in schema for word in ("properties", "items", "type", "additionalProperties"))


def _is_null(schema: Any) -> bool:
    return isinstance(schema, Mapping) and schema.get("type") == "null"


def _may_be_null(schema: Any) -> bool:
    if not isinstance(schema, Mapping):
        return False
    types = schema.get("type", ())
    if not isinstance(types, str) and isinstance(types, Sequence) and "null" in types:
        return True
    choices = [*(schema.get("anyOf") or ()), *(schema.get("oneOf") or ())]
    return None in (schema.get("enum") or ()) or any(_is_null(one) for one in choices)


def _united(shapes: Sequence[Shape], *, every: bool) -> Shape:
    """Return what is known of a value that has every one of the shapes, or any one of them."""
    if not shapes:
        return ANYTHING
    first = shapes[0]
    if all(one == first for one in shapes):
        return first
    if all(isinstance(one, Group) for one in shapes):
        groups = [one for one in shapes if isinstance(one, Group)]
        members = {
            name: _united([one.members[name] for one in groups if name in one.members], every=every)
            for name in dict.fromkeys(name for one in groups for name in one.members)
        }
        needed = [{*one.members} - one.optional for one in groups]
        sure = set.union(*needed) if every else set.intersection(*needed)
        others = next((one.others for one in groups if one.others is not None), None)
        blank = frozenset(name for one in groups for name in one.blank)
        return Group(members, others, frozenset({*members} - sure), blank)
    if every:
        known = [one for one in shapes if one != ANYTHING]
        return known[0] if known else ANYTHING
    return Leaf("code") if all(one in (NUMBER, TEXT, Leaf("code")) for one in shapes) else ANYTHING
