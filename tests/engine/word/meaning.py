"""What a part means: its elements with expanded names, without the numbers that a writer chooses, and without rests.

Two documents that mean the same look and read the same: runs without anything in them, the order of a cell's
properties, and identifiers of relations, drawings and bookmarks make no difference. A relation counts as what it leads
to: an address, or a picture's bytes.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import Any

from lxml import etree

from tests.engine.word.packages import OFFICE
from tests.engine.word.word_templates import WORD, members_of

Meaning = tuple[str, tuple[tuple[str, str], ...], str, tuple[Any, ...]]
_CHOSEN = (
    "id",
    "name",
    "rsidR",
    "rsidRPr",
    "rsidRDefault",
    "rsidP",
    "paraId",
    "textId",
    "anchorId",
    "editId",
    "abstractNumId",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PROPERTIES = ("{http://schemas.openxmlformats.org/package/2006/metadata", "{http://purl.org/dc/")
_STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml")


def meanings(package: bytes) -> dict[str, Meaning]:
    """Return what every story of a document, and its properties, mean."""
    members = members_of(package)
    return {
        name: _meaning(etree.fromstring(content), _targets(name, members))
        for name, content in members.items()
        if _STORIES.fullmatch(name)
    }


def _targets(part: str, members: dict[str, bytes]) -> dict[str, str]:
    folder, file = posixpath.split(part)
    arrows = members.get(f"{folder}/_rels/{file}.rels")
    found = {}
    for arrow in [] if arrows is None else etree.fromstring(arrows):
        target = str(arrow.get("Target"))
        inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        is_picture = str(arrow.get("Type")).endswith("/image")
        found[str(arrow.get("Id"))] = hashlib.sha256(members[inside]).hexdigest() if is_picture else target
    return found


def _meaning(element: Any, targets: dict[str, str]) -> Meaning:
    inner = [_meaning(one, targets) for one in element if isinstance(one.tag, str)]
    inner = [one for one in inner if not _empty(one)]
    if element.tag == f"{{{WORD}}}tcPr":
        inner.sort()
    attributes = tuple(
        sorted(
            (name, targets.get(value, value) if name.startswith(f"{{{OFFICE}}}") else value)
            for name, value in element.attrib.items()
            if name != _SPACE and (name.startswith(f"{{{OFFICE}}}") or etree.QName(name).localname not in _CHOSEN)
        )
    )
    text = element.text or ""
    return element.tag, attributes, text if element.tag == f"{{{WORD}}}t" else text.strip(), tuple(inner)


def _empty(one: Meaning) -> bool:
    tag, _, text, inner = one
    if tag.startswith(_PROPERTIES):
        return not text and not inner
    if tag == f"{{{WORD}}}t":
        return not text
    return tag == f"{{{WORD}}}r" and not [piece for piece in inner if piece[0] != f"{{{WORD}}}rPr"]
