"""Whether two Word documents are the same, asserted before anything is timed."""

from __future__ import annotations

import io
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTENT_TYPES = "[Content_Types].xml"  # a list whose order means nothing

_CUSTOM_PROPERTIES = "docProps/custom.xml"


class DifferentError(AssertionError):
    """Two renderers' documents differ; a ratio between them would mean nothing."""


def canonical(document: bytes) -> dict[str, bytes]:
    """Return every XML part of a document as canonical XML (C14N 1.0), by name.

    Of the document's properties (docProps) those that are empty are left out: docxtpl adds an empty one for each that
    a template does not have, which no reader can tell from none. So is who changed it last, whose tag docxtpl does not
    fill. The fingerprint of a published document, which
    docxtpl does not write, is left out too, and the part of custom properties where it holds nothing else.
    """
    from lxml import etree

    from reportgen.engine.opc.fingerprint import without_fingerprint

    parts = {}
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            if name.endswith(".xml") and name != _CONTENT_TYPES:
                root = etree.fromstring(without_fingerprint(package.read(name)))
                if name == _CUSTOM_PROPERTIES and len(root) == 0:
                    continue
                for entry in list(root) if name.startswith("docProps/") else ():
                    if (len(entry) == 0 and not entry.text) or entry.tag.endswith("}lastModifiedBy"):
                        root.remove(entry)
                parts[name] = etree.tostring(root, method="c14n")
    return parts


def visible(document: bytes) -> dict[str, str]:
    """Return what a reader sees of each part that holds text, one line a paragraph."""
    from lxml import etree

    texts = {}
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                paragraphs = etree.fromstring(package.read(name)).iter(f"{W}p")
                lines = ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in paragraphs]
                texts[name] = "\n".join(lines)
    return texts


def require_same(expected: dict[str, bytes] | dict[str, str], actual: dict[str, bytes] | dict[str, str]) -> None:
    """Raise DifferentError, naming part and first difference, unless both hold the same parts with the same content."""
    if expected.keys() != actual.keys():
        raise DifferentError(f"only one of them has {', '.join(sorted(expected.keys() ^ actual.keys()))}")
    for name, content in expected.items():
        other = actual[name]
        if content != other:
            place = next((i for i, (one, two) in enumerate(zip(content, other, strict=False)) if one != two), None)
            at = min(len(content), len(other)) if place is None else place
            start = max(0, at - 60)
            shown = f"{content[start : at + 60]!r} is {other[start : at + 60]!r}"
            raise DifferentError(f"{name}, position {at}: {shown}")
