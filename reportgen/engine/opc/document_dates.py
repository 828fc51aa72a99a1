"""The dates in a finished document's properties: of the report, never of the template or of the clock."""

from __future__ import annotations

import re
from typing import Final

from reportgen.engine.opc.member import stored
from reportgen.engine.opc.package_writer import members_of, written
from reportgen.engine.opc.relations import read_relations

_RELATIONS: Final = "_rels/.rels"
_KINDS: Final = ("core-properties", "coreProperties")
_DATES: Final = rb"<((?:[\w.-]+:)?(?:created|modified))\b[^<>]*(?:/>|>[^<>]*</\1\s*>)"
_END: Final = rb"</(?:[\w.-]+:)?coreProperties\s*>\s*\Z"
_DATE: Final = (
    '<dcterms:{name} xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
)


def with_dates(document: bytes, moment: str) -> bytes:
    """Return a document that the archive wrote with ``moment`` (2022-01-20T00:00:00Z) as when it was made and saved.

    A document without core properties, or with some in an unusual encoding, is returned as it is.
    """
    members = {member.name: member for member in members_of(document)}
    found = read_relations(members[_RELATIONS].read(), "", set(members))
    name = next((relation.part for relation in found if relation.kind in _KINDS and relation.part in members), None)
    if name is None:
        return document
    properties = without_dates(members[name].read())
    end = re.search(_END, properties)
    if end is None:
        return document
    dates = "".join(_DATE.format(name=kind, moment=moment) for kind in ("created", "modified")).encode()
    properties = properties[: end.start()] + dates + properties[end.start() :]
    return written({**members, name: stored(name, properties)}.values())


def without_dates(properties: bytes) -> bytes:
    """Return a part of core properties without its dates; any other part as it is."""
    if b"coreProperties" not in properties:
        return properties
    return re.sub(_DATES, b"", properties)
