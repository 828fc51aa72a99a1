"""A Word package opened to be read and nothing else: only the parts that are asked for are unpacked and parsed.

What runs or reaches outside is never followed and never copied, so that it need not be looked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import TemplateError
from reportgen.core.limits import DEFAULT, MEBIBYTE, Limits
from reportgen.core.text import Text
from reportgen.engine.opc.member import WrongSizeError, unpacked
from reportgen.engine.opc.package import content_types_of, listed_relations, main_of
from reportgen.engine.opc.package_faults import UnfitXmlError, refusal
from reportgen.engine.opc.package_file import identify
from reportgen.engine.opc.relations import Relation
from reportgen.engine.opc.xml_scan import XmlScan, refuse_too_many
from reportgen.engine.opc.zip_directory import Entry, entries_of

_SCANNED: Final = 4 * MEBIBYTE
"""A larger part is scanned before a tree is made of it, because its elements have to be counted first."""
_RELATIONS: Final = "_rels/.rels"


@attrs.frozen(eq=False)
class ReadOnlyPackage:
    """A package whose directory has proved sound; ``main`` is the name of its document part."""

    name: str
    main: str
    _content: bytes
    _entries: Mapping[str, Entry]
    _relations: tuple[Relation, ...]
    _limits: Limits

    def parts_of(self, kind: str) -> tuple[str, ...]:
        """Return the names of the parts that the document relates to as ``kind``, as ``Package.parts_of``."""
        found = (one.part for one in self._relations if one.kind == kind and one.part is not None)
        return tuple(dict.fromkeys(found))

    def relations_of(self, part: str) -> tuple[Relation, ...]:
        """Return the relations of a part; raises TemplateError where their list is damaged."""
        if part == self.main:
            return self._relations
        folder, _, file = part.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels".lstrip("/")
        return _relations(self._content, self._entries, listed, part, self.name, self._limits)

    def content(self, part: str) -> bytes:
        """Return the content of a part, nothing where there is none; raises TemplateError where it is damaged."""
        return _read(self._content, self._entries[part], self.name) if part in self._entries else b""

    def tree(self, part: str) -> etree._Element:
        """Return the root element of a part.

        Raises:
            TemplateError: it is missing or damaged, has a DOCTYPE, or goes past a limit.
        """
        if part not in self._entries:
            says = Text(zh="有关系指向它，文件里却没有这个部件", en="a relation leads to this part, which is missing")
            raise TemplateError(refusal("package-relation-missing", self.name, says, place=part))
        content = _read(self._content, self._entries[part], self.name)
        if len(content) > _SCANNED:
            _scan(content, part, self.name, self._limits)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError:
            _scan(content, part, self.name, self._limits)  # says what is wrong with it, and where
            says = Text(zh="XML 写法有误", en="its XML is not well-formed")
            raise TemplateError(refusal("package-bad-xml", self.name, says, place=part)) from None
        if root.getroottree().docinfo.internalDTD is not None:
            _scan(content, part, self.name, self._limits)
        return root


def open_to_read(content: bytes, name: str, limits: Limits = DEFAULT) -> ReadOnlyPackage:
    """Return the Word package in ``content``, which messages call ``name``.

    Raises:
        TemplateError: it is no Word package, or its directory or its relations are unsound.
    """
    not_package = identify(content, name, limits)
    if not_package is not None:
        raise TemplateError(not_package)
    entries = {entry.name: entry for entry in entries_of(content, name, limits)}
    types = content_types_of(content, tuple(entries.values()), name, limits)
    top = _relations(content, entries, _RELATIONS, "", name, limits)
    main = main_of(top, types, name)
    folder, _, file = main.rpartition("/")
    own = _relations(content, entries, f"{folder}/_rels/{file}.rels".lstrip("/"), main, name, limits)
    return ReadOnlyPackage(name, main, content, entries, own, limits)


def _relations(
    content: bytes, entries: Mapping[str, Entry], part: str, source: str, name: str, limits: Limits
) -> tuple[Relation, ...]:
    if part not in entries:
        return ()
    found = _read(content, entries[part], name)
    _scan(found, part, name, limits)
    return listed_relations(found, part, source, entries, name)


def _read(content: bytes, entry: Entry, name: str) -> bytes:
    """Return a part, unpacked to the size that the directory declares and no further."""
    try:
        found = b"".join(unpacked(memoryview(content)[entry.data : entry.stop], entry.method, entry.size))
    except WrongSizeError:
        says = Text(zh="解压后的大小与目录记录不符", en="it does not unpack to the size that the directory declares")
        raise TemplateError(refusal("package-wrong-size", name, says, place=entry.name)) from None
    if zlib.crc32(found) != entry.crc:
        says = Text(zh="内容已损坏（校验和不符）", en="its content is damaged (wrong checksum)")
        raise TemplateError(refusal("package-crc", name, says, place=entry.name))
    return found


def _scan(content: bytes, part: str, name: str, limits: Limits) -> None:
    """Refuse a part that is not well-formed, has a DOCTYPE, or is too deep or too large."""
    scan = XmlScan(limits, limits.xml_elements, template=False)
    try:
        refuse_too_many(len(content), (content,), limits.xml_elements)
        scan.feed(content)
        scan.finish()
    except UnfitXmlError as error:
        raise TemplateError(refusal(error.id, name, error.says, place=part)) from None
