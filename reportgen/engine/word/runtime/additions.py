"""What a document has beyond its template: pictures, and outward links, with the relations that lead to them.

The pictures' sizes are read by python-docx, which also writes their XML; nothing else of a package is opened or built.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import count
from typing import Any, Final

import attrs
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.shape import CT_Inline
from lxml import etree

from reportgen.core.text import Text
from reportgen.engine.opc.package_writer import PreparedArchive
from reportgen.engine.opc.relations import (
    CONTENT_TYPES,
    RELATIONS,
    Relation,
    read_content_types,
    read_relations,
    source_of,
)
from reportgen.engine.word.runtime import refusals
from reportgen.engine.word.runtime.links import refuse_strange
from reportgen.engine.word.runtime.values import UnprintableError

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_RELATIONS: Final = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
_FIRST_PICTURE: Final = 500_001
"""The number of the first picture that the data brings; those of the template's own drawings begin at 1001."""
_MOST_PIXELS: Final = 100_000
_ROOT: Final = re.compile(rb"<(?![?!])[^>]*>")


@attrs.frozen
class _Picture:
    """A picture that has been read: its member's name, and python-docx's reading of it."""

    member: str
    image: Any


class Additions:
    """The additions of one rendering, part by part; ``archive`` is the template's package."""

    def __init__(self, archive: PreparedArchive) -> None:
        self.archive = archive
        self._parts: dict[str, PartAdditions] = {}
        self._by_content: dict[str, _Picture] = {}
        self._by_source: dict[tuple[type, Any], tuple[Any, _Picture]] = {}
        self._media: dict[str, bytes] = {}
        self._numbers = count(_FIRST_PICTURE)
        self._files = count(1)

    def part(self, name: str) -> PartAdditions:
        """Return the additions of one part."""
        if name not in self._parts:
            self._parts[name] = PartAdditions(name, self)
        return self._parts[name]

    def picture(self, source: Any) -> _Picture:
        """Return the picture in ``source`` (bytes, a path as text or an open file), read once a document.

        Raises UnprintableError where it is none.
        """
        key = (type(source), source if isinstance(source, (str, bytes)) else id(source))
        known = self._by_source.get(key)
        if known is not None:
            return known[1]
        image = read_picture(source)
        digest = hashlib.sha256(image.blob).hexdigest()
        if digest not in self._by_content:
            member = next(
                name for number in self._files if (name := f"word/media/picture{number}.{image.ext}") not in self._names
            )
            self._media[member] = image.blob
            self._by_content[digest] = _Picture(member, image)
        found = attrs.evolve(self._by_content[digest], image=image)
        self._by_source[key] = source, found  # the source is kept, for its id must not be given again
        return found

    @cached_property
    def _names(self) -> Collection[str]:
        return frozenset(name.lower() for name in self.archive.names())

    def number(self) -> int:
        """Return a number that no other drawing has."""
        return next(self._numbers)

    def changed(self) -> dict[str, bytes]:
        """Return the members to be added and changed: pictures, relations and content types."""
        changed = dict(self._media)
        for part in self._parts.values():
            if part.added:
                changed[part.member] = part.written()
        if self._media:
            changed[CONTENT_TYPES] = self._content_types()
        return changed

    def dropped(self, changed: Mapping[str, bytes]) -> set[str]:
        """Return the pictures of the template that nothing names any more in the parts as ``changed``."""
        gone: set[str] = set()
        for part in self._parts.values():
            if part.added:
                gone.update(part.drop_unnamed(changed[part.name]))
        return gone - {arrow.part for name in self.archive.names() for arrow in self._arrows(name)}

    def _arrows(self, member: str) -> Iterable[Relation]:
        source = source_of(member)
        if source is None:
            return ()
        part = self._parts.get(source) or PartAdditions(source, self)
        return (arrow for arrow in part.relations.values() if arrow.id not in part.removed)

    def _content_types(self) -> bytes:
        content = self.archive.read(CONTENT_TYPES) or b""
        known = dict(read_content_types(content).defaults)
        tree = etree.fromstring(content)
        for picture in self._by_content.values():
            ending, kind = picture.image.ext.lower(), picture.image.content_type
            if known.setdefault(ending, kind) != kind:
                etree.SubElement(tree, f"{{{_TYPES}}}Override", PartName=f"/{picture.member}", ContentType=kind)
            elif not any(one.get("Extension", "").lower() == ending for one in tree):
                tree.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind))
        return _xml(tree)


def drawing_of(image: Any, id: str, number: int, width: Any, height: Any) -> Any:
    """Return a picture's drawing with that number, in the size asked for or its own; ``id`` is that of the relation."""
    if image.px_width <= 0 or image.px_height <= 0 or max(image.px_width, image.px_height) > _MOST_PIXELS:
        raise UnprintableError(
            Text("的图片没有可用的宽和高", "is a picture without a width and height that can be used")
        )
    return CT_Inline.new_pic_inline(number, id, image.filename, *image.scaled_dimensions(width, height))


def read_picture(source: Any) -> Any:
    """Return python-docx's reading of a picture: bytes, a path as text or an open file. Raises UnprintableError."""
    try:
        return Image.from_blob(source) if isinstance(source, bytes) else Image.from_file(source)
    except OSError as problem:
        raise UnprintableError(refusals.unreadable(problem)) from None
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError):
        raise UnprintableError(*refusals.NO_PICTURE) from None


class PartAdditions:
    """The additions of one part; for docxtpl's objects it is the part that they are printed in."""

    def __init__(self, name: str, document: Additions) -> None:
        self.name, self.document = name, document
        folder, file = posixpath.split(name)
        self.member = posixpath.join(folder, "_rels", f"{file}.rels")
        self.added: dict[tuple[str, str, bool], str] = {}
        self.removed: set[str] = set()

    @cached_property
    def _content(self) -> bytes:
        return self.document.archive.read(self.member) or _NO_RELATIONS

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """The relations that the part has in the template, by id."""
        found = read_relations(self._content, self.name, self.document.archive.names())
        return {relation.id: relation for relation in found}

    @cached_property
    def _ids(self) -> Callable[[], str]:
        numbers = count(1)
        return lambda: next(id for number in numbers if (id := f"rId{number}") not in self.relations)

    def relate_to(self, target: str, reltype: str, is_external: bool = False) -> str:
        """Return the id of the relation to ``target``, made where there is none yet: python-docx's own call.

        Raises UnprintableError for an outward address that is no ordinary link.
        """
        if is_external:
            refuse_strange(target)
        key = (target, reltype, is_external)
        if key not in self.added:
            self.added[key] = self._ids()
        return self.added[key]

    def picture(self, source: Any) -> tuple[str, Any]:
        """Return the id of the relation to a picture, and python-docx's reading of it."""
        found = self.document.picture(source)
        target = posixpath.relpath(found.member, posixpath.dirname(self.name) or ".")
        return self.relate_to(target, RELATIONSHIP_TYPE.IMAGE), found.image

    def new_pic_inline(self, image_descriptor: Any, width: Any = None, height: Any = None) -> Any:
        """Return the drawing of a picture: python-docx's own call, which docxtpl's InlineImage makes."""
        id, image = self.picture(image_descriptor)
        return drawing_of(image, id, self.document.number(), width, height)

    def new_relations(self) -> list[Relation]:
        """Return the added relations."""
        return [
            Relation(
                self.name, id, kind.rpartition("/")[2], target,
                None if external else posixpath.normpath(posixpath.join(posixpath.dirname(self.name), target)),
            )
            for (target, kind, external), id in self.added.items()
        ]  # fmt: skip

    def drop_unnamed(self, xml: bytes) -> Iterator[str]:
        """Drop the relations to pictures that the part's ``xml`` no longer names, and yield the pictures."""
        for arrow in self.relations.values():
            if arrow.kind == "image" and arrow.part is not None and f'"{arrow.id}"'.encode() not in xml:
                self.removed.add(arrow.id)
                yield arrow.part

    def written(self) -> bytes:
        """Return the part's relations, the added ones at the end."""
        tree = etree.fromstring(self._content)
        for one in list(tree):
            if one.get("Id") in self.removed:
                tree.remove(one)
        for (target, kind, external), id in self.added.items():
            arrow = etree.SubElement(tree, f"{{{RELATIONS}}}Relationship", Id=id, Type=kind, Target=target)
            if external:
                arrow.set("TargetMode", "External")
        return _xml(tree)

    def declared(self, xml: bytes) -> bytes:
        """Return the part's ``xml`` with the prefix that relations are named with."""
        root = _ROOT.search(xml)
        if not self.added or root is None or b"xmlns:r=" in root.group():
            return xml
        end = root.end() - 1
        return xml[:end] + b' xmlns:r="' + _OFFICE + b'"' + xml[end:]


def _xml(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True, xml_declaration=True))
