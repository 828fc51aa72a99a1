"""The fingerprint of a finished document, by which a later run knows whether somebody edited the file.

It stands in the document's custom properties (ECMA-376 part 1, 15.2.12.2) and is a hash of the name, the size and the
CRC-32 of every other part, and of the other custom properties. How the parts are packed does not matter; Word, WPS and
LibreOffice write other parts whenever they save.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Final
from xml.parsers.expat import ExpatError

import attrs

from reportgen.core.errors import TemplateError
from reportgen.core.limits import DEFAULT, MEBIBYTE
from reportgen.engine.opc.member import Member, WrongSizeError, stored, unpacked
from reportgen.engine.opc.package_writer import members_of, written
from reportgen.engine.opc.zip_directory import entries_of, folded

try:  # Python's own: hashlib loads all of OpenSSL
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

PROPERTY: Final = "reportgen-fingerprint"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "_rels/.rels"
_PART: Final = "docProps/custom.xml"
_KINDS: Final = ("custom-properties", "customProperties")
"""The last word of the relation's type: transitional and strict."""
_PREFIX: Final = b"{p}"
"""Placeholder in a new element for the prefix of the root's name."""
_OVERRIDE: Final = (
    '<{p}Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
_RELATION: Final = (
    '<{p}Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"'
    ' Target="%s"/>'
)
_NO_PROPERTIES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"></Properties>'
)
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_VALUE_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_STRICT_VALUE_TYPES: Final = "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"
# Compiled where there are custom properties: few templates have any.
_OWN: Final = (
    rb"<((?:[\w.-]+:)?)property\b[^<>]*\bname\s*=\s*[\"']%b[\"'][^<>]*>(.*?)</\1property\s*>" % PROPERTY.encode()
)
_NUMBER: Final = rb"\bpid\s*=\s*[\"'](\d+)[\"']"
_EMPTY: Final = rb"<((?:[\w.-]+:)?Properties)\b([^<>]*)/>\s*\Z"


def with_fingerprint(document: bytes) -> bytes:
    """Return a document that the archive wrote with its fingerprint among its custom properties; others stay.

    A document whose package parts end in an unusual way (in UTF-16, or with comments) is returned as it is: without a
    fingerprint it counts as edited and is kept.
    """
    members = {member.name: member for member in members_of(document)}
    relations = members[_RELATIONS].read()
    name = _custom_part(relations, members)
    if name is not None:
        others = without_fingerprint(members[name].read())
    else:
        name, others = _free_part(members), _NO_PROPERTIES
        types = _with_child(members[_TYPES].read(), "Types", _OVERRIDE % name)
        arrows = _with_child(relations, "Relationships", _RELATION % (_free_id(relations), name))
        if types is None or arrows is None:
            return document
        members |= {_TYPES: stored(_TYPES, types), _RELATIONS: stored(_RELATIONS, arrows)}
    properties = _with_child(others, "Properties", _property(_digest(members, name, others), others))
    return document if properties is None else written({**members, name: stored(name, properties)}.values())


def is_unchanged(document: bytes) -> bool:
    """Whether a file, which may be of any kind, holds exactly the parts that :func:`with_fingerprint` gave it."""
    try:
        entries = entries_of(document, "", attrs.evolve(DEFAULT, ratio=DEFAULT.unzipped_bytes))
        members = {
            entry.name: Member(entry.name, document[entry.data : entry.stop], entry.method, entry.crc, entry.size)
            for entry in entries
        }
        relations = _small(members[_RELATIONS])
        name = _custom_part(relations, members)
        if name is None:
            return False
        properties = _small(members[name])
        others = without_fingerprint(properties)
        if properties != _with_child(others, "Properties", _property(_digest(members, name, others), others)):
            return False
        return all(_crc(member) == member.crc for member in members.values())
    except (TemplateError, WrongSizeError, ExpatError, KeyError, ValueError):
        return False


def without_fingerprint(properties: bytes) -> bytes:
    """Return a part of custom properties without the fingerprint; any other part as it is."""
    if PROPERTY.encode() in properties:
        properties = re.sub(_OWN, b"", properties, flags=re.DOTALL)
    if properties.rstrip().endswith(b"/>"):
        properties = re.sub(_EMPTY, rb"<\1\2></\1>", properties)
    return properties


def _digest(members: Mapping[str, Member], name: str, others: bytes) -> str:
    """Return the hash of all ``members`` but ``name``, the custom properties, of which ``others`` count."""
    known = sorted(f"{part.size:x} {part.crc:08x} {part.name}\n" for part in members.values() if part.name != name)
    return blake2b("".join(known).encode() + others, digest_size=32).hexdigest()


def _small(member: Member) -> bytes:
    if member.size > MEBIBYTE:
        raise WrongSizeError
    return b"".join(unpacked(member.raw, member.method, member.size))


def _crc(member: Member) -> int:
    crc = 0
    for piece in unpacked(member.raw, member.method, member.size):
        crc = zlib.crc32(piece, crc)
    return crc


def _custom_part(relations: bytes, names: Iterable[str]) -> str | None:
    """Return the member that holds the custom properties, or None if the package has none."""
    if not any(kind.encode() in relations for kind in _KINDS) or b"<!DOCTYPE" in relations:
        return None
    from reportgen.engine.opc.relations import read_relations  # noqa: PLC0415 — few templates have any

    known = set(names)
    parts = (relation.part for relation in read_relations(relations, "", known) if relation.kind in _KINDS)
    return next((part for part in parts if part in known), None)


def _free_part(names: Iterable[str]) -> str:
    known, name, number = {folded(name) for name in names}, _PART, 1
    while folded(name) in known:
        number += 1
        name = _PART.replace(".xml", f"{number}.xml")
    return name


def _free_id(relations: bytes) -> str:
    free = "reportgen"
    while f'"{free}"'.encode() in relations or f"'{free}'".encode() in relations:
        free += "1"
    return free


def _with_child(part: bytes, root: str, child: str) -> bytes | None:
    """Return a part with one more element at the end of its root, or None where the root does not end the part."""
    end = part.rstrip()
    at = end.rfind(b"</")
    prefix, colon, name = end[at + 2 : -1].rstrip().rpartition(b":")
    if at < 0 or name != root.encode() or not end.endswith(b">"):
        return None
    return end[:at] + child.encode().replace(_PREFIX, prefix + colon) + end[at:]


def _property(digest: str, others: bytes) -> str:
    """Return the property as an element, with the next free number."""
    number = max((int(found) for found in re.findall(_NUMBER, others)), default=1) + 1
    types = _STRICT_VALUE_TYPES if b"purl.oclc.org" in others else _VALUE_TYPES
    value = f'<vt:lpwstr xmlns:vt="{types}">{digest}</vt:lpwstr>'
    return f'<{{p}}property fmtid="{_FORMAT}" pid="{number}" name="{PROPERTY}">{value}</{{p}}property>'
