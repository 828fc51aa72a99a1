"""The content types of a package's parts and the relations between them.

Source: ECMA-376 part 2 (Open Packaging Conventions), 6.2 to 6.5.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final
from urllib.parse import unquote
from xml.parsers import expat

import attrs

CONTENT_TYPES: Final = "[Content_Types].xml"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

OFFICE: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""How the types of Office's own relations begin, and the namespace of the attributes that name a relation."""
_LIST_DEPTH: Final = 2
"""A list and its entries."""


@attrs.frozen
class ContentTypes:
    """The content type of each part: by its name, else by its ending."""

    defaults: tuple[tuple[str, str], ...]
    overrides: tuple[tuple[str, str], ...]

    @cached_property
    def _by_ending(self) -> Mapping[str, str]:
        return dict(self.defaults)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return dict(self.overrides)

    def of(self, part: str) -> str | None:
        """Return the content type of ``part``, lower case, or None if the package does not say."""
        named = self._by_name.get(part.lower())
        return named if named is not None else self._by_ending.get(part.rpartition(".")[2].lower())


@attrs.frozen
class Relation:
    """A relation from ``source`` (empty for the package itself) to a part or to an outside address.

    ``kind`` is the last word of the relation's type (``header``, ``image``, ``core-properties``); ``known`` tells that
    the type is one of the standard's own; ``part`` is the name of the part it leads to, None when it leads outside;
    ``target`` what the file says.
    """

    source: str
    id: str
    kind: str
    target: str
    part: str | None
    known: bool = True

    @property
    def external(self) -> bool:
        """Whether the relation leads out of the package."""
        return self.part is None


def read_content_types(content: bytes) -> ContentTypes:
    """Return the content types that the part ``[Content_Types].xml`` declares; ``content`` must be sound XML."""
    defaults: list[tuple[str, str]] = []
    overrides: list[tuple[str, str]] = []
    for name, attributes in _elements(content):
        kind = attributes.get("ContentType", "").lower()
        if name == f"{_TYPES} Default":
            defaults.append((attributes.get("Extension", "").lower(), kind))
        elif name == f"{_TYPES} Override":
            part = attributes.get("PartName", "").lower()
            if part.startswith("/"):  # other programs know no other names
                overrides.append((part[1:], kind))
    return ContentTypes(tuple(defaults), tuple(overrides))


def source_of(name: str) -> str | None:
    """Return the part whose relations the member ``name`` holds (empty: the package), or None if it holds none."""
    folder, _, file = name.rpartition("/")
    if not file.lower().endswith(".rels") or posixpath.basename(folder).lower() != "_rels":
        return None
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def read_relations(content: bytes, source: str, names: Iterable[str]) -> Iterator[Relation]:
    """Yield the relations of ``source``; ``names`` are the package's members, ``content`` must be sound XML."""
    known = frozenset(names)
    for name, attributes in _elements(content):
        if name != f"{RELATIONS} Relationship":
            continue
        target = attributes.get("Target", "")
        family, _, kind = attributes.get("Type", "").rstrip("/").rpartition("/")
        outside = attributes.get("TargetMode", "").lower() == "external"
        part = None if outside else _part(source, target, known)
        yield Relation(source, attributes.get("Id", ""), kind, target, part, family in OFFICE)


def loop_of(relations: Iterable[Relation]) -> tuple[str, ...]:
    """Return the parts of one circle of relations, or an empty tuple if there is none."""
    targets: dict[str, dict[str, None]] = {}
    for relation in relations:
        if relation.part is not None and not (relation.part == relation.source and "#" in relation.target):
            targets.setdefault(relation.source, {})[relation.part] = None
    done: set[str] = set()
    for start in targets:
        path: dict[str, None] = {}  # in the order in which it was walked
        stack = [(start, iter((start,)))]
        while stack:
            part = next(stack[-1][1], None)
            if part is None:
                stack.pop()
                if path and stack:
                    done.add(path.popitem()[0])
                continue
            if part in path:
                walked = list(path)
                return tuple(walked[walked.index(part) :])
            if part not in done:
                path[part] = None
                stack.append((part, iter(targets.get(part, ()))))
    return ()


def _part(source: str, target: str, known: frozenset[str]) -> str:
    path = target.partition("#")[0]
    if not path:
        return source
    absolute = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path)).lstrip("/")
    unescaped = unquote(absolute)
    return unescaped if absolute not in known and unescaped in known else absolute


class NestedEntryError(Exception):
    """An entry of a list of relations or content types stands inside of another: programs differ in what it says."""


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of a list, the root first. Raises NestedEntryError."""
    found: list[tuple[str, dict[str, str]]] = []
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _LIST_DEPTH:
            raise NestedEntryError(name)
        found.append((name, attributes))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(content, True)
    except LookupError:
        raise expat.ExpatError("an encoding that does not exist") from None
    return found
